"""Staff: people who work on clips, signing in with two factors; deny by default."""
