"""Distress: what a reviewer is warned of before a clip is heard (DC2)."""
