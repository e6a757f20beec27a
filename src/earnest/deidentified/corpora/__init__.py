"""Corpora: labelled data that a voice team brings, learned from beside reviewed labels."""
