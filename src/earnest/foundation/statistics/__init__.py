"""Statistics: calibrated probabilities and intervals."""
