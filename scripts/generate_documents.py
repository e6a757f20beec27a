"""Write the generated documents: starts a throw-away PostgreSQL for the data inventory.

Usage: python scripts/generate_documents.py
"""

import tempfile
from pathlib import Path
from uuid import uuid4

import psycopg

from earnest.operations.embedded_database import EmbeddedPostgres
from earnest.services.database.migrations import migrate
from earnest.services.database.roles import Role, prepare
from scripts.data_inventory import as_markdown, read_inventory
from scripts.derive_grants import as_sql, derive
from scripts.requirements_table import requirements_page

DOCUMENTS = Path(__file__).parents[1] / "docs"
GRANTS = Path(__file__).parents[1] / "src" / "earnest" / "services" / "database" / "migrations" / "grants.sql"


def main() -> None:
    """Write every generated document."""
    _ = (DOCUMENTS / "requirements.md").write_text(requirements_page())
    with tempfile.TemporaryDirectory() as folder:
        server = EmbeddedPostgres(Path(folder), durable=False)
        dsn = server.start()
        try:
            prepare(dsn, {role: uuid4().hex for role in Role})
            migrate(dsn)
            # Statements before documents: the inventory names who reads what.
            with psycopg.connect(dsn) as connection:
                _ = GRANTS.write_text(as_sql(derive(connection)), encoding="utf-8")
            migrate(dsn)
            with psycopg.connect(dsn) as connection:
                _ = (DOCUMENTS / "data-inventory.md").write_text(as_markdown(read_inventory(connection)))
        finally:
            server.stop()


if __name__ == "__main__":
    main()
