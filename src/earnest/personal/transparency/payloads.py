"""Payloads: the JSON that the portal sends and takes."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Annotated
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

LONGEST_TEXT = 1000
LONGEST_NAME = 100
MOST_SLOTS = 30
MOST_LINES = 1000

Text = Annotated[str, Field(max_length=LONGEST_TEXT)]
Name = Annotated[str, Field(min_length=1, max_length=LONGEST_NAME)]
Login = Annotated[str, Field(max_length=200)]


@dataclass(frozen=True, slots=True, kw_only=True)
class WakeWeekPayload:
    """How often the devices of a household woke up by accident in one week."""

    monday: date
    stopped: int
    """Dropped before anything was recognised."""
    doubtful: int
    """Answered, and not kept."""
    not_said: int
    """Erased because a listener said that the wake word was not said."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MePayload:
    """Who is signed in."""

    login: str
    language: str
    region: str
    programme: str
    household: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class PurposePayload:
    """One switch."""

    purpose: str
    title: str
    wording: str
    wording_version: str
    wording_hash: str
    """SHA-256 of `wording` in UTF-8; hexadecimal."""
    language: str
    """Language of title and wording, ISO 639-1."""
    applies: bool
    """Whether it changes anything in the person's programme; False where nobody but the owner listens."""
    given: bool
    decided_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class HeardPayload:
    """One time that somebody listened."""

    at: datetime
    role: str
    played_milliseconds: int


@dataclass(frozen=True, slots=True, kw_only=True)
class LabelPayload:
    """What the reviewer wrote."""

    transcript: str | None
    intent: str | None
    slots: dict[str, str]
    reject_reason: str | None
    labelled_at: datetime
    reviewer_kind: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrectionPayload:
    """What the person who spoke wrote."""

    text: str
    intent: str | None
    slots: dict[str, str]
    learned: bool
    lesson: str
    """What the lesson does the next time: `acts`, `answer_only`, `words_only` or `none`; see `corrections.Effect`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftPayload:
    """What the person has written of a correction and not sent."""

    text: str
    intent: str | None
    slots: dict[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class UtterancePayload:
    """One kept utterance and everything that happened to it."""

    recording_id: UUID
    captured_at: datetime
    text: str
    intent: str | None
    slots: dict[str, str]
    answer: str
    understood: bool
    confidence: float
    duration_milliseconds: int
    clip_duration_milliseconds: int | None
    """Length of what the reviewer hears; None where there is no clip."""
    has_sound: bool
    purposes: tuple[str, ...]
    selection_reason: str
    review_state: str
    withheld_reason: str | None
    heard: tuple[HeardPayload, ...]
    label: LabelPayload | None
    correction: CorrectionPayload | None
    draft: DraftPayload | None
    delete_after: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class HistoryPayload:
    """A page of utterances, newest first."""

    utterances: tuple[UtterancePayload, ...]
    next: datetime | None
    """Value of `before` for the next page; None on the last."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ErasedPayload:
    """What a deletion took away."""

    recordings: int
    clips: int


@dataclass(frozen=True, slots=True, kw_only=True)
class DevicePayload:
    """A device of the person."""

    device_id: UUID
    name: str
    created_at: datetime
    revoked_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class NewDevicePayload:
    """A device just added; the token is shown this once."""

    device_id: UUID
    token: str


@dataclass(frozen=True, slots=True, kw_only=True)
class HouseholdNamesPayload:
    """Names that the customer wants nobody to hear."""

    names: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class IntentPayload:
    """An intent that the assistant knows."""

    name: str
    slots: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class IntentsPayload:
    """All of them."""

    intents: tuple[IntentPayload, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticePayload:
    """Plain-language notice."""

    paragraphs: tuple[str, ...]


class _Sent(BaseModel):
    """What a browser sends; an unknown field is refused."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)


class SignInPayload(_Sent):
    """Login and password."""

    login: Login
    password: Login


class DecisionPayload(_Sent):
    """A yes or no to the text that was shown."""

    given: bool
    wording_hash: Annotated[str, Field(max_length=64)]


class SentDraftPayload(_Sent):
    """What was said and meant, as far as it is written."""

    text: Text
    intent: Name | None = None
    slots: Annotated[dict[Name, Text], Field(max_length=MOST_SLOTS)] = {}


class SentCorrectionPayload(SentDraftPayload):
    """What was said and meant."""

    learn: bool = False


class SentNamesPayload(_Sent):
    """What changes in the list of names that nobody may hear; what is not named here stays as it is."""

    added: Annotated[list[Text], Field(max_length=MOST_LINES)] = []
    removed: Annotated[list[Text], Field(max_length=MOST_LINES)] = []


class DeviceNamePayload(_Sent):
    """Name of a new device."""

    name: Name
