"""Disguise: other voices for the same words; what each is worth is measured, not claimed."""
