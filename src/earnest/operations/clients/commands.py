"""Commands: runs commands of `earnest` as a person at a terminal does, each in a process of its own."""

import os
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from typing import Final

from earnest.operations.clients.errors import CommandFailed

_PROGRAM: Final = (sys.executable, "-m", "earnest.cli.main")
_TIMEOUT_SECONDS: Final = 60.0
_PAUSE_SECONDS: Final = 0.5


def run_command(arguments: Sequence[str], *, text: str | None = None) -> str:
    """Run one command of `earnest` in its own process, so that whoever runs it stays on neither side.

    Where the database is away for a moment, the command is run again.

    Args:
        arguments: what follows `earnest`.
        text: standard input.

    Returns:
        Standard output.

    Raises:
        CommandFailed: it ended with an error; its message went to standard error.
    """
    deadline = time.monotonic() + _TIMEOUT_SECONDS
    while True:
        finished = subprocess.run(
            [*_PROGRAM, *arguments],
            input=text,
            stdout=subprocess.PIPE,
            text=True,
            check=False,
            env=os.environ,
        )
        if finished.returncode == 0:
            return finished.stdout
        if finished.returncode != os.EX_TEMPFAIL or time.monotonic() > deadline:
            raise CommandFailed
        time.sleep(_PAUSE_SECONDS)


def follow_command(arguments: Sequence[str], tell: Callable[[str], object]) -> str:
    """Run a command of `earnest` that writes lines while it works.

    Args:
        arguments: what follows `earnest`.
        tell: called with each line of its standard output.

    Returns:
        The last line.

    Raises:
        CommandFailed: it ended with an error, or wrote nothing.
    """
    command = [*_PROGRAM, *arguments]
    last = ""
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=os.environ) as running:
        for line in running.stdout or ():
            last = line.strip() or last
            _ = tell(last)
    if running.returncode != 0 or not last:
        raise CommandFailed
    return last
