"""Roles: which parts customers of the panel play, what each says yes to, and what they say."""

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
