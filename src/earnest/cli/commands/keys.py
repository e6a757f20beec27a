"""Master keys."""

from typing import Annotated, Literal

import typer

from earnest.cli.commands.shared import output

commands = typer.Typer(no_args_is_help=True, help="Master keys.")


@commands.command("rotate")
def keys_rotate(
    *,
    name: Annotated[
        Literal["personal", "handover", "staff", "evidence"], typer.Argument(help="Master key; one call for each.")
    ],
) -> None:
    """Let a master key seal with a new key from now on; nothing is restarted, and older keys go on opening.

    It limits what one key seals. Who has copied the key file before still opens what was sealed until then.
    """
    from earnest.cli import keys
    from earnest.foundation.settings import KeyName

    count = keys.rotate(KeyName(name))
    output().print(f"The {name} key seals with a new key from now on; it holds {count}. Back the keys up again.")
