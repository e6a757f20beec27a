"""Spotting: digits and letters found in the sound itself, whatever words the recogniser wrote."""
