"""The cap per person counts what was chosen, not what is still there."""

from earnest.services.database.migrations.statements import run_file

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    """Apply."""
    run_file("0005_chosen_counts.sql")
