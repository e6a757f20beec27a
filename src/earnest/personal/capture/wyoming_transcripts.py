"""Wyoming transcripts: the events that answer one utterance, and what a client is told beside the words.

No recogniser here has words that it would not take back before the utterance ends, so the text is one chunk at the end.
"""

from dataclasses import dataclass
from typing import Final

from wyoming.asr import Transcript, TranscriptChunk, TranscriptStart, TranscriptStop
from wyoming.event import Event

from earnest.foundation.units import SampleCount, milliseconds
from earnest.speech.language.hypothesis import Hypothesis

MOST_ALTERNATIVES: Final = 5
"""Entries of the n-best list that a client is told."""
_DIGITS: Final = 4
"""Decimals of probabilities and scores."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AssistantAnswer:
    """What the assistant says to a known device, and whether it did what was asked."""

    text: str
    done: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Transcription:
    """What is answered to a client: all of it comes from the client's own sound."""

    text: str
    """What was said: as recognised, or as the device's owner taught it; empty where no words were heard."""
    language: str
    """ISO 639-1; of the text."""
    hypothesis: Hypothesis
    start: SampleCount
    """First sample of what was recognised, in the sound that the client sent."""
    answer: AssistantAnswer | None = None
    """None for a client that speaks as no known device: it is recognised only."""

    @property
    def context(self) -> dict[str, object]:
        """What is told beside the words; clients that do not know it ignore it."""
        told: dict[str, object] = {
            "confidence": round(self.hypothesis.confidence, _DIGITS),
            "words": [
                {
                    "text": word.text,
                    "start_milliseconds": milliseconds(self.start + word.start),
                    "end_milliseconds": milliseconds(self.start + word.end),
                    "posterior": round(word.posterior, _DIGITS),
                }
                for word in self.hypothesis.words
            ],
            "alternatives": [
                {"text": " ".join(other.words), "score": round(other.score, _DIGITS)}
                for other in self.hypothesis.alternatives[:MOST_ALTERNATIVES]
            ],
        }
        if self.answer is not None:
            told["answer"] = self.answer.text
            told["done"] = self.answer.done
        return told


def events_of(transcription: Transcription) -> tuple[Event, ...]:
    """Return the events that answer an utterance, in the order of the protocol.

    `transcript` comes before `transcript-stop`, so a client that knows no streaming has everything and may leave.
    """
    text, language = transcription.text, transcription.language
    return (
        TranscriptStart(language=language).event(),
        *((TranscriptChunk(text=text).event(),) if text else ()),
        Transcript(text=text, language=language, context=transcription.context).event(),
        TranscriptStop().event(),
    )
