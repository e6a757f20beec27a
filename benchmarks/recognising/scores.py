"""Scores: word errors, cost and invented text of an engine, with intervals over people."""

from collections.abc import Callable, Sequence
from typing import Final

import numpy
from numpy.typing import NDArray

from earnest.foundation.statistics.estimates import exact_share
from earnest.personal.assistant.requests import understand
from earnest.speech.language.comparing.word_errors import WordErrors, text_errors
from earnest.speech.language.hypothesis import GENERAL_DOMAIN
from earnest.speech.language.wording import normalised_words
from recognising.engines import Heard

DRAWS: Final = 2000
FEW_PEOPLE: Final = 5
"""With fewer people the interval is over utterances, and says so: one person has no spread."""
SHORTEST_REQUEST: Final = 2.0
LONGEST_REQUEST: Final = 4.0
"""Length of what counts as a request of about 3 s; seconds."""

Numbers = NDArray[numpy.float64]
Row = dict[str, object]


def errors_of(heard: Heard) -> WordErrors:
    """Return the word errors of one sound."""
    return text_errors(heard.sound.text, heard.text, heard.sound.language)


def group_row(heard: Sequence[Heard], seed: int) -> Row:
    """Return word error rate, share that is exactly right and cost of a group, and of its parts that are known."""
    row = _rates(heard, seed)
    known = sorted({name for one in heard for name in one.sound.about})
    parts = {name: [one for one in heard if name in one.sound.about] for name in known}
    row["parts"] = {name: _rates(own, seed) for name, own in parts.items() if len(own) < len(heard)}
    row["seconds_per_second"] = round(
        sum(one.processor_seconds for one in heard) / sum(one.seconds for one in heard), 3
    )
    row["failed"] = sum(one.hypothesis is None for one in heard)
    row["taken_by_a_domain"] = sum(
        one.hypothesis is not None and one.hypothesis.domain != GENERAL_DOMAIN for one in heard
    )
    return row


def _rates(heard: Sequence[Heard], seed: int) -> Row:
    errors = [errors_of(one) for one in heard]
    people = [one.sound.person for one in heard]
    by = "people" if len(set(people)) >= FEW_PEOPLE else "utterances"
    groups = people if by == "people" else [str(place) for place in range(len(heard))]
    total = numpy.asarray([one.total for one in errors], dtype=numpy.float64)
    words = numpy.asarray([one.reference_words for one in errors], dtype=numpy.float64)
    right = (total == 0).astype(numpy.float64)
    return {
        "n": len(heard),
        "people": len(set(people)),
        "interval_over": by,
        "words": int(words.sum()),
        "word_error_rate": round(float(total.sum() / words.sum()), 4),
        "interval": interval(groups, lambda drawn: float(total[drawn].sum() / words[drawn].sum()), seed),
        "inserted": sum(one.insertions for one in errors),
        "exactly_right": round(float(right.mean()), 4),
        "exactly_right_interval": interval(groups, lambda drawn: float(right[drawn].mean()), seed),
    }


def interval(groups: Sequence[str], measure: Callable[[NDArray[numpy.int64]], float], seed: int) -> list[float]:
    """Return the 95 % percentile interval of a measure when groups are drawn again.

    Args:
        groups: of each item, shape (n,).
        measure: takes the numbers of the drawn items.
        seed: the same seed gives the same interval.
    """
    names, member = numpy.unique(numpy.asarray(groups, dtype=numpy.str_), return_inverse=True)
    own = [numpy.flatnonzero(member == number).astype(numpy.int64) for number in range(len(names))]
    generator = numpy.random.default_rng(seed)
    drawn = generator.integers(0, len(own), size=(DRAWS, len(own)))
    found = [measure(numpy.concatenate([own[int(number)] for number in row])) for row in drawn]
    low, high = numpy.quantile(found, [0.025, 0.975])
    return [round(float(low), 4), round(float(high), 4)]


def invented_row(heard: Sequence[Heard]) -> Row:
    """Return on how many sounds without speech words are recognised, by what they are of, and how sure of them.

    `requests` are those whose words ask the assistant for something, as the gateway reads them with nothing learned.
    """
    with_words = [one for one in heard if one.text]
    kinds = sorted({one.sound.about[0] for one in heard})
    requests = sum(understand(normalised_words(one.text), one.sound.language).understood for one in with_words)
    return {
        "n": len(heard),
        "with_words": len(with_words),
        "at_most": round(3 / len(heard), 3) if heard and not with_words else None,
        "kinds": {kind: _count(heard, kind) for kind in kinds},
        "confidences": sorted(
            (round(one.hypothesis.confidence, 3) for one in with_words if one.hypothesis is not None), reverse=True
        ),
        "texts": sorted(one.text[:60] for one in with_words),
        "requests": requests,
        "requests_interval": _exact_interval(requests, len(heard)),
    }


def _exact_interval(count: int, of: int) -> list[float] | None:
    if not of:
        return None
    interval = exact_share(count, of).interval
    return [round(interval.low, 4), round(interval.high, 4)]


def _count(heard: Sequence[Heard], kind: str) -> dict[str, int]:
    own = [one for one in heard if one.sound.about[0] == kind]
    return {"n": len(own), "with_words": sum(bool(one.text) for one in own)}


def request_row(heard: Sequence[Heard]) -> Row:
    """Return the time to the text for requests of about 3 s: by the clock, and of the processor."""
    requests = [one for one in heard if SHORTEST_REQUEST <= one.seconds <= LONGEST_REQUEST]
    return {
        "n": len(requests),
        "seconds_of_sound": [SHORTEST_REQUEST, LONGEST_REQUEST],
        "wall_seconds": _quantiles([one.wall_seconds for one in requests]),
        "processor_seconds": _quantiles([one.processor_seconds for one in requests]),
    }


def _quantiles(values: Sequence[float]) -> dict[str, float]:
    if not values:
        return {}
    middle, most = numpy.quantile(values, [0.5, 0.95])
    return {"p50": round(float(middle), 2), "p95": round(float(most), 2), "max": round(max(values), 2)}
