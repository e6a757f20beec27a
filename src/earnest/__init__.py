"""Earnest: voice assistants that get better, done honestly."""
