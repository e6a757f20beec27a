"""The circle turns on real processes: from a spoken command to a better assistant, and everything stops afterwards."""

import os
import subprocess
import sys
from pathlib import Path

import psutil
import pytest
from support.touring import free_ports, small_collection

from earnest.demo.fields import Fields
from earnest.demo.plan import make_plan
from earnest.demo.recordings import read_recordings

MOST_SECONDS = 420


@pytest.fixture(scope="module")
def toured(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path, str]:
    """Go on the tour once; return recordings, data folder and what was printed."""
    folder = tmp_path_factory.mktemp("tour")
    recordings, data = small_collection(folder / "recordings"), folder / "data"
    finished = subprocess.run(
        [sys.executable, "-m", "earnest.cli.main", "run", "--once", "--recordings", str(recordings)],
        capture_output=True,
        text=True,
        check=False,
        timeout=MOST_SECONDS,
        env={**os.environ, "EARNEST_DATA": str(data), **free_ports()},
    )
    assert finished.returncode == 0, finished.stdout[-3000:] + finished.stderr[-3000:]
    return recordings, data, finished.stdout


def test_addresses_and_password_are_told_before_the_tour(toured: tuple[Path, Path, str]) -> None:
    _, _, shown = toured
    before, _, _ = shown.partition("Tour:")
    for told in ("portal", "http://127.0.0.1:", "tcp://127.0.0.1:", "sign in to the portal as", "password"):
        assert told in before


def test_the_tour_leaves_the_own_data_untouched_and_says_what_to_do_next(toured: tuple[Path, Path, str]) -> None:
    _, data, shown = toured
    assert sorted(path.name for path in data.iterdir()) == ["demo", "demo.tombstones", "tour.json"]
    assert (data / "demo" / "postgres" / "PG_VERSION").exists()
    _, _, after = shown.partition("What you can do now")
    for told in ("login", "password", "secret", "run --demo", "your own data"):
        assert told in after


@pytest.mark.timeout(MOST_SECONDS + 60)
def test_every_recording_is_played_once_and_counted(toured: tuple[Path, Path, str]) -> None:
    recordings, data, _ = toured
    result = Fields.parse((data / "tour.json").read_bytes())
    plan = make_plan(read_recordings(recordings))
    assert result.number("utterances") == plan.utterances
    assert sum(
        Fields.of(result.values["gate"]).number(reason) for reason in Fields.of(result.values["gate"]).values
    ) == (plan.utterances)
    assert 0 < result.number("heard") <= plan.heard_at_most
    assert result.number("heard") <= result.number("chosen") <= plan.utterances


def test_nobody_who_said_no_was_chosen(toured: tuple[Path, Path, str]) -> None:
    _, data, _ = toured
    result = Fields.parse((data / "tour.json").read_bytes())
    assert Fields.of(result.values["gate"]).number("not_kept") > 0
    assert result.number("withdrawn") > 0


def test_the_assistant_understands_more_orders_than_before(toured: tuple[Path, Path, str]) -> None:
    _, data, _ = toured
    tasks = {task.text("task"): task for task in Fields.parse((data / "tour.json").read_bytes()).objects("tasks")}
    orders = tasks["coffee orders"]
    assert orders.number("n_train") >= 10
    assert orders.number("after") > orders.number("before")
    assert result_says_live(data)


def result_says_live(data: Path) -> bool:
    return Fields.parse((data / "tour.json").read_bytes()).find_text("not_released_reason") is None


def test_the_log_is_whole_and_the_table_is_printed(toured: tuple[Path, Path, str]) -> None:
    _, data, shown = toured
    result = Fields.parse((data / "tour.json").read_bytes())
    assert result.flag("audit_intact")
    assert result.number("audit_leaves") > result.number("heard")
    for expected in ("chosen by the gate", "withheld", "coffee orders", "memory at rest", "simulated"):
        assert expected in shown
    assert 0 < result.number("memory_at_rest_bytes") < 1024**3


def test_nothing_runs_afterwards(toured: tuple[Path, Path, str]) -> None:
    _, data, _ = toured
    left = [process for process in psutil.process_iter() if _works_for(process, data)]
    assert not left


def _works_for(process: psutil.Process, data: Path) -> bool:
    try:
        return str(data) in " ".join(process.cmdline()) or process.environ().get("EARNEST_DATA", "").startswith(
            str(data)
        )
    except psutil.Error:
        return False
