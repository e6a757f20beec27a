"""Redrawing: draws again what was published of candidates (`drawing`) and compares it with the log, for outsiders."""

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from enum import StrEnum
from typing import Final, cast

from earnest.handover.drawing import (
    CONTROL,
    CONTROL_EVERY,
    NEEDS,
    ROUND_GRACE,
    DrawCandidate,
    Drawn,
    DrawOutcome,
    DrawSettlement,
    number_between,
    number_with_round,
    takes_place,
)
from earnest.services.audit.merkle import CompactRange
from earnest.services.cryptography.errors import RandomnessInvalid
from earnest.services.cryptography.randomness_beacon import QUICKNET, RandomnessChain
from earnest.services.cryptography.verifiable_randomness import verify

_AT: Final = re.compile(rb'"at":"([0-9T:.-]{26}Z)"')
_MOST_FINDINGS: Final = 1000
"""Findings that a report lists. Chosen as a bound."""


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
    ROUND_KNOWN = "round_known"
    """The round was out when the log got the root, by the log's own times, so the number could be known before."""
    ROUND_INVALID = "round_invalid"
    """This is not the round that the candidate names, or of a beacon that is not known: it was forged or exchanged."""
    SETTLED_OTHERWISE = "settled_otherwise"
    """The log says otherwise what became of a candidate that waited, or not at all."""
    LAPSED_EARLY = "lapsed_early"
    """The candidate was given up while its round could still come."""
    LEFT_WAITING = "left_waiting"
    """The list went on although a candidate still waits."""


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
    with_round: int
    """Of how many a round of a beacon decided with."""
    lapsed: int
    """Candidates that waited for a round and were given up."""
    waiting: int
    """Candidates that still wait."""
    uncounted: int
    """Utterances that came while a place was held, and so were not in the list."""
    findings: tuple[DrawFinding, ...]

    @property
    def right(self) -> bool:
        """Everything came out as published."""
        return not self.findings


def redo(lines: Iterable[str], entries: Iterable[bytes], chains: Iterable[RandomnessChain] = (QUICKNET,)) -> DrawReport:
    """Draw again what was published and compare it with the log.

    Args:
        lines: of the published file, in its order.
        entries: all leaves of the audit log, verified, in order.
        chains: beacons that are trusted.
    """
    log = _Log.read(entries, {chain.fingerprint: chain for chain in chains})
    findings: list[DrawFinding] = []
    lists: dict[tuple[str, str, date], _List] = {}
    candidates = drawn = selected = with_round = lapsed = waiting = uncounted = 0
    for place, line in enumerate(lines, start=1):
        one = parse(line)
        if one is None:
            findings.append(DrawFinding(kind=DrawFindingKind.LINE_UNREADABLE, line=place))
            continue
        candidates += 1
        drawn += one.candidate.finding == CONTROL
        selected += one.selected
        if one.candidate.round:
            settlement = one.settlement
            with_round += settlement is not None and settlement.outcome is not DrawOutcome.LAPSED
            lapsed += settlement is not None and settlement.outcome is DrawOutcome.LAPSED
            waiting += settlement is None
            uncounted += 0 if settlement is None else max(0, settlement.utterance - one.candidate.utterance)
        key = (one.candidate.region, one.candidate.programme, one.candidate.period)
        found = lists.setdefault(key, _List()).add(one, log)
        findings += [DrawFinding(kind=kind, line=place) for kind in found]
    if (set(log.roots) | set(log.settled)) - log.seen:
        findings.append(DrawFinding(kind=DrawFindingKind.NOT_PUBLISHED, line=0))
    return DrawReport(
        candidates=candidates,
        drawn=drawn,
        selected=selected,
        lists=len(lists),
        with_round=with_round,
        lapsed=lapsed,
        waiting=waiting,
        uncounted=uncounted,
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
            chain=str(holds.get("chain", "")),
            round=_whole(holds.get("round", 0)),
        )
        one = Drawn(
            candidate=candidate,
            root=bytes.fromhex(str(holds["root"])),
            proof=bytes.fromhex(str(holds["proof"])),
            selected=holds["selected"] is True,
            settlement=_settlement(holds) if candidate.round and "outcome" in holds else None,
        )
    except (ValueError, TypeError, KeyError, RecursionError):
        return None
    return one if one.line() == line.rstrip("\n") else None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Leaf:
    """A leaf about a candidate."""

    place: int
    at: str
    """When the log got it at the earliest: the latest time of this leaf and all before it."""
    outcome: str = ""
    utterance: int = 0


