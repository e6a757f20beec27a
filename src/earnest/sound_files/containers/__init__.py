"""Containers: what a sound file really holds, whatever its headers say."""
