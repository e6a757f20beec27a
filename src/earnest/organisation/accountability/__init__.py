"""Accountability: what is shown to an authority, an auditor and the public; figures, never sound or words."""
