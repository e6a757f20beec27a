"""What several commands need."""

from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console

if TYPE_CHECKING:
    from earnest.cli.collections import NotTaken

Login = Annotated[str, typer.Option("--customer", help="Login of the customer.")]


def output() -> Console:
    """Return standard output: lines are not broken and nothing is coloured by what it looks like."""
    return Console(soft_wrap=True, highlight=False)


def tell_not_taken(one: "NotTaken") -> None:
    """Name on standard error what was not taken, with the reason."""
    text = f"{one.name}: {one.error.message} {one.error.remedy}".rstrip()
    Console(stderr=True, soft_wrap=True, highlight=False).print(text, markup=False)
