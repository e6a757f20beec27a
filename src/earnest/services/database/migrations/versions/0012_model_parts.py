"""What each part of a model contributes is recorded beside what the whole model changes."""

from earnest.services.database.migrations.statements import run_file

revision = "0012"
down_revision = "0011"


def upgrade() -> None:
    """Apply."""
    run_file("0012_model_parts.sql")
