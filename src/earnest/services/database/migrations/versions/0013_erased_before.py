"""Deleting everything reaches what was said before it and still waits to be kept."""

from earnest.services.database.migrations.statements import run_file

revision = "0013"
down_revision = "0012"


def upgrade() -> None:
    """Apply."""
    run_file("0013_erased_before.sql")
