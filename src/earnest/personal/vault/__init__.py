"""Vault: recordings and their content, sealed, each with an end date; storing needs a consent grant."""
