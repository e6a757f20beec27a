"""What each login role may do is what its code runs: nothing is missing, nothing is spare."""

import ast
import re
from pathlib import Path

import pytest
from support.databases import Databases

from earnest.services.database.migrations.grants import SCHEMAS
from earnest.services.database.roles import Role
from scripts.derive_grants import ROOTS, SOURCE, Grant, as_sql, derive, granted
from scripts.generate_documents import GRANTS


@pytest.fixture(scope="module")
def derived(module_databases: Databases) -> set[Grant]:
    with module_databases.owner.transaction() as connection:
        return derive(connection)


def test_the_file_says_what_the_code_needs(derived: set[Grant]) -> None:
    assert GRANTS.read_text(encoding="utf-8") == as_sql(derived), "run `make documents` and read the difference"


def test_the_database_grants_what_the_code_needs_and_nothing_else(
    module_databases: Databases, derived: set[Grant]
) -> None:
    with module_databases.owner.transaction() as connection:
        found = granted(connection)
    assert derived - found == set(), "missing"
    assert found - derived == set(), "spare"


def test_every_role_has_a_beginning_that_exists() -> None:
    assert set(ROOTS) == set(Role)
    for roots in ROOTS.values():
        for root in roots:
            place = SOURCE.joinpath("earnest", *root.partition(":")[0].split("."))
            assert place.with_suffix(".py").is_file() or (place / "__init__.py").is_file()


def test_every_command_that_connects_is_a_beginning_of_its_role() -> None:
    begun = {root.partition(":")[0] for roots in ROOTS.values() for root in roots}
    connectors = {"instance", "portal_connection", "corpus_connection"}
    for path in sorted((SOURCE / "earnest/cli").glob("*.py")):
        if path.stem not in connectors and re.search(
            r"\b(Instance\(|portal_transaction\(|open_corpus_connection\()", path.read_text("utf-8")
        ):
            assert f"cli.{path.stem}" in begun, path


def test_statements_on_our_tables_stand_in_files_of_their_own() -> None:
    ours = re.compile(rf"\b(from|join|into|update|table|function|select) ({'|'.join(SCHEMAS)})\.", re.IGNORECASE)
    for path in sorted(SOURCE.rglob("*.py")):
        module = ".".join(path.relative_to(SOURCE).with_suffix("").parts)
        if module.startswith("earnest.services.database.migrations"):
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and ours.search(node.value):
                docstring = "\n\n" in node.value or node.value.rstrip().endswith(".")
                assert docstring, f"{Path(path).name}: {node.value[:60]}"
