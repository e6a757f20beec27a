"""A spoken no takes its clips away in its own transaction."""

from earnest.services.database.migrations.statements import run_file

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    """Apply."""
    run_file("0006_spoken_no.sql")
