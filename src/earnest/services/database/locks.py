"""Numbers of all advisory locks, in one place, so that no two of them are the same by mistake.

PostgreSQL keeps locks of one number apart from locks of two, the class and a number below it. Most are taken inside
functions of the database, which migrations make; a test compares the numbers there with these.
"""

from collections.abc import Mapping
from enum import IntEnum
from typing import Final


class WholeLock(IntEnum):
    """Locks of one number: the owner's work on the whole database, at a start."""

    ROLES = 4711002
    """Held while the login roles are made (`database.roles`)."""
    MIGRATIONS = 4711003
    """Held while migrations run (`services.migration`)."""


class LockClass(IntEnum):
    """Classes of locks of two numbers."""

    TAKE_CLIP = 4711002
    """One reviewer after the other tries for a clip; below it the hash of the clip (`deidentified.try_clip`)."""
    CLIP = 4711003
    """Writing about a clip and erasing it, one at a time; below it its hash (`deidentified.hold_clip`)."""
    SNAPSHOTS = 4711004
    """Making snapshots and taking clips out of them (`deidentified.hold_snapshots`)."""
    RELEASES = 4711005
    """Releasing models and rolling back (`deidentified.hold_releases`)."""
    PERSONAL_WORKERS = 4711011
    """Held by a living worker; below it the worker's number (`jobs_personal.hold_worker`)."""
    DEIDENTIFIED_WORKERS = 4711012
    """The same of the other queue (`jobs_deidentified.hold_worker`)."""
    PERSONAL_TURNS = 4711013
    """Held during periodic work; below it the hash of the work's name (`jobs_personal.take_turn`)."""
    DEIDENTIFIED_TURNS = 4711014
    """The same of the other queue (`jobs_deidentified.take_turn`)."""
    CUSTOMER = 4711020
    """One transaction after the other changes what is one person's; below it their hash (`personal.lock_customer`)."""
    CUSTOMER_ATTEMPTS = 4711021
    """Counting attempts to sign in, one at a time; below it the hash of the login (`personal.count_attempt`)."""
    STAFF_ATTEMPTS = 4711022
    """The same of staff (`staff.count_attempt`)."""


WORKER_LOCKS: Final[Mapping[str, LockClass]] = {
    "jobs_personal": LockClass.PERSONAL_WORKERS,
    "jobs_deidentified": LockClass.DEIDENTIFIED_WORKERS,
}
"""Schema of a queue → lock that its living worker holds."""

TURN_LOCKS: Final[Mapping[str, LockClass]] = {
    "jobs_personal": LockClass.PERSONAL_TURNS,
    "jobs_deidentified": LockClass.DEIDENTIFIED_TURNS,
}
"""Schema of a queue → lock that is held during periodic work."""
