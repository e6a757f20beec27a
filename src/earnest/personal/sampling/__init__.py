"""Sampling: the gate between what is said and what a person may be asked to hear."""
