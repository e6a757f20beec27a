"""Write docs/data-inventory.md from the comments that the database itself carries.

Usage: python scripts/data_inventory.py DSN > docs/data-inventory.md
"""

import sys
from dataclasses import dataclass

import psycopg
from psycopg.rows import TupleRow, class_row

ZONES = ("personal", "handover", "deidentified", "audit", "staff", "oversight", "accountability", "tombstones")

COLUMNS = """
select columns.table_schema as zone, columns.table_name as table_name, columns.column_name as column_name,
    columns.data_type as data_type,
    obj_description(pg_class.oid, 'pg_class') as table_comment,
    col_description(pg_class.oid, columns.ordinal_position) as comment,
    coalesce((
        select string_agg(distinct replace(grantee, 'earnest_', ''), ', ' order by replace(grantee, 'earnest_', ''))
        from information_schema.column_privileges as grants
        where grants.table_schema = columns.table_schema and grants.table_name = columns.table_name
            and grants.column_name = columns.column_name and grants.privilege_type = 'SELECT'
            and starts_with(grantee, 'earnest_') and grantee <> current_user
    ), 'no process') as readers
from information_schema.columns as columns
join pg_namespace on pg_namespace.nspname = columns.table_schema
join pg_class on pg_class.relnamespace = pg_namespace.oid and pg_class.relname = columns.table_name
where pg_class.relkind = 'r' and columns.table_schema = any(%(zones)s)
order by array_position(%(zones)s, columns.table_schema::text), columns.table_name, columns.ordinal_position
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class InventoryColumn:
    """One column as the database describes it."""

    zone: str
    table_name: str
    column_name: str
    data_type: str
    table_comment: str | None
    comment: str | None
    readers: str


def read_inventory(connection: psycopg.Connection[TupleRow]) -> list[InventoryColumn]:
    """Read every column of our zones with its comment and the roles that may read it."""
    with connection.cursor(row_factory=class_row(InventoryColumn)) as cursor:
        return cursor.execute(COLUMNS, {"zones": list(ZONES)}).fetchall()


def as_markdown(columns: list[InventoryColumn]) -> str:
    """Return the inventory as a page."""
    lines = [
        "# Data inventory",
        "",
        "Generated from the database's own comments and grants by `make documents`; do not edit.",
    ]
    table = ""
    for column in columns:
        name = f"{column.zone}.{column.table_name}"
        if name != table:
            table = name
            lines += [
                "",
                f"## `{name}`",
                "",
                f"{column.table_comment}.",
                "",
                "| column | type | what it is | readers |",
                "|---|---|---|---|",
            ]
        lines.append(f"| `{column.column_name}` | {column.data_type} | {column.comment} | {column.readers} |")
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    with psycopg.connect(sys.argv[1]) as opened:
        _ = sys.stdout.write(as_markdown(read_inventory(opened)))
