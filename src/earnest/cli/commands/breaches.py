"""Lists of people whom a breach affects."""

from pathlib import Path
from typing import Annotated
from uuid import UUID

import typer

from earnest.cli.commands.shared import output

commands = typer.Typer(no_args_is_help=True, help="The officer's key for lists of people whom a breach affects.")


@commands.command("key")
def breach_key(*, to: Annotated[Path, typer.Option(help="New file for the private half; keep it safe.")]) -> None:
    """Make the officer's key and print its public line, to which lists of those affected are sealed."""
    from earnest.cli import letters

    output().print(letters.create_key(to), markup=False)


@commands.command("open")
def breach_open(
    *,
    letter: Annotated[Path, typer.Argument(help="The sealed list, as the page downloaded it.", exists=True)],
    key: Annotated[
        list[Path],
        typer.Option(
            help="File that `earnest breach key` wrote; the second person's first, then the other.", exists=True
        ),
    ],
    breach_id: Annotated[UUID, typer.Option("--breach", help="The breach, as the page shows it.")],
    list_id: Annotated[UUID, typer.Option("--list", help="The list, as the name of the download has it.")],
) -> None:
    """Open a list of people whom a breach affects, on any machine, and print it as JSON.

    A list of two people is opened with both keys, or by the second person with theirs into a file for the other.
    """
    from earnest.cli import letters

    opened = letters.open_list(letter, key, breach_id=str(breach_id), list_id=str(list_id))
    if not letters.is_sealed(opened):
        output().print(opened.decode("utf-8"), markup=False)
        return
    rest = letter.with_name(f"{letter.name}.half")
    _ = rest.write_bytes(opened)
    output().print(f"{rest} is still sealed to the other person, who opens it with their key.", markup=False)
