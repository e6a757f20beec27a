"""Hearing: from a sound file to trimmed speech, with a second opinion on the claimed wake word."""

from dataclasses import dataclass, field
from typing import Final

import numpy

from earnest.foundation.sensitive import Sensitive
from earnest.foundation.units import SampleCount, Samples
from earnest.personal.sampling.rules import Sound
from earnest.speech.audio.decoding import decode
from earnest.speech.audio.span import Span
from earnest.speech.audio.voice_activity import DEFAULT_PADDING, VoiceActivityModel, find_speech
from earnest.speech.screening.screening import screen
from earnest.speech.wake_word.errors import UnknownWakeWord
from earnest.speech.wake_word.verification import WakeWordVerifier

LONGEST_WAKE_WORD: Final = 100
"""Characters of a wake word's name; a longer one is cut."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HeardSound:
    """What came in, before anything is recognised."""

    samples: Sensitive[Samples]
    """Trimmed; empty where nobody speaks or the wake word was not said."""
    about: Sound
    wake_word: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Ear:
    """Takes sound in; safe to share between threads."""

    voices: VoiceActivityModel = field(default_factory=VoiceActivityModel)
    wake_words: WakeWordVerifier = field(default_factory=WakeWordVerifier)

    def listen(self, file: bytes, wake_word: str | None) -> HeardSound:
        """Decode, check the wake word, trim.

        Where the claimed wake word was not said, the sound is dropped here: nothing behind this sees any of it (RT5).

        Args:
            file: a sound file of almost any kind.
            wake_word: what the device says it heard; None for push-to-talk.

        Raises:
            NotAudio, EmptyAudio, TooLong, TruncatedAudio, SamplingRateTooLow, SamplingRateTooHigh: see `decode`.
        """
        claimed = None if wake_word is None else wake_word[:LONGEST_WAKE_WORD]
        samples = decode(file)
        accidental, unverified = self._judge(samples, claimed)
        speech = () if accidental else find_speech(samples, self.voices)
        trimmed = _around(speech, samples)
        return HeardSound(
            samples=Sensitive(trimmed),
            about=Sound(
                accidental=accidental,
                unverified=unverified,
                sample_count=SampleCount(trimmed.size),
                speech_samples=SampleCount(sum(span.length for span in speech)),
                screened=screen(trimmed),
                doubtful=False,
            ),
            wake_word=claimed,
        )

    def _judge(self, samples: Samples, claimed: str | None) -> tuple[bool, bool]:
        """Return whether the recording is accidental, and whether that could not be checked."""
        if claimed is None:
            return False, False
        try:
            return not self.wake_words.verify(samples, claimed).said, False
        except UnknownWakeWord:
            return False, True


def _around(speech: tuple[Span, ...], samples: Samples) -> Samples:
    """Return a copy of the part from the first to the last speech with some padding; empty where nobody speaks."""
    if not speech:
        return numpy.zeros(0, dtype=numpy.int16)
    span = Span(start=speech[0].start, end=speech[-1].end).widened(DEFAULT_PADDING, limit=samples.size)
    return span.of(samples).copy()
