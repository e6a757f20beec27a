"""The first schema: zones, tables, append-only log, grants."""

from earnest.services.database.migrations.statements import run_file

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Apply."""
    run_file("0001_first.sql")
