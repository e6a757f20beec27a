"""Child processes: what may crash, hang or be attacked runs apart, and everybody gets a turn."""
