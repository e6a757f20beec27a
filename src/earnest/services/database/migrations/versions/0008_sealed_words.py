"""Words and labels are sealed with the key of their clip."""

from earnest.services.database.migrations.statements import run_file

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    """Apply."""
    run_file("0008_sealed_words.sql")
