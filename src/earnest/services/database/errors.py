"""Errors of the database.

Unavailable
├── DatabaseUnavailable        no connection, or the connection broke
├── DatabaseBusy               it answers, but others held what was needed for too long
└── DatabaseNotStarted         the embedded PostgreSQL did not come up
Conflict
├── DatabaseFolderInUse        another Earnest uses the same data folder
└── DatabaseNewer              a later Earnest migrated the database
"""

from earnest.foundation.errors import Conflict, Unavailable


class DatabaseUnavailable(Unavailable):
    """The database does not answer."""

    code = "database_unavailable"
    remedy = (
        "Nothing was changed. Try again in a moment; see log/postgres.log and log/supervisor.log in the data folder."
    )


class DatabaseBusy(Unavailable):
    """The database is too busy for this."""

    code = "database_busy"
    remedy = "Nothing was changed. Try again in a moment."


class DatabaseNotStarted(Unavailable):
    """The embedded PostgreSQL did not start."""

    code = "database_not_started"
    remedy = (
        "See log/postgres.log in the data folder; free disk space, or name your own PostgreSQL in EARNEST_DATABASE."
    )


class DatabaseFolderInUse(Conflict):
    """Another Earnest is already running on this data folder."""

    code = "database_folder_in_use"
    remedy = "Stop the other one, or give this one its own folder in EARNEST_DATA."


class DatabaseNewer(Conflict):
    """The database was migrated by a later version of Earnest."""

    code = "database_newer"
    remedy = "Nothing was changed. Start the version that was used last, or restore a backup from before it."
