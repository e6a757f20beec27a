"""Phones: the network that hears them, and how it learns."""
