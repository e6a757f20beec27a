"""A stage counts what its child processes use of the processor, while they run and when they have ended."""

import subprocess
import sys

from material.stages import Stages, processor_seconds

WORK = "import time\nwhile time.process_time() < 0.5: pass\n"


def test_a_child_that_ended_counts() -> None:
    stages = Stages()
    with stages.stage("child"):
        _ = subprocess.run([sys.executable, "-c", WORK], check=True)
    with stages.stage("nothing"):
        pass
    rows = stages.rows()
    assert list(rows) == ["child", "nothing"]
    assert rows["child"]["processor_seconds"] >= 0.4 > rows["nothing"]["processor_seconds"]
    assert stages.seconds("child", "nothing") == rows["child"]["seconds"] + rows["nothing"]["seconds"]


def test_a_child_that_still_runs_counts() -> None:
    before = processor_seconds()
    child = subprocess.Popen(
        [sys.executable, "-c", f"{WORK}print('done', flush=True)\ninput()"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )
    assert child.stdout is not None
    assert child.stdout.readline()
    assert processor_seconds() - before >= 0.4
    _ = child.communicate(b"\n")
