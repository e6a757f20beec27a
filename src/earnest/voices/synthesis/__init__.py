"""Synthesis: voices made from what the recogniser's wheel brings."""
