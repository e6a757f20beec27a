"""Whisper: the open pass for many languages, where its weights are on this machine. Never downloads."""

import math
from collections.abc import Iterator, Sequence
from typing import Final

import numpy

from earnest.foundation.units import SAMPLING_RATE_HERTZ, SampleCount, Samples
from earnest.speech.hearing.recognition.calibration import CertaintyOf, calibrated
from earnest.speech.hearing.recognition.errors import LanguageNotSpoken
from earnest.speech.hearing.recognition.open_pass import OpenHearing
from earnest.speech.hearing.recognition.spoken_words import WrittenWord, as_spoken, spoken_words
from earnest.speech.hearing.whisper.invention import is_invented, speech_probability
from earnest.speech.hearing.whisper.model import MOST_SAMPLES, Heard, WhisperModel
from earnest.speech.language.hypothesis import Alternative
from earnest.speech.sound.span import Span

NAME: Final = "whisper"

_PARTED_FROM_SAMPLES: Final = 20 * SAMPLING_RATE_HERTZ
"""A longer sound than Whisper hears at once is parted at its quietest place between 20 and 30 s."""
_QUIET_SAMPLES: Final = SAMPLING_RATE_HERTZ // 5
"""Length of sound that is compared for that."""


class WhisperPass:
    """Hears with Whisper. Not for use from several threads at once."""

    name = NAME
    compares_texts = True

    def __init__(self, model: WhisperModel) -> None:
        """Take loaded weights."""
        self._model = model

    def hear(self, samples: Samples, languages: Sequence[str], phrases: Sequence[str] = ()) -> OpenHearing:
        """Recognise one utterance; see `OpenPass.hear`. What is longer than thirty seconds is heard in pieces.

        Raises:
            EngineFailed: the library failed on it.
            LanguageNotSpoken: the weights know none of the languages.
        """
        spoken = [language for language in languages if self._model.speaks(language)]
        if not spoken:
            raise LanguageNotSpoken
        pieces: list[tuple[Heard, Span]] = []
        for place in _pieces(samples):
            heard = self._model.hear(samples[place.start : place.end], languages=spoken, phrases=phrases)
            spoken = [heard.language or spoken[0]]  # The language of the first piece is that of the others.
            if not is_invented(heard):
                pieces.append((heard, place))
        words = tuple(
            word
            for heard, place in pieces
            for word in spoken_words(_written(heard, place.start, spoken[0]), len(samples), spoken[0])
        )
        return OpenHearing(
            words=words,
            alternatives=_alternatives(pieces[0][0], spoken[0]) if len(pieces) == 1 else (),
            confidence=_sure(min(_confidence(heard) for heard, _ in pieces), CertaintyOf.UTTERANCE, spoken[0])
            if words
            else 0.0,
            language=spoken[0],
            preferred_to=_before_phrases([heard for heard, _ in pieces], spoken[0]),
        )

    def margins(self, samples: Samples, language: str, texts: Sequence[str]) -> tuple[float, ...]:
        """Return how much less likely each text is than what is heard; see `OpenPass.margins`.

        Raises:
            EngineFailed: the library failed on it.
        """
        if not 0 < len(samples) <= MOST_SAMPLES:
            return ()
        return self._model.margins(samples, language=language, texts=texts)

    def close(self) -> None:
        """Nothing is held outside the object."""


def _pieces(samples: Samples) -> Iterator[Span]:
    """Give the pieces that are heard one after the other."""
    start = 0
    while len(samples) - start > MOST_SAMPLES:
        end = start + _quietest(samples[start + _PARTED_FROM_SAMPLES : start + MOST_SAMPLES]) + _PARTED_FROM_SAMPLES
        yield Span(start=SampleCount(start), end=SampleCount(end))
        start = end
    yield Span(start=SampleCount(start), end=SampleCount(len(samples)))


def _quietest(samples: Samples) -> int:
    """Return the middle of the quietest fifth of a second."""
    squares = numpy.square(samples[: len(samples) // _QUIET_SAMPLES * _QUIET_SAMPLES].astype(numpy.float64))
    powers = squares.reshape(-1, _QUIET_SAMPLES).sum(axis=1)
    return int(powers.argmin()) * _QUIET_SAMPLES + _QUIET_SAMPLES // 2


def _written(heard: Heard, start: SampleCount, language: str) -> Iterator[WrittenWord]:
    for word in heard.words:
        place = Span(start=SampleCount(word.place.start + start), end=SampleCount(word.place.end + start))
        yield WrittenWord(text=word.text, place=place, posterior=_sure(word.probability, CertaintyOf.WORD, language))


def _before_phrases(pieces: Sequence[Heard], language: str) -> tuple[str, ...]:
    """Return the words before phrases were preferred; none where none was."""
    if all(heard.preferred_to is None for heard in pieces):
        return ()
    texts = (heard.texts[0].text if heard.preferred_to is None else heard.preferred_to for heard in pieces)
    return tuple(word for text in texts for written in text.split() for word in as_spoken(written, language))


def _sure(score: float, of: CertaintyOf, language: str) -> float:
    return calibrated(score, of=of, engine=NAME, language=language)


def _confidence(heard: Heard) -> float:
    """Return how probable the whole text is, if something was said at all; 0 to 1.

    Of whole utterances the product tells right from wrong (area under the curve 0.89 on 318 utterances of
    ../shared/speech), and the mean of the tokens, which is usual, hardly does (0.57): long texts have more to be wrong.
    """
    return speech_probability(heard) * math.prod(heard.token_probabilities)


def _alternatives(heard: Heard, language: str) -> tuple[Alternative, ...]:
    """Return the n-best list in words; texts that differ in signs and capitals only are one, with their sum."""
    merged: dict[tuple[str, ...], float] = {}
    for text in heard.texts:
        words = tuple(word for written in text.text.split() for word in as_spoken(written, language))
        known = merged.get(words)
        merged[words] = text.log_probability if known is None else float(numpy.logaddexp(known, text.log_probability))
    ordered = sorted(merged.items(), key=lambda item: -item[1])
    return tuple(Alternative(words=words, score=score - ordered[0][1]) for words, score in ordered if words)
