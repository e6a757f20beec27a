"""Tour: the whole tour, from invitations to the table."""

import time
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from threading import Semaphore
from typing import Final
from urllib.parse import urlsplit

from rich.console import Console

from earnest.collections.recordings import Spoken, task_of
from earnest.collections.rightness import says_all
from earnest.demo.panel import Panel, PanelMember, hire_reviewers, invite_panel
from earnest.demo.plan import Plan
from earnest.demo.progress import Bars
from earnest.demo.results import TourResult, WyomingProbe
from earnest.demo.roles import LANGUAGE, Part, UtteranceKind
from earnest.operations.clients.commands import follow_command, run_command
from earnest.operations.clients.fields import Fields
from earnest.operations.clients.learned import PART_RESULTS, TASK_RESULTS
from earnest.operations.clients.portal import KeptUtterance
from earnest.operations.clients.service_client import ServiceClient, expect
from earnest.operations.clients.wyoming import transcribe
from earnest.sound_files.decoding import decode
from earnest.sound_files.encoding import encode_wav

_SET_NAME: Final = "tour"
_OK: Final = 200
_SWITCH_SECONDS: Final = 60.0
_MOST_PROBES: Final = 12
"""Recordings that are asked over Wyoming before and after, to show one that became right."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TourContext:
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


class Tour:
    """One tour."""

    def __init__(self, plan: Plan, surroundings: TourContext) -> None:
        """Take the plan."""
        self._plan = plan
        self._around = surroundings
        self._panel = Panel(surroundings.addresses)
        self._bars = Bars(surroundings.console)
        self.most_heard_customer: PanelMember | None = None
        """After the tour: the customer of whom most recordings were heard."""

    def run(self) -> TourResult:
        """Take the tour once and return what was found.

        Raises:
            EarnestError: a service refused, or did not answer in time.
        """
        with self._bars.progress:
            probes = [(held, self._transcribe(held)) for held in self._probes()]
            kept = self._play_and_review()
            report = self._learn()
            wyoming = self._best_example(probes)
        result = self._result(kept, report, wyoming)
        result.write(self._around.result_file)
        return result

    def _play_and_review(self) -> list[KeptUtterance]:
        """Play everything and have it reviewed; return what was kept."""
        bars, panel, plan = self._bars, self._panel, self._plan
        with bars.measured("inviting the panel, with consent"):
            step = bars.bar("customers decide", len(plan.customers))
            panel_customers, reviewers = invite_panel(plan.customers), hire_reviewers()
            panel.decide_purposes(panel_customers, step)
        unheard = [invited for invited in panel_customers if invited.customer.part is not Part.CONSENTING]
        others = [invited for invited in panel_customers if invited.customer.part is Part.CONSENTING]
        played = bars.bar("recordings played", plan.utterances)
        placed = bars.bar("customers de-identified", len(panel_customers))
        with bars.measured("playing, recognising, answering"):
            panel.play(unheard, played)
        with bars.measured("withdrawal"):
            panel.settle(unheard, placed)
            panel.withdraw([invited for invited in unheard if invited.customer.part is Part.WITHDRAWING])
        heard = bars.bar("clips heard and labelled, at most", plan.heard_at_most)
        with panel.reviewed(reviewers, Semaphore(plan.heard_at_most), heard) as finish_reviews:
            with bars.measured("playing, recognising, answering"):
                panel.play(others, played)
            with bars.measured("de-identification (what was left of it)"):
                panel.settle(others, placed)
            with bars.measured("review (what was left of it)"):
                finish_reviews()
        histories = [(invited, panel.kept(invited)) for invited in panel_customers]
        times, most = max(
            ((sum(one.times_heard for one in kept), invited) for invited, kept in histories), key=lambda one: one[0]
        )
        self.most_heard_customer = most if times else None
        return [one for _, kept in histories for one in kept]

    def _learn(self) -> Fields:
        """Import what is only measured, learn, and return what `earnest learn` said at its end."""
        with self._bars.measured("importing held-out recordings"):
            _ = self._bars.bar("held-out recordings imported", None)
            self._import_held_out()
        with self._bars.measured("learning, evaluation, release"):
            answer = Fields.parse(follow_command(["learn", "--wait", "--json"], self._bars.follow()))
            released = answer.find_text("released")
            if released is not None:
                self._await_model(released)
        return answer

    def _import_held_out(self) -> None:
        """Import the held-out part of the recordings as an evaluation set."""
        if not self._plan.held_out:
            return
        names = self._around.folder / "run" / "held-out"
        _ = names.write_text("\n".join(held.sha256 for held in self._plan.held_out), encoding="ascii")
        recordings = str(self._around.recordings)
        _ = run_command(["evaluation", "import", recordings, "--set", _SET_NAME, "--only", str(names)])

    def _await_model(self, model: str) -> None:
        """Wait until the gateway has switched to a model, without a restart."""
        deadline = time.monotonic() + _SWITCH_SECONDS
        gateway = ServiceClient(self._around.addresses["device_gateway"])
        while time.monotonic() < deadline:
            if expect(gateway.get("/health"), _OK).fields.find_text("model") == model:
                return
            time.sleep(0.3)

    def _probes(self) -> list[Spoken]:
        """Return some held-out recordings, those with an intent first; the first by name, not the nicest."""
        ordered = sorted(self._plan.held_out, key=lambda held: (held.intent is None, held.sha256))
        return ordered[:_MOST_PROBES]

    def _best_example(self, probes: Sequence[tuple[Spoken, str]]) -> WyomingProbe | None:
        """Return the first that was wrong before and is completely right after; else the first, said to be wrong."""
        first: WyomingProbe | None = None
        for held, before in probes:
            meant = _meaning(held)
            after = self._transcribe(held)
            right = says_all(after, meant, LANGUAGE) and not says_all(before, meant, LANGUAGE)
            example = WyomingProbe(meant=meant, before=before, after=after, right=right)
            if right:
                return example
            first = first or example
        return first

    def _transcribe(self, held: Spoken) -> str:
        address = urlsplit(self._around.addresses["wyoming"])
        sound = encode_wav(decode(held.path.read_bytes()))
        return transcribe(address.hostname or "", address.port or 0, sound)

    def _result(self, kept: Sequence[KeptUtterance], report: Fields, wyoming: WyomingProbe | None) -> TourResult:
        outcomes = self._panel.outcomes
        heard = [review for review in self._panel.reviews if review.outcome != "withdrawn"]
        labelled = Counter(task_of(review.played.spoken) or "" for review in heard if review.outcome == "labelled")
        accidental = [outcome for outcome in outcomes if outcome.played.kind is UtteranceKind.ACCIDENTAL]
        measured = [entry.read(TASK_RESULTS) for entry in report.objects("comparisons")]
        states = Counter(one.review_state for one in kept)
        audit = Fields.parse(run_command(["audit", "verify", "--json"]))
        return TourResult(
            source=self._around.source,
            synthetic=self._around.synthetic,
            seed=self._plan.seed,
            cap_share=self._plan.cap_share,
            utterances=len(outcomes),
            answered_as_kept=sum(outcome.recording_id is not None for outcome in outcomes),
            kept=len(kept),
            gate=Counter(outcome.selection_reason for outcome in outcomes),
            chosen=len(kept) - states["not_selected"],
            heard=len(heard),
            accidental_stopped=sum(outcome.accidental for outcome in accidental),
            accidental_played=len(accidental),
            accidental_heard=sum(review.played.kind is UtteranceKind.ACCIDENTAL for review in heard),
            withheld=Counter(one.withheld_reason or "unknown" for one in kept if one.review_state == "withheld"),
            withdrawn=states["withdrawn"],
            not_released_reason=None if report.find_text("released") else report.find_text("reason") or "unknown",
            tasks=tuple(replace(one, n_train=labelled[one.task]) for one in measured),
            wyoming=wyoming,
            seconds=self._bars.seconds,
            start_seconds=self._around.start_seconds,
            memory_at_rest_bytes=self._around.measure_memory(),
            audit_leaves=round(audit.number("tree_size")),
            audit_intact=audit.flag("intact"),
            parts=tuple(entry.read(PART_RESULTS) for entry in report.objects("parts")),
        )


def _meaning(held: Spoken) -> dict[str, str]:
    if held.intent is None:
        return {"text": held.text or ""}
    return {"intent": held.intent, **dict(held.slots)}
