"""What several commands need."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console

if TYPE_CHECKING:
    from earnest.cli.collections import NotTaken

Login = Annotated[str, typer.Option("--customer", help="Login of the customer.")]
Roots = Annotated[
    list[Path] | None,
    typer.Option(help="Folder outside that of the list where recordings may lie and paths may start; repeatable."),
]
Strict = Annotated[bool, typer.Option(help="Exit status 1 if anything was not taken, not only if everything was not.")]


def output() -> Console:
    """Return standard output: lines are not broken and nothing is coloured by what it looks like."""
    return Console(soft_wrap=True, highlight=False)


def tell_not_taken(one: "NotTaken") -> None:
    """Name on standard error what was not taken, with the reason."""
    text = f"{one.name}: {one.error.message} {one.error.remedy}".rstrip()
    Console(stderr=True, soft_wrap=True, highlight=False).print(text, markup=False)
