"""Word times: how much of the sound of each word lies within the span that is given for it, where the truth is known.

The truth is that of joined recordings of one word each: from the first to the last speech that the voice detector finds
in them, which is generous at both ends.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

import numpy

from earnest.foundation.units import SAMPLING_RATE_HERTZ, samples_in_milliseconds
from earnest.speech.language.comparing.word_errors import right_words
from earnest.speech.privacy.concealment.word_times import WordTimes
from earnest.speech.sound.span import Span
from recognising.engines import Heard
from recognising.scores import interval
from recognising.word_aligner import WordAligner

PADDINGS: Final = (0, 50, 100, 150, 200, 250, 300, 400)
"""Milliseconds on each side."""
COVERED: Final = 0.97
"""Share of the sound of a word within its span from which on nothing of it is understood."""
WANTED: Final = 0.95
"""Share of the words that are to be so covered."""

Row = dict[str, object]


@dataclass(frozen=True, slots=True, kw_only=True)
class Timed:
    """One word with its true place and the one that is given for it."""

    person: str
    true: Span
    given: Span
    length: int
    """Samples of the sound."""

    def covered(self, padding: int) -> float:
        """Return the share of the word's sound that lies within its span, widened by so many samples."""
        span = self.given.widened(padding, limit=self.length)
        return max(0, min(span.end, self.true.end) - max(span.start, self.true.start)) / self.true.length

    def beyond(self, padding: int) -> float:
        """Return how many seconds the widened span reaches beyond the word."""
        span = self.given.widened(padding, limit=self.length)
        return (max(0, self.true.start - span.start) + max(0, span.end - self.true.end)) / SAMPLING_RATE_HERTZ


def own_times(heard: Sequence[Heard]) -> Iterator[Timed]:
    """Give the words that were recognised rightly, with the times of the engine."""
    for one in heard:
        if one.hypothesis is not None and _all_right(one):
            yield from _timed(one, [Span(start=word.start, end=word.end) for word in one.hypothesis.words])


def aligned_times(heard: Sequence[Heard], aligner: WordAligner) -> Iterator[Timed]:
    """Give the words that were recognised rightly, with the times of forced alignment where that succeeds."""
    for one in heard:
        if one.hypothesis is not None and _all_right(one):
            spans = aligner.align(one.sound.samples, tuple(word.text for word in one.hypothesis.words))
            if spans is not None:
                yield from _timed(one, spans)


def joined_times(heard: Sequence[Heard], aligner: WordAligner) -> Iterator[Timed]:
    """Give them with the span that holds both the engine's time and that of forced alignment where it succeeds."""
    for one in heard:
        if one.hypothesis is not None and _all_right(one):
            own = [Span(start=word.start, end=word.end) for word in one.hypothesis.words]
            spans = aligner.align(one.sound.samples, tuple(word.text for word in one.hypothesis.words)) or own
            both = [Span(start=min(a.start, b.start), end=max(a.end, b.end)) for a, b in zip(own, spans, strict=True)]
            yield from _timed(one, both)


def _all_right(heard: Heard) -> bool:
    """Tell whether as many words were recognised as were said, all rightly: then each belongs to its place."""
    words = [word.text for word in heard.hypothesis.words] if heard.hypothesis is not None else []
    right = right_words(heard.sound.text, words, heard.sound.language)
    return len(words) == len(heard.sound.places) and all(right)


def _timed(heard: Heard, spans: Sequence[Span]) -> Iterator[Timed]:
    for place, span in zip(heard.sound.places, spans, strict=True):
        length = heard.sound.samples.size
        yield Timed(person=heard.sound.person, true=place.span, given=span, length=length)


def times_row(timed: Sequence[Timed], seed: int) -> Row:
    """Return how many words are covered by each padding, and the least padding that is enough."""
    if not timed:
        return {"n": 0}
    groups = [one.person for one in timed]
    shares = {padding: _share(timed, samples_in_milliseconds(padding)) for padding in PADDINGS}
    enough = [padding for padding, share in shares.items() if float(share.mean()) >= WANTED]
    starts = [(one.given.start - one.true.start) * 1000 / SAMPLING_RATE_HERTZ for one in timed]
    ends = [(one.given.end - one.true.end) * 1000 / SAMPLING_RATE_HERTZ for one in timed]
    return {
        "n": len(timed),
        "people": len(set(groups)),
        "start_milliseconds": _spread(starts),
        "end_milliseconds": _spread(ends),
        "covered": {
            str(padding): {
                "share": round(float(share.mean()), 4),
                "interval": interval(groups, _mean_of(share), seed),
                "seconds_beyond": round(
                    float(numpy.mean([one.beyond(samples_in_milliseconds(padding)) for one in timed])), 3
                ),
            }
            for padding, share in shares.items()
        },
        "padding_milliseconds": enough[0] if enough else None,
    }


def tone_row(timed: Sequence[Timed], times: WordTimes, seed: int) -> Row:
    """Return how many words are covered by the tone that the product would put over them."""
    tones = [
        Timed(person=one.person, true=one.true, given=times.tone_over(one.given, length=one.length), length=one.length)
        for one in timed
        if one.given.length
    ]
    if not tones:
        return {"n": 0}
    share = _share(tones, 0)
    return {
        "n": len(tones),
        "without_a_span": len(timed) - len(tones),
        "shift_milliseconds": times.shift * 1000 // SAMPLING_RATE_HERTZ,
        "padding_milliseconds": times.padding * 1000 // SAMPLING_RATE_HERTZ,
        "share": round(float(share.mean()), 4),
        "interval": interval([one.person for one in tones], _mean_of(share), seed),
        "seconds_beyond": round(float(numpy.mean([one.beyond(0) for one in tones])), 3),
    }


def _share(timed: Sequence[Timed], padding: int) -> numpy.ndarray[tuple[int], numpy.dtype[numpy.float64]]:
    return numpy.asarray([float(one.covered(padding) >= COVERED) for one in timed])


def _mean_of(
    values: numpy.ndarray[tuple[int], numpy.dtype[numpy.float64]],
) -> Callable[[numpy.ndarray[tuple[int], numpy.dtype[numpy.int64]]], float]:
    return lambda drawn: float(values[drawn].mean())


def _spread(values: Sequence[float]) -> dict[str, float]:
    low, middle, high = numpy.quantile(values, [0.05, 0.5, 0.95])
    return {"p5": round(float(low)), "p50": round(float(middle)), "p95": round(float(high))}
