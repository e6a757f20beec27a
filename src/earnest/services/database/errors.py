"""Errors of the database.

Unavailable
├── DatabaseUnavailable        no connection, or the connection broke
├── DatabaseBusy               it answers, but others held what was needed for too long
└── DatabaseNotStarted         the embedded PostgreSQL did not come up
    └── DatabaseFolderClosed   it may not enter a folder that it needs
Conflict
├── DatabaseFolderInUse        another Earnest uses the same data folder
├── DatabaseNewer              a later Earnest migrated the database
└── MigrationSkipped           a migration was numbered below one that the database has
"""

from collections.abc import Sequence

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
        "Correct what it names; log/postgres.log in the data folder has the rest. Or name your own PostgreSQL in "
        "EARNEST_DATABASE."
    )

    def __init__(self, said: str = "") -> None:
        """Say why.

        Args:
            said: what PostgreSQL wrote last about it; empty where it wrote nothing.
        """
        super().__init__()
        if said:
            self.args = (f"The embedded PostgreSQL did not start: {said}",)


class DatabaseFolderClosed(DatabaseNotStarted):
    """The embedded PostgreSQL cannot enter a folder."""

    code = "database_folder_closed"
    remedy = (
        "Start Earnest as the user who owns that folder, or let all users pass through it (chmod o+x). EARNEST_DATA "
        "chooses another data folder."
    )

    def __init__(self, folder: str) -> None:
        """Name the folder."""
        super().__init__()
        self.args = (
            f"PostgreSQL refuses to run as root, so it runs without root's rights, and then it cannot enter {folder}.",
        )


class DatabaseFolderInUse(Conflict):
    """Another Earnest is already running on this data folder."""

    code = "database_folder_in_use"
    remedy = "Stop the other one, or give this one its own folder in EARNEST_DATA."


class DatabaseNewer(Conflict):
    """The database was migrated by a later version of Earnest."""

    code = "database_newer"
    remedy = "Nothing was changed. Start the version that was used last, or restore a backup from before it."


class MigrationSkipped(Conflict):
    """The database has a migration, but not all with lower numbers."""

    code = "migration_skipped"
    remedy = (
        "Nothing was changed. This happens to databases made between two versions: restore a backup from before it, or "
        "give the new migration a number above the highest one."
    )

    def __init__(self, skipped: Sequence[str], present: str) -> None:
        """Name the migrations.

        Args:
            skipped: numbers that the database lacks, at least one.
            present: highest number that it has.
        """
        super().__init__()
        self.args = (f"The database has migration {present}, but not {', '.join(skipped)}.",)
