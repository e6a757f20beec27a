"""Wake word."""
