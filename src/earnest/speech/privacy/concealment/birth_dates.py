"""Birth dates: dates with a word about birth near them, and full dates of the last century."""

import re
from collections.abc import Iterable, Iterator
from typing import Final

from earnest.speech.privacy.concealment.number_groups import compound_digits, date_in_figures
from earnest.speech.privacy.concealment.spans import PersonalKind, PersonalSpan, by_rule
from earnest.speech.privacy.concealment.utterance import UtteranceWords, is_public

# Chosen, each for the reason beside it; the benchmark `personal_data` measures all of them together.
DATE_REACH: Final = 4
"""Words before a year among which day and month stand."""
BIRTH_REACH: Final = 10
"""Words after `born` or `birthday` among which a date is looked for."""
YEAR_DIGITS: Final = 4
"""Digits of a whole year."""
LEAST_PARTS: Final = 2
"""Words of a date without a year: a day and a month."""
WRITTEN_ORDINAL: Final = re.compile(r"\d{1,2}(?:st|nd|rd|th|e|ste|de)")
"""A day as it is written: `19th`, `19e`."""
OLD_YEARS: Final = range(1900, 2000)
SHORT_OLD_YEARS: Final = range(32, 100)
"""Years of the last century without their hundreds that are no days of a month."""


def find_birth_dates(utterance: UtteranceWords) -> Iterator[PersonalSpan]:
    """Give dates with a word about birth near them, and full dates of the last century; others are appointments."""
    contexts = utterance.vocabulary.contexts
    for position, word in enumerate(utterance.words):
        if word not in contexts.birth:
            continue
        for reach in (range(position + 1, position + 1 + BIRTH_REACH), range(position - BIRTH_REACH, position)):
            dated = _date_parts(utterance, reach)
            certain = any(utterance.words[index] not in contexts.ordinals for index in dated)
            if (len(dated) >= LEAST_PARTS and certain) or any(_is_year(utterance, index) for index in dated):
                group = utterance.number(dated[-1])
                yield by_rule(PersonalKind.DATE_OF_BIRTH, dated[0], dated[-1] if group is None else group.last_word)
                break
    if not is_public(utterance.words, utterance.vocabulary):
        yield from _dates_long_ago(utterance)


def _date_parts(utterance: UtteranceWords, reach: Iterable[int]) -> list[int]:
    """Return the indices of a date's words, without articles at its ends: `the fifth of may` of `… in the evening`."""
    joins = utterance.vocabulary.shared.date_joins
    dated = [index for index in reach if _is_date_part(utterance, index)]
    while dated and utterance.words[dated[0]] in joins and dated[1:2] != [dated[0] + 1]:
        dated = dated[1:]
    while dated and utterance.words[dated[-1]] in joins:
        dated = dated[:-1]
    return dated


def _is_date_part(utterance: UtteranceWords, index: int) -> bool:
    word, contexts = utterance.word(index), utterance.vocabulary.contexts
    named = word in contexts.months or word in contexts.ordinals
    return named or WRITTEN_ORDINAL.fullmatch(word) is not None or utterance.is_number(index)


def _is_year(utterance: UtteranceWords, index: int) -> bool:
    """Tell whether a whole year stands in one word: `1985`, `neunzehnhundertfünfundachtzig`."""
    group = utterance.number(index)
    return group is not None and group.digits >= YEAR_DIGITS and group.first_word == group.last_word


def _dates_long_ago(utterance: UtteranceWords) -> Iterator[PersonalSpan]:
    """Give a day, a month and a year that begins with nineteen."""
    contexts = utterance.vocabulary.contexts
    for position, word in enumerate(utterance.words):
        written = date_in_figures(word)
        if written is not None and written.year in OLD_YEARS:
            yield by_rule(PersonalKind.DATE_OF_BIRTH, position, position)
        if not _begins_old_year(utterance, position):
            continue
        dated = _date_parts(utterance, range(position - DATE_REACH, position))
        words = [utterance.words[index] for index in dated]
        if not contexts.months.isdisjoint(words) or sum(word in contexts.ordinals for word in words) >= LEAST_PARTS:
            yield by_rule(PersonalKind.DATE_OF_BIRTH, dated[0], utterance.reach(position, 1, utterance.is_number))


def _begins_old_year(utterance: UtteranceWords, position: int) -> bool:
    """Tell whether a year of the last century begins here; in one word also without hundreds: `sechsundvierzig`."""
    contexts, numbers, word = utterance.vocabulary.contexts, utterance.vocabulary.numbers, utterance.words[position]
    if word in contexts.nineteen or word.startswith(contexts.nineteen_compound):
        return True
    if word.isdecimal():
        dated = utterance.word(position - 1) in contexts.months and utterance.is_number(position - 2)
        return int(word) in OLD_YEARS or (dated and int(word) in SHORT_OLD_YEARS)
    timed = utterance.word(position + 1) in numbers.clock
    return position > 0 and word not in numbers.teens and not timed and compound_digits(word, numbers) == 2  # noqa: PLR2004 - tens and units
