"""Names that are covered in a customer's clips."""

import sys
from typing import Annotated

import typer

from earnest.cli.commands.shared import Login, output

_Names = Annotated[
    list[str],
    typer.Argument(
        metavar="NAME...",
        help="Quote a name of several words. - reads one per line from standard input, which leaves no shell history.",
    ),
]
commands = typer.Typer(help="Manage the names that are covered in a customer's clips.", no_args_is_help=True)


@commands.command("list")
def names_list(
    *, login: Login, as_json: Annotated[bool, typer.Option("--json", help="One line of JSON.")] = False
) -> None:
    """List the names that are covered in this customer's clips."""
    from earnest.cli import household

    names = household.names_of(login)
    if as_json:
        output().print(household.names_json(names), markup=False)
        return
    for name in names:
        output().print(name, markup=False)
    if not names:
        output().print("No names yet; `earnest names add` adds some.")


@commands.command("add")
def names_add(*, names: _Names, login: Login) -> None:
    """Add names; in clips made from now on each is covered with a tone where it is heard, and where it sounds like it.

    Clips that were made before stay as they are.
    """
    from earnest.cli import household

    changed = household.add_names(login, _lines(names))
    output().print(f"{changed.after - changed.before} added, {changed.after} on the list")


@commands.command("remove")
def names_remove(*, names: _Names, login: Login) -> None:
    """Remove names from the list, all that are named or none; upper and lower case are the same."""
    from earnest.cli import household

    changed = household.remove_names(login, _lines(names))
    output().print(f"{changed.before - changed.after} removed, {changed.after} on the list")


def _lines(names: list[str]) -> list[str]:
    """Return the names, or the lines of standard input where `-` stands for them."""
    return sys.stdin.read().splitlines() if names == ["-"] else names
