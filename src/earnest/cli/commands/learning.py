"""Learn from labels, list what was learned, go back, export."""

from pathlib import Path
from typing import Annotated
from uuid import UUID

import typer

from earnest.cli.commands.shared import output

commands = typer.Typer()


@commands.command()
def learn(
    *,
    wait: Annotated[bool, typer.Option(help="Wait until it has ended, and say what changed.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="JSON lines: progress, then how it ended.")] = False,
) -> None:
    """Learn from all labels and corpora; a model goes live only where it is clearly better on held-out speakers."""
    from earnest.cli import learning

    out = output()
    snapshot_id = learning.request()
    if not wait:
        out.print("The corpus worker learns; `earnest learned` shows what came of it.")
        return

    def tell(progress: learning.StageProgress) -> None:
        out.print(learning.progress_json(progress) if as_json else progress.text, markup=False)

    outcome = learning.follow(snapshot_id, tell)
    if as_json:
        out.print(learning.outcome_json(outcome), markup=False)
        return
    out.print(f"{outcome.state.value.replace('_', ' ')} ({outcome.decision.value.replace('_', ' ')})")
    for one in (*outcome.comparisons, *outcome.parts):
        out.print(learning.describe(one), markup=False)


@commands.command()
def learned(
    *, clip: Annotated[UUID | None, typer.Option(help="Only models that were trained on this clip and hold it.")] = None
) -> None:
    """List all models that were learned here, newest first, with what they changed."""
    from earnest.cli import learning
    from earnest.foundation.identifiers import ClipId

    out = output()
    found = learning.all_models(None if clip is None else ClipId(clip))
    for model in found:
        out.print(f"{model.model_id}  {model.made_at:%Y-%m-%d %H:%M}  {'live' if model.live else ''}", markup=False)
        out.print(f"  {learning.lineage(model)}", markup=False)
        for one in (*model.comparisons, *model.measured_parts):
            out.print(f"  {learning.describe(one)}", markup=False)
    if clip is not None and not found:
        out.print("No model holds this clip.")
    if clip is None and not any(model.live for model in found):
        out.print("The stock model is live.")


@commands.command()
def rollback() -> None:
    """Make the previous model live again; a second run goes back one model more."""
    from earnest.cli import learning

    model_id = learning.take_back()
    output().print(f"Live now: {model_id or 'the stock model'}", markup=False)


@commands.command()
def export(
    *,
    to: Annotated[Path, typer.Option(help="New folder.")],
    request: Annotated[UUID | None, typer.Option(help="What two people approved; a household needs none.")] = None,
) -> None:
    """Write the newest snapshot of labels as Lhotse manifests, NeMo manifest and CSV, with the disguised sound."""
    from earnest.cli import learning

    output().print(f"{learning.export_latest(to, request)} clips written")
