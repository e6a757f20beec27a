"""Write the generated documents: starts a throw-away PostgreSQL for the data inventory.

Usage: python scripts/generate_documents.py
"""

import tempfile
from pathlib import Path
from uuid import uuid4

import psycopg

from earnest.operations.embedded_database import EmbeddedPostgres
from earnest.services.database.roles import Role, prepare
from earnest.services.migration import migrate
from scripts.commands_page import commands_page
from scripts.data_inventory import as_markdown, read_inventory
from scripts.derive_grants import as_sql, derive
from scripts.events_page import events_page
from scripts.http_interfaces import make_applications, openapi_document, routes_page
from scripts.measured_cards import PACKAGED, packaged_measurements
from scripts.page_types import types_of
from scripts.requirements_table import requirements_page
from scripts.settings_table import settings_page

DOCUMENTS = Path(__file__).parents[1] / "docs"
GRANTS = Path(__file__).parents[1] / "src" / "earnest" / "services" / "database" / "migrations" / "grants.sql"

PAGES = {"administration": "administration", "portal": "customer_portal", "workbench": "workbench"}
"""Folder of a page below `frontend` → its process."""


def reference_files() -> dict[Path, str]:
    """Return the generated files that need no database, by their paths."""
    applications = make_applications()
    openapi = {process: openapi_document(application) for process, application in applications.items()}
    reference = DOCUMENTS / "reference"
    return {
        reference / "commands.md": commands_page(),
        reference / "events.md": events_page(),
        reference / "routes.md": routes_page(applications),
        reference / "settings.md": settings_page(),
        PACKAGED: packaged_measurements(),
        **{reference / "openapi" / f"{process}.json": document for process, document in openapi.items()},
        **{
            DOCUMENTS.parent / "frontend" / page / "api" / "wire.ts": types_of(openapi[process])
            for page, process in PAGES.items()
        },
    }


def write_reference() -> None:
    """Write the generated files that need no database."""
    for path, text in reference_files().items():
        path.parent.mkdir(parents=True, exist_ok=True)
        _ = path.write_text(text, encoding="utf-8")


def main() -> None:
    """Write every generated document."""
    write_reference()
    _ = (DOCUMENTS / "requirements.md").write_text(requirements_page())
    with tempfile.TemporaryDirectory() as folder:
        server = EmbeddedPostgres(Path(folder), durable=False)
        dsn = server.start()
        try:
            prepare(dsn, {role: uuid4().hex for role in Role})
            migrate(dsn, with_grants=False)
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
