"""Slot values: how likely each value of a slot is, with values that were not seen but are composed of seen parts."""

from collections import Counter, defaultdict
from collections.abc import Iterable

Value = tuple[str, ...]
"""The normalised words of a slot's value."""

_LARGEST_COMPOSED = 2000
"""Most composed values of one slot, the likeliest; keeps a slot with thousands of names decodable. Chosen, not
measured."""


def value_probabilities(seen: Iterable[Value]) -> dict[Value, float]:
    """Return the probability of each value of one slot; sums to 1.

    A value is a beginning and a core: the core was also seen alone (`milk`, `soy milk`), the beginning stood before
    at least two such cores (`a bit of`). As much probability as the values seen once hold (Good–Turing) goes to pairs
    of beginning and core in proportion to how often each was seen, so that a slot whose values keep repeating gets no
    invented ones.

    Args:
        seen: each value as often as it was labelled; empty values are left out.

    Source: Good (1953) for the share of the unseen.
    """
    counts = Counter(value for value in seen if value)
    total = counts.total()
    if total == 0:
        return {}
    composed = _composed(counts)
    singletons = sum(1 for count in counts.values() if count == 1)
    new_share = singletons / (total + 1) if composed else 0.0
    composed_total = sum(composed.values())
    probabilities = {value: (1 - new_share) * count / total for value, count in counts.items()}
    for value, weight in composed.items() if new_share else ():
        probabilities[value] = probabilities.get(value, 0.0) + new_share * weight / composed_total
    return dict(sorted(probabilities.items()))


def _composed(counts: Counter[Value]) -> dict[Value, float]:
    """Return weights of all pairs of a productive beginning and a core, seen ones too; empty where none is new."""
    followers: defaultdict[Value, set[Value]] = defaultdict(set)
    for value in counts:
        for length in range(1, len(value)):
            if value[length:] in counts:
                followers[value[:length]].add(value[length:])
    productive = {beginning for beginning, cores in followers.items() if len(cores) > 1}
    beginnings: Counter[Value] = Counter()
    cores: Counter[Value] = Counter()
    for value, count in counts.items():
        beginning = _beginning(value, productive, counts)
        beginnings[beginning] += count
        cores[value[len(beginning) :]] += count
    weights = {
        beginning + core: float(first * second)
        for beginning, first in beginnings.items()
        for core, second in cores.items()
    }
    if all(value in counts for value in weights):
        return {}
    likeliest = sorted(weights, key=lambda value: (-weights[value], value))[:_LARGEST_COMPOSED]
    return {value: weights[value] for value in likeliest}


def _beginning(value: Value, productive: set[Value], counts: Counter[Value]) -> Value:
    """Return the longest productive beginning before a core that was seen alone, or none."""
    for length in range(len(value) - 1, 0, -1):
        if value[:length] in productive and value[length:] in counts:
            return value[:length]
    return ()
