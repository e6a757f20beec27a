"""Figures: counts of the sample and of false wakes, for the public."""
