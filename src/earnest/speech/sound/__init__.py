"""Sound: samples, their levels, and where in them people speak."""
