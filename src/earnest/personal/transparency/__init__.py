"""Transparency: shows people what is kept of them and who heard it, and lets them decide, correct and delete."""
