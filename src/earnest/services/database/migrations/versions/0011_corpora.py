"""Labelled data that a voice team brings."""

from earnest.services.database.migrations.statements import run_file

revision = "0011"
down_revision = "0010"


def upgrade() -> None:
    """Apply."""
    run_file("0011_corpora.sql")
