"""faster-whisper: recognises many languages where its weights are on this machine. Never downloads.

Needs the extra `whisper`. Weights come from a folder, or from the cache of the Hugging Face hub where an earlier
download left them.
"""

import math
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import numpy

from earnest.foundation.units import SampleCount, Samples, samples_in_seconds
from earnest.speech.hearing.recognition.adapters.learned_words import likely_phrases
from earnest.speech.hearing.recognition.errors import EngineFailed, LibraryMissing, ModelMissing
from earnest.speech.hearing.recognition.learned_domains import LearnedDomains
from earnest.speech.hearing.recognition.spoken_words import WrittenWord, spoken_words
from earnest.speech.language.hypothesis import Hypothesis
from earnest.speech.sound.span import Span

if TYPE_CHECKING:
    from faster_whisper import Segment  # pyright: ignore[reportMissingModuleSource] - optional

NAME = "faster-whisper"
USUAL_MODEL = "small"
"""Name of the weights that are looked for in the usual cache."""

_FILES = ("model.bin", "tokenizer.json")
"""Without its tokenizer the library would ask the network for one."""
_BEAM = 5
"""The library's own default."""
_FULL_SCALE = 32768.0
_LONGEST_HINT_LETTERS = 400
"""Not measured: chosen so that phrases of several letters a token stay well within the two hundred tokens that Whisper
reads."""


class FasterWhisperEngine:
    """Recognises with Whisper weights; learned phrases are given to it as hints."""

    name = NAME

    def __init__(
        self, *, models: Path | None, language: str | None = None, learned: LearnedDomains | None = None
    ) -> None:
        """Load the weights.

        Args:
            models: folder of a converted model (`model.bin` and `tokenizer.json` inside); None for the usual cache.
            language: two-letter code; None to find it out for each utterance.
            learned: domains of a released model whose phrases are hints; None for none.

        Raises:
            LibraryMissing: the library is not installed.
            ModelMissing: the weights are not on this machine.
        """
        try:
            from faster_whisper import WhisperModel  # pyright: ignore[reportMissingModuleSource] - optional
        except ImportError as error:
            raise LibraryMissing from error
        if models is not None and not all((models / name).is_file() for name in _FILES):
            raise ModelMissing
        try:
            self._model = WhisperModel(
                USUAL_MODEL if models is None else str(models),
                device="cpu",
                compute_type="int8",
                cpu_threads=2,
                local_files_only=True,
            )
        except (OSError, ValueError, RuntimeError) as error:
            raise ModelMissing from error
        self._language = language
        self._identifier = learned.identifier if learned is not None else "stock"
        self._hint = _hint(likely_phrases(learned))

    def recognise(self, samples: Samples) -> Hypothesis:
        """Recognise one utterance, shape (n,), n ≥ 0.

        Raises:
            EngineFailed: the library failed on it.
        """
        segments: list[Segment] = []
        if len(samples):
            sound = samples.astype(numpy.float32) / numpy.float32(_FULL_SCALE)
            try:
                found, _ = self._model.transcribe(
                    sound,
                    language=self._language,
                    beam_size=_BEAM,
                    condition_on_previous_text=False,
                    word_timestamps=True,
                    hotwords=self._hint,
                )
                segments = list(found)
            except (RuntimeError, ValueError) as error:
                raise EngineFailed from error
        words = tuple(spoken_words(_written(segments, len(samples)), len(samples)))
        return Hypothesis(
            words=words,
            alternatives=(),
            engine=NAME,
            model=self._identifier,
            domain="general",
            confidence=_confidence(segments) if words else 0.0,
        )

    def close(self) -> None:
        """Nothing is held outside the object."""


def _written(segments: "Iterable[Segment]", samples: int) -> Iterable[WrittenWord]:
    for segment in segments:
        for word in segment.words or ():
            start = min(samples, samples_in_seconds(word.start))
            end = max(start, min(samples, samples_in_seconds(word.end)))
            yield WrittenWord(
                text=word.word,
                place=Span(start=SampleCount(start), end=SampleCount(end)),
                posterior=min(1.0, max(0.0, float(word.probability))),
            )


def _confidence(segments: "list[Segment]") -> float:
    """Return the worst segment's mean token probability, less what may be no speech."""
    return min(max(0.0, min(1.0, math.exp(segment.avg_logprob) * (1 - segment.no_speech_prob))) for segment in segments)


def _hint(phrases: Iterable[str]) -> str | None:
    """Return the phrases as one hint of limited length; Whisper reads some two hundred tokens at most."""
    hint = ""
    for phrase in dict.fromkeys(phrases):
        longer = f"{hint}, {phrase}" if hint else phrase
        if len(longer) > _LONGEST_HINT_LETTERS:
            break
        hint = longer
    return hint or None
