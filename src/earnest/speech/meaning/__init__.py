"""Meaning: what a sentence asks for."""
