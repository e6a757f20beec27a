"""Run: starts everything, goes on the tour where there is nothing yet, and stays up until a signal; neither side."""

import os
import sys
import time
from dataclasses import dataclass
from pathlib import Path

import psycopg
from rich.console import Console

from earnest.foundation.errors import EarnestError
from earnest.foundation.settings import Settings, load_settings
from earnest.processes.supervisor import Supervisor
from earnest.processes.tour.fields import Fields
from earnest.processes.tour.invitations import run_command
from earnest.processes.tour.journey import Journey, Surroundings
from earnest.processes.tour.plan import SEED, Plan, make_plan
from earnest.processes.tour.recordings import read_recordings
from earnest.processes.tour.synthesis.collection import Amounts, write_synthetic_collection
from earnest.processes.tour.tables import print_result

_REST_SECONDS = 5.0
_INTERRUPTED = 130
_PLAIN_WIDTH = 120
"""Columns where the output goes to a file."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Prepared:
    """A tour that can begin once everything runs."""

    plan: Plan
    recordings: Path
    source: str
    synthetic: bool


def run_everything(*, tour: bool, once: bool, household: bool, recordings: Path | None) -> int:
    """Start everything and do what was asked.

    Args:
        tour: go on the tour even where there is data.
        once: stop after the tour.
        household: no tour on an empty database.
        recordings: folder with manifest.jsonl; None: synthetic voices.

    Returns:
        Exit status: 0, or 1 where the tour failed.
    """
    console = Console(highlight=False, width=None if sys.stdout.isatty() else _PLAIN_WIDTH)
    settings = load_settings()
    wanted = tour or (not household and is_empty(settings))
    prepared = prepare_tour(settings, recordings, console) if wanted else None
    if prepared is not None:
        _raise_panel_cap(prepared.plan)
        settings = load_settings()
    began = time.monotonic()
    with Supervisor(settings, tell=lambda stage: console.print(f"  {stage}", style="dim")) as running:
        start_seconds = time.monotonic() - began
        console.print(f"Everything answers after {start_seconds:.1f} s.")
        status = 0
        try:
            if prepared is not None:
                status = _tour(prepared, running, settings, start_seconds, console)
            if not once:
                _introduce(running, console)
                running.wait()
        except KeyboardInterrupt:
            console.print("Stopping.")
            running.stop()
            # Threads of the tour still wait for stations that are gone; they hold nothing, so nobody waits for them.
            _ = sys.stdout.flush()
            os._exit(_INTERRUPTED)
        console.print("Stopping.")
    return status


def is_empty(settings: Settings) -> bool:
    """Tell whether nothing was ever kept here, before anything is started."""
    if settings.database is None:
        return not (settings.data_folder / "postgres" / "PG_VERSION").exists()
    with psycopg.connect(settings.database) as connection:
        row = connection.execute("select to_regclass('personal.customers') is null").fetchone()
    return row is None or bool(row[0])


def prepare_tour(settings: Settings, recordings: Path | None, console: Console) -> Prepared:
    """Find recordings, or make synthetic ones, and plan the tour.

    Raises:
        UnreadableCollection, UnreadableEntry: the folder cannot be read.
        NothingToPlay: it knows nothing of its recordings.
    """
    if recordings is not None:
        plan = make_plan(read_recordings(recordings))
        return Prepared(plan=plan, recordings=recordings, source=f"recordings in {recordings}", synthetic=False)
    folder = settings.data_folder / "synthetic"
    if not (folder / "manifest.jsonl").exists():
        settings.data_folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        console.print(
            "No recordings were named (RECORDINGS=dir), so synthetic voices speak, made here from the recogniser's own "
            "average sounds. No person spoke, and the figures say nothing about people."
        )
        write_synthetic_collection(folder, seed=SEED, amounts=Amounts())
    plan = make_plan(read_recordings(folder))
    return Prepared(plan=plan, recordings=folder, source="synthetic voices", synthetic=True)


def _raise_panel_cap(plan: Plan) -> None:
    """Give the invited panel an openly printed cap of its own, unless the environment has one."""
    _ = os.environ.setdefault("EARNEST_PANEL_CAP_SHARE", f"{plan.cap_share:.4f}")
    _ = os.environ.setdefault("EARNEST_PANEL_PERSON_CAP", str(plan.person_cap))


def _tour(prepared: Prepared, running: Supervisor, settings: Settings, start_seconds: float, console: Console) -> int:
    """Go on the tour and print what it found; return the exit status."""

    def measure_memory() -> int:
        time.sleep(_REST_SECONDS)
        return sum(running.resident_memory().values())

    around = Surroundings(
        addresses=running.addresses,
        folder=settings.data_folder,
        recordings=prepared.recordings,
        source=prepared.source,
        synthetic=prepared.synthetic,
        start_seconds=start_seconds,
        measure_memory=measure_memory,
        console=console,
    )
    plan = prepared.plan
    console.print(
        f"Tour: {plan.utterances} recordings of {len(plan.customers)} invited customers; {len(plan.held_out)} of other "
        f"people are only measured. The panel's cap is raised to {plan.cap_share:.0%} of its utterances, at most "
        f"{plan.heard_at_most} clips; for everybody else it is {settings.cap_share:.1%}. Reviewers are simulated: "
        "programs that type what the manifest knows."
    )
    try:
        result = Journey(plan, around).go()
    except EarnestError as error:
        console.print(f"The tour failed: {error.message} {error.remedy}", style="bold red", markup=False)
        return 1
    print_result(result, console)
    return 0 if result.audit_intact else 1


def _introduce(running: Supervisor, console: Console) -> None:
    """Print the addresses and, once, the owner's password."""
    console.print("\nEarnest is running. Ctrl-C stops everything.", style="bold")
    titles = {
        "device_gateway": "devices send sound to",
        "wyoming": "Home Assistant (Wyoming)",
        "customer_portal": "your portal",
        "workbench": "reviewers' workbench",
        "administration": "public figures, checkpoints",
    }
    for name, address in running.addresses.items():
        console.print(f"  {titles.get(name, name):<28}{address}", markup=False)
    owner = Fields.parse(run_command(["customer", "ensure-owner"]))
    password = owner.find_text("password")
    console.print(f"\nSign in to the portal as {owner.text('login')}", end="", markup=False)
    if password is not None:
        console.print(f", password {password}\nIt is shown this once;", markup=False, end="")
    else:
        console.print(".", end="")
    console.print(" `earnest customer reset-password owner` makes a new one.", markup=False)
    console.print(
        "`earnest staff add NAME --role reviewer` adds a reviewer and shows the second factor once.", markup=False
    )
