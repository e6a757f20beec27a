"""Deidentified."""
