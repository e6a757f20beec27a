"""Number runs: numbers one after the other, also where the recogniser wrote other words between and beside them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from earnest.speech.privacy.concealment.number_groups import NumberGroup
from earnest.speech.privacy.concealment.utterance import UtteranceWords

# Chosen, each for the reason beside it; the benchmark `personal_data` measures all of them together.
SHORTEST_RUN: Final = 4
"""From so many digits in a run on it is personal; `six thirty` has three."""
LONGEST_GAP: Final = 2
"""So many words that are no numbers may lie inside a run."""

SHORTEST_BRIDGED: Final = 5
"""Digits that a run with a gap in it must have. Chosen, not measured alone, as above."""


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
        """How many of the numbers are digits said one by one or doubled."""
        return sum(group.repeated or size == 1 for group in self.groups for size in group.sizes)


def find_number_runs(utterance: UtteranceWords) -> Iterator[NumberRun]:
    """Give the longest runs of numbers, with dashes, pauses and misheard digits between them."""
    position = 0
    while position < len(utterance):
        group = utterance.number(position)
        if group is None:
            position += 1
            continue
        run = _read_run(utterance, group)
        yield run
        position = run.last_word + 1


def _read_run(utterance: UtteranceWords, first: NumberGroup) -> NumberRun:
    numbers = utterance.vocabulary.numbers
    groups, decimal = [first], False
    while True:
        position = groups[-1].last_word + 1
        following = utterance.number(position)
        if following is not None:
            groups.append(following)
            continue
        word, beyond = utterance.word(position), utterance.number(position + 1)
        if beyond is None or word not in numbers.separators | numbers.points:
            return NumberRun(groups=tuple(groups), decimal=decimal)
        decimal = decimal or word in numbers.points
        groups.append(beyond)


def _ending_words(utterance: UtteranceWords) -> frozenset[str]:
    """Return the words with which a number is over: those around a time, and what is concealed already."""
    numbers = utterance.vocabulary.numbers
    return numbers.clock | (numbers.times - numbers.misheard) | {""}


def bridged(utterance: UtteranceWords, runs: Sequence[NumberRun]) -> tuple[NumberRun, ...]:
    """Return the runs with those joined that one or two misheard words part.

    Only where most of it are single digits, as in telephone numbers: `two cups and three spoons` are two amounts, and
    `ten thirty to eleven` are two times.
    """
    joined = list(runs)
    position = 0
    while position + 1 < len(joined):
        left, right = joined[position], joined[position + 1]
        if _are_one(utterance, left, right):
            whole = NumberRun(groups=(*left.groups, *right.groups), decimal=left.decimal or right.decimal)
            joined[position : position + 2] = [whole]
            position = max(0, position - 1)  # what stood before may now be near enough
        else:
            position += 1
    return tuple(joined)


def _are_one(utterance: UtteranceWords, left: NumberRun, right: NumberRun) -> bool:
    articles, ending = utterance.vocabulary.shared.digit_articles, _ending_words(utterance)
    if any(run.first_word == run.last_word and utterance.words[run.first_word] in articles for run in (left, right)):
        return False
    gap = utterance.words[left.last_word + 1 : right.first_word]
    if len(gap) > LONGEST_GAP or not ending.isdisjoint(gap):
        return False
    sounding = len(gap) if utterance.digit_alike.issuperset(gap) else 0
    singles = left.singles + right.singles + sounding
    if left.digits + right.digits + sounding < SHORTEST_BRIDGED or singles < SHORTEST_RUN:
        return False
    others = sum(len(group.sizes) for group in (*left.groups, *right.groups)) + sounding - singles
    return max(left.singles, right.singles) > len(gap) and others <= singles


def with_edges(utterance: UtteranceWords, run: NumberRun) -> tuple[int, int]:
    """Return the first and last word of a personal run with what belongs to it though it was not read as digits.

    Words that sound like digits beside it, and numbers shortly before and after it.
    """
    vocabulary, sounding = utterance.vocabulary, utterance.digit_alike
    first, last = run.first_word, run.last_word
    if run.digits < SHORTEST_RUN or len(run.groups) < LONGEST_GAP:
        return first, last
    ending = _ending_words(utterance)
    last = _reached(utterance, range(last + 1, len(utterance)), ending, otherwise=last)
    prepositions = vocabulary.names.place_prepositions - sounding
    first = _reached(utterance, range(first - 1, -1, -1), ending | prepositions, otherwise=first)
    before, after = sounding - vocabulary.numbers.times, sounding - vocabulary.leads.closers
    first = utterance.reach(first, -1, lambda at: utterance.words[at] in before and not _is_led(utterance, at))
    last = utterance.reach(last, 1, lambda at: utterance.words[at] in after and goes_on(utterance, at))
    return first, last


def goes_on(utterance: UtteranceWords, position: int) -> bool:
    """Tell whether a word that only sounds like a digit may be one by what follows; `to pay` and `for me` go on."""
    prepositions = utterance.vocabulary.names.place_prepositions
    if utterance.words[position] not in prepositions or position + 1 >= len(utterance):
        return True
    return utterance.word(position + 1) in utterance.digit_alike | {""} or utterance.is_number(position + 1)


def _is_led(utterance: UtteranceWords, position: int) -> bool:
    """Tell whether a preposition stands here after other words than `is`: `my pin to`, `send a text to`."""
    if position == 0 or utterance.words[position] not in utterance.vocabulary.names.place_prepositions:
        return False
    led = utterance.words[position - 1] not in utterance.vocabulary.leads.fillers
    return led and not utterance.is_number(position - 1)


def _reached(utterance: UtteranceWords, way: range, ending: frozenset[str], *, otherwise: int) -> int:
    """Return the furthest number on a way on which no more than two words that are none follow each other."""
    shared, clock = utterance.vocabulary.shared, utterance.vocabulary.numbers.clock
    found, gap = otherwise, 0
    for index in way:
        if utterance.words[index] in ending or gap > LONGEST_GAP:
            break
        counted = utterance.is_number(index) or utterance.is_repeat(index)
        if not counted or (gap > 0 and utterance.words[index] in shared.digit_articles):
            gap += 1
        else:
            timed = way.step > 0 and utterance.word(index + 1) in clock
            found, gap = (found, gap + 1) if timed else (index, 0)
    return found
