"""Errors of the list of tombstones; none of them names what was deleted.

Unavailable
├── TombstonesMissing       the database knows of a list that is not there, or of a longer one
├── TombstonesUnreadable    the list was changed, or belongs to another installation
└── TombstonesUnwritable    the list cannot be written
"""

from earnest.foundation.errors import Unavailable


class TombstonesMissing(Unavailable):
    """The list of deletions is missing, or older than this data; nothing is started without it."""

    code = "tombstones_missing"
    remedy = (
        "Set EARNEST_TOMBSTONES to the newest list that belongs to this data; it lay beside the original data folder."
        " Only if it is lost for good: `earnest run --accept-lost-tombstones` starts a new list, and what was deleted"
        " after this copy of the data was made is there again."
    )


class TombstonesUnreadable(Unavailable):
    """The list of deletions was changed, or belongs to other data; nothing is started with it."""

    code = "tombstones_unreadable"
    remedy = TombstonesMissing.remedy


class TombstonesUnwritable(Unavailable):
    """The list of deletions cannot be written."""

    code = "tombstones_unwritable"
    remedy = (
        "Make its folder writable and not full, or set EARNEST_TOMBSTONES to a file outside the data folder that is."
    )
