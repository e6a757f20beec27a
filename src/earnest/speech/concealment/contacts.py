"""Contacts: passwords, dates of birth and street addresses."""

from collections.abc import Iterator, Sequence
from typing import Final

from earnest.speech.concealment.names import is_public
from earnest.speech.concealment.number_groups import read_group
from earnest.speech.concealment.phrases import ends_of_phrases
from earnest.speech.concealment.spans import PersonalKind, PersonalSpan, SpanSource
from earnest.speech.concealment.vocabulary.vocabulary import Vocabulary

LONGEST_SECRET: Final = 8
"""Words that may make a password."""
DATE_REACH: Final = 4
"""Words before a year among which day and month stand."""
BIRTH_REACH: Final = 10
"""Words after `born` or `birthday` among which a date is looked for."""
STREET_REACH: Final = 4
"""Words between a house number and `street`."""


def find_secrets(words: Sequence[str], vocabulary: Vocabulary) -> Iterator[PersonalSpan]:
    """Give what follows `password is`: all of it, whatever it is."""
    for start in ends_of_phrases(words, vocabulary.contexts.secret_follows):
        if start < len(words) and words[start]:
            limit = min(len(words), start + LONGEST_SECRET)
            mark = next((index for index in range(start, limit) if not words[index]), limit)
            yield _span(PersonalKind.SECRET, start, mark - 1)


def find_birth_dates(words: Sequence[str], vocabulary: Vocabulary) -> Iterator[PersonalSpan]:
    """Give dates with a word about birth near them, and full dates of the last century; others are appointments."""
    for position, word in enumerate(words):
        if word not in vocabulary.contexts.birth:
            continue
        for reach in (
            range(position + 1, min(len(words), position + 1 + BIRTH_REACH)),
            range(max(0, position - BIRTH_REACH), position),
        ):
            dated = [index for index in reach if _is_date_part(words, index, vocabulary)]
            certain = sum(words[index] not in vocabulary.contexts.ordinals for index in dated)
            year = any(_is_year(words, index, vocabulary) for index in dated)
            if (len(dated) >= 2 and certain >= 1) or year:  # noqa: PLR2004 - a day and a month, or a year of two halves
                yield _span(PersonalKind.DATE_OF_BIRTH, dated[0], _date_end(words, dated[-1], vocabulary))
                break
    if not is_public(words, vocabulary):
        yield from _dates_long_ago(words, vocabulary)


def _is_year(words: Sequence[str], index: int, vocabulary: Vocabulary) -> bool:
    """Tell whether a whole year stands in one word: `1985`, `neunzehnhundertfünfundachtzig`."""
    group = read_group(words, index, vocabulary.numbers)
    return group is not None and group.digits >= 4 and group.first_word == group.last_word  # noqa: PLR2004 - of a year


def _date_end(words: Sequence[str], last: int, vocabulary: Vocabulary) -> int:
    group = read_group(words, last, vocabulary.numbers)
    return last if group is None else group.last_word


def _dates_long_ago(words: Sequence[str], vocabulary: Vocabulary) -> Iterator[PersonalSpan]:
    """Give a day, a month and a year that begins with nineteen: nobody makes an appointment for then."""
    numbers, contexts = vocabulary.numbers, vocabulary.contexts
    for position, word in enumerate(words):
        if word not in contexts.nineteen and not any(word.startswith(known) for known in contexts.nineteen_compound):
            continue
        before = range(max(0, position - DATE_REACH), position)
        dated = [index for index in before if _is_date_part(words, index, vocabulary)]
        if dated and any(words[index] in contexts.months for index in dated):
            last = position
            while last + 1 < len(words) and read_group(words, last + 1, numbers) is not None:
                last += 1
            yield _span(PersonalKind.DATE_OF_BIRTH, dated[0], last)


def _is_date_part(words: Sequence[str], index: int, vocabulary: Vocabulary) -> bool:
    contexts = vocabulary.contexts
    within = words[index] in contexts.months or words[index] in contexts.ordinals
    return within or read_group(words, index, vocabulary.numbers) is not None


def find_streets(words: Sequence[str], vocabulary: Vocabulary) -> Iterator[PersonalSpan]:
    """Give streets with a house number, and streets after `i live in`."""
    at_home = {
        position for end in ends_of_phrases(words, vocabulary.names.home) for position in range(end, end + STREET_REACH)
    }
    for position in range(len(words)):
        first = _street_start(words, position, vocabulary)
        if first is None:
            continue
        number = _house_number(words, first, position, vocabulary)
        if number is not None:
            yield _span(PersonalKind.ADDRESS, min(first, number[0]), max(position, number[1]))
        elif first in at_home:
            yield _span(PersonalKind.ADDRESS, first, position)


def _street_start(words: Sequence[str], position: int, vocabulary: Vocabulary) -> int | None:
    """Return the first word of a street's name that ends here; None where none does."""
    names = vocabulary.names
    if names.street_ending is not None and names.street_ending.fullmatch(words[position]):
        return position if words[position] not in names.common else None
    if words[position] not in names.street_words:
        return None
    first = position
    while first > max(0, position - STREET_REACH + 1) and _can_name_street(words, first - 1, vocabulary):
        first -= 1
    return first if first < position else None


def _can_name_street(words: Sequence[str], index: int, vocabulary: Vocabulary) -> bool:
    word = words[index]
    named = word in {"main", "high", "church", "station", "park", "mill", "school", "green", "the"} and word != "the"
    ordinal = word in vocabulary.contexts.ordinals - {"the", "of"}
    if read_group(words, index, vocabulary.numbers) is not None:
        return False
    return named or ordinal or vocabulary.names.base_form(word) is None


def _house_number(words: Sequence[str], first: int, last: int, vocabulary: Vocabulary) -> tuple[int, int] | None:
    """Return the first and the last word of the number before or after a street; None where there is none."""
    if not vocabulary.names.number_first:
        group = read_group(words, last + 1, vocabulary.numbers)
        return None if group is None else (group.first_word, group.last_word)
    for start in range(max(0, first - STREET_REACH), first):
        group = read_group(words, start, vocabulary.numbers)
        position = start
        while group is not None:
            position = group.last_word + 1
            group = read_group(words, position, vocabulary.numbers)
        if position == first and position > start:
            return start, first - 1
    return None


def _span(kind: PersonalKind, first: int, last: int) -> PersonalSpan:
    return PersonalSpan(kind=kind, first_word=first, last_word=last, source=SpanSource.RULE)
