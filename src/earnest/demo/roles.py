"""Roles: which parts there are on the tour, what each says yes to, and what it plays."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from earnest.demo.utterances import Spoken, UtteranceKind


class Part(StrEnum):
    """Which kind of customer a speaker plays."""

    CONSENTING = "consenting"
    """Yes to every purpose."""
    HISTORY_ONLY = "own history only"
    """Yes to own history and automatic learning, no to human review."""
    WITHDRAWING = "withdrawing"
    """Yes to every purpose, then no to human review before a reviewer has listened."""
    NOT_CONSENTING = "not consenting"
    """No to everything."""
    CHILD = "child"
    """Account of a child; yes to every purpose, and still never sampled."""


PURPOSES: Final[dict[Part, tuple[str, ...]]] = {
    Part.CONSENTING: ("own_history", "automatic_learning", "human_review", "wake_word_learning"),
    Part.HISTORY_ONLY: ("own_history", "automatic_learning"),
    Part.WITHDRAWING: ("own_history", "automatic_learning", "human_review", "wake_word_learning"),
    Part.NOT_CONSENTING: (),
    Part.CHILD: ("own_history", "automatic_learning", "human_review", "wake_word_learning"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Played:
    """One recording that is played to the assistant."""

    spoken: Spoken
    kind: UtteranceKind
    claimed_wake_word: str | None
    """Wake word that the device claims to have heard; None is push-to-talk."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CastRole:
    """A part, and what is said in it, in order."""

    part: Part
    utterances: tuple[Played, ...]


def cast_people(part: Part, people: Iterable[Sequence[Spoken]]) -> list[CastRole]:
    """Return a role for each person, who speaks without a wake word (push-to-talk)."""
    return [
        CastRole(
            part=part,
            utterances=tuple(Played(spoken=spoken, kind=UtteranceKind.TASK, claimed_wake_word=None) for spoken in said),
        )
        for said in people
    ]
