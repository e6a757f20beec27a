"""Numbers: runs of spoken digits that identify a person: telephone, card, PIN, post code."""

from collections.abc import Iterator
from typing import Final

from earnest.speech.privacy.concealment.number_groups import YEARS, NumberGroup, date_in_figures
from earnest.speech.privacy.concealment.number_runs import (
    SHORTEST_RUN,
    NumberRun,
    bridged,
    find_number_runs,
    with_edges,
)
from earnest.speech.privacy.concealment.spans import PersonalKind, PersonalSpan, by_rule
from earnest.speech.privacy.concealment.utterance import UtteranceWords

# Chosen, each for the reason beside it; the benchmark `personal_data` measures all of them together.
SHORTEST: Final = {
    PersonalKind.SECRET: 2,
    PersonalKind.TELEPHONE_NUMBER: 3,
    PersonalKind.ACCOUNT_NUMBER: 3,
    PersonalKind.POST_CODE: 3,
}
"""Digits from which on a number is personal where the words around say what it is."""
FEWEST_ONE_BY_ONE: Final = 3
"""Digits from which on a run is personal where each is said by itself; as many as the spotter asks for (`runs.py`)."""
LONGEST_DATE: Final = 6
"""Digits of a day and a year."""
SURELY_LONG: Final = 5
"""Digits from which on what was written in figures is no year, no price and no time, whatever it looks like."""
ROUND: Final = 100
"""What is counted and not said digit by digit is mostly a multiple of this: `1500`."""
LATEST_HOUR: Final = 24
LATEST_MINUTE: Final = 59
LETTERS_AFTER: Final = 3
"""Letters that may follow the digits of a post code."""
GREATEST_DAY: Final = 31
"""Greatest day of a month."""
CONTEXT_REACH: Final = 7
"""So many words before a number may say what it is."""
CONTEXT_AHEAD: Final = 4
"""And so many words after it."""
TELEPHONE_DIGITS: Final = range(7, 14)
"""Digits of a number that nothing names and that counts as a telephone number; longer ones are account numbers."""


def find_numbers(utterance: UtteranceWords) -> Iterator[PersonalSpan]:
    """Give the runs of digits that are personal.

    Amounts, times, years and channels stay: a single number (`two hundred and fifty`), or two of two digits (`ten
    thirty`, `nineteen eighty four`), is personal only where the words around say so.
    """
    for run in bridged(utterance, tuple(find_number_runs(utterance))):
        kind = _kind(utterance, run)
        if not _is_personal(utterance, run, kind):
            continue
        first, last = with_edges(utterance, run)
        first -= utterance.word(first - 1) in utterance.vocabulary.shared.plus
        named = kind if kind in SHORTEST else None
        if named is PersonalKind.POST_CODE:
            last = utterance.reach(last, 1, utterance.is_letter, most=LETTERS_AFTER)
        yield by_rule(named or _kind_by_length(run), first, last)


def _is_personal(utterance: UtteranceWords, run: NumberRun, kind: PersonalKind | None) -> bool:
    numbers = utterance.vocabulary.numbers
    groups = _with_oh_joined(utterance, run.groups)
    sizes = [size for group in groups for size in group.sizes]
    halves = len(sizes) <= 2 and all(size <= 2 for size in sizes)  # noqa: PLR2004 - of a time or a year
    before, after = utterance.word(run.first_word - 1), utterance.word(run.last_word + 1)
    is_time = halves and (before in numbers.times or after in numbers.clock)
    decimal = run.decimal and run.digits <= SHORTEST_RUN + 1
    if is_time or _is_calendar_date(utterance, run):
        return False
    if kind is not None and kind in SHORTEST:
        return run.digits >= SHORTEST[kind]
    if decimal or run.digits < SHORTEST_RUN:
        single = len(sizes) >= FEWEST_ONE_BY_ONE and after not in numbers.clock
        return single and not decimal and not _is_minute(utterance, run)
    if len(sizes) == 1:
        return groups[0].numeral and (run.digits >= SURELY_LONG or _may_be_digits(utterance, run.first_word))
    if halves:
        return kind is PersonalKind.NUMBER
    return after not in numbers.clock or run.digits > SHORTEST_RUN


