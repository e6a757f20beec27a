"""Every column says what it is, and the published inventory is what the database says (RT1, style 25)."""

from pathlib import Path

import psycopg
from support.databases import Databases

from scripts.data_inventory import as_markdown, read_inventory

INVENTORY = Path(__file__).parents[2] / "docs" / "data-inventory.md"


def test_every_table_and_column_has_a_comment(databases: Databases) -> None:
    with psycopg.connect(databases.owner_dsn) as connection:
        columns = read_inventory(connection)
    assert columns
    assert [f"{c.zone}.{c.table_name}.{c.column_name}" for c in columns if not c.comment or not c.table_comment] == []


def test_the_published_inventory_is_true(databases: Databases) -> None:
    with psycopg.connect(databases.owner_dsn) as connection:
        assert INVENTORY.read_text() == as_markdown(read_inventory(connection)), "run `make documents`"
