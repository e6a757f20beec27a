"""Roles: what is played on the tour, and which parts customers of the panel play."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from earnest.collections.recordings import Spoken, task_of

LANGUAGE: Final = "en"
"""Of the recogniser; recordings in other languages are left out."""
WAKE_WORD: Final = "alexa"
"""The one that can be verified, and that devices claim to have heard; recordings of others are left out."""


class UtteranceKind(StrEnum):
    """What a recording is on the tour."""

    TASK = "task"
    """A spoken request with a known answer."""
    ACCIDENTAL = "accidental"
    """No device was addressed, and yet one woke up."""
    WAKE = "wake"
    """The wake word itself."""
    LEFT_OUT = "left out"
    """Nothing on the tour needs it."""


def kind_of(spoken: Spoken) -> UtteranceKind:
    """Return what a recording is on the tour."""
    if spoken.wake_word == "none":
        accidental = spoken.collection_task in {"false_activation", "near_miss"}
        return UtteranceKind.ACCIDENTAL if accidental else UtteranceKind.LEFT_OUT
    if spoken.wake_word is not None:
        return UtteranceKind.WAKE if spoken.wake_word == WAKE_WORD else UtteranceKind.LEFT_OUT
    if spoken.language != LANGUAGE or spoken.personal or task_of(spoken) is None:
        return UtteranceKind.LEFT_OUT
    return UtteranceKind.TASK


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

    @property
    def purposes(self) -> tuple[str, ...]:
        """Purposes that are agreed to."""
        if self is Part.NOT_CONSENTING:
            return ()
        return ("own_history", "automatic_learning") if self is Part.HISTORY_ONLY else _ALL_PURPOSES


_ALL_PURPOSES: Final = ("own_history", "automatic_learning", "human_review", "wake_word_learning")


@dataclass(frozen=True, slots=True, kw_only=True)
class Played:
    """One recording that is played to the assistant."""

    spoken: Spoken
    kind: UtteranceKind
    claimed_wake_word: str | None = None
    """Wake word that the device claims to have heard; None is push-to-talk."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PanelCustomer:
    """One customer of the panel and what is said there, in order."""

    login: str
    part: Part
    language: str
    utterances: tuple[Played, ...]
