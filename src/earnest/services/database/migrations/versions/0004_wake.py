"""Accidental recordings: counts, and verdicts on their way back to the wake detector."""

from earnest.services.database.migrations.statements import run_file

revision = "0004"
down_revision = "0001"


def upgrade() -> None:
    """Apply."""
    run_file("0004_wake.sql")
