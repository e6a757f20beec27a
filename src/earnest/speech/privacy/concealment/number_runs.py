"""Number runs: numbers one after the other, also where the recogniser wrote other words between and beside them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from earnest.speech.privacy.concealment.letters import may_be_lost
from earnest.speech.privacy.concealment.number_groups import NumberGroup, read_group
from earnest.speech.privacy.vocabulary.vocabulary import NumberWords, Vocabulary

SHORTEST_RUN: Final = 4
"""From so many digits in a run on it is personal; `six thirty` has three."""
LONGEST_GAP: Final = 2
"""So many words that are no numbers may lie inside a run."""
ARTICLES: Final = frozenset({"een", "ein", "eine", "einen", "a", "i", "o"})
"""Digits and letters that are articles or other words more often, unless they stand directly beside others."""
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
    loose = words[beyond.first_word] in ARTICLES or not follows_on
    return len(single) >= SHORTEST_RUN and len(single) == len(groups) and beyond.digits == 1 and not loose


def bridged(words: Sequence[str], runs: Sequence[NumberRun], vocabulary: Vocabulary) -> tuple[NumberRun, ...]:
    """Return the runs with those joined that one or two misheard words part.

    Only where most of it are single digits, as in telephone numbers: `two cups and three spoons` are two amounts, and
    `ten thirty to eleven` are two times.
    """
    joined = list(runs)
    position = 0
    while position + 1 < len(joined):
        left, right = joined[position], joined[position + 1]
        if _are_one(words, left, right, vocabulary):
            whole = NumberRun(groups=(*left.groups, *right.groups), decimal=left.decimal or right.decimal)
            joined[position : position + 2] = [whole]
            position = max(0, position - 1)  # what stood before may now be near enough
        else:
            position += 1
    return tuple(joined)


def _are_one(words: Sequence[str], left: NumberRun, right: NumberRun, vocabulary: Vocabulary) -> bool:
    if any(run.first_word == run.last_word and words[run.first_word] in ARTICLES for run in (left, right)):
        return False
    gap = words[left.last_word + 1 : right.first_word]
    numbers = vocabulary.numbers
    ending = numbers.clock | (numbers.times - numbers.misheard)
    if len(gap) > LONGEST_GAP or any(word in ending or not word for word in gap):
        return False
    sounding = len(gap) if all(word in numbers.misheard | vocabulary.leads.alike for word in gap) else 0
    singles = left.singles + right.singles + sounding
    if left.digits + right.digits + sounding < SHORTEST_BRIDGED or singles < SHORTEST_RUN:
        return False
    others = len(left.groups) + len(right.groups) + sounding - singles
    return max(left.singles, right.singles) > len(gap) and others <= singles


def with_edges(words: Sequence[str], run: NumberRun, vocabulary: Vocabulary) -> tuple[int, int]:
    """Return the first and last word of a personal run with what belongs to it though it was not read as digits.

    Words that sound like digits beside it, numbers shortly before and after it, and one or two words at the end of the
    utterance that are no thanks: a misheard digit is as often the last one as any other.
    """
    numbers, leads = vocabulary.numbers, vocabulary.leads
    first, last = run.first_word, run.last_word
    if run.digits < SHORTEST_RUN or len(run.groups) < LONGEST_GAP:
        return first, last
    sounding = leads.alike | numbers.misheard
    ending = numbers.clock | (numbers.times - numbers.misheard) | {""}
    last = _reached(words, range(last + 1, len(words)), vocabulary, ending) or last
    prepositions = vocabulary.names.place_prepositions - numbers.misheard - leads.alike
    reached = _reached(words, range(first - 1, -1, -1), vocabulary, ending | prepositions)
    first = first if reached is None else reached
    while first > 0 and words[first - 1] in sounding - numbers.times and not _is_led(words, first - 1, vocabulary):
        first -= 1
    while (
        last + 1 < len(words) and words[last + 1] in sounding - leads.closers and goes_on(words, last + 1, vocabulary)
    ):
        last += 1
    return first, (
        len(words) - 1 if run.digits > SHORTEST_RUN and _is_lost_end(words[last + 1 :], vocabulary) else last
    )


def goes_on(words: Sequence[str], position: int, vocabulary: Vocabulary) -> bool:
    """Tell whether a word that only sounds like a digit may be one by what follows; `to pay` and `for me` go on."""
    if words[position] not in vocabulary.names.place_prepositions or position + 1 >= len(words):
        return True
    following, numbers, leads = words[position + 1], vocabulary.numbers, vocabulary.leads
    return following in numbers.misheard | leads.alike | {""} or read_group(words, position + 1, numbers) is not None


def _is_led(words: Sequence[str], position: int, vocabulary: Vocabulary) -> bool:
    """Tell whether a preposition stands here after other words than `is`: `my pin to`, `send a text to`."""
    if position == 0 or words[position] not in vocabulary.names.place_prepositions:
        return False
    before = words[position - 1]
    return before not in vocabulary.leads.fillers and read_group(words, position - 1, vocabulary.numbers) is None


def _is_lost_end(left: Sequence[str], vocabulary: Vocabulary) -> bool:
    """Tell whether the words left after a number are probably its misheard end: a short or strange one, or two such."""
    closers = vocabulary.leads.closers
    if len(left) == 1:
        return may_be_lost(left[0], vocabulary)
    strange = all(word and word not in closers and vocabulary.names.base_form(word) is None for word in left)
    return 0 < len(left) <= LONGEST_GAP and strange


def _reached(words: Sequence[str], way: range, vocabulary: Vocabulary, ending: frozenset[str]) -> int | None:
    """Return the furthest number on a way on which no more than two words that are none follow each other."""
    found: int | None = None
    gap = 0
    for index in way:
        if words[index] in ending or gap > LONGEST_GAP:
            break
        counted = read_group(words, index, vocabulary.numbers) is not None or words[index] in dict(
            vocabulary.numbers.repeats
        )
        if not counted or (gap > 0 and words[index] in ARTICLES):
            gap += 1
        elif gap <= LONGEST_GAP:
            timed = way.step > 0 and index + 1 < len(words) and words[index + 1] in vocabulary.numbers.clock
            found, gap = (found, gap + 1) if timed else (index, 0)
    return found
