"""Contacts: passwords, dates of birth and street addresses."""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from earnest.speech.privacy.concealment.names import ROADS, is_public
from earnest.speech.privacy.concealment.number_groups import read_group
from earnest.speech.privacy.concealment.phrases import ends_of_phrases
from earnest.speech.privacy.concealment.spans import PersonalKind, PersonalSpan, SpanSource
from earnest.speech.privacy.vocabulary.vocabulary import Vocabulary, listed

LONGEST_SECRET: Final = 8
"""Words that may make a password."""
OF_SECRETS: Final = listed("for of to on für fürs vom von zum zur der des van voor op")
"""Words between a secret's noun and what it opens."""
SECRET_REACH: Final = 5
"""Words between such a word and `is`."""
DATE_REACH: Final = 4
"""Words before a year among which day and month stand."""
BIRTH_REACH: Final = 10
"""Words after `born` or `birthday` among which a date is looked for."""
INNER: Final = frozenset({"the", "of"})
"""Words that are parts of a date only between others."""
ARTICLES: Final = frozenset({"the", "der", "die", "dem", "den", "de", "het", "number", "nummer"})
"""Words between `my address is` and a street or a number that do not belong to it."""
STREET_REACH: Final = 4
"""Words between a house number and `street`."""
NOBLE: Final = frozenset({"van", "von", "burgemeester", "sint", "sankt", "saint", "st"})
"""Words that belong to a street's name wherever they stand before it."""
LONG_TITLE: Final = 3
"""Articles and prepositions alone (`in der`) belong to a street only where there are so many (`an der alten`)."""
LONGEST_TOWN: Final = 2
"""Words of a town after a street."""
WRITTEN_NUMBER: Final = re.compile(r"\d{1,5}(?:[-/]\d{1,5})?[a-z]?")
WRITTEN_ORDINAL: Final = re.compile(r"\d{1,2}(?:st|nd|rd|th|e|ste|de)")
"""A day as it is written: `19th`, `19e`."""
COUNTED_NOUNS: Final = frozenset({"way", "lane", "lanes", "mile", "miles", "minute", "hour", "star", "storey", "story"})
"""Nouns that numbers count before a word for a street: `one way street`, `four lane highway`."""
BETWEEN_NEVER: Final = listed(
    "a about an and are as at be before but by for from has have if in into is it my near no not of off on onto or our"
    " over past than that the their then there these this through to until was with your minutes hours meters metres"
    " kilometers kilometres"
)
"""Words of closed classes and units, which no street is called."""
NUMBER_REACH: Final = 9
"""Words before a street among which its number begins."""
HOME_REACH: Final = 6
"""Words after `my address is` among which a house number is looked for."""


def find_secrets(words: Sequence[str], vocabulary: Vocabulary) -> Iterator[PersonalSpan]:
    """Give what follows `password is`: all of it, whatever it is."""
    for start in _secret_starts(words, vocabulary):
        if start < len(words) and words[start] and not _is_denied(words, start, vocabulary):
            limit = min(len(words), start + LONGEST_SECRET)
            mark = next((index for index in range(start, limit) if not words[index]), limit)
            yield _span(PersonalKind.SECRET, start, mark - 1)


def _is_denied(words: Sequence[str], start: int, vocabulary: Vocabulary) -> bool:
    """Tell whether nothing secret follows (`the code is wrong`); misheard digits do: `for for one nine`."""
    following = range(start, min(len(words), start + LONGEST_SECRET))
    numbered = any(read_group(words, index, vocabulary.numbers) is not None for index in following)
    return words[start] in vocabulary.leads.denials and not numbered


def _secret_starts(words: Sequence[str], vocabulary: Vocabulary) -> Iterator[int]:
    """Give the positions after `password is`, and after `the password for the wifi is`."""
    follows = vocabulary.contexts.secret_follows
    for start in ends_of_phrases(words, follows):
        # `post code is` leads to a post code, which is found by its own rule.
        if vocabulary.contexts.post_code.isdisjoint(words[max(0, start - 3) : start]):
            yield start
    copulas = {phrase[-1] for phrase in follows}
    nouns = {phrase[0] for phrase in follows if len(phrase) == 2}  # noqa: PLR2004 - a noun and what joins it
    for position in range(len(words) - 2):
        if words[position] in nouns and words[position + 1] in OF_SECRETS:
            reach = range(position + 2, min(len(words), position + 2 + SECRET_REACH))
            copula = next((index for index in reach if words[index] in copulas - OF_SECRETS), None)
            if copula is not None:
                yield copula + 1


