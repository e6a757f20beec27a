"""Scoring: how much of what is personal was hidden, and how much else."""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

import numpy

from earnest.foundation.units import SampleCount
from earnest.speech.language.hypothesis import RecognisedWord
from earnest.speech.privacy.concealment.finding import find_personal_data
from personal_speech.items import Heard

Finder = Callable[[Heard], frozenset[int]]
"""Tells which recognised words of an utterance are hidden."""


@dataclass(slots=True, kw_only=True)
class Tally:
    """Counts of one cell of the tables."""

    items: int = 0
    hidden_items: int = 0
    words: int = 0
    hidden_words: int = 0
    sentences: list[tuple[int, int]] = field(default_factory=list[tuple[int, int]])
    """Ordinary words of each sentence, and how many of them were hidden."""


def earnest_finder(heard: Heard, *, intent: str | None = None) -> frozenset[int]:
    """Return what Earnest hides of recognised words."""
    words = [
        RecognisedWord(text=word, start=SampleCount(index), end=SampleCount(index + 1), posterior=1.0)
        for index, word in enumerate(heard.words)
    ]
    spans = find_personal_data(words, heard.item.language, intent=intent)
    return frozenset(index for span in spans for index in range(span.first_word, span.last_word + 1))


def count(heard: Heard, hidden: frozenset[int], recall: Callable[[str], Tally], over: Tally) -> None:
    """Add one utterance to the tallies.

    An item is hidden when each of its words that was recognised is hidden, and each that the recogniser lost lies
    inside or directly beside something hidden: the beep is padded by 250 ms, about one digit. A word is ordinary when
    it belongs to no item and is not undecided; an added word counts as ordinary unless it lies inside an item.

    Args:
        heard: the utterance.
        hidden: indices of its hidden words.
        recall: gives the tally of a kind.
        over: tally of the ordinary words.
    """
    place = {origin: index for index, origin in enumerate(heard.origins) if origin is not None}
    covered: set[int] = set()
    for target in heard.item.targets:
        tally = recall(target.kind)
        said = range(target.first, target.last + 1)
        found = [_is_hidden(heard, origin, place, hidden) for origin in said]
        tally.items += 1
        tally.hidden_items += all(found)
        tally.words += len(found)
        tally.hidden_words += sum(found)
        spots = [place[origin] for origin in said if origin in place]
        if spots:
            covered.update(range(min(spots), max(spots) + 1))
    ordinary = [
        index
        for index, origin in enumerate(heard.origins)
        if index not in covered and origin not in heard.item.undecided
    ]
    if ordinary:
        over.sentences.append((len(ordinary), sum(index in hidden for index in ordinary)))


def _is_hidden(heard: Heard, origin: int, place: dict[int, int], hidden: frozenset[int]) -> bool:
    if origin in place:
        return place[origin] in hidden
    before = max(
        (index for index, known in enumerate(heard.origins) if known is not None and known < origin), default=-1
    )
    after = min(
        (index for index, known in enumerate(heard.origins) if known is not None and known > origin),
        default=len(heard.words),
    )
    return before in hidden or after in hidden


def wilson(hits: int, number: int) -> tuple[float, float]:
    """Return the 95 % interval of a share."""
    if number == 0:
        return 0.0, 1.0
    z = 1.959964
    share = hits / number
    middle = (share + z * z / (2 * number)) / (1 + z * z / number)
    half = z / (1 + z * z / number) * math.sqrt(share * (1 - share) / number + z * z / (4 * number * number))
    return max(0.0, middle - half), min(1.0, middle + half)


def share_by_sentence(sentences: Sequence[tuple[int, int]], seed: int) -> tuple[float, float, float]:
    """Return the share of hidden words with its 95 % interval, by drawing sentences anew a thousand times."""
    if not sentences:
        return 0.0, 0.0, 1.0
    counts = numpy.asarray(sentences, dtype=numpy.float64)
    generator = numpy.random.default_rng(seed)
    draws = [counts[generator.integers(0, len(counts), len(counts))].sum(axis=0) for _ in range(1_000)]
    shares = numpy.asarray([hidden / words for words, hidden in draws])
    low, high = numpy.quantile(shares, (0.025, 0.975))
    words, hidden = counts.sum(axis=0)
    return float(hidden / words), float(low), float(high)
