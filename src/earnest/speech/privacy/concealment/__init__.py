"""Concealment."""
