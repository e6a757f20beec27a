"""Care of reviewers: how long they listen, when they rest, and what was hard to bear."""
