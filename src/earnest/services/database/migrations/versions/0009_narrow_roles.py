"""What a role may do is narrower than a table."""

from earnest.services.database.migrations.statements import run_file

revision = "0009"
down_revision = "0008"


def upgrade() -> None:
    """Apply."""
    run_file("0009_narrow_roles.sql")