_NO_LEAF: Final = _Leaf(place=-1, at="")


@dataclass(slots=True, kw_only=True)
class _Log:
    """What the log says of draws."""

    keys: Sequence[tuple[int, bytes]]
    """Place of the leaf and public key."""
    roots: Mapping[bytes, _Leaf]
    settled: Mapping[bytes, _Leaf]
    """Root of a candidate that waited → the leaf that says what became of it; the first one, where there are more."""
    chains: Mapping[str, RandomnessChain]
    seen: set[bytes]

    @classmethod
    def read(cls, entries: Iterable[bytes], chains: Mapping[str, RandomnessChain]) -> "_Log":
        keys: list[tuple[int, bytes]] = []
        roots: dict[bytes, _Leaf] = {}
        settled: dict[bytes, _Leaf] = {}
        latest = b""
        for place, entry in enumerate(entries):
            told = _AT.search(entry)
            latest = latest if told is None else max(latest, told[1])
            # Most leaves are about something else, and there may be millions.
            if b'"kind":"draw_key_made"' in entry:
                keys.append((place, bytes.fromhex(json.loads(entry)["draw_key"])))
            elif b'"kind":"candidate_committed"' in entry:
                root = bytes.fromhex(json.loads(entry)["candidates_root"])
                roots[root] = _Leaf(place=place, at=latest.decode("ascii"))
            elif b'"kind":"candidate_settled"' in entry:
                leaf = json.loads(entry)
                root = bytes.fromhex(leaf["candidates_root"])
                found = _Leaf(place=place, at=leaf["at"], outcome=leaf["outcome"], utterance=leaf["utterance"])
                _ = settled.setdefault(root, found)
        return cls(keys=keys, roots=roots, settled=settled, chains=chains, seen=set())

    def draws(self, root: bytes, proof: bytes) -> bytes | None:
        """Return what was drawn for a root under a key that was in the log before it; None where there is none."""
        place = self.roots.get(root, _NO_LEAF).place
        for made, key in reversed(self.keys):
            if made < place:
                try:
                    return verify(key, root, proof)
                except RandomnessInvalid:
                    continue
        return None


class _List:
    """One list as far as it was read."""

    def __init__(self) -> None:
        self._tree = CompactRange()
        self._place = -1
        self._taken = 0
        self._last: Drawn | None = None

    def add(self, one: Drawn, log: _Log) -> list[DrawFindingKind]:
        """Return what is wrong with the next candidate."""
        found: list[DrawFindingKind] = []
        candidate, last = one.candidate, self._last
        if candidate.number != self._tree.size or (
            last is not None and candidate.utterance <= last.candidate.utterance
        ):
            found.append(DrawFindingKind.OUT_OF_ORDER)
        self._tree.append(candidate.leaf)
        leaf = log.roots.get(one.root, _NO_LEAF)
        if one.root != self._tree.root() or leaf.place <= self._place:
            found.append(DrawFindingKind.NOT_COMMITTED)
        log.seen.add(one.root)
        drawn = log.draws(one.root, one.proof) if candidate.finding == CONTROL else b""
        if drawn is None:
            found.append(DrawFindingKind.NOT_DRAWN)
        if candidate.round:
            found += _wrong_with_round(one, leaf, drawn or b"", log)
        else:
            number = number_between(drawn) if drawn else 1.0
            if one.selected != takes_place(candidate.finding, number) or one.settlement is not None:
                found.append(DrawFindingKind.CHOSEN_OTHERWISE)
        if not self._is_in_place(candidate):
            found.append(DrawFindingKind.WRONG_PLACE)
        if last is not None and last.candidate.round and last.settlement is None:
            found.append(DrawFindingKind.LEFT_WAITING)
        if last is not None and _leaves_out(last, candidate):
            found.append(DrawFindingKind.UTTERANCE_MISSING)
        self._place = max(leaf.place, log.settled.get(one.root, _NO_LEAF).place, self._place)
        self._last = one
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


