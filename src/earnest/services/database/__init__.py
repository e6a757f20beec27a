"""PostgreSQL: connections for each login role, SQL from files, embedded server, roles and migrations.

Starting, roles and migrating are imported from their modules where needed, so that other processes load no Alembic.
"""

from earnest.services.database.connection import Database
from earnest.services.database.errors import DatabaseBusy, DatabaseFolderInUse, DatabaseNotStarted, DatabaseUnavailable
from earnest.services.database.queries import Queries, load_queries

__all__ = [
    "Database",
    "DatabaseBusy",
    "DatabaseFolderInUse",
    "DatabaseNotStarted",
    "DatabaseUnavailable",
    "Queries",
    "load_queries",
]
