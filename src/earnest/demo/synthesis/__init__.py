"""Synthesis: a folder of recordings by synthetic voices, for machines without recordings."""
