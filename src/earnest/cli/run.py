"""Run: starts everything, goes on the tour where there is nothing yet, and stays up until a signal; neither side."""

import os
import sys
import time
from dataclasses import dataclass
from pathlib import Path

from rich.console import Console

from earnest.cli.introduction import introduce, say_what_is_next
from earnest.cli.places import RunPlace, choose_place
from earnest.cli.status import confinement_sentence, wyoming_sentence
from earnest.collections.recordings import read_recordings
from earnest.demo.plan import SEED, Plan, make_plan
from earnest.demo.tables import print_result
from earnest.demo.tour import Tour, TourContext
from earnest.engines.engine_process import IDLE_SECONDS
from earnest.foundation.errors import EarnestError
from earnest.foundation.settings import Settings, load_settings
from earnest.operations.supervisor import Supervisor
from earnest.processes.recognisers import live_recogniser
from earnest.voices.synthesis.collection import Amounts, write_synthetic_collection

_REST_SECONDS = 1.25 * IDLE_SECONDS + 5.0
"""Before memory is measured, so that what the last request needed has been released, an idle recogniser too: whether
it is idle is looked at four times in `IDLE_SECONDS`."""
_INTERRUPTED = 130
_PLAIN_WIDTH = 120
"""Columns where the output goes to a file."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PreparedTour:
    """A tour that can begin once everything runs."""

    plan: Plan
    recordings: Path
    source: str
    synthetic: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class RunOptions:
    """What the command line asked for."""

    tour: bool
    """Go on the tour, even where there was one."""
    once: bool
    """Go on the tour and stop after it."""
    demo: bool
    """Start what the last tour left, without a tour."""
    household: bool
    """Start the household's own data only, however empty."""
    accept_lost_tombstones: bool
    """Start although the list of deletions is lost."""
    recordings: Path | None
    """Folder with manifest.jsonl for the tour; None: synthetic voices."""


def run_everything(asked: RunOptions) -> int:
    """Start everything and do what was asked.

    The tour plays in a data folder of its own (`demo` in the data folder), so that its customers and its models never
    mix with those of the people who live here.

    Returns:
        Exit status: 0, or 1 where the tour failed.

    Raises:
        TourNeedsEmptyDatabase: a tour was asked for on an external server that holds something already.
    """
    console = Console(highlight=False, width=None if sys.stdout.isatty() else _PLAIN_WIDTH)
    own = load_settings()
    place = choose_place(
        own, wants_tour=asked.tour or asked.once, wants_demo=asked.demo, only_own=asked.household, outside=os.environ
    )
    os.environ["EARNEST_DATA"] = str(place.folder)
    if place.folder != own.data_folder:
        # The demo has a list of its own; it must not mix with what people who live here deleted.
        _ = os.environ.pop("EARNEST_TOMBSTONES", None)
        # Weights are data of no person: the demo recognises with those that the household has.
        os.environ["EARNEST_WEIGHTS"] = str(own.weights)
    settings = load_settings()
    prepared = prepare_tour(settings, asked.recordings, console) if place.tour else None
    if prepared is not None:
        _raise_panel_cap(prepared.plan)
        settings = load_settings()
    began = time.monotonic()
    supervisor = Supervisor(
        settings,
        accept_lost_tombstones=asked.accept_lost_tombstones,
        tell=lambda stage: console.print(f"  {stage}", style="dim"),
        started_by="run" if prepared is None else "tour",
    )
    with supervisor as running:
        start_seconds = time.monotonic() - began
        console.print(f"Everything answers after {start_seconds:.1f} s. {confinement_sentence()}", markup=False)
        if settings.opens_wyoming:
            console.print(wyoming_sentence(settings), style="yellow", markup=False)
        status = 0
        try:
            console.print(live_recogniser(settings).sentence, markup=False)
            introduce(running.addresses, place, console, stays=not asked.once)
            if prepared is not None:
                status = _tour(prepared, running, place, console, start_seconds=start_seconds, stays=not asked.once)
            if not asked.once:
                running.wait()
        except KeyboardInterrupt:
            console.print("Stopping.")
            running.stop()
            # Threads of the tour still wait for services that have ended; they hold nothing, so none is waited for.
            _ = sys.stdout.flush()
            os._exit(_INTERRUPTED)
        console.print("Stopping.")
    return status


def prepare_tour(settings: Settings, recordings: Path | None, console: Console) -> PreparedTour:
    """Find recordings, or make synthetic ones, and plan the tour.

    Raises:
        UnreadableCollection, UnreadableEntry: the folder cannot be read.
        NothingToPlay: it knows nothing of its recordings.
    """
    if recordings is not None:
        plan = make_plan(read_recordings(recordings))
        return PreparedTour(plan=plan, recordings=recordings, source=f"recordings in {recordings}", synthetic=False)
    folder = settings.data_folder / "synthetic"
    if not (folder / "manifest.jsonl").exists():
        settings.data_folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        console.print(
            "No recordings were named (RECORDINGS=dir), so synthetic voices speak, made here from the recogniser's own "
            "average sounds. No person spoke, and the figures say nothing about people."
        )
        write_synthetic_collection(folder, seed=SEED, amounts=Amounts())
    plan = make_plan(read_recordings(folder))
    return PreparedTour(plan=plan, recordings=folder, source="synthetic voices", synthetic=True)


def _raise_panel_cap(plan: Plan) -> None:
    """Give the invited panel an openly printed cap of its own, unless the environment has one."""
    _ = os.environ.setdefault("EARNEST_PANEL_CAP_SHARE", f"{plan.cap_share:.4f}")
    _ = os.environ.setdefault("EARNEST_PANEL_PERSON_CAP", str(plan.person_cap))


def _tour(
    prepared: PreparedTour, running: Supervisor, place: RunPlace, console: Console, *, start_seconds: float, stays: bool
) -> int:
    """Go on the tour, print what it found and what can be done next; return the exit status."""

    def measure_memory() -> int:
        time.sleep(_REST_SECONDS)
        return sum(running.resident_memory().values())

    around = TourContext(
        addresses=running.addresses,
        folder=place.folder,
        result_file=place.result_file,
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
        f"{plan.heard_at_most} clips; for all others it is {load_settings().cap_share:.1%}. Reviewers are simulated: "
        "programs that type what the manifest knows."
    )
    tour = Tour(plan, around)
    try:
        result = tour.run()
    except EarnestError as error:
        console.print(f"The tour failed: {error.message} {error.remedy}", style="bold red", markup=False)
        return 1
    print_result(result, console)
    say_what_is_next(running.addresses, place, tour.most_heard_customer, console, stays=stays)
    return 0 if result.audit_intact else 1
