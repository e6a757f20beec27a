"""Labelled data of one's own."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from earnest.cli.commands.shared import Roots, Strict, output, tell_not_taken

commands = typer.Typer(
    help="Manage labelled data of your own, learned from beside reviewed labels; no customers, no consent, no review.",
    no_args_is_help=True,
)


@commands.command("import")
def corpus_import(
    *,
    path: Annotated[
        Path,
        typer.Argument(
            help="Folder or list, as of `earnest import`, or a CSV, TSV or JSONL of words alone (text, intent, slots)."
        ),
    ],
    name: Annotated[str, typer.Option(help="Name of the corpus; importing again adds what is new.")],
    licence: Annotated[str, typer.Option(help="Licence under which you use it, such as CC-BY-4.0.")],
    source: Annotated[str | None, typer.Option(help="Where it comes from.")] = None,
    root: Roots = None,
    strict: Strict = False,
) -> None:
    """Add labelled data of your own, with sound or words alone, to what `earnest learn` learns from.

    Words, intents, slots and sound are sealed. No reviewer hears them, and they count in no figure of what people
    hear. Bring only what you may use: no consent is asked for. Each file, list and line that is not taken is named
    with the reason, and the rest goes on; what an evaluation set holds is refused. Exit status 1 where nothing was
    taken.
    """
    from earnest.cli.corpora import import_corpus
    from earnest.deidentified.corpora.records import Provenance

    provenance = Provenance(name=name, licence=licence, source=source)
    summary = import_corpus(path, provenance, roots=root or (), tell=tell_not_taken)
    output().print(f"{summary.added} added, {summary.known} known already, {summary.refused.total()} not taken")
    for reason, count in summary.refused.most_common():
        output().print(f"  {count} not taken: {reason}", markup=False)
    if summary.added:
        output().print("`earnest learn` learns from it beside the labels of reviewers.")
    if summary.added + summary.known == 0 or (strict and summary.refused):
        sys.exit(1)


@commands.command("list")
def corpus_list() -> None:
    """List labelled data of your own with licence, source and how many models learned from it."""
    from earnest.cli.corpora import all_corpora
    from earnest.foundation.units import seconds

    found = all_corpora()
    for one in found:
        about = one.provenance
        length = f"{one.sound_count} with sound, {seconds(one.sample_count) / 60:.1f} minutes"
        output().print(f"{about.name}  {one.item_count} items ({length})", markup=False)
        came = f"{about.licence}, imported {one.imported_at:%Y-%m-%d}, {one.model_count} models learned from it"
        output().print(f"  {came}", markup=False)
        if about.source is not None:
            output().print(f"  from {about.source}", markup=False)
    if not found:
        output().print("There is no corpus. `earnest corpus import` brings one.")


@commands.command("remove")
def corpus_remove(*, name: str) -> None:
    """Remove labelled data of your own and destroy its keys; the next snapshot lacks it."""
    from earnest.cli.corpora import remove_corpus

    output().print(
        f"{remove_corpus(name)} removed. Models that learned from it stay until the next `earnest learn` replaces them."
    )
