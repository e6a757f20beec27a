"""Streets: street addresses with their house numbers, and streets after `i live in`."""

import re
from collections.abc import Iterator
from typing import Final

from earnest.speech.privacy.concealment.spans import PersonalKind, PersonalSpan, by_rule
from earnest.speech.privacy.concealment.utterance import UtteranceWords

# Chosen, each for the reason beside it; the benchmark `personal_data` measures all of them together.
STREET_REACH: Final = 4
"""Words between a house number and `street`."""
LONG_TITLE: Final = 3
"""Articles and prepositions alone belong to a street only where there are so many words (`an der alten`)."""
LONGEST_TOWN: Final = 2
"""Words of a town after a street."""
NUMBER_REACH: Final = 9
"""Words before a street among which its number begins."""
HOME_REACH: Final = 6
"""Words after `my address is` among which a house number is looked for."""
WRITTEN_NUMBER: Final = re.compile(r"\d{1,5}(?:[-/]\d{1,5})?[a-z]?")
"""A house number as it is written: `12`, `7b`, `12-14`."""


def find_streets(utterance: UtteranceWords) -> Iterator[PersonalSpan]:
    """Give streets with a house number, and streets after `i live in`."""
    names = utterance.vocabulary.names
    yield from _after_address(utterance)
    yield from _named_like_places(utterance)
    if names.number_first:
        yield from _numbered_streets(utterance)
    at_home = {start + offset for start in utterance.phrase_ends(names.home) for offset in range(STREET_REACH)}
    for position in range(len(utterance)):
        first = _street_start(utterance, position)
        if first is None:
            continue
        number = _house_number(utterance, first, position)
        if number is not None:
            yield by_rule(PersonalKind.ADDRESS, min(first, number[0]), max(position, number[1]))
        elif first in at_home:
            yield by_rule(PersonalKind.ADDRESS, first, position)


def _after_address(utterance: UtteranceWords) -> Iterator[PersonalSpan]:
    """Give what follows `my address is` up to the first number."""
    vocabulary = utterance.vocabulary
    outside = vocabulary.shared.before_address | vocabulary.contexts.post_code
    for start in utterance.phrase_ends(vocabulary.names.address):
        reach = range(start, utterance.until_gap(start - 1, start + HOME_REACH - 1) + 1)
        group = next((group for group in map(utterance.number, reach) if group is not None), None)
        if group is not None and utterance.word(group.last_word + 1) not in vocabulary.numbers.clock:
            within = range(start, group.last_word)
            first = next((index for index in within if utterance.words[index] not in outside), group.last_word)
            yield by_rule(PersonalKind.ADDRESS, first, group.last_word)


def _numbered_streets(utterance: UtteranceWords) -> Iterator[PersonalSpan]:
    """Give a number, one to four words and a word for a street, whatever the words are: `twelve baker street`.

    The town that follows belongs to it where it is no common word: `7b old mill road whitby`.
    """
    names, roads = utterance.vocabulary.names, utterance.vocabulary.shared.roads

    def may_be_town(index: int) -> bool:
        word = utterance.words[index]
        return word.isalpha() and (word in names.cities or names.base_form(word) is None)

    for position in range(2, len(utterance)):
        if utterance.words[position] in names.street_words | roads:
            number = _number_before(utterance, position)
            if number is not None:
                last = utterance.reach(position, 1, may_be_town, most=LONGEST_TOWN)
                yield by_rule(PersonalKind.ADDRESS, number, last)


def _number_before(utterance: UtteranceWords, street: int) -> int | None:
    """Return the first word of the house number before a street's name; None where there is none.

    Between them stand one to four words that are not of the closed classes; `one way street` has none.
    """
    shared = utterance.vocabulary.shared
    for first in range(street - 1, max(0, street - 1 - STREET_REACH), -1):
        word = utterance.words[first]
        if word in shared.never_street or not word[:1].isalpha():
            return None
        start = _house_number_ending_at(utterance, first - 1)
        if start is not None:
            # A street that begins with a number has another one before it: `12b three oaks street`.
            before = _house_number_ending_at(utterance, start - 1)
            counted = first == street - 1 and word in shared.counted_nouns
            return None if counted else start if before is None else before
    return None


