"""Time and date."""
