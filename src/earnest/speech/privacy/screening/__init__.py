"""Screening: what a sound is like, before a person is asked to listen to it."""
