"""Tagging: sentences with marked names and places, and the taggers that learn from them."""
