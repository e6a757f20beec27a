"""Hearing: from a sound file to trimmed speech, with a second opinion on the claimed wake word."""

from dataclasses import dataclass, field
from typing import Final

from earnest.foundation.child_processes.requester import Requester
from earnest.foundation.sensitive import Sensitive
from earnest.foundation.units import SampleCount, Samples
from earnest.personal.capture.addressing import without_wake_word
from earnest.personal.sampling.rules import SoundFacts
from earnest.screening.sound_traits import screen
from earnest.sound_files.decoder_process import DecoderProcess
from earnest.speech.hearing.wake_word.detector import Meant, WakeDetector
from earnest.speech.hearing.wake_word.errors import UnknownWakeWord
from earnest.speech.hearing.wake_word.evidence import Row, row_of
from earnest.speech.hearing.wake_word.verification import WakeWordOpinion, WakeWordVerifier
from earnest.speech.language.hypothesis import Hypothesis
from earnest.speech.sound.level import raised_to_hear
from earnest.speech.sound.span import Span
from earnest.speech.sound.voice_activity import DEFAULT_PADDING, VoiceActivityModel, find_speech

LONGEST_WAKE_WORD: Final = 100
"""Characters of a wake word's name; a longer one is cut. Chosen as a bound on what is stored."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HeardSound:
    """What came in, before anything is recognised."""

    samples: Sensitive[Samples]
    """Trimmed; empty where there is no speech or the wake word was not said."""
    about: SoundFacts
    wake_word: str | None
    start: SampleCount
    """Where `samples` begin in the sound that came in."""
    wake_evidence: Row | None = None
    """Numbers about whether it was meant for the assistant; None where no wake word that can be checked was claimed."""
    wake_word_at: SampleCount | None = None
    """Where the wake-word model was surest, in `samples`; None where `wake_evidence` is."""

    def without_wake_word(self, hypothesis: Hypothesis) -> Hypothesis:
        """Return what was asked: a hypothesis of `samples` without the wake word, where one was checked."""
        if self.wake_word is None or self.wake_word_at is None:
            return hypothesis
        return without_wake_word(hypothesis, self.wake_word, self.wake_word_at)


@dataclass(frozen=True, slots=True, kw_only=True)
class AudioIntake:
    """Takes sound in; safe to share between threads."""

    voices: VoiceActivityModel = field(default_factory=VoiceActivityModel)
    wake_words: WakeWordVerifier = field(default_factory=WakeWordVerifier)
    decoder: DecoderProcess = field(default_factory=DecoderProcess)
    """Where files are parsed: in a process without keys."""

    def listen(
        self, file: bytes, wake_word: str | None, detector: WakeDetector, requester: Requester | None = None
    ) -> HeardSound:
        """Decode, raise what is very quiet, check the wake word, trim.

        Where the claimed wake word was not said, the sound is dropped here: nothing behind this sees any of it (RT5).

        Args:
            file: a sound file of almost any kind.
            wake_word: what the device says it heard; None for push-to-talk.
            detector: the live weights of the second opinion.
            requester: who waits for it.

        Raises:
            InvalidInput, TurnRefused: see `DecoderProcess.decode`.
        """
        claimed = None if wake_word is None else wake_word[:LONGEST_WAKE_WORD]
        samples = raised_to_hear(self.decoder.decode(file, requester=requester))
        found = find_speech(samples, self.voices)
        opinion, unverified = self._ask(samples, claimed)
        evidence = None if opinion is None else row_of(opinion, samples, found)
        meant = Meant.YES if evidence is None else detector.judge(evidence)
        accidental = meant is Meant.NO
        speech = () if accidental else found
        around = _around(speech, samples.size)
        trimmed = around.of(samples).copy()
        return HeardSound(
            samples=Sensitive(trimmed),
            about=SoundFacts(
                accidental=accidental,
                unverified=unverified,
                sample_count=SampleCount(trimmed.size),
                speech_samples=SampleCount(sum(span.length for span in speech)),
                screened=screen(trimmed),
                # Until the recogniser was asked, see `Conversation`.
                doubtful=evidence is not None,
            ),
            wake_word=claimed,
            start=around.start,
            wake_evidence=evidence,
            wake_word_at=None if opinion is None else SampleCount(max(0, opinion.peak - around.start)),
        )

    def _ask(self, samples: Samples, claimed: str | None) -> tuple[WakeWordOpinion | None, bool]:
        """Return what is said of a claimed wake word, and whether the claim could not be checked."""
        if claimed is None:
            return None, False
        try:
            return self.wake_words.verify(samples, claimed), False
        except UnknownWakeWord:
            return None, True


def _around(speech: tuple[Span, ...], sample_count: int) -> Span:
    """Return the part from the first to the last speech with some padding; an empty one where there is no speech."""
    if not speech:
        return Span(start=SampleCount(0), end=SampleCount(0))
    return Span(start=speech[0].start, end=speech[-1].end).widened(DEFAULT_PADDING, limit=sample_count)