def find_birth_dates(words: Sequence[str], vocabulary: Vocabulary) -> Iterator[PersonalSpan]:
    """Give dates with a word about birth near them, and full dates of the last century; others are appointments."""
    for position, word in enumerate(words):
        if word not in vocabulary.contexts.birth:
            continue
        for reach in (
            range(position + 1, min(len(words), position + 1 + BIRTH_REACH)),
            range(max(0, position - BIRTH_REACH), position),
        ):
            dated = _without_articles(words, [index for index in reach if _is_date_part(words, index, vocabulary)])
            certain = sum(words[index] not in vocabulary.contexts.ordinals for index in dated)
            year = any(_is_year(words, index, vocabulary) for index in dated)
            if (len(dated) >= 2 and certain >= 1) or year:  # noqa: PLR2004 - a day and a month, or a year of two halves
                yield _span(PersonalKind.DATE_OF_BIRTH, dated[0], _date_end(words, dated[-1], vocabulary))
                break
    if not is_public(words, vocabulary):
        yield from _dates_long_ago(words, vocabulary)


def _without_articles(words: Sequence[str], dated: list[int]) -> list[int]:
    """Return the indices of a date's words without articles at its ends: `the fifth of may` of `… in the evening`."""
    while dated and words[dated[0]] in INNER and dated[1:2] != [dated[0] + 1]:
        dated = dated[1:]
    while dated and words[dated[-1]] in INNER:
        dated = dated[:-1]
    return dated


def _is_year(words: Sequence[str], index: int, vocabulary: Vocabulary) -> bool:
    """Tell whether a whole year stands in one word: `1985`, `neunzehnhundertfünfundachtzig`."""
    group = read_group(words, index, vocabulary.numbers)
    return group is not None and group.digits >= 4 and group.first_word == group.last_word  # noqa: PLR2004 - of a year


def _date_end(words: Sequence[str], last: int, vocabulary: Vocabulary) -> int:
    group = read_group(words, last, vocabulary.numbers)
    return last if group is None else group.last_word


def _begins_old_year(words: Sequence[str], position: int, vocabulary: Vocabulary) -> bool:
    """Tell whether a year of the last century begins here; in one word also without hundreds: `sechsundvierzig`."""
    contexts, word = vocabulary.contexts, words[position]
    if word in contexts.nineteen or any(word.startswith(known) for known in contexts.nineteen_compound):
        return True
    compound = vocabulary.numbers.compound
    if compound is None or position == 0 or word in vocabulary.numbers.teens:
        return False
    after = words[position + 1] if position + 1 < len(words) else ""
    return after not in vocabulary.numbers.clock and compound.fullmatch(word) is not None and _is_two_digits(word)


def _is_two_digits(word: str) -> bool:
    return "hundert" not in word and "honderd" not in word and "tausend" not in word and "duizend" not in word


def _dates_long_ago(words: Sequence[str], vocabulary: Vocabulary) -> Iterator[PersonalSpan]:
    """Give a day, a month and a year that begins with nineteen: nobody makes an appointment for then."""
    numbers, contexts = vocabulary.numbers, vocabulary.contexts
    for position in range(len(words)):
        if not _begins_old_year(words, position, vocabulary):
            continue
        before = range(max(0, position - DATE_REACH), position)
        dated = _without_articles(words, [index for index in before if _is_date_part(words, index, vocabulary)])
        monthly = any(words[index] in contexts.months for index in dated)
        if monthly or sum(words[index] in contexts.ordinals for index in dated) >= 2:  # noqa: PLR2004 - day and month
            last = position
            while last + 1 < len(words) and read_group(words, last + 1, numbers) is not None:
                last += 1
            yield _span(PersonalKind.DATE_OF_BIRTH, dated[0], last)


