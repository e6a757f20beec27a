"""Comparing: what engines and reviewers write, as words to compare; the only place that counts word errors."""
