"""Training: what makes the models that the wheel carries; not in the wheel."""
