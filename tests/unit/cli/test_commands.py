"""Each module of commands loads one side only, and an error says what to do."""

import os
import subprocess
import sys
from pathlib import Path

PORTS = [f"EARNEST_{name}_PORT" for name in ("GATEWAY", "WYOMING", "PORTAL", "WORKBENCH", "ADMINISTRATION")]
"""Nothing listens on the discard port."""


def python(*arguments: str, folder: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, *arguments],
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
        env={"EARNEST_DATA": str(folder), "PATH": "/usr/bin"} | dict.fromkeys(PORTS, "9"),
    )


def test_a_command_without_a_running_earnest_says_what_to_do(tmp_path: Path) -> None:
    finished = python("-m", "earnest.cli.main", "customer", "list", folder=tmp_path)
    assert finished.returncode == os.EX_TEMPFAIL
    assert not finished.stdout
    assert "not running" in finished.stderr
    assert "earnest run" in finished.stderr


def test_status_says_that_nothing_answers(tmp_path: Path) -> None:
    finished = python("-m", "earnest.cli.main", "status", folder=tmp_path)
    assert finished.returncode == 1
    assert "customer_portal" in finished.stdout
    assert "personal_worker" in finished.stdout
    assert "not running" in finished.stdout
