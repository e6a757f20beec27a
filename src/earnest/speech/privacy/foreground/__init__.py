"""Foreground: the nearest speaker's voice; every other voice in a recording is made quiet before a person listens."""
