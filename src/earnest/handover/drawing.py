"""Drawing: the list of utterances that could be chosen, and the numbers that chose among them, for outsiders to redo.

A region, programme and month has one list. Into it comes each utterance that took a place, and each that was counted
while the place of the random control was open, refused or not. The list is a Merkle tree (RFC 6962); with each
candidate its new root goes into the audit log, and the candidate's number is drawn from that root with a key whose
public half is in the log before (ECVRF, RFC 9381). So what was drawn cannot be drawn again until it suits, and a list
that is published later with a candidate changed, left out, moved or put in has other roots than the log.

What this does not show: that the list is what devices sent, since who writes it also knows the key and could leave out
an utterance before it is counted; and that a need, a refusal or a low confidence was rightly stated, which only the
sound shows. Counts of utterances come from the same machine.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final, cast

from earnest.services.audit.merkle import CompactRange, leaf_hash
from earnest.services.cryptography.errors import RandomnessInvalid
from earnest.services.cryptography.verifiable_randomness import verify

CONTROL: Final = "random_control"
CONTROL_EVERY: Final = 10
"""Of so many places in a row, one belongs to the random control: 10 %, half of what SP3 allows. While its place is open
no other utterance is chosen, so a larger control costs utterances with a need more places than it takes."""
CONTROL_PROBABILITY: Final = 0.5
"""Probability with which an utterance takes the open place of the control. Chosen, not measured; anything below 1 keeps
chance in the choice."""
NEEDS: Final = frozenset({"not_understood", "low_confidence", "rephrased", "failed_action", "campaign"})
"""Reasons that take a place without a number being drawn."""
FORMAT: Final = "earnest/candidate/1"
_RESOLUTION: Final = 2**53
"""Steps between 0 and 1: as many as a floating-point number has by definition (IEEE 754), so that each number drawn is
exact."""
_MOST_FINDINGS: Final = 1000
"""Findings that a report lists. Chosen as a bound."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DrawCandidate:
    """An utterance as it stands in the list; nothing in it says whose it is."""

    region: str
    """Country, ISO 3166-1 alpha-2."""
    programme: str
    period: date
    """First day of the month, UTC."""
    number: int
    """Place in the list, from 0."""
    utterance: int
    """Which answered utterance of the region, programme and month it is, from 1."""
    chosen: int
    """Places that were taken before it."""
    allowed: int
    """Places that there were when it was counted."""
    share_millionths: int
    """Cap that was in force, in millionths."""
    finding: str
    """Code of the gate: `random_control` where a number is drawn, a need that took the place, or the refusal."""
    recording: str
    """Keyed hash of the identifier of the recording, hexadecimal; empty where there is none."""

    def entry(self) -> bytes:
        """Return the leaf of the list: canonical JSON, as the file has it without what was drawn."""
        holds = {
            "allowed": self.allowed,
            "chosen": self.chosen,
            "finding": self.finding,
            "format": FORMAT,
            "number": self.number,
            "period": self.period.isoformat(),
            "programme": self.programme,
            "recording": self.recording,
            "region": self.region,
            "share_millionths": self.share_millionths,
            "utterance": self.utterance,
        }
        return json.dumps(holds, separators=(",", ":"), sort_keys=True).encode("ascii")

    @property
    def leaf(self) -> bytes:
        """Hash of the leaf."""
        return leaf_hash(self.entry())


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawn:
    """A candidate with what became of it."""

    candidate: DrawCandidate
    root: bytes
    """Root of the list with it as the last."""
    proof: bytes
    """Of the number; empty where none was drawn."""
    selected: bool

    def line(self) -> str:
        """Return a line of the published file."""
        drawn = {"root": self.root.hex(), "proof": self.proof.hex(), "selected": self.selected}
        return json.dumps({**json.loads(self.candidate.entry()), **drawn}, separators=(",", ":"), sort_keys=True)


