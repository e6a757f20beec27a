"""Privacy: what of a recording identifies people, and what conceals it."""
