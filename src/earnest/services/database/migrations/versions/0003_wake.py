"""Accidental recordings: counts, and verdicts on their way back to the wake detector."""

from earnest.services.database.migrations.statements import run_file

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Apply."""
    run_file("0003_wake.sql")
