"""What a tour left."""

import typer

from earnest.cli.commands.shared import output

commands = typer.Typer(help="What a tour left: customers, recordings and models of its own.", no_args_is_help=True)


@commands.command("remove")
def demo_remove() -> None:
    """Remove the demo with its customers, recordings and models; your own data are not touched."""
    from earnest.foundation.settings import load_settings
    from earnest.operations.demo_data import remove_demo

    output().print(f"{remove_demo(load_settings())} is removed. Your own data are as they were.", markup=False)