def _is_date_part(words: Sequence[str], index: int, vocabulary: Vocabulary) -> bool:
    contexts = vocabulary.contexts
    word = words[index]
    within = word in contexts.months or word in contexts.ordinals or WRITTEN_ORDINAL.fullmatch(word) is not None
    return within or read_group(words, index, vocabulary.numbers) is not None


def find_streets(words: Sequence[str], vocabulary: Vocabulary) -> Iterator[PersonalSpan]:
    """Give streets with a house number, and streets after `i live in`."""
    at_home = {
        position for end in ends_of_phrases(words, vocabulary.names.home) for position in range(end, end + STREET_REACH)
    }
    for start in ends_of_phrases(words, vocabulary.names.address):
        last = _numbered_end(words, start, vocabulary)
        if last is not None:
            outside = ARTICLES | vocabulary.contexts.post_code
            first = next((index for index in range(start, last) if words[index] not in outside), last)
            yield _span(PersonalKind.ADDRESS, first, last)
    yield from _named_like_places(words, vocabulary)
    if vocabulary.names.number_first:
        yield from _numbered_streets(words, vocabulary)
    for position in range(len(words)):
        first = _street_start(words, position, vocabulary)
        if first is None:
            continue
        number = _house_number(words, first, position, vocabulary)
        if number is not None:
            yield _span(PersonalKind.ADDRESS, min(first, number[0]), max(position, number[1]))
        elif first in at_home:
            yield _span(PersonalKind.ADDRESS, first, position)


def _numbered_streets(words: Sequence[str], vocabulary: Vocabulary) -> Iterator[PersonalSpan]:
    """Give a number, one to four words and a word for a street, whatever the words are: `twelve baker street`.

    The town that follows belongs to it where it is no common word: `7b old mill road whitby`.
    """
    for position in range(2, len(words)):
        if words[position] not in vocabulary.names.street_words | ROADS:
            continue
        number = _number_before(words, position, vocabulary)
        if number is not None:
            last = position
            while (
                last + 1 < len(words) and last - position < LONGEST_TOWN and _may_be_town(words, last + 1, vocabulary)
            ):
                last += 1
            yield _span(PersonalKind.ADDRESS, number, last)


def _number_before(words: Sequence[str], street: int, vocabulary: Vocabulary) -> int | None:
    """Return the first word of the house number before a street's name; None where there is none.

    Between them stand one to four words that are not of the closed classes; `one way street` has none.
    """
    first = street - 1
    while first > max(0, street - 1 - STREET_REACH):
        if words[first] in BETWEEN_NEVER or not words[first][:1].isalpha():
            return None
        start = _house_number_ending_at(words, first - 1, vocabulary)
        if start is not None:
            # A street that begins with a number has another one before it: `12b three oaks street`.
            before = _house_number_ending_at(words, start - 1, vocabulary) if start > 0 else None
            counted = first == street - 1 and words[first] in COUNTED_NOUNS
            return None if counted else start if before is None else before
        first -= 1
    return None


def _house_number_ending_at(words: Sequence[str], last: int, vocabulary: Vocabulary) -> int | None:
    """Return where a house number begins that ends with a word, its letter said apart or not: `seven b`."""
    lettered = last > 0 and is_house_letter(words[last])
    return _number_ending_at(words, last - 1 if lettered else last, vocabulary)


def is_house_letter(word: str) -> bool:
    """Tell whether a word is the letter of a house number that is said apart: `seven b`."""
    return len(word) == 1 and word.isalpha()


def _number_ending_at(words: Sequence[str], last: int, vocabulary: Vocabulary) -> int | None:
    """Return where the numbers begin that end with a word, `links` inside them; None where it ends none."""
    if is_written_house_number(words[last]):
        return last
    for start in range(max(0, last - NUMBER_REACH), last + 1):
        position, group = start, read_group(words, start, vocabulary.numbers)
        while group is not None and group.last_word < last:
            position = group.last_word + 1
            group = read_group(words, position, vocabulary.numbers)
        if group is not None and group.last_word == last:
            return start
    return None


