"""One name, one meaning: no two public classes share a name; steps of de-identification share none with a module."""

import ast
from collections import defaultdict
from pathlib import Path

ROOT = Path(__file__).parents[2] / "src" / "earnest"


def test_a_class_name_means_one_thing() -> None:
    places: defaultdict[str, list[str]] = defaultdict(list)
    for path in sorted(ROOT.rglob("*.py")):
        for node in ast.parse(path.read_text(encoding="utf-8")).body:
            if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
                places[node.name].append(path.relative_to(ROOT).as_posix())
    shared = {name: where for name, where in places.items() if len(where) > 1}
    assert len(places) > 600
    assert shared == {}


def test_no_step_of_deidentification_is_called_like_a_module_of_speech() -> None:
    speech = {path.stem for path in (ROOT / "speech").rglob("*.py")} | {
        path.name for path in (ROOT / "speech").rglob("*") if path.is_dir()
    }
    steps = {path.stem for path in (ROOT / "personal" / "deidentification").glob("*.py")}
    assert steps & speech <= {"__init__", "errors"}
