"""Receipts of deletions."""

from pathlib import Path
from typing import Annotated

import typer

from earnest.cli.commands.shared import output

commands = typer.Typer(help="Receipts of deletions.", no_args_is_help=True)


@commands.command("verify")
def receipt_verify(
    *,
    file: Annotated[Path, typer.Argument(help="The receipt as the portal handed it out.", exists=True)],
    key: Annotated[str, typer.Option(help="Public key of the log that you kept.")],
) -> None:
    """Check a receipt of a deletion offline; exit status 1 where it is not what the log's key signed."""
    from earnest.cli.receipts import verify_receipt

    found = verify_receipt(file, key)
    if not found.valid:
        output().print(f"NOT VALID: {found.reason}", markup=False)
        raise typer.Exit(1)
    output().print(f"VALID: {found.recordings} recordings, nothing left since {found.completed_at}", markup=False)
    for store in found.stores:
        output().print(f"  {store}", markup=False)
