"""Records of qualification."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from earnest.foundation.identifiers import QualificationAttemptId, QualificationTestId, StaffId
from earnest.foundation.statistics.estimates import Estimate


class AttemptOutcome(StrEnum):
    """What came of an attempt."""

    PASSED = "passed"
    """As few word errors as the test asks for."""
    WAITING = "waiting"
    """More, or too few answers to say; a lead decides."""
    GRANTED = "granted"
    """A lead qualified this person all the same."""
    REFUSED = "refused"
    """A lead confirmed that they are not qualified."""
    REPEAT = "repeat"
    """A lead lets them take a test again."""


class QualificationState(StrEnum):
    """Where a reviewer is with a language."""

    NONE = "none"
    RUNNING = "running"
    WAITING = "waiting"
    QUALIFIED = "qualified"
    EXPIRED = "expired"
    """It was given, and its time is over or the guideline is a new one."""
    REFUSED = "refused"


@dataclass(frozen=True, slots=True, kw_only=True)
class QualificationTest:
    """A test that counts for a language."""

    test_id: QualificationTestId
    language: str
    """ISO 639-1."""
    most_errors: float
    """Word errors per word up to which it is passed; 0 to 1."""
    demanded: bool
    """Whether only the qualified are given clips of this language."""
    valid_days: int | None
    """None: a qualification does not end by itself."""
    ends_with_guideline: bool
    clips: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Attempt:
    """Of one person at one test."""

    attempt_id: QualificationAttemptId
    test_id: QualificationTestId
    staff_id: StaffId
    language: str
    started_at: datetime
    finished_at: datetime | None
    outcome: AttemptOutcome | None
    """None while it goes on."""
    clips: int | None
    """How many were answered."""
    error_rate: Estimate | None
    """Word errors per word with its interval; None while it goes on and where too few clips were answered."""
    guideline_number: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class PlantedChoice:
    """A planted clip that a test can be composed of."""

    clip_id: UUID
    language: str
    words: str
    """What was said."""
    licence: str
