"""Tagging: a small model that finds names of people and places by the words around them."""
