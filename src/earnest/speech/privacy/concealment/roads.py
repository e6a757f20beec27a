"""Roads: those that are named by a number (`the i fifteen`, `route eighty`, `auf der a acht`)."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from earnest.speech.privacy.concealment.number_groups import NumberGroup, read_group
from earnest.speech.privacy.concealment.spans import PersonalKind, PersonalSpan, SpanSource
from earnest.speech.privacy.vocabulary.vocabulary import Vocabulary, listed

LEAST_ALONE: Final = 2
"""Digits of a number that is a road's by itself: `traffic on the four hundred and five`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RoadWords:
    """How a language speaks of roads with numbers."""

    sorts: frozenset[str]
    """Words after which a road's number stands (`route`)."""
    letters: frozenset[str]
    """Letters after which it stands; they count only after a word that leads to a road."""
    leading: frozenset[str]
    """Words before a road (`on`)."""
    articles: frozenset[str]
    traffic: frozenset[str]
    """Words of requests about traffic, in which a number after a leading word is a road."""


ROADS: Final[Mapping[str, RoadWords]] = {
    "en": RoadWords(
        sorts=listed("route rt interstate highway hwy freeway motorway turnpike"),
        letters=listed("i m a"),
        leading=listed("on along down via off onto take"),
        articles=frozenset({"the"}),
        traffic=listed("traffic accident accidents congestion jam jams roadwork construction drive driving road roads"),
    ),
    "de": RoadWords(
        sorts=listed("autobahn bundesstraße landstraße"),
        letters=listed("a b"),
        leading=listed("auf über von"),
        articles=listed("der die"),
        traffic=listed("verkehr stau staus unfall unfälle baustelle baustellen"),
    ),
    "nl": RoadWords(
        sorts=listed("snelweg rijksweg provinciale autoweg"),
        letters=listed("a n"),
        leading=listed("op via over langs"),
        articles=frozenset({"de"}),
        traffic=listed("verkeer file files ongeluk ongelukken wegwerkzaamheden"),
    ),
}


def find_roads(words: Sequence[str], vocabulary: Vocabulary, *, public: bool) -> Iterator[PersonalSpan]:
    """Give roads with numbers; not in public requests, where such numbers are years, prices and scores.

    Args:
        words: normalised words, N ≥ 0.
        vocabulary: of the language spoken.
        public: whether the request is one in which names are of artists, works and public places.
    """
    road = ROADS.get(vocabulary.language)
    if public or road is None:
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
