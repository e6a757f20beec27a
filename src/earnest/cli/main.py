"""The command `earnest`: its subcommands put together; each loads one side only, and acts as that side's role."""

import logging
import sys
from typing import Final

import typer
from rich.console import Console

from earnest.cli.commands import (
    audit,
    breaches,
    corpora,
    customers,
    demo,
    devices,
    evaluation,
    evidence,
    evidence_packs,
    keys,
    learning,
    models,
    names,
    operating,
    receipts,
    recordings,
    review,
    staff,
    stops,
)
from earnest.foundation.errors import EarnestError
from earnest.processes.entry import run_to_exit_status

application = typer.Typer(
    name="earnest",
    help="Voice assistants that get better, done honestly.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    add_completion=False,
)
for _subject in (operating, recordings, learning, stops):
    application.add_typer(_subject.commands)
application.add_typer(evidence_packs.authority_commands)
for _name, _subject in {
    "customer": customers,
    "names": names,
    "device": devices,
    "review": review,
    "staff": staff,
    "evaluation": evaluation,
    "corpus": corpora,
    "models": models,
    "audit": audit,
    "keys": keys,
    "evidence": evidence,
    "receipt": receipts,
    "demo": demo,
    "evidence-pack": evidence_packs,
    "breach": breaches,
}.items():
    application.add_typer(_subject.commands, name=_name)

TRY_AGAIN: Final = 75
"""Exit status where the database does not answer just now: the same command may work in a moment (EX_TEMPFAIL)."""


def main() -> None:
    """Run the command and end with its exit status; whatever happens becomes a sentence with its remedy.

    The exit status is 1 for what a person can correct, or `TRY_AGAIN`; see `run_to_exit_status` for all others.
    """
    # What a library has to say about a lost connection is said better, and once, by our own error.
    logging.getLogger("psycopg").addHandler(logging.NullHandler())
    sys.exit(run_to_exit_status(_run, name="command"))


def _run() -> int:
    """Run the command; an error of ours becomes a message with its remedy on standard error."""
    try:
        application()
    except EarnestError as error:
        console = Console(stderr=True, soft_wrap=True, highlight=False)
        console.print(error.message, style="bold red", markup=False)
        if error.remedy:
            console.print(error.remedy, markup=False)
        return _status_of(error)
    return 0


def _status_of(error: EarnestError) -> int:
    from earnest.cli.errors import NotRunning
    from earnest.services.database.errors import DatabaseBusy, DatabaseUnavailable

    return TRY_AGAIN if isinstance(error, DatabaseBusy | DatabaseUnavailable | NotRunning) else 1


if __name__ == "__main__":
    main()