def _wrong_with_round(one: Drawn, leaf: _Leaf, drawn: bytes, log: _Log) -> Iterator[DrawFindingKind]:
    """Yield what is wrong with a candidate that a round decides with."""
    candidate, settlement, told = one.candidate, one.settlement, log.settled.get(one.root)
    chain = log.chains.get(candidate.chain)
    if chain is None or candidate.finding != CONTROL:
        yield DrawFindingKind.ROUND_INVALID
        return
    try:
        due = chain.time_of(candidate.round)
    except OverflowError:
        yield DrawFindingKind.ROUND_INVALID
        return
    if leaf.at >= _as_written(due):
        yield DrawFindingKind.ROUND_KNOWN
    if settlement is None:
        # It may still wait; where the list goes on, the next candidate tells that it does not.
        if told is not None or one.selected:
            yield DrawFindingKind.SETTLED_OTHERWISE
        return
    if told is None or not _is_told(one, settlement, leaf, told):
        yield DrawFindingKind.SETTLED_OTHERWISE
    if settlement.outcome is not DrawOutcome.LAPSED:
        yield from _drawn_otherwise(settlement, drawn, chain, candidate.round)
    elif told is not None and told.at < _as_written(due + ROUND_GRACE):
        yield DrawFindingKind.LAPSED_EARLY


def _is_told(one: Drawn, settlement: DrawSettlement, leaf: _Leaf, told: _Leaf) -> bool:
    """Return whether the log says of a candidate what is published of it."""
    return (
        told.place > leaf.place
        and (told.outcome, told.utterance) == (settlement.outcome.value, settlement.utterance)
        and settlement.utterance >= one.candidate.utterance
        and one.selected == (settlement.outcome is DrawOutcome.CHOSEN)
    )


def _drawn_otherwise(
    settlement: DrawSettlement, drawn: bytes, chain: RandomnessChain, number: int
) -> Iterator[DrawFindingKind]:
    """Yield what is wrong with the round, or with what it is said to have decided."""
    try:
        randomness = chain.randomness(number, settlement.signature)
    except RandomnessInvalid:
        yield DrawFindingKind.ROUND_INVALID
        return
    if takes_place(CONTROL, number_with_round(drawn, randomness)) != (settlement.outcome is DrawOutcome.CHOSEN):
        yield DrawFindingKind.CHOSEN_OTHERWISE


def _leaves_out(last: Drawn, candidate: DrawCandidate) -> bool:
    """Return whether utterances are missing between two candidates that the open place of the control waited for."""
    until = last.candidate.utterance if last.settlement is None else last.settlement.utterance
    return (
        last.candidate.chosen == candidate.chosen
        and last.candidate.share_millionths == candidate.share_millionths
        and candidate.utterance != until + 1
    )


def _settlement(holds: Mapping[str, object]) -> DrawSettlement:
    return DrawSettlement(
        outcome=DrawOutcome(str(holds["outcome"])),
        utterance=_whole(holds["settled_utterance"]),
        signature=bytes.fromhex(str(holds["signature"])),
    )


def _as_written(moment: datetime) -> str:
    """Return a moment as the log writes it, so that the order of texts is that of times."""
    return moment.astimezone(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")


def _whole(value: object) -> int:
    if not isinstance(value, int) or isinstance(value, bool):
        raise TypeError
    return value
