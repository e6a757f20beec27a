"""Numbers of the advisory locks of background work."""

LOCK_CLASSES = {"jobs_personal": 4711011, "jobs_deidentified": 4711012}
"""Class of the lock that a living worker of a queue holds; the second number is the worker's."""

TURN_CLASSES = {"jobs_personal": 4711013, "jobs_deidentified": 4711014}
"""Class of the lock that is held during periodic work; the second number is the hash of the work's name."""
