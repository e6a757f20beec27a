"""Review can be interrupted and taken back; clips that are hard to bear go to nobody who has not chosen them."""

from earnest.services.database.migrations.statements import run_file

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    """Apply."""
    run_file("0007_review.sql")
