"""Screening: what a sound is like, before anybody is asked to listen to it."""
