"""Services are infrastructure: no name in them is about what the sides do, but in the three lists that say so."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

SERVICES = Path(__file__).parents[2] / "src" / "earnest" / "services"
LISTS = {"audit/__init__.py", "audit/events.py", "database/roles.py", "database/locks.py"}
"""Events that the log takes, login roles, locks: what may happen at all, in one file each."""
OF_A_SIDE = re.compile(
    r"staff|member|review|clip|lease|label|sampling|allowance|corpus|recording|customer|consent|wake|tombstone",
    re.IGNORECASE,
)


def names_in(tree: ast.AST) -> Iterator[str]:
    """Yield every name that a module uses or gives."""
    for node in ast.walk(tree):
        match node:
            case ast.FunctionDef() | ast.AsyncFunctionDef() | ast.ClassDef():
                yield node.name
            case ast.Name():
                yield node.id
            case ast.Attribute():
                yield node.attr
            case ast.arg() | ast.keyword():
                yield node.arg or ""
            case ast.alias():
                yield node.asname or node.name
            case _:
                pass


def found() -> dict[str, set[str]]:
    modules = [path for path in sorted(SERVICES.rglob("*.py")) if "migrations" not in path.parts]
    assert len(modules) > 40
    named = {
        path.relative_to(SERVICES).as_posix(): {
            name for name in names_in(ast.parse(path.read_text("utf-8"))) if OF_A_SIDE.search(name)
        }
        for path in modules
    }
    return {module: names for module, names in named.items() if names}


def test_only_the_lists_name_what_the_sides_do() -> None:
    assert {module: names for module, names in found().items() if module not in LISTS} == {}


def test_the_search_finds_what_the_lists_name() -> None:
    assert set(found()) == LISTS
