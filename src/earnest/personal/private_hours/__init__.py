"""Private hours: times in which nothing that is said is kept, whatever was agreed to (CN10)."""