def _house_number_ending_at(utterance: UtteranceWords, last: int) -> int | None:
    """Return where a house number begins that ends with a word, its letter said apart or not: `seven b`."""
    last -= last > 0 and utterance.is_letter(last)
    if WRITTEN_NUMBER.fullmatch(utterance.word(last)):
        return last
    starts = range(max(0, last - NUMBER_REACH), last + 1)
    return next((start for start in starts if last in utterance.number_ends(start)), None)


def _named_like_places(utterance: UtteranceWords) -> Iterator[PersonalSpan]:
    """Give streets without a word for a street: `am mühlbach drei`; only where the name is no common word."""
    names, clock = utterance.vocabulary.names, utterance.vocabulary.numbers.clock
    dates = utterance.vocabulary.contexts.ordinals | utterance.vocabulary.contexts.months
    for end in utterance.phrase_ends(names.street_begins):
        word, group = utterance.word(end), utterance.number(end + 1)
        road = len(word) == 1  # `auf der a acht`
        if group is None or road or not word.isalpha() or names.base_form(word) is not None:
            continue
        if word not in dates and not utterance.is_number(end) and utterance.word(group.last_word + 1) not in clock:
            start = next(len(phrase) for phrase in names.street_begins if phrase[-1] == utterance.words[end - 1])
            yield by_rule(PersonalKind.ADDRESS, end - start, group.last_word)


def _street_start(utterance: UtteranceWords, position: int) -> int | None:
    """Return the first word of a street's name that ends here; None where none does."""
    names, word = utterance.vocabulary.names, utterance.words[position]
    if names.street_ending is not None and names.street_ending.fullmatch(word):
        return _with_titles(utterance, position) if word not in names.common else None
    if word not in names.street_words:
        return None
    first = utterance.reach(position, -1, lambda at: _can_name_street(utterance, at), most=STREET_REACH - 1)
    return _with_titles(utterance, first) if first < position else None


def _with_titles(utterance: UtteranceWords, first: int) -> int:
    """Return where a street's name begins with the particles and titles before it: `van der`, `burgemeester`."""
    names, words = utterance.vocabulary.names, utterance.words
    start = utterance.reach(first, -1, lambda at: words[at] in names.street_titles)
    prefixes = utterance.vocabulary.shared.street_prefixes
    prefix = next((index for index in range(start, first) if words[index] in prefixes), None)
    if prefix is not None:
        return prefix
    plain = names.relations | names.common
    lone = start == first - 1 and words[start] in plain | names.particles
    articles = plain.issuperset(words[start:first])
    return first if lone or (articles and first - start < LONG_TITLE) else start


def _can_name_street(utterance: UtteranceWords, index: int) -> bool:
    word, shared = utterance.words[index], utterance.vocabulary.shared
    if word in shared.counted_nouns or utterance.is_number(index):
        return False
    named = word in shared.street_names or word in utterance.vocabulary.contexts.ordinals - shared.date_joins
    return named or utterance.vocabulary.names.base_form(word) is None


def _house_number(utterance: UtteranceWords, first: int, last: int) -> tuple[int, int] | None:
    """Return the first and the last word of the number before or after a street; None where there is none."""
    if not utterance.vocabulary.names.number_first:
        group = utterance.number(last + 1)
        if group is None:
            return None
        lettered = utterance.is_letter(group.last_word + 1)  # `hauptstraße zwölf b`
        return group.first_word, group.last_word + lettered
    for start in range(max(0, first - NUMBER_REACH), first):
        if max(utterance.number_ends(start), default=None) == first - 1:
            return start, first - 1
    return None
