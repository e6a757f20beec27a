"""Send recordings as a device does."""

import sys
from collections import Counter
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from earnest.cli.commands.shared import Roots, Strict, output

commands = typer.Typer()


@commands.command("import")
def import_recordings(
    *,
    path: Annotated[
        Path,
        typer.Argument(
            help="Sound file, folder, manifest.jsonl, Lhotse, NeMo or Kaldi manifest, Common Voice table, metadata.csv."
        ),
    ],
    token: Annotated[str, typer.Option(envvar="EARNEST_TOKEN", help="Token of the device that speaks.")],
    address: Annotated[str | None, typer.Option(help="Gateway; default: the one of this data folder.")] = None,
    root: Roots = None,
    strict: Strict = False,
) -> None:
    """Send recordings to the gateway as a device does: sound only, without the words that a list has.

    Each file, list and line that is not taken is named with the reason, and the rest goes on. A part or a channel that
    a list names is sent alone; what would change the sound (speed, volume, mixing) is refused. Exit status 1 where
    nothing was sent.
    """
    from rich.progress import Progress

    from earnest.cli.addresses import addresses
    from earnest.cli.importing import import_items
    from earnest.collections.collection import read_collection
    from earnest.collections.errors import Refusal, UnreadableCollection
    from earnest.foundation.settings import load_settings

    console = Console(stderr=True, soft_wrap=True, highlight=False)
    passed: list[Refusal] = []
    items = list(read_collection(path, refuse=passed.append, roots=root or ()))
    for one in passed:
        console.print(f"{one.name}: {one.error.message} {one.error.remedy}", markup=False)
    if not items and not passed:
        raise UnreadableCollection
    with Progress(console=console) as progress:
        bar = progress.add_task("sent", total=len(items))
        summary = import_items(
            items,
            address=address or addresses(load_settings())["device_gateway"],
            token=token,
            tell=lambda name, cause: progress.console.print(f"{name}: {cause}", markup=False),
            step=lambda: progress.advance(bar),
        )
    output().print(
        f"{summary.sent} sent, {summary.understood} understood, {summary.done} done, {summary.kept} kept with consent, "
        f"{summary.accidental} accidental, {summary.refused.total() + len(passed)} not taken"
    )
    reasons = summary.refused + Counter(str(one.error) for one in passed)
    for reason, count in reasons.most_common():
        output().print(f"  {count} not taken: {reason}", markup=False)
    if summary.labelled:
        output().print(f"Words or meanings of {summary.labelled} recordings were not sent: a device sends sound only.")
        output().print("To learn from them: earnest corpus import PATH --name NAME --licence LICENCE")
    if summary.sent == 0 or (strict and reasons):
        sys.exit(1)
