"""Quality of review."""

from pathlib import Path
from typing import Annotated

import typer

from earnest.cli.commands.shared import output, tell_not_taken

commands = typer.Typer(help="Quality of review.", no_args_is_help=True)


@commands.command("catalogue")
def review_catalogue(
    *, file: Annotated[typer.FileText, typer.Argument(help="CSV with the columns link (Wikidata), type and name.")]
) -> None:
    """Bring public things that a campaign can ask for: artists, albums, songs, films, stations, brands, places."""
    from earnest.cli import catalogue

    output().print(f"{catalogue.bring(file)} entries")


@commands.command("plant")
def review_plant(
    *,
    path: Annotated[Path, typer.Argument(help="Folder or list, as of `earnest import`, with sound and text.")],
    licence: Annotated[str, typer.Option(help="Licence under which you use it, such as CC-BY-4.0.")],
    source: Annotated[str | None, typer.Option(help="Where it comes from.")] = None,
    language: Annotated[str, typer.Option(help="ISO 639-1, of recordings that do not say theirs.")] = "en",
    region: Annotated[str, typer.Option(help="Country that reviewers are told, ISO 3166-1 alpha-2.")] = "DE",
    wrong: Annotated[
        float,
        typer.Option(min=0.0, max=1.0, help="Share into whose text a wrong word is put, to see if it stays."),
    ] = 0.5,
    honey: Annotated[bool, typer.Option(help="Honey clips: never given; an alert where one is taken.")] = False,
) -> None:
    """Plant licensed recordings with known words among the clips (RV7); reviewers are not told which they are.

    They are covered and disguised as recordings of customers are, count in no figure or cap, are never learned from,
    and end after 180 days. Exit status 1 where nothing was planted.
    """
    from earnest.cli.planting import Planting, plant_collection
    from earnest.handover.planting import PlantedKind

    planting = Planting(
        licence=licence,
        source=source,
        language=language,
        region=region,
        kind=PlantedKind.HONEY if honey else PlantedKind.TASK,
        wrong_share=wrong,
    )
    summary = plant_collection(path, planting, tell=tell_not_taken)
    output().print(f"{summary.planted} planted, {summary.with_wrong_word} of them with a wrong word in the text")
    if summary.planted == 0:
        raise typer.Exit(1)
