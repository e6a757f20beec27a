"""Invitations: makes the panel's customers and the simulated reviewers with the same commands that people use."""

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from secrets import token_hex
from typing import Final

from earnest.demo.errors import CommandFailed
from earnest.demo.fields import Fields
from earnest.demo.reviewing import ReviewerSecrets
from earnest.demo.roles import PanelCustomer, Part

REVIEWERS: Final = 4
"""Simulated reviewers at work at the same time; listening takes its time, as it does for people."""
_REGION: Final = "GB"
_TIMEOUT_SECONDS: Final = 60.0
_PAUSE_SECONDS: Final = 0.5


@dataclass(frozen=True, slots=True, kw_only=True)
class PanelMember:
    """A customer of the panel with what was shown once."""

    customer: PanelCustomer
    login: str
    password: str
    token: str


def run_command(arguments: Sequence[str], *, text: str | None = None) -> str:
    """Run one command of `earnest` in its own process, so that the tour itself stays on neither side.

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
            [sys.executable, "-m", "earnest.cli.main", *arguments],
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
    command = [sys.executable, "-m", "earnest.cli.main", *arguments]
    last = ""
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=os.environ) as running:
        for line in running.stdout or ():
            last = line.strip() or last
            _ = tell(last)
    if running.returncode != 0 or not last:
        raise CommandFailed
    return last


def invite_panel(customers: Sequence[PanelCustomer]) -> list[PanelMember]:
    """Invite the customers of a plan; logins get an ending of their own, so that a second tour meets no old ones."""
    ending = token_hex(2)
    lines = [
        json.dumps(
            {
                "login": f"{customer.login}-{ending}",
                "programme": "panel",
                "region": _REGION,
                "language": customer.language,
                "child": customer.part is Part.CHILD,
                "device": "speaker on the shelf",
            }
        )
        for customer in customers
    ]
    answers = [
        Fields.parse(line) for line in run_command(["customer", "invite", "-"], text="\n".join(lines)).splitlines()
    ]
    return [
        PanelMember(
            customer=customer, login=found.text("login"), password=found.text("password"), token=found.text("token")
        )
        for customer, found in zip(customers, answers, strict=True)
    ]


def hire_reviewers() -> list[ReviewerSecrets]:
    """Add simulated reviewers; they are called simulated in their name, their kind and every receipt."""
    ending = token_hex(2)
    with ThreadPoolExecutor(REVIEWERS) as pool:
        return list(pool.map(_hire, [f"simulated reviewer {number + 1} {ending}" for number in range(REVIEWERS)]))


def _hire(name: str) -> ReviewerSecrets:
    found = Fields.parse(run_command(["staff", "add", name, "--role", "reviewer", "--simulated", "--json"]))
    return ReviewerSecrets(
        name=found.text("name"), password=found.text("password"), totp_secret=found.text("totp_secret")
    )
