"""Evidence of escalations."""

from pathlib import Path
from typing import Annotated
from uuid import UUID

import typer

from earnest.cli.commands.shared import output

commands = typer.Typer(no_args_is_help=True, help="Evidence of escalations.")


@commands.command("open")
def evidence_open(
    *,
    escalation_id: Annotated[UUID, typer.Argument(help="Escalation, as the list of escalations shows it.")],
    folder: Annotated[Path, typer.Argument(help="Folder that is made for both files; it must not exist.")],
) -> None:
    """Write the evidence of an escalation into a folder, once two officers approved it."""
    from earnest.cli.evidence import write_evidence

    for path in write_evidence(escalation_id, folder):
        output().print(str(path), markup=False)
