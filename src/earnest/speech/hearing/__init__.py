"""Hearing: what was said: recognisers, spotted words, phones and the wake word."""
