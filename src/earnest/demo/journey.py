"""Journey: the whole tour, from invitations to the table."""

import threading
import time
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit

from rich.console import Console

from earnest.demo.circle import Circle
from earnest.demo.customers import KeptUtterance
from earnest.demo.fields import Fields
from earnest.demo.invitations import Guest, follow_command, hire_reviewers, invite_panel, run_command
from earnest.demo.ledger import TourLedger
from earnest.demo.plan import HeldOut, Plan
from earnest.demo.progress import Bars
from earnest.demo.results import PartResult, TaskResult, TourResult, WyomingProbe
from earnest.demo.reviewing import Quota
from earnest.demo.rightness import says_all
from earnest.demo.roles import Part
from earnest.demo.stations import Station, expect
from earnest.demo.stopwatch import Stopwatch
from earnest.demo.utterances import UtteranceKind, task_of
from earnest.demo.wyoming import transcribe
from earnest.sound_files.decoding import decode
from earnest.sound_files.encoding import encode_wav

_SET_NAME: Final = "tour"
_OK: Final = 200
_SWITCH_SECONDS: Final = 60.0
_MOST_PROBES: Final = 12
"""Recordings that are asked over Wyoming before and after, to show one that became right."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Surroundings:
    """Where the tour takes place."""

    addresses: Mapping[str, str]
    """Process → `http://host:port`; `wyoming` → `tcp://host:port`."""
    folder: Path
    """The data folder."""
    result_file: Path
    """Where the result goes."""
    recordings: Path
    """Folder of the recordings."""
    source: str
    """Where the recordings come from, in words."""
    synthetic: bool
    start_seconds: float
    """How long everything took to start."""
    measure_memory: Callable[[], int]
    """Returns the memory of all processes; bytes."""
    console: Console


class Journey:
    """One tour."""

    def __init__(self, plan: Plan, surroundings: Surroundings) -> None:
        """Take the plan."""
        self._plan = plan
        self._around = surroundings
        self._ledger = TourLedger()
        self._watch = Stopwatch()
        self._bars = Bars(surroundings.console)
        self.most_heard_guest: Guest | None = None
        """After the tour: the customer of whom most recordings were heard."""

    def go(self) -> TourResult:
        """Go round the circle once and return what was found.

        Raises:
            EarnestError: a station refused, or stayed away for longer than the tour is patient.
        """
        with self._bars.drawn():
            probes = [(held, self._transcribe(held)) for held in self._probes()]
            circle = Circle(self._around.addresses, self._ledger)
            try:
                kept = self._go_round(circle)
            finally:
                circle.close()
            report = self._learn()
            wyoming = self._best_example(probes)
        result = self._result(kept, report, wyoming)
        result.write(self._around.result_file)
        return result

    def _go_round(self, circle: Circle) -> list[KeptUtterance]:
        """Play everything and have it reviewed; return what was kept."""
        with self._watch.station("inviting the panel, with consent"):
            step = self._bars.station("customers decide", len(self._plan.customers))
            guests = invite_panel(self._plan.customers)
            reviewers = hire_reviewers()
            circle.welcome(guests, note=step)
        quiet = [guest for guest in guests if guest.customer.part is not Part.CONSENTING]
        others = [guest for guest in guests if guest.customer.part is Part.CONSENTING]
        done = threading.Event()
        played = self._bars.station("recordings played", self._plan.utterances)
        placed = self._bars.station("customers de-identified", len(guests))
        with self._watch.station("playing, recognising, answering"):
            circle.play(quiet, note=lambda _: played())
        with self._watch.station("withdrawal"):
            circle.settle(quiet, note=placed)
            circle.withdraw([guest for guest in quiet if guest.customer.part is Part.WITHDRAWING])
        heard = self._bars.station("clips heard and labelled", self._plan.heard_at_most)
        reviewing = circle.start_reviewing(
            reviewers, Quota(self._plan.heard_at_most), done=done, note=lambda _: heard()
        )
        try:
            with self._watch.station("playing, recognising, answering"):
                circle.play(others, note=lambda _: played())
            with self._watch.station("de-identification (what was left of it)"):
                circle.settle(others, note=placed)
            with self._watch.station("review (what was left of it)"):
                reviewing.finish()
        finally:
            reviewing.abandon()
        histories = [(guest, circle.kept(guest)) for guest in guests]
        heard_times = {guest.login: sum(one.times_heard for one in kept) for guest, kept in histories}
        most = max(guests, key=lambda guest: heard_times[guest.login], default=None)
        self.most_heard_guest = most if most is not None and heard_times[most.login] else None
        return [one for _, kept in histories for one in kept]

    def _learn(self) -> "_Report":
        """Import what is only measured, learn, and read the comparison."""
        with self._watch.station("importing held-out recordings"):
            _ = self._bars.station("held-out recordings imported", None)
            self._import_held_out()
        with self._watch.station("learning, evaluation, release"):
            answer = Fields.parse(follow_command(["learn", "--wait", "--json"], self._bars.follow()))
        released = answer.find_text("released")
        if released is not None:
            self._await_model(released)
        return _Report(
            comparisons=answer.objects("comparisons"),
            parts=answer.objects("parts"),
            refused=answer.find_text("reason"),
            released=released,
        )

    def _import_held_out(self) -> None:
        """Import the held-out part of the recordings as an evaluation set."""
        if not self._plan.held_out:
            return
        names = self._around.folder / "run" / "held-out"
        _ = names.write_text("\n".join(held.spoken.sha256 for held in self._plan.held_out), encoding="ascii")
        recordings = str(self._around.recordings)
        _ = run_command(["evaluation", "import", recordings, "--set", _SET_NAME, "--only", str(names)])

    def _await_model(self, model: str) -> None:
        """Wait until the gateway has switched to a model, without a restart."""
        deadline = time.monotonic() + _SWITCH_SECONDS
        with Station(self._around.addresses["device_gateway"]) as gateway:
            while time.monotonic() < deadline:
                if expect(gateway.get("/health"), _OK).fields.find_text("model") == model:
                    return
                time.sleep(0.3)

    def _probes(self) -> list[HeldOut]:
        """Return some held-out recordings, those with an intent first; the first by name, not the nicest."""
        ordered = sorted(self._plan.held_out, key=lambda held: (held.spoken.intent is None, held.spoken.sha256))
        return ordered[:_MOST_PROBES]

    def _best_example(self, probes: Sequence[tuple[HeldOut, str]]) -> WyomingProbe | None:
        """Return the first that was wrong before and is completely right after; else the first, said to be wrong."""
        first: WyomingProbe | None = None
        for held, before in probes:
            meant = _meaning(held)
            after = self._transcribe(held)
            right = says_all(after, meant) and not says_all(before, meant)
            example = WyomingProbe(meant=meant, before=before, after=after, right=right)
            if right:
                return example
            first = first or example
        return first

    def _transcribe(self, held: HeldOut) -> str:
        address = urlsplit(self._around.addresses["wyoming"])
        sound = encode_wav(decode(held.spoken.path.read_bytes()))
        return transcribe(address.hostname or "", address.port or 0, sound)

    def _result(self, kept: Sequence[KeptUtterance], report: "_Report", wyoming: WyomingProbe | None) -> TourResult:
        outcomes, reviews = self._ledger.outcomes, self._ledger.reviews
        labelled = Counter(task_of(review.played.spoken) or "" for review in reviews if review.outcome == "labelled")
        audit = Fields.parse(run_command(["audit", "verify", "--json"]))
        accidental = [outcome for outcome in outcomes if outcome.played.kind is UtteranceKind.ACCIDENTAL]
        return TourResult(
            source=self._around.source,
            synthetic=self._around.synthetic,
            seed=self._plan.seed,
            cap_share=self._plan.cap_share,
            utterances=len(outcomes),
            answered_as_kept=sum(1 for outcome in outcomes if outcome.recording_id is not None),
            kept=len(kept),
            gate=dict(self._ledger.reasons()),
            chosen=sum(1 for one in kept if one.review_state != "not_selected"),
            heard=sum(1 for review in reviews if review.outcome != "withdrawn"),
            accidental_stopped=sum(1 for outcome in accidental if outcome.accidental),
            accidental_played=len(accidental),
            accidental_heard=self._ledger.heard_by_kind()[UtteranceKind.ACCIDENTAL],
            withheld=Counter(one.withheld_reason or "unknown" for one in kept if one.review_state == "withheld"),
            withdrawn=sum(1 for one in kept if one.review_state == "withdrawn"),
            not_released_reason=None if report.released is not None else (report.refused or "unknown"),
            tasks=tuple(TaskResult.parse(entry, trained_with=labelled) for entry in report.comparisons),
            wyoming=wyoming,
            seconds=self._watch.seconds,
            start_seconds=self._around.start_seconds,
            memory_at_rest_bytes=self._around.measure_memory(),
            audit_leaves=round(audit.number("tree_size")),
            audit_intact=audit.flag("intact"),
            parts=tuple(map(PartResult.parse, report.parts)),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Report:
    comparisons: Sequence[Fields]
    parts: Sequence[Fields]
    refused: str | None
    released: str | None


def _meaning(held: HeldOut) -> dict[str, str]:
    spoken = held.spoken
    if spoken.intent is None:
        return {"text": spoken.text or ""}
    return {"intent": spoken.intent, **dict(spoken.slots)}
