"""Records of talking in the page."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal
from uuid import UUID

from earnest.personal.customers.records import ListedDevice
from earnest.personal.recognition.shown import ShownRecognition


@dataclass(frozen=True, slots=True, kw_only=True)
class TalkState:
    """Whether the person can talk in this browser."""

    device: ListedDevice | None
    """This browser as a device of the account; None: it is none."""
    longest_seconds: int
    """What is said at once may be this long."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TalkReply:
    """What the assistant understood and answered, as the device gateway tells it."""

    text: str
    """What was heard."""
    language: str
    """ISO 639-1."""
    confidence: float
    """0 to 1."""
    intent: str | None
    slots: dict[str, str]
    understood: bool
    done: bool
    answer: str
    accidental: bool
    """The wake word was not said: nothing was listened to."""
    private: bool
    """It was said in a private hour, or began one: nothing of it is kept or counted."""
    sound: str | None
    """The answer as a WAV file in base64, marked as synthetic speech; None where no program speaks."""
    recording_id: UUID | None
    """Under which something may be kept."""
    kept: Literal["pending", "yes", "no"]
    """`pending`: that is decided after this answer; `no`: nothing is kept."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TalkRecognition:
    """What a sound is heard and understood as now, as the device gateway tells it; nothing was done."""

    heard: str
    """What the recogniser heard."""
    text: str
    """What is taken to be said: as heard, or as the person taught it."""
    language: str
    """ISO 639-1."""
    intent: str | None
    slots: dict[str, str]
    understood: bool
    taught: bool
    """What the person taught decided."""
    recognition: ShownRecognition
    skill: str | None
    """Name of the skill that would answer; None: none does."""
    seconds: dict[str, float]
    """Stage → how long it took: `sound`, `recognising`, `understanding`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TalkSentence:
    """What a typed sentence is understood as and answered with, as the device gateway tells it."""

    language: str
    """ISO 639-1."""
    text: str
    """What is taken to be meant: as typed, or as the person taught it."""
    intent: str | None
    slots: dict[str, str]
    understood: bool
    taught: bool
    skill: str | None
    """Name of the skill that answers; None: none does."""
    answer: str | None
    """None: only doing it tells what is said."""
    done: bool
    """It was to be done, and a skill carried it out."""
    sound: str | None
    """The answer as a WAV file in base64, marked as synthetic speech."""
    voice: str | None
    """What speaks; None: no program that speaks is installed."""
    seconds: dict[str, float]
    """Stage → how long it took: `understanding`, `answering`, `speaking`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TalkRing:
    """A timer or an alarm that rings."""

    kind: Literal["timer", "alarm"]
    due_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class TalkRings:
    """What rings in the household now."""

    rings: tuple[TalkRing, ...]
    next_due_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class GatewayRefusal:
    """Why the gateway did not answer what was said."""

    status: int
    """HTTP status, 400 to 599."""
    code: str
    message: str
    remedy: str
