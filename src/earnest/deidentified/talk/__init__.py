"""Messages between reviewers; no clip can be named in them."""
