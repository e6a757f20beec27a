"""Child processes: what may crash, hang or be attacked runs apart, and every client gets a turn."""
