"""A fresh migrated database for a test, with a `Database` for each role."""

from collections.abc import Mapping
from dataclasses import dataclass, field

import psycopg
from psycopg import sql
from psycopg.conninfo import make_conninfo

from earnest.services.database import Database
from earnest.services.database.roles import Role, role_dsn

TEMPLATE = "earnest_template"


@dataclass(frozen=True, slots=True, kw_only=True)
class PostgresServer:
    """The session's server: its roles are prepared and its template database is migrated."""

    owner_dsn: str = field(repr=False)
    passwords: Mapping[Role, str] = field(repr=False)

    def create(self, name: str) -> "Databases":
        """Create a database as a copy of the migrated template."""
        with psycopg.connect(self.owner_dsn, autocommit=True) as connection:
            statement = sql.SQL("create database {} template {} strategy file_copy")
            _ = connection.execute(statement.format(sql.Identifier(name), sql.Identifier(TEMPLATE)))
            # Rights on the database itself are not copied with it; these are what `roles.prepare` gives.
            _ = connection.execute(sql.SQL("revoke all on database {} from public").format(sql.Identifier(name)))
            roles = sql.SQL(", ").join(sql.Identifier(role.value) for role in Role)
            _ = connection.execute(sql.SQL("grant connect on database {} to {}").format(sql.Identifier(name), roles))
        return Databases(owner_dsn=make_conninfo(self.owner_dsn, dbname=name), passwords=self.passwords)

    def drop(self, name: str) -> None:
        """Remove a database and end whoever is still connected."""
        with psycopg.connect(self.owner_dsn, autocommit=True) as connection:
            _ = connection.execute(sql.SQL("drop database {} with (force)").format(sql.Identifier(name)))


@dataclass(frozen=True, slots=True, kw_only=True)
class Databases:
    """One database, reached as the owner or as any role.

    `databases[Role.WORKBENCH].transaction()` is what the workbench may do; `databases.owner` sees everything (for
    arranging and checking, never for the code under test); `databases.dsn(Role.X)` is for a subprocess.
    """

    owner_dsn: str = field(repr=False)
    passwords: Mapping[Role, str] = field(repr=False)
    _open: dict[str, Database] = field(default_factory=dict, repr=False)

    def dsn(self, role: Role) -> str:
        """Return a role's DSN."""
        return role_dsn(self.owner_dsn, role, self.passwords[role])

    def __getitem__(self, role: Role) -> Database:
        return self._find(self.dsn(role))

    @property
    def owner(self) -> Database:
        """The connection of the database's owner."""
        return self._find(self.owner_dsn)

    def close(self) -> None:
        """Close every connection."""
        for database in self._open.values():
            database.close()
        self._open.clear()

    def _find(self, dsn: str) -> Database:
        if dsn not in self._open:
            self._open[dsn] = Database(dsn)
        return self._open[dsn]
