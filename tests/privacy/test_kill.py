"""kill -9 of each process during a tour: nothing is lost, nothing is counted twice, and the tour still ends right."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest
from support.touring import free_ports, small_collection

from earnest.demo.fields import Fields
from earnest.demo.plan import make_plan
from earnest.demo.recordings import read_recordings

MOST_SECONDS = 540
WHILE_PLAYING = (
    "processes.device_gateway",
    "processes.customer_portal",
    "processes.personal_worker",
    "processes.workbench",
    "processes.administration",
    "recognition.engine_child",
    "pginstall",
)
"""A word of the command line of each process; the last is the database server."""
WHILE_LEARNING = ("processes.corpus_worker", "pginstall")
KILL_EVERY_SECONDS = 4.0


def processes(top: int, word: str) -> Iterator[psutil.Process]:
    """Yield the processes below one that have a word in their command line, the first started first."""
    for process in psutil.Process(top).children(recursive=True):
        try:
            if any(word in part for part in process.cmdline()):
                yield process
        except psutil.Error:
            continue


def kill_one(top: int, word: str) -> bool:
    """Kill a process without warning."""
    for process in processes(top, word):
        process.send_signal(signal.SIGKILL)
        return True
    return False


@pytest.mark.timeout(MOST_SECONDS + 60)
def test_the_tour_ends_right_although_every_process_is_killed(tmp_path: Path) -> None:
    recordings, data = small_collection(tmp_path / "recordings"), tmp_path / "data"
    plan = make_plan(read_recordings(recordings))
    output = tmp_path / "output"
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
    assert sorted(killed) == sorted([*WHILE_PLAYING, *WHILE_LEARNING])
    result = Fields.parse((data / "tour.json").read_bytes())
    assert result.number("utterances") == plan.utterances
    assert result.number("kept") <= result.number("answered_as_kept")
    assert 0 < result.number("heard") <= plan.heard_at_most
    assert result.number("heard") <= result.number("chosen")
    assert result.flag("audit_intact")
    assert {task.text("task") for task in result.objects("tasks")} >= {"coffee orders"}
