"""Utterances of the tour: what is played, and what is known about it."""

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

ORDERS = "coffee orders"
WORDS = "one-word commands"
SENTENCES = "sentences"

LANGUAGE = "en"
"""Of the recogniser; recordings in other languages are left out."""
WAKE_WORD = "alexa"
"""The one that can be verified, and that devices claim to have heard; recordings of others are left out."""

_TASK_OF_INTENT = {"orderDrink": ORDERS}


@dataclass(frozen=True, slots=True, kw_only=True)
class Spoken:
    """One recording of a collection with what its manifest knows."""

    path: Path
    sha256: str
    """SHA-256 of the file, hexadecimal: the recording's name inside the tour."""
    collection_task: str
    """The task as the manifest names it."""
    text: str | None
    """What was said, where the manifest knows it."""
    intent: str | None
    slots: tuple[tuple[str, str], ...]
    """Slot names and values, sorted by name; a value need not be a span of the text."""
    person: str
    """Speaker, or estimated group of voice and microphone; never on both sides of a split."""
    age: int | None
    """Years, where known."""
    language: str
    """ISO 639-1."""
    wake_word: str | None
    """Wake word that was said; `none` where no device was addressed; None where the manifest does not say."""
    personal: bool
    """Spoken personal data was put in on purpose."""
    licence: str
    seconds: float

    @property
    def is_child(self) -> bool:
        """Whether the person is known to be under 18."""
        return self.age is not None and self.age < 18  # noqa: PLR2004  # the age of majority


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


def task_of(spoken: Spoken) -> str | None:
    """Return the task that a recording is measured in; None where its answer is not known.

    A recording with an intent belongs to the task of that intent; one with a text to single words or to sentences.
    """
    return task_named(spoken.text, spoken.intent, spoken.collection_task)


def task_named(text: str | None, intent: str | None, collection_task: str) -> str | None:
    """Return the task of a recording by its words and meaning; otherwise as `task_of`."""
    if intent is not None:
        return _TASK_OF_INTENT.get(intent, collection_task)
    words = (text or "").split()
    if not words:
        return None
    return WORDS if len(words) == 1 else SENTENCES
