"""Screening: which sounds no person is asked to hear, and of what a reviewer is warned before one is played."""
