"""Reply: what was recognised of an utterance, and what goes back to the device."""

from dataclasses import dataclass
from typing import Final

from earnest.foundation.identifiers import RecordingId
from earnest.foundation.sensitive import Sensitive
from earnest.foundation.units import SampleCount
from earnest.personal.assistant.answers import Answer
from earnest.personal.capture.understanding import Understood
from earnest.speech.language.hypothesis import Hypothesis
from earnest.speech.meaning.interpretation import NOTHING_UNDERSTOOD

NO_MODEL: Final = "none"
"""Stands for the model where nothing was recognised because there was nothing to hear."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RecognisedUtterance:
    """What was recognised of an utterance."""

    hypothesis: Sensitive[Hypothesis]
    language: str
    """ISO 639-1; in which it was recognised."""
    start: SampleCount
    """Where the sound that was recognised begins in the sound that came in; places of words count from here."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """What goes back to the device."""

    recognised: RecognisedUtterance
    understood: Sensitive[Understood]
    answer: Sensitive[str]
    done: bool
    """A skill carried out what was asked for."""
    accidental: bool
    recording_id: RecordingId | None
    """Under which some of it may be kept, which happens after the answer; None: none of it is."""
    private: bool = False
    """It was said in a private hour, or began one."""


def hear_nothing(language: str) -> Hypothesis:
    """Return what was recognised where there was nothing to hear."""
    return Hypothesis(
        words=(),
        alternatives=(),
        engine=NO_MODEL,
        model=NO_MODEL,
        domain=NO_MODEL,
        confidence=0.0,
        language=language,
    )


def answer_nothing(language: str) -> Reply:
    """Answer nothing to what was not meant for the assistant."""
    return Reply(
        recognised=RecognisedUtterance(
            hypothesis=Sensitive(hear_nothing(language)), language=language, start=SampleCount(0)
        ),
        understood=Sensitive(Understood(text="", interpretation=NOTHING_UNDERSTOOD, taught=False)),
        answer=Sensitive(""),
        done=False,
        accidental=True,
        recording_id=None,
    )


def answer_privately(recognised: RecognisedUtterance, understood: Understood, answer: Answer) -> Reply:
    """Return the answer of a private hour: nothing of it is kept, counted, compared with what follows, or noted."""
    return Reply(
        recognised=recognised,
        understood=Sensitive(understood),
        answer=Sensitive(answer.text),
        done=understood.interpretation.understood and not answer.failed_action,
        accidental=False,
        recording_id=None,
        private=True,
    )
