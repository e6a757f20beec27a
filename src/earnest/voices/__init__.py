"""Voices: artificial ones, and what they are used for: other voices for what people said."""
