"""Runs: which of the spotted words are a number or something spelled out, and where it lies. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from earnest.foundation.units import SampleCount, samples_in_milliseconds
from earnest.speech.hearing.spotting.spoken_signs import SIGNS, SOUNDS_LIKE, SignKind
from earnest.speech.hearing.spotting.spotter import SpottedWord
from earnest.speech.privacy.concealment.spans import PersonalKind
from earnest.speech.sound.span import Span

# Chosen on one half of the recordings of the benchmark `personal_data_sound`, which reports the other half.
FEWEST_DIGITS: Final = 3
"""Digits in a row from which on they are personal; two are a time or an amount."""
FEWEST_LETTERS: Final = 4
"""Letters in a row from which on something is spelled; three are an abbreviation, or chance."""
FEWEST_MIXED: Final = 3
"""Digits and letters together; a `three` is easily heard as a `c`."""
SURE_POSTERIOR: Final = 0.5
"""Posterior of a sign from which on the spotter does not doubt it."""
SURE_SCORE: Final = -5.0
"""Speech score of a sign from which on its sounds fit well enough; -4.5 cost a quarter of the children's digits."""
FEWEST_SURE: Final = 2
"""Signs of a run that must be sure in both respects; the others may have been taken for one another."""
LEAST_SURE_SHARE: Final = 0.5
"""Share of a run's signs that must be sure: in ordinary speech runs are made of doubtful ones."""
LONGEST_PAUSE: Final = samples_in_milliseconds(1_200)
"""People pause between the groups of a number; a longer pause ends it; samples."""
LONGEST_MISHEARD: Final = samples_in_milliseconds(700)
"""A single common word of this length at most between two signs is a sign that was misheard; samples."""
FEWEST_BESIDE_MISHEARD: Final = 2
"""Signs on each side of such a word."""
NEIGHBOUR: Final = samples_in_milliseconds(200)
"""A word that sounds like a sign and is this close to a run belongs to it; samples."""

_KINDS: Final = {sign.text: sign.kind for sign in SIGNS}


@dataclass(frozen=True, slots=True, kw_only=True)
class SpottedRun:
    """A number or something spelled out, as the sound says."""

    kind: PersonalKind
    """NUMBER or SPELLED."""
    span: Span
    words: tuple[SpottedWord, ...]
    """The signs of it in order, also those beside it that are covered with it."""
    signs: int
    """How many digits and letters were heard in a row, ≥ 3."""
    sure: int
    """How many of them without doubt, ≥ 2."""


def find_runs(heard: Sequence[SpottedWord]) -> tuple[SpottedRun, ...]:
    """Return the runs of digits and letters that are personal, in order.

    Args:
        heard: all that the spotter heard, in order.
    """
    runs: list[SpottedRun] = []
    for first, last in _stretches(heard):
        inner = heard[first : last + 1]
        kind = _kind(inner)
        if kind is not None and _is_credible(inner):
            span = _span_with_neighbours(heard, first, last)
            words = tuple(word for word in heard if word.sign and span.covers(Span(start=word.start, end=word.end)))
            signs = sum(word.sign for word in inner)
            runs.append(SpottedRun(kind=kind, span=span, words=words, signs=signs, sure=_sure(inner)))
    return tuple(runs)


def most_signs_in_a_row(heard: Sequence[SpottedWord], span: Span) -> int:
    """Return how many signs of one row lie in a part of the sound, wholly or with one end; of the row with most.

    Args:
        heard: all that the spotter heard, in order.
        span: where to look.
    """
    return max(
        (
            sum(word.sign and word.end > span.start and word.start < span.end for word in heard[first : last + 1])
            for first, last in _stretches(heard)
        ),
        default=0,
    )


def _stretches(heard: Sequence[SpottedWord]) -> list[tuple[int, int]]:
    """Return first and last place of each row of signs; two with one short misheard sign between are one."""
    rows: list[tuple[int, int]] = []
    for place, word in enumerate(heard):
        if not word.sign:
            continue
        if rows and _holds_together(heard[rows[-1][1] : place + 1], misheard=0):
            rows[-1] = (rows[-1][0], place)
        else:
            rows.append((place, place))
    joined: list[tuple[int, int]] = []
    for row in rows:
        if joined and _are_one(heard, joined[-1], row):
            joined[-1] = (joined[-1][0], row[1])
        else:
            joined.append(row)
    return joined


def _are_one(heard: Sequence[SpottedWord], left: tuple[int, int], right: tuple[int, int]) -> bool:
    """Tell whether one misheard sign at most lies between two rows, with at least two signs on each side."""
    long = all(last - first + 1 >= FEWEST_BESIDE_MISHEARD for first, last in (left, right))
    return long and _holds_together(heard[left[1] : right[0] + 1], misheard=1)


def _holds_together(words: Sequence[SpottedWord], *, misheard: int) -> bool:
    """Tell whether two signs with what lies between them belong to one run."""
    between = words[1:-1]
    pause = words[-1].start - words[0].end - sum(word.end - word.start for word in between)
    strange = [word for word in between if word.text not in SOUNDS_LIKE]
    short = all(word.end - word.start <= LONGEST_MISHEARD for word in strange)
    return pause <= LONGEST_PAUSE and len(strange) <= misheard and short


def _kind(words: Sequence[SpottedWord]) -> PersonalKind | None:
    """Return what a row of signs is; None where it is too short to be personal."""
    kinds = [_kind_of(word) for word in words]
    digits, letters = kinds.count(SignKind.DIGIT), kinds.count(SignKind.LETTER)
    sure = sum(word.sign for word in words)
    if digits >= FEWEST_DIGITS and digits >= letters and sure >= FEWEST_DIGITS:
        return PersonalKind.NUMBER
    if letters >= FEWEST_LETTERS and sure >= FEWEST_LETTERS:
        return PersonalKind.SPELLED
    mixed = digits > 0 and min(digits + letters, sure) >= FEWEST_MIXED
    return PersonalKind.SPELLED if mixed else None


def _is_credible(words: Sequence[SpottedWord]) -> bool:
    """Tell whether the sounds confirm that these are signs."""
    return _sure(words) >= max(FEWEST_SURE, LEAST_SURE_SHARE * sum(word.sign for word in words))


def _sure(words: Sequence[SpottedWord]) -> int:
    return sum(map(is_sure, words))


def is_sure(word: SpottedWord) -> bool:
    """Tell whether a word is a sign that the spotter does not doubt and whose sounds fit."""
    return word.sign and word.posterior >= SURE_POSTERIOR and word.speech_score >= SURE_SCORE


def _kind_of(word: SpottedWord) -> SignKind | None:
    return _KINDS[word.text] if word.sign else SOUNDS_LIKE.get(word.text)


def _span_with_neighbours(heard: Sequence[SpottedWord], first: int, last: int) -> Span:
    """Return where a run lies, with the words at its edges that sound like signs; never empty."""
    while first > 0 and _is_neighbour(heard[first - 1], heard[first].start - heard[first - 1].end):
        first -= 1
    while last + 1 < len(heard) and _is_neighbour(heard[last + 1], heard[last + 1].start - heard[last].end):
        last += 1
    start = heard[first].start
    return Span(start=start, end=SampleCount(max(heard[last].end, start + 1)))


def _is_neighbour(word: SpottedWord, distance: int) -> bool:
    return distance <= NEIGHBOUR and (word.sign or word.text in SOUNDS_LIKE)
