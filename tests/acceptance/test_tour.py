"""The circle turns on real processes, although each is killed on the way: nothing is lost, nothing counted twice.

One tour shows both, for it is the longest of all tests: what a tour has to show holds also where processes died.
"""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import psutil
import pytest
from support.touring import free_ports, small_collection

from earnest.collections.recordings import read_recordings
from earnest.demo.plan import make_plan
from earnest.operations.clients.fields import Fields

MOST_SECONDS = 900
WHILE_PLAYING = (
    "processes.device_gateway",
    "processes.customer_portal",
    "processes.personal_worker",
    "processes.workbench",
    "processes.administration",
    "engines.engine_child",
    "pginstall",
)
"""A word of the command line of each process; the last is the database server."""
WHILE_LEARNING = ("processes.corpus_worker", "pginstall")
KILL_EVERY_SECONDS = 4.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Tour:
    """A tour that ended."""

    recordings: Path
    data: Path
    shown: str
    killed: tuple[str, ...]

    @property
    def result(self) -> Fields:
        """What it wrote about itself."""
        return Fields.parse((self.data / "tour.json").read_bytes())


@pytest.fixture(scope="module")
def tour(tmp_path_factory: pytest.TempPathFactory) -> Tour:
    """Go on the tour once, and kill every process on the way."""
    folder = tmp_path_factory.mktemp("tour")
    recordings, data, output = small_collection(folder / "recordings"), folder / "data", folder / "output"
    killed: list[str] = []
    with output.open("w", encoding="utf-8") as written:
        running = subprocess.Popen(
            [sys.executable, "-m", "earnest.cli.main", "run", "--once", "--recordings", str(recordings)],
            stdout=written,
            stderr=subprocess.STDOUT,
            env={**os.environ, "EARNEST_DATA": str(data), **free_ports()},
        )
        try:
            deadline = time.monotonic() + MOST_SECONDS
            waiting = {"clips heard": list(WHILE_PLAYING), "learning: ": list(WHILE_LEARNING)}
            while running.poll() is None and time.monotonic() < deadline:
                shown = output.read_text(encoding="utf-8")
                for sign, words in waiting.items():
                    if sign in shown and words and kill_one(running.pid, words[0]):
                        killed.append(words.pop(0))
                time.sleep(KILL_EVERY_SECONDS)
        finally:
            if running.poll() is None:
                running.send_signal(signal.SIGINT)
                _ = running.wait(60)
    shown = output.read_text(encoding="utf-8")
    assert running.returncode == 0, shown[-4000:]
    return Tour(recordings=recordings, data=data, shown=shown, killed=tuple(killed))


def kill_one(top: int, word: str) -> bool:
    """Kill a process without warning."""
    for process in processes(top, word):
        process.send_signal(signal.SIGKILL)
        return True
    return False


def processes(top: int, word: str) -> Iterator[psutil.Process]:
    """Yield the processes below one that have a word in their command line, the first started first."""
    for process in psutil.Process(top).children(recursive=True):
        try:
            if any(word in part for part in process.cmdline()):
                yield process
        except psutil.Error:
            continue


@pytest.mark.timeout(MOST_SECONDS + 60)
def test_every_process_was_killed_and_the_tour_ends_right(tour: Tour) -> None:
    assert sorted(tour.killed) == sorted([*WHILE_PLAYING, *WHILE_LEARNING])
    assert tour.result.number("kept") <= tour.result.number("answered_as_kept")


def test_addresses_and_password_are_told_before_the_tour(tour: Tour) -> None:
    before, _, _ = tour.shown.partition("Tour:")
    for told in ("portal", "http://127.0.0.1:", "tcp://127.0.0.1:", "sign in to the portal as", "password"):
        assert told in before


def test_the_tour_leaves_the_own_data_untouched_and_says_what_to_do_next(tour: Tour) -> None:
    assert sorted(path.name for path in tour.data.iterdir()) == ["demo", "demo.tombstones", "tour.json"]
    assert (tour.data / "demo" / "postgres" / "PG_VERSION").exists()
    _, _, after = tour.shown.partition("What you can do now")
    for told in ("login", "password", "secret", "run --demo", "your own data"):
        assert told in after


def test_every_recording_is_played_once_and_counted(tour: Tour) -> None:
    result = tour.result
    plan = make_plan(read_recordings(tour.recordings))
    assert result.number("utterances") == plan.utterances
    assert sum(
        Fields.of(result.values["gate"]).number(reason) for reason in Fields.of(result.values["gate"]).values
    ) == (plan.utterances)
    assert 0 < result.number("heard") <= plan.heard_at_most
    assert result.number("heard") <= result.number("chosen") <= plan.utterances


def test_no_recording_of_a_customer_who_said_no_was_chosen(tour: Tour) -> None:
    result = tour.result
    assert Fields.of(result.values["gate"]).number("not_kept") > 0
    assert result.number("withdrawn") > 0


def test_ml6_the_assistant_understands_more_orders_than_before(tour: Tour) -> None:
    """What is understood is no need any more: the gate asks no listener about it where the recogniser is sure."""
    tasks = {task.text("task"): task for task in tour.result.objects("tasks")}
    orders = tasks["coffee orders"]
    assert orders.number("n_train") >= 10
    assert orders.number("after") > orders.number("before")
    assert tour.result.find_text("not_released_reason") is None


def test_the_log_is_whole_and_the_table_is_printed(tour: Tour) -> None:
    result = tour.result
    assert result.flag("audit_intact")
    assert result.number("audit_leaves") > result.number("heard")
    for expected in ("chosen by the gate", "withheld", "coffee orders", "memory at rest", "simulated"):
        assert expected in tour.shown
    # 1.3 GiB with Whisper base; without weights pocketsphinx listens and it is less than 1 GiB.
    assert 0 < result.number("memory_at_rest_bytes") < 1.3 * 1024**3


def test_nothing_runs_afterwards(tour: Tour) -> None:
    left = [process for process in psutil.process_iter() if _works_for(process, tour.data)]
    assert not left


def _works_for(process: psutil.Process, data: Path) -> bool:
    try:
        return str(data) in " ".join(process.cmdline()) or process.environ().get("EARNEST_DATA", "").startswith(
            str(data)
        )
    except psutil.Error:
        return False
