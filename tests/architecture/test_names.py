"""One name, one meaning: no class of speech, de-identification or the assistant shares its name with another one."""

import ast
from collections import defaultdict
from pathlib import Path

ROOT = Path(__file__).parents[2] / "src" / "earnest"
HELD = ("speech/", "personal/deidentification/", "personal/assistant/")
"""Packages whose names are held to this; the tour plays every part itself and is none of them."""


def test_a_class_name_of_speech_means_one_thing() -> None:
    places: defaultdict[str, list[str]] = defaultdict(list)
    for path in sorted(ROOT.rglob("*.py")):
        place = path.relative_to(ROOT).as_posix()
        if place.startswith("demo/"):
            continue
        for node in ast.parse(path.read_text(encoding="utf-8")).body:
            if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
                places[node.name].append(place)
    shared = {
        name: where
        for name, where in places.items()
        if len(where) > 1 and any(place.startswith(HELD) for place in where)
    }
    assert len(places) > 500
    assert shared == {}


def test_no_step_of_deidentification_is_called_like_a_module_of_speech() -> None:
    speech = {path.stem for path in (ROOT / "speech").rglob("*.py")} | {
        path.name for path in (ROOT / "speech").rglob("*") if path.is_dir()
    }
    steps = {path.stem for path in (ROOT / "personal" / "deidentification").glob("*.py")}
    assert steps & speech <= {"__init__", "errors"}
