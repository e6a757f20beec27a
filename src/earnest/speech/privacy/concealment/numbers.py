"""Numbers: runs of spoken digits that identify somebody: telephone, card, PIN, post code."""

from collections.abc import Iterator, Sequence
from typing import Final

from earnest.speech.privacy.concealment.number_groups import NumberGroup
from earnest.speech.privacy.concealment.number_groups import read_group as read_group  # noqa: PLC0414 - others import it from here
from earnest.speech.privacy.concealment.number_runs import SHORTEST_RUN, NumberRun, bridged, find_runs, with_edges
from earnest.speech.privacy.concealment.spans import PersonalKind, PersonalSpan, SpanSource
from earnest.speech.privacy.vocabulary.vocabulary import ContextWords, NumberWords, Vocabulary

SHORTEST: Final = {
    PersonalKind.SECRET: 2,
    PersonalKind.TELEPHONE_NUMBER: 3,
    PersonalKind.ACCOUNT_NUMBER: 3,
    PersonalKind.POST_CODE: 3,
}
"""Digits from which on a number is personal where the words around say what it is."""
LONGEST_DATE: Final = 6
"""Digits of a day and a year."""
LONGEST_NUMERAL: Final = 4
"""Numerals written with more digits than this are no years."""
LETTERS_AFTER: Final = 3
"""Letters that may follow the digits of a post code."""
GREATEST_DAY: Final = 31
YEARS: Final = range(1900, 2100)
"""What counts as a year in figures."""
CONTEXT_REACH: Final = 7
"""So many words before a number may say what it is."""
CONTEXT_AHEAD: Final = 4


def find_numbers(words: Sequence[str], vocabulary: Vocabulary) -> Iterator[PersonalSpan]:
    """Give the runs of digits that are personal.

    Amounts, times, years and channels stay: a single number (`two hundred and fifty`), or two of two digits (`ten
    thirty`, `nineteen eighty four`), is personal only where the words around say so.
    """
    for run in bridged(words, tuple(find_runs(words, vocabulary.numbers)), vocabulary):
        kind = _kind(words, run, vocabulary)
        if _is_personal(words, run, kind, vocabulary):
            first, last = with_edges(words, run, vocabulary)
            if first > 0 and words[first - 1] in {"plus", "+"}:
                first -= 1
            named = kind if kind in SHORTEST else None
            if named is PersonalKind.POST_CODE:
                last = _with_letters(words, last)
            yield PersonalSpan(
                kind=named or _kind_by_length(run), first_word=first, last_word=last, source=SpanSource.RULE
            )


def _with_letters(words: Sequence[str], last: int) -> int:
    """Return the last word of a post code with the letters after its digits: `tien elf a b`."""
    end = last
    while end + 1 < len(words) and end - last < LETTERS_AFTER and len(words[end + 1]) == 1 and words[end + 1].isalpha():
        end += 1
    return end


def _is_personal(words: Sequence[str], run: NumberRun, kind: PersonalKind | None, vocabulary: Vocabulary) -> bool:
    numbers = vocabulary.numbers
    groups = _with_oh_joined(words, run.groups, numbers)
    halves = len(groups) <= 2 and all(group.digits <= 2 for group in groups)  # noqa: PLR2004 - of a time or a year
    before = words[run.first_word - 1] if run.first_word > 0 else ""
    after = words[run.last_word + 1] if run.last_word + 1 < len(words) else ""
    is_time = halves and (before in numbers.times or after in numbers.clock)
    if is_time or _is_calendar_date(words, run, vocabulary.contexts):
        return False
    if kind is not None and kind in SHORTEST:
        return run.digits >= SHORTEST[kind]
    if run.digits < SHORTEST_RUN or (run.decimal and run.digits <= SHORTEST_RUN + 1):
        return False
    if len(groups) == 1:
        return groups[0].numeral and run.digits > LONGEST_NUMERAL
    if halves:
        return kind is PersonalKind.NUMBER
    return after not in numbers.clock or run.digits > SHORTEST_RUN


def _is_calendar_date(words: Sequence[str], run: NumberRun, contexts: ContextWords) -> bool:
    """Tell whether a run is a day and a year after a month, or a date in figures; births have a rule of their own."""
    before = words[run.first_word - 1] if run.first_word > 0 else ""
    after_month = before in contexts.months or (before.endswith(".") and len(before) > 1)
    written = all("/" in words[group.first_word] for group in run.groups) or _is_date_in_figures(words, run)
    return written or (after_month and run.digits <= LONGEST_DATE and run.groups[0].digits <= 2)  # noqa: PLR2004 - a day


def _is_date_in_figures(words: Sequence[str], run: NumberRun) -> bool:
    """Tell whether a run is a day, a month and a year (or a month and a year) that the recogniser wrote in figures."""
    texts = [words[group.first_word] for group in run.groups]
    if not all(group.numeral for group in run.groups) or len(texts) not in {2, 3}:
        return False
    *days, year = texts
    small = all(text.isdecimal() and 0 < int(text) <= GREATEST_DAY for text in days)
    return small and year.isdecimal() and int(year) in YEARS


def _with_oh_joined(
    words: Sequence[str], groups: tuple[NumberGroup, ...], numbers: NumberWords
) -> tuple[NumberGroup, ...]:
    """Return the groups with a nought and a digit after it as one, where they follow two digits: `nineteen oh five`."""
    if len(groups) == 3 and groups[0].digits == 2 and groups[1].digits == groups[2].digits == 1:  # noqa: PLR2004
        _, nought, last = groups
        if words[nought.first_word] in numbers.zeros:
            joined = NumberGroup(first_word=nought.first_word, last_word=last.last_word, digits=2, numeral=last.numeral)
            return (groups[0], joined)
    return groups


def _kind(words: Sequence[str], run: NumberRun, vocabulary: Vocabulary) -> PersonalKind | None:
    """Return what the words around say that a number is; None where they say nothing."""
    contexts = vocabulary.contexts
    kinds = (
        (contexts.post_code, PersonalKind.POST_CODE),
        (contexts.secret, PersonalKind.SECRET),
        (contexts.account, PersonalKind.ACCOUNT_NUMBER),
        (contexts.telephone, PersonalKind.TELEPHONE_NUMBER),
        (contexts.number, PersonalKind.NUMBER),
    )
    before = words[max(0, run.first_word - CONTEXT_REACH) : run.first_word]
    after = words[run.last_word + 1 : run.last_word + 1 + CONTEXT_AHEAD]
    for near in (before, after):
        for known, kind in kinds:
            if any(word in known for word in near):
                return kind
    return None


def _kind_by_length(run: NumberRun) -> PersonalKind:
    telephone = range(7, 14)
    if run.digits in telephone:
        return PersonalKind.TELEPHONE_NUMBER
    return PersonalKind.ACCOUNT_NUMBER if run.digits >= telephone.stop else PersonalKind.NUMBER
