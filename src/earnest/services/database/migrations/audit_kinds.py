"""The events that the log takes: written anew at each migration, so that the database and the program know the same."""

from psycopg import Connection
from psycopg.rows import TupleRow

from earnest.services.audit.events import writers_of_kinds


def prepare_audit_kinds(connection: Connection[TupleRow]) -> None:
    """Replace what the database knows of events by what the program knows."""
    _ = connection.execute("delete from audit.kinds")
    for kind, version, fields, writers in writers_of_kinds():
        _ = connection.execute(
            "insert into audit.kinds (kind, version, fields, writers) values (%s, %s, %s, %s)",
            [kind, version, list(fields), list(writers)],
        )
