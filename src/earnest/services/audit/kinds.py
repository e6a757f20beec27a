"""The events that the log takes: written anew at each migration, so that the database and the program know the same."""

from psycopg import Connection
from psycopg.rows import TupleRow

from earnest.services.audit.events import writers_of_kinds
from earnest.services.database import load_queries

QUERIES = load_queries("earnest.services.audit")


def prepare_kinds(connection: Connection[TupleRow]) -> None:
    """Replace what the database knows of events by what the program knows; in a transaction of the owner."""
    _ = connection.execute(QUERIES["delete_kinds"])
    for kind, version, fields, writers in writers_of_kinds():
        values = {"kind": kind, "version": version, "fields": list(fields), "writers": list(writers)}
        _ = connection.execute(QUERIES["insert_kind"], values)
