"""Plan of the tour: who says what as which kind of customer, who is only measured, and how much may be heard."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from random import Random
from typing import Final

from earnest.collections.recordings import Spoken, task_of
from earnest.collections.splits import split_tasks
from earnest.demo.assignment import assign_parts
from earnest.demo.roles import LANGUAGE, WAKE_WORD, PanelCustomer, Part, Played, UtteranceKind, kind_of
from earnest.foundation.errors import InvalidInput

SEED: Final = 2019
"""The year in which it became known; never searched for."""
HEARD_AT_MOST: Final = 200
"""Clips that reviewers hear on the whole tour."""
_LONGEST_SECONDS: Final = 28.0


class NothingToPlay(InvalidInput):
    """None of these recordings can be played: none has a known text or intent in the recogniser's language."""

    code = "nothing_to_play"
    remedy = "Give a folder whose manifest.jsonl names text, or intent and slots, for its recordings."


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """The tour before it starts."""

    customers: tuple[PanelCustomer, ...]
    """In playing order: those whom no reviewer may hear come first."""
    held_out: tuple[Spoken, ...]
    """Recordings that are only measured, by task."""
    heard_at_most: int
    seed: int

    @property
    def utterances(self) -> int:
        """Number of recordings that are played."""
        return sum(len(customer.utterances) for customer in self.customers)

    @property
    def cap_share(self) -> float:
        """The panel's cap: what may be heard as a share of the utterances; ≤ 1."""
        share = self.heard_at_most / self.utterances
        return 1.0 if share >= 1 else math.floor(share * 10_000) / 10_000

    @property
    def person_cap(self) -> int:
        """Most clips of one customer of the panel."""
        return max(len(customer.utterances) for customer in self.customers)

    def requests_to_hear(self) -> list[tuple[PanelCustomer, Spoken]]:
        """Return the requests of customers to whom reviewers may listen, in playing order."""
        return [
            (customer, played.spoken)
            for customer in self.customers
            if customer.part is Part.CONSENTING
            for played in customer.utterances
            if played.kind is UtteranceKind.TASK
        ]


def make_plan(collection: Sequence[Spoken], *, heard_at_most: int = HEARD_AT_MOST, seed: int = SEED) -> Plan:
    """Plan a tour.

    Args:
        collection: everything that a folder of recordings holds, in any order; a repeated recording counts once.
        heard_at_most: most clips that reviewers may hear, ≥ 1.
        seed: the same seed and collection give the same plan.

    Raises:
        NothingToPlay: no recording has a known answer.
    """
    unique = {spoken.sha256: spoken for spoken in collection if 0 < spoken.seconds <= _LONGEST_SECONDS}
    kinds: dict[UtteranceKind, list[Spoken]] = {kind: [] for kind in UtteranceKind}
    for _, spoken in sorted(unique.items()):
        kinds[kind_of(spoken)].append(spoken)
    tasks: dict[str, list[Spoken]] = {}
    for spoken in kinds[UtteranceKind.TASK]:
        tasks.setdefault(task_of(spoken) or "", []).append(spoken)
    if not tasks:
        raise NothingToPlay
    splits = split_tasks(tasks, seed=seed)
    panel = {task: _said_by(splits[task].panel, said, seed=f"{seed}:{task}") for task, said in tasks.items()}
    unheard, listened = assign_parts(panel, seed=seed, heard_at_most=heard_at_most)
    roles = [(part, _pressed(said)) for part, said in unheard]
    # One home says yes to everything, and its device wakes up: by accident three times in four.
    most = max(2, heard_at_most // 8)
    home = tuple(
        played
        for kind, share in ((UtteranceKind.ACCIDENTAL, 0.75), (UtteranceKind.WAKE, 0.25))
        for played in _woken(kinds[kind], kind, seed=seed, most=max(1, round(most * share)))
    )
    if home:
        roles.append((Part.CONSENTING, home))
    return Plan(
        customers=_named([*roles, *((part, _pressed(said)) for part, said in listened)]),
        held_out=tuple(
            spoken for task in sorted(tasks) for spoken in tasks[task] if spoken.person in splits[task].held_out
        ),
        heard_at_most=heard_at_most,
        seed=seed,
    )


def _said_by(people: Sequence[str], recordings: Sequence[Spoken], *, seed: str) -> dict[str, list[Spoken]]:
    """Return what each of these people says, in drawn order."""
    said: dict[str, list[Spoken]] = {person: [] for person in people}
    for spoken in recordings:
        if spoken.person in said:
            said[spoken.person].append(spoken)
    for person, theirs in said.items():
        Random(f"{seed}:{person}").shuffle(theirs)  # noqa: S311  # a drawn order, not a secret
    return said


def _pressed(said: Iterable[Spoken]) -> tuple[Played, ...]:
    """Return requests that are said without a wake word (push-to-talk)."""
    return tuple(Played(spoken=spoken, kind=UtteranceKind.TASK) for spoken in said)


def _woken(collection: Sequence[Spoken], kind: UtteranceKind, *, seed: int, most: int) -> tuple[Played, ...]:
    """Return recordings for which a home's device woke up, by accident or rightly."""
    drawn = list(collection)
    Random(f"{seed}:{kind}").shuffle(drawn)  # noqa: S311  # a drawn order, not a secret
    return tuple(
        Played(
            spoken=spoken,
            kind=kind,
            claimed_wake_word=WAKE_WORD if kind is UtteranceKind.ACCIDENTAL else spoken.wake_word,
        )
        for spoken in drawn[:most]
    )


def _named(roles: Sequence[tuple[Part, tuple[Played, ...]]]) -> tuple[PanelCustomer, ...]:
    return tuple(
        PanelCustomer(
            login=f"panel-{number:03d}-{part.value.replace(' ', '-')}",
            part=part,
            language=LANGUAGE,
            utterances=utterances,
        )
        for number, (part, utterances) in enumerate(roles, start=1)
    )
