"""Synthesis: voices made from what the recogniser's wheel brings, for machines without recordings."""
