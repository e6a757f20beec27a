"""Number runs: numbers one after the other, also where the recogniser wrote other words between and beside them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from earnest.speech.concealment.number_groups import NumberGroup, read_group
from earnest.speech.concealment.vocabulary.vocabulary import NumberWords, Vocabulary

SHORTEST_RUN: Final = 4
"""From so many digits in a run on it is personal; `six thirty` has three."""
LONGEST_GAP: Final = 2
"""So many words that are no numbers may lie inside a run."""
SHORTEST_BRIDGED: Final = 5
"""Digits that a run with a gap in it must have."""


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

    @property
    def singles(self) -> int:
        """How many of the groups are digits said one by one or doubled."""
        return sum(group.digits == 1 or group.repeated for group in self.groups)


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


def bridged(words: Sequence[str], runs: Sequence[NumberRun], vocabulary: Vocabulary) -> Iterator[NumberRun]:
    """Give the runs with those joined that one or two misheard words part.

    Only where most of it are single digits, as in telephone numbers: `two cups and three spoons` are two amounts, and
    `ten thirty to eleven` are two times.
    """
    held: NumberRun | None = None
    for run in runs:
        if held is not None and _are_one(words, held, run, vocabulary):
            held = NumberRun(groups=(*held.groups, *run.groups), decimal=held.decimal or run.decimal)
        else:
            if held is not None:
                yield held
            held = run
    if held is not None:
        yield held


def _are_one(words: Sequence[str], left: NumberRun, right: NumberRun, vocabulary: Vocabulary) -> bool:
    gap = words[left.last_word + 1 : right.first_word]
    if len(gap) > LONGEST_GAP or any(word in vocabulary.numbers.clock or not word for word in gap):
        return False
    singles = left.singles + right.singles
    if left.digits + right.digits < SHORTEST_BRIDGED or singles < SHORTEST_RUN:
        return False
    others = len(left.groups) + len(right.groups) - singles
    return max(left.singles, right.singles) > len(gap) and others <= singles


def with_edges(words: Sequence[str], run: NumberRun, vocabulary: Vocabulary) -> tuple[int, int]:
    """Return the first and last word of a personal run with the words beside it that sound like digits."""
    numbers, leads = vocabulary.numbers, vocabulary.leads
    first, last = run.first_word, run.last_word
    if run.singles < SHORTEST_RUN:
        return first, last
    sounding = leads.alike | numbers.misheard
    while first > 0 and words[first - 1] in sounding - numbers.times and run.first_word - first < LONGEST_GAP:
        first -= 1
    while last + 1 < len(words) and words[last + 1] in sounding and last - run.last_word < LONGEST_GAP:
        last += 1
    return first, last
