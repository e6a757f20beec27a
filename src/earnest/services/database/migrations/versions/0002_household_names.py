"""The names that a customer wants nobody to hear."""

from earnest.services.database.migrations.statements import run_file

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Apply."""
    run_file("0002_household_names.sql")
