"""Grants: what each role may do, replaced as a whole after every migration, so that nothing earlier is left over.

`grants.sql` is derived from the statements that each process runs (`scripts/derive_grants.py`); a test compares both
with what the database has.
"""

from pathlib import Path

from psycopg import Connection, sql
from psycopg.rows import TupleRow

from earnest.services.database.roles import Role

SCHEMAS = ("personal", "handover", "deidentified", "audit", "staff", "oversight", "accountability")
"""Our own schemas; those of background work are in `jobs.py`."""


def prepare_grants(connection: Connection[TupleRow]) -> None:
    """Take every right on our own schemas from every role, and give each what `grants.sql` says; one transaction."""
    roles = sql.SQL(", ").join(sql.Identifier(role.value) for role in Role)
    for schema in map(sql.Identifier, SCHEMAS):
        for kind in ("tables", "sequences", "functions"):
            statement = sql.SQL("revoke all on all {} in schema {} from public, {}")
            _ = connection.execute(statement.format(sql.SQL(kind), schema, roles))
        _ = connection.execute(sql.SQL("revoke all on schema {} from public, {}").format(schema, roles))
    _ = connection.execute((Path(__file__).parent / "grants.sql").read_bytes())
