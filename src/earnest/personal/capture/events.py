"""Log events of capture: numbers and codes, never what was said or who said it."""

from dataclasses import dataclass

from earnest.personal.sampling.rules import GateReason
from earnest.services.observability import LogEvent


@dataclass(frozen=True, slots=True, kw_only=True)
class UtteranceAnswered(LogEvent):
    """An utterance was answered."""

    seconds: float
    """From the sound to the answer."""
    sound_seconds: float
    understood: bool
    done: bool
    """A skill carried out what was asked for."""
    pending: bool
    """Something of it may be kept; `UtteranceSettled` or `UtteranceForgotten` follows."""


@dataclass(frozen=True, slots=True, kw_only=True)
class UtteranceSettled(LogEvent):
    """What becomes of an answered utterance was decided and done."""

    kept: bool
    reason: GateReason
    """What the gate said."""


@dataclass(frozen=True, slots=True, kw_only=True)
class UtteranceForgotten(LogEvent):
    """An utterance was answered but could not be stored; nothing of it was kept."""

    error: type[BaseException]


@dataclass(frozen=True, slots=True, kw_only=True)
class LessonsUnusable(LogEvent):
    """A person's lessons or names could not be read; the assistant answered without them."""

    error: type[BaseException]


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerNotSpoken(LogEvent):
    """An answer was given as text only, because speaking it failed."""

    error: type[BaseException]


@dataclass(frozen=True, slots=True, kw_only=True)
class AnnouncementFailed(LogEvent):
    """The Wyoming server could not be announced in the network; it is reached by host and port."""

    error: type[BaseException]
