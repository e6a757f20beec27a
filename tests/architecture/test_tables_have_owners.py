"""One package owns each table: only its statements name it, and the other packages call its functions (RT1)."""

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

SOURCE = Path(__file__).parents[2] / "src" / "earnest"
MIGRATIONS = SOURCE / "services" / "database" / "migrations"

PLACES = ("", "services", "operations", "organisation")
"""Folders in which a schema's package of the same name may lie; `personal` owns the schema `personal`."""

WRITERS = {"personal.recordings": "personal/vault"}
"""Tables that one package of a side alone writes."""

LENT = {
    "operations/tombstones": {
        "personal.holds_anything",
        "personal.end_accounts",
        "personal.end_everything",
        "personal.end_recordings",
        "personal.end_lessons",
        "personal.list_revived",
        "personal.repeat_no",
        "handover.holds_anything",
        "handover.end_clips",
    },
    "operations/backup": {"personal.list_objects", "handover.list_objects", "deidentified.list_objects"},
}
"""Functions of the database that others call: tombstones are replayed and objects copied by who loads no side."""

_SCHEMA = re.compile(r"^create schema (?:if not exists )?(\w+)", re.MULTILINE)
_STATEMENT = re.compile(r"\b(select|insert into|update|delete from)\b", re.IGNORECASE)
_WRITE = re.compile(r"\b(?:insert into|update|delete from)\s+(\w+\.\w+)", re.IGNORECASE)


def _schemas() -> tuple[str, ...]:
    found = {name for path in MIGRATIONS.glob("*.sql") for name in _SCHEMA.findall(path.read_text("utf-8"))}
    return tuple(sorted(name for name in found if not name.startswith("jobs_")))


SCHEMAS = _schemas()
_NAME = re.compile(rf"(?<![\w.])((?:{'|'.join(SCHEMAS)})\.\w+)")


def _owner(schema: str) -> str:
    """Return the folder that owns a schema: the one package of its name."""
    folders = [place for place in PLACES if (SOURCE / place / schema).is_dir()]
    assert len(folders) == 1, f"{schema}: one package of this name owns it, in {PLACES}"
    return "/".join(part for part in (folders[0], schema) if part)


@cache
def _statements() -> tuple[tuple[str, str], ...]:
    """Return folder and text of every statement outside the migrations."""
    return tuple(_read_statements())


def _read_statements() -> Iterator[tuple[str, str]]:
    for path in sorted(SOURCE.rglob("*")):
        if MIGRATIONS in path.parents or "node_modules" in path.parts:
            continue
        folder = path.parent.relative_to(SOURCE).as_posix()
        if path.suffix == ".sql":
            for section in re.split(r"^-- [a-z_]+ --$", path.read_text("utf-8"), flags=re.MULTILINE):
                yield folder, "\n".join(line for line in section.splitlines() if not line.startswith("--"))
        elif path.suffix == ".py":
            yield from ((folder, text) for text in _strings(ast.parse(path.read_text("utf-8"))))


def _strings(tree: ast.Module) -> Iterator[str]:
    """Yield the strings of a module that hold a statement; a text that stands alone describes something."""
    alone = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        match node:
            case ast.Constant(value=str(text)) if id(node) not in alone and _STATEMENT.search(text):
                yield text
            case _:
                pass


def _is_in(folder: str, package: str) -> bool:
    return folder == package or folder.startswith(f"{package}/")


def test_every_schema_has_one_owner() -> None:
    assert set(SCHEMAS) >= {"audit", "deidentified", "handover", "personal", "staff", "tombstones"}
    assert {schema: _owner(schema) for schema in SCHEMAS}


@pytest.mark.parametrize("schema", SCHEMAS)
def test_only_the_owner_names_a_table(schema: str) -> None:
    owner = _owner(schema)
    named = {
        (folder, name)
        for folder, text in _statements()
        for name in _NAME.findall(text)
        if name.startswith(f"{schema}.") and not _is_in(folder, owner) and name not in LENT.get(folder, set())
    }
    assert named == set(), f"these statements belong into {owner}; call its functions"


@pytest.mark.parametrize("table", sorted(WRITERS))
def test_one_package_of_a_side_writes_its_table(table: str) -> None:
    writers = {folder for folder, text in _statements() for name in _WRITE.findall(text) if name == table}
    assert writers == {WRITERS[table]}


def test_what_is_lent_is_used_and_is_no_table() -> None:
    tables = "\n".join(path.read_text("utf-8") for path in MIGRATIONS.glob("*.sql"))
    for borrower, names in LENT.items():
        for name in names:
            assert any(folder == borrower and name in text for folder, text in _statements()), name
            assert f"create function {name}(" in tables, name
