"""What was ended is noted for the list of tombstones."""

from earnest.services.database.migrations.statements import run_file

revision = "0010"
down_revision = "0009"


def upgrade() -> None:
    """Apply."""
    run_file("0010_tombstones.sql")