def is_written_house_number(word: str) -> bool:
    """Tell whether a word is a house number as it is written: `12`, `7b`, `12-14`."""
    return WRITTEN_NUMBER.fullmatch(word) is not None


def _may_be_town(words: Sequence[str], index: int, vocabulary: Vocabulary) -> bool:
    names = vocabulary.names
    return words[index].isalpha() and (words[index] in names.cities or names.base_form(words[index]) is None)


def _named_like_places(words: Sequence[str], vocabulary: Vocabulary) -> Iterator[PersonalSpan]:
    """Give streets without a word for a street: `am mühlbach drei`; only where the name is no common word."""
    for end in ends_of_phrases(words, vocabulary.names.street_begins):
        if end + 1 >= len(words) or vocabulary.names.base_form(words[end]) is not None or not words[end].isalpha():
            continue
        if len(words[end]) == 1:  # a road: `auf der a acht`
            continue
        group = read_group(words, end + 1, vocabulary.numbers)
        is_day = words[end] in vocabulary.contexts.ordinals or read_group(words, end, vocabulary.numbers) is not None
        if group is None or is_day or words[end] in vocabulary.contexts.months:
            continue
        if not any(word in vocabulary.numbers.clock for word in words[group.last_word + 1 : group.last_word + 2]):
            start = next(len(phrase) for phrase in vocabulary.names.street_begins if phrase[-1] == words[end - 1])
            yield _span(PersonalKind.ADDRESS, end - start, group.last_word)


def _numbered_end(words: Sequence[str], start: int, vocabulary: Vocabulary) -> int | None:
    """Return the last word of the first number shortly after `my address is`; None where there is none."""
    for index in range(start, min(len(words), start + HOME_REACH)):
        if not words[index]:
            return None
        group = read_group(words, index, vocabulary.numbers)
        if group is not None:
            following = words[group.last_word + 1 : group.last_word + 2]
            timed = any(word in vocabulary.numbers.clock for word in following)
            return None if timed else group.last_word
    return None


def _street_start(words: Sequence[str], position: int, vocabulary: Vocabulary) -> int | None:
    """Return the first word of a street's name that ends here; None where none does."""
    names = vocabulary.names
    if names.street_ending is not None and names.street_ending.fullmatch(words[position]):
        return _with_titles(words, position, vocabulary) if words[position] not in names.common else None
    if words[position] not in names.street_words:
        return None
    first = position
    while first > max(0, position - STREET_REACH + 1) and _can_name_street(words, first - 1, vocabulary):
        first -= 1
    return _with_titles(words, first, vocabulary) if first < position else None


def _with_titles(words: Sequence[str], first: int, vocabulary: Vocabulary) -> int:
    """Return where a street's name begins with the particles and titles before it: `van der`, `burgemeester`."""
    names = vocabulary.names
    start = first
    while start > 0 and words[start - 1] in names.street_titles:
        start -= 1
    noble = next((index for index in range(start, first) if words[index] in NOBLE), None)
    if noble is not None:
        return noble
    lone = start == first - 1 and words[start] in names.relations | names.common | names.particles
    articles = all(word in names.relations | names.common for word in words[start:first])
    return first if lone or (articles and first - start < LONG_TITLE) else start


def _can_name_street(words: Sequence[str], index: int, vocabulary: Vocabulary) -> bool:
    word = words[index]
    named = word in {"main", "high", "church", "station", "park", "mill", "school", "green", "the"} and word != "the"
    ordinal = word in vocabulary.contexts.ordinals - {"the", "of"}
    if word in COUNTED_NOUNS or read_group(words, index, vocabulary.numbers) is not None:
        return False
    return named or ordinal or vocabulary.names.base_form(word) is None


def _house_number(words: Sequence[str], first: int, last: int, vocabulary: Vocabulary) -> tuple[int, int] | None:
    """Return the first and the last word of the number before or after a street; None where there is none."""
    if not vocabulary.names.number_first:
        group = read_group(words, last + 1, vocabulary.numbers)
        return None if group is None else (group.first_word, group.last_word)
    for start in range(max(0, first - NUMBER_REACH), first):
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
