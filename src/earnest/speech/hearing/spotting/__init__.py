"""Spotting: single words that are listened for beside what a recogniser writes."""
