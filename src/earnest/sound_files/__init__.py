"""Sound files: read in the kinds that people send, whatever their headers say, and written with nothing but sound."""
