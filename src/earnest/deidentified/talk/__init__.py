"""A place where reviewers talk to each other; no clip can be named in it."""
