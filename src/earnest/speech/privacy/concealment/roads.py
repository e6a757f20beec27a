"""Roads: those that are named by a number (`the i fifteen`, `route eighty`, `auf der a acht`)."""

from collections.abc import Iterator, Sequence
from typing import Final

from earnest.speech.privacy.concealment.number_groups import NumberGroup, read_group
from earnest.speech.privacy.concealment.spans import PersonalKind, PersonalSpan, SpanSource
from earnest.speech.privacy.vocabulary.vocabulary import RoadWords, Vocabulary, listed

LEAST_ALONE: Final = 2
"""Digits of a number that is a road's by itself: `traffic on the four hundred and five`."""


def find_roads(words: Sequence[str], vocabulary: Vocabulary, *, public: bool) -> Iterator[PersonalSpan]:
    """Give roads with numbers; not in public requests, where such numbers are years, prices and scores.

    Args:
        words: normalised words, N ≥ 0.
        vocabulary: of the language spoken.
        public: whether the request is one in which names are of artists, works and public places.
    """
    road = vocabulary.roads
    if public:
        return
    about_traffic = not road.traffic.isdisjoint(words)
    for position in range(1, len(words)):
        group = read_group(words, position, vocabulary.numbers)
        if group is None or read_group(words, position - 1, vocabulary.numbers) is not None:
            continue
        first = _road_start(words, position, road, about_traffic=about_traffic, digits=group.digits)
        if first is not None and not _is_amount(words, group, vocabulary):
            yield PersonalSpan(
                kind=PersonalKind.PLACE, first_word=first, last_word=_with_unit(words, group), source=SpanSource.RULE
            )


def _road_start(
    words: Sequence[str], position: int, road: RoadWords, *, about_traffic: bool, digits: int
) -> int | None:
    """Return where the road begins whose number stands at a word; None where no road does."""
    before = words[position - 1]
    if before in road.sorts or (before in road.letters and _is_led(words, position - 1, road)):
        first = position - 1
    elif about_traffic and digits >= LEAST_ALONE and _is_led(words, position, road):
        first = position
    else:
        return None
    return first - 1 if first > 0 and words[first - 1] in road.articles else first


def _is_led(words: Sequence[str], position: int, road: RoadWords) -> bool:
    """Tell whether a word that leads to a road stands before a word, with an article between or without."""
    at = position - 1
    if at >= 0 and words[at] in road.articles:
        at -= 1
    return at >= 0 and words[at] in road.leading


def _with_unit(words: Sequence[str], group: NumberGroup) -> int:
    """Return the last word of a road's number with a direction after it: `route nine north`."""
    following = words[group.last_word + 1 : group.last_word + 2]
    return group.last_word + any(word in _DIRECTIONS for word in following)


def _is_amount(words: Sequence[str], group: NumberGroup, vocabulary: Vocabulary) -> bool:
    """Tell whether a time follows a number, so that it is no road's: `on the fifteen minute drive`."""
    following = words[group.last_word + 1 : group.last_word + 2]
    return any(word in vocabulary.numbers.clock or word in _UNITS for word in following)


_DIRECTIONS: Final = listed("north south east west northbound southbound eastbound westbound")
_UNITS: Final = listed(
    "minute minutes hour hours mile miles percent euro dollars kilometer minuten stunden stunde uur prozent"
)
