"""Plan of the tour: who says what as which kind of customer, who is only measured, and how much may be heard."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from random import Random
from typing import Final

from earnest.demo.casting import Casting
from earnest.demo.errors import NothingToPlay
from earnest.demo.roles import CastRole, Part, Played
from earnest.demo.splits import split_tasks
from earnest.demo.utterances import Spoken, UtteranceKind, kind_of, task_of

SEED: Final = 2019
"""The year in which it became known; never searched for."""
HEARD_AT_MOST: Final = 200
"""Clips that reviewers hear on the whole tour."""
_LONGEST_SECONDS: Final = 28.0
_WAKE_WORD_CLAIMED: Final = "alexa"


@dataclass(frozen=True, slots=True, kw_only=True)
class PanelCustomer:
    """One customer of the panel and what is said there, in order."""

    login: str
    part: Part
    language: str
    utterances: tuple[Played, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class HeldOut:
    """One recording that is only measured."""

    spoken: Spoken
    task: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """The tour before it starts."""

    customers: tuple[PanelCustomer, ...]
    """In playing order: those whom no reviewer may hear come first."""
    held_out: tuple[HeldOut, ...]
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

    def trained_with(self, task: str) -> int:
        """Return how many utterances of a task come from customers to whom people may listen."""
        return sum(
            1
            for customer in self.customers
            for played in customer.utterances
            if customer.part is Part.CONSENTING and played.kind is UtteranceKind.TASK and task_of(played.spoken) == task
        )


def make_plan(
    collection: Sequence[Spoken],
    *,
    heard_at_most: int = HEARD_AT_MOST,
    seed: int = SEED,
    language: str = "en",
    wake_words: frozenset[str] = frozenset({"alexa"}),
) -> Plan:
    """Plan a tour.

    Args:
        collection: everything that a folder of recordings holds, in any order; a repeated recording counts once.
        heard_at_most: most clips that reviewers may hear, ≥ 1.
        seed: the same seed and collection give the same plan.
        language: language of the recogniser.
        wake_words: wake words that can be verified.

    Raises:
        NothingToPlay: no recording has a known answer.
    """
    unique = {spoken.sha256: spoken for spoken in collection if 0 < spoken.seconds <= _LONGEST_SECONDS}
    ordered = sorted(unique.values(), key=lambda spoken: spoken.sha256)
    kinds = {spoken.sha256: kind_of(spoken, language=language, wake_words=wake_words) for spoken in ordered}
    tasks: dict[str, list[Spoken]] = {}
    for spoken in ordered:
        task = task_of(spoken)
        if kinds[spoken.sha256] is UtteranceKind.TASK and task is not None:
            tasks.setdefault(task, []).append(spoken)
    if not tasks:
        raise NothingToPlay
    splits = split_tasks(tasks, seed=seed)
    casting = Casting(tasks=tasks, splits=splits, seed=seed, heard_at_most=heard_at_most)
    quiet, listened = casting.cast()
    woken = [spoken for spoken in ordered if kinds[spoken.sha256] in {UtteranceKind.ACCIDENTAL, UtteranceKind.WAKE}]
    home = _home(woken, kinds=kinds, seed=seed, most=max(2, heard_at_most // 8))
    held_out = tuple(
        HeldOut(spoken=spoken, task=task)
        for task in sorted(tasks)
        for spoken in tasks[task]
        if spoken.person in splits[task].held_out
    )
    return Plan(
        customers=tuple(_named([*quiet, *home, *listened], language=language)),
        held_out=held_out,
        heard_at_most=heard_at_most,
        seed=seed,
    )


def _named(roles: Sequence[CastRole], *, language: str) -> list[PanelCustomer]:
    return [
        PanelCustomer(
            login=f"panel-{number:03d}-{role.part.value.replace(' ', '-')}",
            part=role.part,
            language=language,
            utterances=role.utterances,
        )
        for number, role in enumerate(roles, start=1)
    ]


def _home(woken: Sequence[Spoken], *, kinds: dict[str, UtteranceKind], seed: int, most: int) -> list[CastRole]:
    """Return one home that says yes to everything and whose device woke up: by accident, and rightly."""
    chosen: list[Spoken] = []
    for kind, share in ((UtteranceKind.ACCIDENTAL, 0.75), (UtteranceKind.WAKE, 0.25)):
        pool = [spoken for spoken in woken if kinds[spoken.sha256] is kind]
        Random(f"{seed}:{kind}").shuffle(pool)  # noqa: S311  # a drawn order, not a secret
        chosen += pool[: max(1, round(most * share))]
    played = tuple(
        Played(spoken=spoken, kind=kinds[spoken.sha256], claimed_wake_word=_claimed(spoken)) for spoken in chosen
    )
    return [CastRole(part=Part.CONSENTING, utterances=played)] if played else []


def _claimed(spoken: Spoken) -> str:
    return _WAKE_WORD_CLAIMED if spoken.wake_word in {None, "none"} else str(spoken.wake_word)
