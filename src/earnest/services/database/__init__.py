"""PostgreSQL: connections for each login role, SQL from files, roles and migrations.

Roles and migrations are imported from their modules by what starts a database; other processes do not load them.
"""

from earnest.services.database.connection import Database
from earnest.services.database.errors import (
    DatabaseBusy,
    DatabaseFolderInUse,
    DatabaseNewer,
    DatabaseNotStarted,
    DatabaseUnavailable,
)
from earnest.services.database.queries import Queries, load_queries

__all__ = [
    "Database",
    "DatabaseBusy",
    "DatabaseFolderInUse",
    "DatabaseNewer",
    "DatabaseNotStarted",
    "DatabaseUnavailable",
    "Queries",
    "load_queries",
]
