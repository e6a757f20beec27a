"""The corpus worker's role from the command line."""

from collections.abc import Generator
from contextlib import contextmanager

from earnest.cli.instance import Instance
from earnest.foundation.settings import KeyName
from earnest.services.database import Database
from earnest.services.database.roles import Role


@contextmanager
def open_corpus_connection() -> Generator[tuple[Instance, Database]]:
    """Give the instance with the handover key, and its database as the corpus worker's role sees it."""
    instance = Instance(Role.CORPUS_WORKER, frozenset({KeyName.HANDOVER}))
    database = instance.open_database()
    try:
        yield instance, database
    finally:
        database.close()
