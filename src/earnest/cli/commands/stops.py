"""Stop what people hear and what is learned, and let it go on."""

from typing import TYPE_CHECKING, Annotated, Literal
from uuid import UUID

import typer
from rich.table import Column, Table

from earnest.cli.commands.shared import output

if TYPE_CHECKING:
    from earnest.cli.stops import Officer

_StopReason = Literal[
    "authority_order", "privacy_incident", "security_incident", "legal_review", "quality_problem", "drill"
]
_StopPurpose = Literal["human_review", "training", "wake_word_learning"]
_StopProgramme = Literal["general", "panel", "campaign"]
_ResumptionReason = Literal["cause_removed", "order_lifted", "stopped_by_mistake", "drill_over"]
commands = typer.Typer()


def _officer(name: str) -> "Officer":
    """Ask for password and code; they are never arguments, which other programs can read."""
    from earnest.cli.stops import Officer

    password = typer.prompt("Password", hide_input=True, err=True)
    return Officer(name=name, password=password, code=typer.prompt("Code of the app, or a recovery code", err=True))


@commands.command()
def stop(
    *,
    officer: Annotated[str, typer.Option(help="Sign-in name of the privacy or safety officer who stops.")],
    reason: Annotated[_StopReason, typer.Option(help="Why; reviewers are told.")],
    everything: Annotated[bool, typer.Option(help="All that people hear and all that is learned.")] = False,
    region: Annotated[str | None, typer.Option(help="Country of the person who spoke, such as DE.")] = None,
    language: Annotated[str | None, typer.Option(help="Language, such as de.")] = None,
    vendor: Annotated[str | None, typer.Option(help="Name of an employer of reviewers.")] = None,
    purpose: Annotated[_StopPurpose | None, typer.Option(help="What is done with clips.")] = None,
    programme: Annotated[_StopProgramme | None, typer.Option(help="Programme; campaign is all campaigns.")] = None,
) -> None:
    """Stop what people hear and what is learned, at once; the assistant goes on answering."""
    from earnest.cli import stops
    from earnest.handover.stops import StopReason, StopScope

    named = {
        StopScope.REGION: region,
        StopScope.LANGUAGE: language,
        StopScope.VENDOR: vendor,
        StopScope.PURPOSE: purpose,
        StopScope.PROGRAMME: programme,
    }
    chosen = [(scope, value) for scope, value in named.items() if value is not None]
    if len(chosen) + everything != 1:
        message = "Name one of --everything, --region, --language, --vendor, --purpose and --programme."
        raise typer.BadParameter(message)
    scope, value = chosen[0] if chosen else (StopScope.EVERYTHING, None)
    stop_id = stops.stop(_officer(officer), scope, value, StopReason(reason))
    output().print(
        f"Stopped: {stop_id}. `earnest stops` lists what is stopped; two officers end it with `earnest resume`."
    )


@commands.command("stops")
def list_stops() -> None:
    """List what is stopped now."""
    from earnest.cli import stops

    table = Table(Column("stop", no_wrap=True), "what", "which", "why", "since (UTC)")
    for one in stops.all_live():
        since = "" if one.stopped_at is None else f"{one.stopped_at:%Y-%m-%d %H:%M:%S}"
        table.add_row(str(one.stop_id or "unknown"), one.scope.value, one.value or "", one.reason.value, since)
    output().print(table)


@commands.command()
def resume(
    stop_id: UUID,
    *,
    officer: Annotated[str, typer.Option(help="Sign-in name of the officer.")],
    reason: Annotated[_ResumptionReason | None, typer.Option(help="Why it may go on; asks a second officer.")] = None,
    approve: Annotated[bool, typer.Option("--approve", help="Agree as the second person; the stop ends.")] = False,
) -> None:
    """Ask that a stop ends, or agree as the second person."""
    from earnest.cli import stops
    from earnest.handover.stops import ResumptionReason

    if approve is (reason is not None):
        message = "Name --reason to ask, or --approve to agree as another person."
        raise typer.BadParameter(message)
    if reason is not None:
        stops.ask_to_resume(_officer(officer), stop_id, ResumptionReason(reason))
        output().print("Asked. It is stopped until another officer agrees: `earnest resume STOP --approve`.")
    else:
        stops.agree_to_resume(_officer(officer), stop_id)
        output().print("Ended: what was stopped goes on.")
