"""Reliability: whether what an engine says of its own certainty is true, of words and of whole utterances."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

import numpy

from earnest.speech.language.comparing.word_errors import right_words
from recognising.engines import Heard
from recognising.scores import FEW_PEOPLE, errors_of, interval

BINS: Final = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """How sure an engine was, and whether it was right."""

    person: str
    probability: float
    """0 to 1, as the engine gave it."""
    right: bool


def word_claims(heard: Sequence[Heard]) -> Iterator[Claim]:
    """Give what is said of each recognised word."""
    for one in heard:
        if one.hypothesis is not None:
            words = one.hypothesis.words
            right = right_words(one.sound.text, [word.text for word in words], one.sound.language)
            for word, said in zip(words, right, strict=True):
                yield Claim(person=one.sound.person, probability=word.posterior, right=said)


def utterance_claims(heard: Sequence[Heard]) -> Iterator[Claim]:
    """Give what is said of each utterance in which words are recognised."""
    for one in heard:
        if one.hypothesis is not None and one.text:
            right = errors_of(one).total == 0
            yield Claim(person=one.sound.person, probability=one.hypothesis.confidence, right=right)


def reliability_row(claims: Sequence[Claim], seed: int) -> dict[str, object]:
    """Return the reliability curve and the expected calibration error.

    The error is the mean distance between probability and share that is right, over ten bins of equal width, weighted
    by how many fall into them (Naeini et al. 2015). Interval over people, over claims where there are few.
    Drawing again spreads the bins, so the interval lies higher than the error itself.
    """
    if not claims:
        return {"n": 0}
    probability = numpy.asarray([claim.probability for claim in claims])
    right = numpy.asarray([claim.right for claim in claims], dtype=numpy.float64)
    bins = numpy.clip((probability * BINS).astype(numpy.int64), 0, BINS - 1)

    def error(drawn: numpy.ndarray[tuple[int], numpy.dtype[numpy.int64]]) -> float:
        distance = numpy.bincount(bins[drawn], weights=probability[drawn] - right[drawn], minlength=BINS)
        return float(numpy.abs(distance).sum() / drawn.size)

    curve = [
        {
            "from": number / BINS,
            "n": int(numpy.sum(bins == number)),
            "mean_probability": round(float(probability[bins == number].mean()), 3),
            "right": round(float(right[bins == number].mean()), 3),
        }
        for number in range(BINS)
        if numpy.any(bins == number)
    ]
    people = [claim.person for claim in claims]
    few = len(set(people)) < FEW_PEOPLE
    groups = [str(place) for place in range(len(claims))] if few else people
    return {
        "n": len(claims),
        "people": len(set(people)),
        "right": round(float(right.mean()), 4),
        "expected_calibration_error": round(error(numpy.arange(len(claims))), 4),
        "interval_over": "claims" if few else "people",
        "interval": interval(groups, error, seed),
        "discrimination": discrimination(probability, right),
        "curve": curve,
    }


def discrimination(
    probability: numpy.ndarray[tuple[int], numpy.dtype[numpy.float64]],
    right: numpy.ndarray[tuple[int], numpy.dtype[numpy.float64]],
) -> float | None:
    """Return how often what is right has the greater probability than what is wrong; None where all is one of them."""
    good, bad = probability[right > 0], probability[right == 0]
    if not good.size or not bad.size:
        return None
    greater = numpy.sum(good[:, None] > bad[None, :]) + 0.5 * numpy.sum(good[:, None] == bad[None, :])
    return round(float(greater / (good.size * bad.size)), 4)
