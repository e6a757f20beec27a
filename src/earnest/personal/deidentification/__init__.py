"""Deidentification."""
