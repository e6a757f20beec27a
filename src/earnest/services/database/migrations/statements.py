"""Runs the SQL file of a migration as it stands."""

from pathlib import Path
from typing import cast

import psycopg
from alembic import op
from psycopg.rows import TupleRow


def run_file(name: str) -> None:
    """Run a file of statements inside the migration's transaction.

    Args:
        name: file in this folder. Its text goes to the server unchanged: no parameters, so a per cent sign is one.
    """
    connection = cast("psycopg.Connection[TupleRow]", op.get_bind().connection.driver_connection)
    _ = connection.execute((Path(__file__).parent / name).read_bytes())
