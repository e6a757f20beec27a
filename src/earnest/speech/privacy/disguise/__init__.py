"""Disguise: what every disguise takes and gives, and what is checked of it; the disguises are in `voices`."""