class DrawFindingKind(StrEnum):
    """What is wrong with a published list."""

    LINE_UNREADABLE = "line_unreadable"
    """The line has another form."""
    OUT_OF_ORDER = "out_of_order"
    """Candidates are missing, doubled or moved."""
    NOT_COMMITTED = "not_committed"
    """The log does not hold this root, or holds it in another order: the candidate or one before it was changed."""
    NOT_PUBLISHED = "not_published"
    """The log holds a root that no candidate of the file has: candidates were left out."""
    NOT_DRAWN = "not_drawn"
    """The number is not that of this root under a key of the log."""
    CHOSEN_OTHERWISE = "chosen_otherwise"
    """Number, need or refusal say otherwise than what became of it."""
    WRONG_PLACE = "wrong_place"
    """The place was the random control's and a need took it, or the other way round; or there was none."""
    UTTERANCE_MISSING = "utterance_missing"
    """An utterance that was counted while the place was open is not in the list."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DrawFinding:
    """One thing that is wrong."""

    kind: DrawFindingKind
    line: int
    """Line of the file, from 1; 0 where it is not about a line."""

    def __str__(self) -> str:
        """Return it in one line for a person."""
        return f"{self.kind.value} at line {self.line}" if self.line else self.kind.value


@dataclass(frozen=True, slots=True, kw_only=True)
class DrawReport:
    """What was redone."""

    candidates: int
    drawn: int
    """Of how many a number was drawn again."""
    selected: int
    lists: int
    findings: tuple[DrawFinding, ...]

    @property
    def right(self) -> bool:
        """Everything came out as published."""
        return not self.findings


def takes_place(finding: str, number: float) -> bool:
    """Return whether a candidate takes the place: a need does, the control by its number, a refusal does not."""
    return finding in NEEDS or (finding == CONTROL and number < CONTROL_PROBABILITY)


def number_between(drawn: bytes) -> float:
    """Return a number from 0 to 1, 1 left out, out of the 64 bytes that were drawn."""
    return (int.from_bytes(drawn[:8], "big") >> 11) / _RESOLUTION


def redo(lines: Iterable[str], entries: Iterable[bytes]) -> DrawReport:
    """Draw again what was published and compare it with the log.

    Args:
        lines: of the published file, in its order.
        entries: all leaves of the audit log, verified, in order.
    """
    log = _Log.read(entries)
    findings: list[DrawFinding] = []
    lists: dict[tuple[str, str, date], _List] = {}
    candidates = drawn = selected = 0
    for place, line in enumerate(lines, start=1):
        one = parse(line)
        if one is None:
            findings.append(DrawFinding(kind=DrawFindingKind.LINE_UNREADABLE, line=place))
            continue
        candidates += 1
        drawn += one.candidate.finding == CONTROL
        selected += one.selected
        key = (one.candidate.region, one.candidate.programme, one.candidate.period)
        found = lists.setdefault(key, _List()).add(one, log)
        findings += [DrawFinding(kind=kind, line=place) for kind in found]
    if set(log.roots) - log.seen:
        findings.append(DrawFinding(kind=DrawFindingKind.NOT_PUBLISHED, line=0))
    return DrawReport(
        candidates=candidates,
        drawn=drawn,
        selected=selected,
        lists=len(lists),
        findings=tuple(findings[:_MOST_FINDINGS]),
    )


def parse(line: str) -> Drawn | None:
    """Return what a line of the file holds; None where it has another form."""
    try:
        holds = cast("dict[str, object]", json.loads(line))
        candidate = DrawCandidate(
            region=str(holds["region"]),
            programme=str(holds["programme"]),
            period=date.fromisoformat(str(holds["period"])),
            number=_whole(holds["number"]),
            utterance=_whole(holds["utterance"]),
            chosen=_whole(holds["chosen"]),
            allowed=_whole(holds["allowed"]),
            share_millionths=_whole(holds["share_millionths"]),
            finding=str(holds["finding"]),
            recording=str(holds["recording"]),
        )
        one = Drawn(
            candidate=candidate,
            root=bytes.fromhex(str(holds["root"])),
            proof=bytes.fromhex(str(holds["proof"])),
            selected=holds["selected"] is True,
        )
    except (ValueError, TypeError, KeyError, RecursionError):
        return None
    return one if one.line() == line.rstrip("\n") else None


@dataclass(slots=True, kw_only=True)
class _Log:
    """What the log says of draws."""

    keys: Sequence[tuple[int, bytes]]
    """Place of the leaf and public key."""
    roots: Mapping[bytes, int]
    """Root → place of its leaf."""
    seen: set[bytes]

    @classmethod
    def read(cls, entries: Iterable[bytes]) -> "_Log":
        keys: list[tuple[int, bytes]] = []
        roots: dict[bytes, int] = {}
        for place, entry in enumerate(entries):
            # Most leaves are about something else, and there may be millions.
            if b'"kind":"draw_key_made"' in entry:
                keys.append((place, bytes.fromhex(json.loads(entry)["draw_key"])))
            elif b'"kind":"candidate_committed"' in entry:
                roots[bytes.fromhex(json.loads(entry)["candidates_root"])] = place
        return cls(keys=keys, roots=roots, seen=set())

    def draws(self, root: bytes, proof: bytes) -> float | None:
        """Return the number of a root under a key that was in the log before it; None where there is none."""
        place = self.roots.get(root, -1)
        for made, key in reversed(self.keys):
            if made < place:
                try:
                    return number_between(verify(key, root, proof))
                except RandomnessInvalid:
                    continue
        return None


class _List:
    """One list as far as it was read."""

    def __init__(self) -> None:
        self._tree = CompactRange()
        self._place = -1
        self._taken = 0
        self._last: DrawCandidate | None = None

    def add(self, one: Drawn, log: _Log) -> list[DrawFindingKind]:
        """Return what is wrong with the next candidate."""
        found: list[DrawFindingKind] = []
        candidate, last = one.candidate, self._last
        if candidate.number != self._tree.size or (last is not None and candidate.utterance <= last.utterance):
            found.append(DrawFindingKind.OUT_OF_ORDER)
        self._tree.append(candidate.leaf)
        place = log.roots.get(one.root, -1)
        if one.root != self._tree.root() or place <= self._place:
            found.append(DrawFindingKind.NOT_COMMITTED)
        log.seen.add(one.root)
        number = 1.0
        if candidate.finding == CONTROL:
            drawn = log.draws(one.root, one.proof)
            if drawn is None:
                found.append(DrawFindingKind.NOT_DRAWN)
            else:
                number = drawn
        if one.selected != takes_place(candidate.finding, number):
            found.append(DrawFindingKind.CHOSEN_OTHERWISE)
        if not self._is_in_place(candidate):
            found.append(DrawFindingKind.WRONG_PLACE)
        if last is not None and _leaves_out(last, candidate):
            found.append(DrawFindingKind.UTTERANCE_MISSING)
        self._place, self._last = max(place, self._place), candidate
        self._taken += one.selected
        return found

    def _is_in_place(self, candidate: DrawCandidate) -> bool:
        control = candidate.chosen % CONTROL_EVERY == CONTROL_EVERY - 1
        return (
            candidate.chosen == self._taken
            and candidate.chosen < candidate.allowed
            and candidate.allowed * 1_000_000 <= candidate.utterance * candidate.share_millionths
            and control == (candidate.finding not in NEEDS)
        )


def _leaves_out(last: DrawCandidate, candidate: DrawCandidate) -> bool:
    """Return whether utterances are missing between two candidates that the open place of the control waited for."""
    return (
        last.chosen == candidate.chosen
        and last.share_millionths == candidate.share_millionths
        and candidate.utterance != last.utterance + 1
    )


def _whole(value: object) -> int:
    if not isinstance(value, int) or isinstance(value, bool):
        raise TypeError
    return value
