"""Reference recordings with known answers."""

from pathlib import Path
from typing import Annotated

import typer

from earnest.cli.commands.shared import Roots, output, tell_not_taken

commands = typer.Typer(help="Import licensed reference recordings with known answers.", no_args_is_help=True)


@commands.command("import")
def evaluation_import(
    *,
    path: Annotated[Path, typer.Argument(help="Folder or list; only recordings with a known answer count.")],
    set_name: Annotated[str, typer.Option("--set", help="Name of the evaluation set.")] = "reference",
    only: Annotated[Path | None, typer.Option(help="File with the SHA-256 of each file that is wanted.")] = None,
    root: Roots = None,
) -> None:
    """Add licensed reference recordings, which no reviewer hears and nothing is trained on.

    Each file, list and line that is not taken is named with the reason, and the rest goes on. A part or a channel that
    a list names is taken alone. What a corpus holds is refused: what is learned from is never measured on.
    """
    from earnest.cli.references import import_references

    wanted = None if only is None else frozenset(only.read_text(encoding="ascii").split())
    imported = import_references(path, set_name, only=wanted, roots=root or (), tell=tell_not_taken)
    output().print(f"{imported.added} added, {imported.known} known already, {imported.refused} not taken")
