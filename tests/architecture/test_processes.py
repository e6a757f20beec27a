"""A process loads one side (the workbench staff too), and no neural framework that the core does not need."""

import atexit
import json
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest

from earnest.operations.plan import ALL_PROCESSES

SOURCE = Path(__file__).parents[2] / "src" / "earnest"
SIDES = {
    "device_gateway": {"personal"},
    "customer_portal": {"personal"},
    "personal_worker": {"personal"},
    "workbench": {"deidentified", "organisation"},
    "corpus_worker": {"deidentified"},
    "learning": {"deidentified"},
    "administration": {"organisation"},
    "randomness_beacon": set[str](),
}
CONTENT = (
    "earnest.speech",
    "earnest.voices",
    "earnest.engines",
    "earnest.screening",
    "earnest.services.objects",
    "earnest.handover.clip",
    "earnest.handover.labels",
    "earnest.handover.evidence",
)
"""Modules by which sound or words are read."""
ONLY_WHEN_NEEDED = {"hassil", "joserfc", "scipy", "sklearn", "webauthn", "zxcvbn"}
"""Libraries that a start would pay for with 2 to 30 MiB and 20 to 200 ms each, and that few households need at once."""
STARTED_BY_OTHERS = {"learning"}
OF_NO_SIDE_THAT_HEARS = {"main", "run", "audit", "staff", "status"}
"""Commands, beside the tour, that load neither of the sides that have content."""
HEAVY = {"torch", "tensorflow", "jax", "transformers", "onnxruntime", "faster_whisper", "sherpa_onnx"}
ONLY_TO_START = {
    "earnest.services.database.migrations",
    "earnest.services.migration",
    "earnest.operations.embedded_database",
}


LOADING = """
import gc, importlib, json, os, sys
import fastapi, numpy
gc.disable()
for line in sys.stdin:
    reading, writing = os.pipe()
    if os.fork() == 0:
        os.close(reading)
        importlib.import_module(line.strip())
        with open(writing, "w") as out:
            json.dump(list(sys.modules), out)
        os._exit(0)
    os.close(writing)
    with open(reading) as given:
        names = given.read()
    os.wait()
    print(names or "null", flush=True)
"""
"""Forks for each module it is asked for. What it has loaded before is of others, and counts as loaded by each."""


@cache
def _loading() -> "subprocess.Popen[str]":
    command = [sys.executable, "-P", "-c", LOADING]
    process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    _ = atexit.register(process.communicate)
    return process


@cache
def _loaded(module: str) -> frozenset[str]:
    """Names of all modules that importing one brings into an interpreter that has loaded none of ours."""
    process = _loading()
    assert process.stdin is not None
    assert process.stdout is not None
    _ = process.stdin.write(f"{module}\n")
    process.stdin.flush()
    names = json.loads(process.stdout.readline())
    assert names is not None, f"{module} cannot be loaded"
    return frozenset(names)


def _sides(loaded: frozenset[str]) -> set[str]:
    return {side for side in ("personal", "deidentified", "organisation") if f"earnest.{side}" in loaded}


def test_every_process_is_listed_here() -> None:
    files, folders = (SOURCE / "processes").glob("[a-z]*.py"), (SOURCE / "processes").glob("*/__main__.py")
    mains = {path.stem for path in files} - {"entry", "lead_review", "recognisers"}
    mains |= {path.parent.name for path in folders}
    assert mains == set(SIDES)
    assert {plan.name for plan in ALL_PROCESSES} == mains - STARTED_BY_OTHERS


@pytest.mark.parametrize("process", sorted(SIDES))
def test_a_process_loads_its_side_only(process: str) -> None:
    loaded = _loaded(f"earnest.processes.{process}")
    assert _sides(loaded) == SIDES[process]
    assert loaded.isdisjoint(HEAVY)
    assert loaded.isdisjoint(ONLY_TO_START), "starting a database is the supervisor's work"
    assert process in STARTED_BY_OTHERS or loaded.isdisjoint(ONLY_WHEN_NEEDED)


def test_what_listens_to_clips_for_learning_loads_neither_training_nor_a_database() -> None:
    """It is started anew for each round, so what it loads is paid for each time."""
    loaded = _loaded("earnest.deidentified.learning.learning_tasks")
    assert loaded.isdisjoint({"sklearn", "scipy", "psycopg", "earnest.deidentified.training"})


def test_the_workbench_loads_accounts_of_staff_and_nothing_else_of_the_organisation() -> None:
    loaded = {name for name in _loaded("earnest.processes.workbench") if name.startswith("earnest.organisation.")}
    assert {name.split(".")[2] for name in loaded} == {"staff"}


def test_the_administration_loads_nothing_that_reads_sound_or_words() -> None:
    loaded = _loaded("earnest.processes.administration")
    assert not [name for name in loaded if name.startswith(CONTENT)]


def test_the_supervisor_loads_no_side() -> None:
    loaded = _loaded("earnest.operations.supervisor")
    assert _sides(loaded) == set()
    assert loaded.isdisjoint(HEAVY)


@pytest.mark.parametrize("module", sorted(path.stem for path in (SOURCE / "cli").glob("[a-z]*.py")))
def test_a_command_loads_one_side_at_most(module: str) -> None:
    loaded = _loaded(f"earnest.cli.{module}")
    assert len(_sides(loaded)) <= 1
    assert loaded.isdisjoint(HEAVY)
    if module in OF_NO_SIDE_THAT_HEARS:
        assert _sides(loaded).isdisjoint({"personal", "deidentified"})


def test_the_tour_is_a_client_from_outside() -> None:
    assert _sides(_loaded("earnest.demo.tour")).isdisjoint({"personal", "deidentified"})


def test_the_personal_side_alone_can_make_a_clip_that_crosses() -> None:
    for process, sides in SIDES.items():
        if "personal" not in sides:
            assert "earnest.personal.deidentification.release" not in _loaded(f"earnest.processes.{process}")