def _is_minute(utterance: UtteranceWords, run: NumberRun) -> bool:
    """Tell whether three digits are a time of day: `at seven oh five`."""
    middle = utterance.words[run.groups[len(run.groups) // 2].first_word]
    timed = utterance.word(run.first_word - 1) in utterance.vocabulary.numbers.times
    return timed and middle in utterance.vocabulary.numbers.zeros | {"0"}


def _may_be_digits(utterance: UtteranceWords, position: int) -> bool:
    """Tell whether four figures in one word may have been said one by one: no year, time, price or round number.

    A recogniser that writes figures writes `5247` for four digits and for one number alike; what is left open counts.
    """
    text, numbers = utterance.words[position], utterance.vocabulary.numbers
    if not text.isdecimal() or text.startswith("0"):
        return text.startswith("0")
    value, following = int(text), utterance.word(position + 1)
    hour, minute = divmod(value, 100)
    timed = utterance.word(position - 1) in numbers.times and hour <= LATEST_HOUR and minute <= LATEST_MINUTE
    measured = following in numbers.clock | utterance.vocabulary.shared.amounts
    return not (timed or measured or value in YEARS or value % ROUND == 0)


def _is_calendar_date(utterance: UtteranceWords, run: NumberRun) -> bool:
    """Tell whether a run is a day and a year after a month, or a date in figures; births have a rule of their own."""
    before = utterance.word(run.first_word - 1)
    after_month = before in utterance.vocabulary.contexts.months or (before.endswith(".") and len(before) > 1)
    texts = [utterance.words[group.first_word] for group in run.groups]
    written = all(map(date_in_figures, texts)) or _is_date_in_figures(run, texts)
    return written or (after_month and run.digits <= LONGEST_DATE and run.groups[0].digits <= 2)  # noqa: PLR2004 - a day


def _is_date_in_figures(run: NumberRun, texts: list[str]) -> bool:
    """Tell whether a run is a day, a month and a year (or a month and a year) that the recogniser wrote in figures."""
    if not all(group.numeral for group in run.groups) or len(texts) not in {2, 3}:
        return False
    *days, year = texts
    small = all(text.isdecimal() and 0 < int(text) <= GREATEST_DAY for text in days)
    return small and year.isdecimal() and int(year) in YEARS


def _with_oh_joined(utterance: UtteranceWords, groups: tuple[NumberGroup, ...]) -> tuple[NumberGroup, ...]:
    """Return the groups with a nought and a digit after it as one, where they follow two digits: `nineteen oh five`."""
    if [group.digits for group in groups] != [2, 1, 1]:
        return groups
    tens, nought, last = groups
    if utterance.words[nought.first_word] not in utterance.vocabulary.numbers.zeros:
        return groups
    joined = NumberGroup(first_word=nought.first_word, last_word=last.last_word, digits=2, numeral=last.numeral)
    return (tens, joined)


def _kind(utterance: UtteranceWords, run: NumberRun) -> PersonalKind | None:
    """Return what the words around say that a number is; None where they say nothing."""
    return utterance.kind_said(utterance.before(run.first_word, CONTEXT_REACH)) or utterance.kind_said(
        utterance.after(run.last_word, CONTEXT_AHEAD)
    )


def _kind_by_length(run: NumberRun) -> PersonalKind:
    if run.digits in TELEPHONE_DIGITS:
        return PersonalKind.TELEPHONE_NUMBER
    return PersonalKind.ACCOUNT_NUMBER if run.digits >= TELEPHONE_DIGITS.stop else PersonalKind.NUMBER
