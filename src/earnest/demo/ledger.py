"""Ledger: what happened to each recording that was played; the threads of the tour share it."""

from collections import Counter
from dataclasses import dataclass
from threading import Lock

from earnest.demo.roles import Part, Played
from earnest.demo.utterances import UtteranceKind


@dataclass(frozen=True, slots=True, kw_only=True)
class PlayedOutcome:
    """What the assistant made of one recording."""

    login: str
    part: Part
    played: Played
    recording_id: str | None
    """Where it was kept."""
    selection_reason: str
    """Why it was chosen for review, or why not; `not_kept` where nothing of it could be kept, `refused` where the
    gateway could not use it."""
    accidental: bool
    """The wake word that the device claimed was not found in the sound."""
    understood: bool
    seconds: float
    """From sending to answer."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Review:
    """What the simulated reviewers did with one clip."""

    played: Played
    outcome: str
    """`labelled`, `not said` or `withdrawn`."""


class TourLedger:
    """Collects outcomes and reviews."""

    def __init__(self) -> None:
        """Start empty."""
        self._lock = Lock()
        self._outcomes: list[PlayedOutcome] = []
        self._reviews: list[Review] = []

    def add(self, outcome: PlayedOutcome) -> None:
        """Note what the assistant made of a recording."""
        with self._lock:
            self._outcomes.append(outcome)

    def add_review(self, review: Review) -> None:
        """Note what a reviewer did with a clip."""
        with self._lock:
            self._reviews.append(review)

    @property
    def outcomes(self) -> tuple[PlayedOutcome, ...]:
        """Everything that was played so far."""
        with self._lock:
            return tuple(self._outcomes)

    @property
    def reviews(self) -> tuple[Review, ...]:
        """Everything that was reviewed so far."""
        with self._lock:
            return tuple(self._reviews)

    def reasons(self) -> Counter[str]:
        """Count the reasons of the gate."""
        return Counter(outcome.selection_reason for outcome in self.outcomes)

    def heard_by_kind(self) -> Counter[UtteranceKind]:
        """Count the clips that a reviewer heard, by what they are."""
        return Counter(review.played.kind for review in self.reviews if review.outcome != "withdrawn")
