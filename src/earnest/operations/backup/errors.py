"""Errors of back-ups.

Conflict
├── BackupExists           there is something where the back-up should go
├── DataThere              there are data where a back-up should be restored
└── KeysOfAnother          the folder of keys belongs to another installation
InvalidInput
├── BackupUnreadable       this is no back-up, or it was changed
└── BackupKeysMissing      the folder of keys is not beside the back-up
Unavailable
└── DatabaseToolFailed     pg_dump or pg_restore did not do its work
"""

from earnest.foundation.errors import Conflict, InvalidInput, Unavailable


class BackupExists(Conflict):
    """There is something already where the back-up should go."""

    code = "backup_exists"
    remedy = "Give the name of a new folder, such as one with today's date; only the folder of keys is used again."


class DataThere(Conflict):
    """There are data already where the back-up should be restored."""

    code = "data_there"
    remedy = (
        "Name a new folder in EARNEST_DATA, or move the present one away; with EARNEST_DATABASE an empty database. "
        "The list of deletions (EARNEST_TOMBSTONES) stays where it is."
    )


class KeysOfAnother(Conflict):
    """The folder of keys belongs to another installation, or to an older key."""

    code = "keys_of_another"
    remedy = "Give the folder of keys that `earnest backup` named, or with a new back-up the name of a new folder."


class BackupUnreadable(InvalidInput):
    """This is no back-up, it is not whole, or it was changed since it was made."""

    code = "backup_unreadable"
    remedy = "Give the folder that `earnest backup` wrote, as it wrote it, or an older back-up."


class BackupKeysMissing(InvalidInput):
    """The folder of keys that belongs to the back-up is not here."""

    code = "backup_keys_missing"
    remedy = "Give it with --keys; `earnest backup` named it. Without it nothing in the back-up opens."


class DatabaseToolFailed(Unavailable):
    """A program of PostgreSQL did not do its work."""

    code = "database_tool_failed"
    remedy = (
        "Where PostgreSQL is a later version than the one that comes with Earnest, install its own client programs "
        "(pg_dump, pg_restore), and make room on the disk."
    )

    def __init__(self, program: str) -> None:
        """Name the program; what it said may hold names of people and goes no further."""
        super().__init__()
        self.args = (f"The program {program} of PostgreSQL did not do its work; nothing was finished.",)
