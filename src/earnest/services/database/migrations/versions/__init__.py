"""The migrations in order; a file that went out is never changed."""
