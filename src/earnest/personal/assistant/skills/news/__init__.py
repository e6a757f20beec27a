"""News: headlines of one feed, read aloud."""
