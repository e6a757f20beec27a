"""Roads: those that are named by a number (`the i fifteen`, `route eighty`, `auf der a acht`)."""

from collections.abc import Iterator
from typing import Final

from earnest.speech.privacy.concealment.number_groups import NumberGroup
from earnest.speech.privacy.concealment.spans import PersonalKind, PersonalSpan, by_rule
from earnest.speech.privacy.concealment.utterance import UtteranceWords

# Chosen by hand, each for the reason beside it, and not measured one by one: the benchmark `personal_data` measures the
# rules together (docs/algorithms/personal-data.md).
LEAST_ALONE: Final = 2
"""Digits of a number that is a road's by itself: `traffic on the four hundred and five`."""


def find_roads(utterance: UtteranceWords) -> Iterator[PersonalSpan]:
    """Give roads with numbers; not in public requests, where such numbers are years, prices and scores."""
    shared, clock = utterance.vocabulary.shared, utterance.vocabulary.numbers.clock
    for position in range(1, 0 if utterance.public else len(utterance)):
        group = utterance.number(position)
        if group is None or utterance.is_number(position - 1):
            continue
        first, following = _road_start(utterance, group), utterance.word(group.last_word + 1)
        if first is not None and following not in clock | shared.amounts:
            yield by_rule(PersonalKind.PLACE, first, group.last_word + (following in shared.directions))


def _road_start(utterance: UtteranceWords, group: NumberGroup) -> int | None:
    """Return where the road begins that has a number; None where no road does."""
    road, first = utterance.vocabulary.roads, group.first_word
    before = utterance.words[first - 1]
    if before in road.sorts or (before in road.letters and _is_led(utterance, first - 1)):
        first -= 1
    elif group.digits < LEAST_ALONE or road.traffic.isdisjoint(utterance.words) or not _is_led(utterance, first):
        return None
    return first - (utterance.word(first - 1) in road.articles)


def _is_led(utterance: UtteranceWords, position: int) -> bool:
    """Tell whether a word that leads to a road stands before a word, with an article between or without."""
    road = utterance.vocabulary.roads
    article = utterance.word(position - 1) in road.articles
    return utterance.word(position - 1 - article) in road.leading
