"""Commands of ours as processes of their own, forked from one that has loaded what every command loads.

A command is the same program with its own environment, input, output and exit status; only the imports, four fifths of
the processor's time of most commands, happen once. What a command loads, and how it starts from nothing, is tested in
`architecture/test_processes.py`, `unit/cli` and `unit/processes`.
"""

import atexit
import json
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

_SERVER: Final = """
import json, os, sys
import earnest.cli.main, earnest.cli.instance
for line in sys.stdin:
    asked = json.loads(line)
    child = os.fork()
    if child == 0:
        os.environ.clear()
        os.environ.update(asked["environment"])
        for descriptor, name in enumerate(("input", "output", "complaint")):
            mode = os.O_RDONLY if descriptor == 0 else os.O_WRONLY
            opened = os.open(os.path.join(asked["folder"], name), mode)
            os.dup2(opened, descriptor)
            os.close(opened)
        sys.stdin = open(0, encoding="utf-8", closefd=False)
        sys.argv = [earnest.cli.main.__file__, *asked["arguments"]]
        earnest.cli.main.main()
    print(child, flush=True)
    print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), flush=True)
"""
_FILES: Final = ("input", "output", "complaint")


class _Forking:
    """The process that has loaded the commands."""

    def __init__(self) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-P", "-c", _SERVER], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        self._turn = threading.Lock()

    def run(self, arguments: tuple[str, ...], environment: Mapping[str, str], folder: Path, timeout: float) -> int:
        """Run a command with the files of a folder; return its exit status."""
        asked = {"arguments": arguments, "environment": dict(environment), "folder": str(folder)}
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        with self._turn:
            _ = self._process.stdin.write(json.dumps(asked) + "\n")
            self._process.stdin.flush()
            child = int(self._process.stdout.readline())
            ending = threading.Timer(timeout, os.kill, (child, signal.SIGKILL))
            ending.start()
            try:
                return int(self._process.stdout.readline())
            finally:
                ending.cancel()

    def end(self) -> None:
        """End it."""
        _ = self._process.communicate()


@cache
def _forking() -> _Forking:
    forking = _Forking()
    _ = atexit.register(forking.end)
    return forking


def run_command(
    *arguments: str, environment: Mapping[str, str], typed: str = "", timeout: float = 120.0
) -> subprocess.CompletedProcess[str]:
    """Run `earnest` and return what it said; it ends with -9 where it takes longer than `timeout` seconds.

    Args:
        arguments: behind the name of the command.
        environment: its whole environment.
        typed: its standard input.
        timeout: seconds.
    """
    with TemporaryDirectory() as name:
        folder = Path(name)
        for file in _FILES:
            _ = (folder / file).write_text(typed if file == "input" else "", encoding="utf-8")
        status = _forking().run(arguments, environment, folder, timeout)
        output, complaint = ((folder / file).read_text(encoding="utf-8") for file in _FILES[1:])
    return subprocess.CompletedProcess(["earnest", *arguments], status, output, complaint)
