"""Accidents: recordings that nobody meant to make. They are counted, erased, and teach the wake detector."""
