"""Teaching the wake word: a purpose of its own."""

from earnest.services.database.migrations.statements import run_file

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """Apply."""
    run_file("0004_wake_word_learning.sql")
