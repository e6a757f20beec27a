"""Numbers: runs of spoken digits that identify somebody: telephone, card, PIN, post code."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from earnest.speech.concealment.spans import PersonalKind, PersonalSpan, SpanSource
from earnest.speech.concealment.vocabulary.vocabulary import ContextWords, NumberWords, Vocabulary

SHORTEST_RUN: Final = 4
"""From so many digits in a run on it is personal; `six thirty` has three."""
SHORTEST: Final = {
    PersonalKind.SECRET: 2,
    PersonalKind.TELEPHONE_NUMBER: 3,
    PersonalKind.ACCOUNT_NUMBER: 3,
    PersonalKind.POST_CODE: 3,
}
"""The same where the words around say what it is."""
LONGEST_DATE: Final = 6
"""Digits of a day and a year."""
LONGEST_NUMERAL: Final = 4
"""Numerals written with more digits than this are no years."""
CONTEXT_REACH: Final = 7
"""So many words before a number may say what it is."""
CONTEXT_AHEAD: Final = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberGroup:
    """One number as it would be written: `seven`, `twenty two`, `one hundred and five`, `double four`."""

    first_word: int
    last_word: int
    digits: int
    """How many digits it is written with, ≥ 1."""
    numeral: bool
    """Whether the recogniser wrote it in figures."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberRun:
    """Numbers one after the other."""

    groups: tuple[NumberGroup, ...]
    decimal: bool
    """Whether a decimal point lies in it."""

    @property
    def first_word(self) -> int:
        """Index of the first word."""
        return self.groups[0].first_word

    @property
    def last_word(self) -> int:
        """Index of the last word."""
        return self.groups[-1].last_word

    @property
    def digits(self) -> int:
        """How many digits it is written with."""
        return sum(group.digits for group in self.groups)


def find_numbers(words: Sequence[str], vocabulary: Vocabulary) -> Iterator[PersonalSpan]:
    """Give the runs of digits that are personal.

    Amounts, times, years and channels stay: a single number (`two hundred and fifty`), or two of two digits (`ten
    thirty`, `nineteen eighty four`), is personal only where the words around say so.
    """
    for run in find_runs(words, vocabulary.numbers):
        kind = _kind(words, run, vocabulary)
        if _is_personal(words, run, kind, vocabulary):
            first = run.first_word
            if first > 0 and words[first - 1] in {"plus", "+"}:
                first -= 1
            named = kind if kind in SHORTEST else None
            yield PersonalSpan(
                kind=named or _kind_by_length(run), first_word=first, last_word=run.last_word, source=SpanSource.RULE
            )


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
    written = all("/" in words[group.first_word] for group in run.groups)
    return written or (after_month and run.digits <= LONGEST_DATE and run.groups[0].digits <= 2)  # noqa: PLR2004 - a day


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


def find_runs(words: Sequence[str], numbers: NumberWords) -> Iterator[NumberRun]:
    """Give the longest runs of numbers, with dashes, pauses and misheard digits between them."""
    position = 0
    while position < len(words):
        group = read_group(words, position, numbers)
        if group is None:
            position += 1
            continue
        run = _read_run(words, group, numbers)
        yield run
        position = run.last_word + 1


def _read_run(words: Sequence[str], first: NumberGroup, numbers: NumberWords) -> NumberRun:
    groups, decimal = [first], False
    while True:
        position = groups[-1].last_word + 1
        following = read_group(words, position, numbers)
        if following is not None:
            groups.append(following)
            continue
        word = words[position] if position < len(words) else ""
        beyond = read_group(words, position + 1, numbers)
        if beyond is None:
            return NumberRun(groups=tuple(groups), decimal=decimal)
        if word in numbers.misheard and _among_digits(groups, beyond):
            groups.append(NumberGroup(first_word=position, last_word=position, digits=1, numeral=False))
        elif word in numbers.separators or word in numbers.points or _is_unknown_among_digits(groups, beyond, words):
            decimal = decimal or word in numbers.points
        else:
            return NumberRun(groups=tuple(groups), decimal=decimal)
        groups.append(beyond)


def _among_digits(groups: Sequence[NumberGroup], beyond: NumberGroup) -> bool:
    """Tell whether a word lies between two digits on one side and one on the other, so that it may be one as well."""
    last_two = groups[-2:]
    return len(last_two) == 2 and all(group.digits == 1 for group in (*last_two, beyond))  # noqa: PLR2004 - the two


def _is_unknown_among_digits(groups: Sequence[NumberGroup], beyond: NumberGroup, words: Sequence[str]) -> bool:
    """Tell whether a word that is no number lies inside a long run of single digits that goes on after it."""
    single = [group for group in groups if group.digits == 1]
    follows_on = beyond.last_word + 1 < len(words)
    return len(single) >= SHORTEST_RUN and len(single) == len(groups) and beyond.digits == 1 and follows_on


def read_group(words: Sequence[str], position: int, numbers: NumberWords) -> NumberGroup | None:
    """Return the number that begins at a word; None where none does."""
    if position >= len(words):
        return None
    word = words[position]
    figures = sum(character.isdigit() for character in word)
    if figures and all(character.isdigit() or character in "-./,+()" for character in word):
        return NumberGroup(first_word=position, last_word=position, digits=figures, numeral=True)
    times = dict(numbers.repeats).get(word)
    if times is not None:
        repeated = read_group(words, position + 1, numbers)
        if repeated is None or repeated.digits != 1:
            return None
        return NumberGroup(first_word=position, last_word=repeated.last_word, digits=times, numeral=False)
    return _read_cardinal(words, position, numbers)


def _read_cardinal(words: Sequence[str], position: int, numbers: NumberWords) -> NumberGroup | None:
    """Return a number spoken as a whole: `five`, `twenty two`, `one hundred and five`, `zweiundzwanzig`."""
    digits, end = _below_hundred(words, position, numbers)
    if digits == 0 and words[position] not in numbers.hundreds and words[position] not in numbers.thousands:
        return None
    while end < len(words):
        word = words[end]
        if word in numbers.hundreds:
            digits, end = max(digits + 2, 3), end + 1
        elif word in numbers.thousands:
            digits, end = max(digits + 3, 4), end + 1
        elif digits >= 3 and _is_magnitude(words[end - 1], numbers):  # noqa: PLR2004 - a hundred has three
            linked = end + (word in numbers.links)
            more, after = _below_hundred(words, linked, numbers)
            if more == 0:
                break
            end = after
        else:
            break
    return NumberGroup(first_word=position, last_word=end - 1, digits=digits, numeral=False)


def _is_magnitude(word: str, numbers: NumberWords) -> bool:
    return word in numbers.hundreds or word in numbers.thousands


def _below_hundred(words: Sequence[str], position: int, numbers: NumberWords) -> tuple[int, int]:
    """Return how many digits the number at a word has and where it ends; 0 digits where none is."""
    if position >= len(words):
        return 0, position
    word = words[position]
    if word in numbers.digits:
        parted = numbers.compound is not None and _are(words[position + 1 : position + 3], numbers.links, numbers.tens)
        return (2, position + 3) if parted else (1, position + 1)
    if word in numbers.teens:
        return 2, position + 1
    if word in numbers.tens:
        unit = position + 1 < len(words) and words[position + 1] in numbers.digits - numbers.zeros
        joined = numbers.compound is None and unit
        return 2, position + 1 + joined
    return _compound_digits(word, numbers), position + 1


def _are(words: Sequence[str], *kinds: frozenset[str]) -> bool:
    """Tell whether these words are of these kinds, one by one: `sieben und zwanzig`, written in three words."""
    return len(words) == len(kinds) and all(word in kind for word, kind in zip(words, kinds, strict=True))


def _compound_digits(word: str, numbers: NumberWords) -> int:
    """Return how many digits a number written as one word has; 0 where it is none."""
    if numbers.compound is None or not numbers.compound.fullmatch(word):
        return 0
    if numbers.compound_thousand is not None and numbers.compound_thousand.search(word):
        return 4
    if numbers.compound_hundred is not None and numbers.compound_hundred.search(word):
        return 3
    return 2
