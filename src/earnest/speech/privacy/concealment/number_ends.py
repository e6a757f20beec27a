"""Number ends: misheard words at the ends of a number that was found by the rest of it.

A recogniser errs at the first and the last digit as often as at any other, but there no digits stand on both sides that
would tell. What tells is the place: between the word that says what the number is and the number itself, and after a
number that is shorter than its kind usually is.
"""

from collections.abc import Iterator, Sequence
from typing import Final

from earnest.speech.privacy.concealment.letters import is_letter
from earnest.speech.privacy.concealment.number_groups import read_group
from earnest.speech.privacy.concealment.number_runs import goes_on
from earnest.speech.privacy.concealment.spans import PersonalKind, PersonalSpan
from earnest.speech.privacy.vocabulary.vocabulary import Vocabulary

USUAL: Final = {
    PersonalKind.SECRET: 4,
    PersonalKind.TELEPHONE_NUMBER: 10,
    PersonalKind.LICENCE_PLATE: 5,
    PersonalKind.ACCOUNT_NUMBER: 8,
    PersonalKind.POST_CODE: 5,
    PersonalKind.NUMBER: 6,
}
"""Words that a number of a kind has at least, said digit by digit; shorter ones have probably lost some."""
LEAST_FOUND: Final = 2
"""Words of a number that must have been found before anything is added to it."""
LONGEST_END: Final = 2
"""Words that are added at an end at most."""
CONTEXT_REACH: Final = 6
"""So many words before a number may say what it is."""
SHORTEST_DIGIT: Final = 3
"""Letters of a digit that others are compared with; `oh` is like too many words."""
LONGEST_SHORT: Final = 3
"""Letters of common words that stand between all sorts of words: `to`, `mit`."""
LEAST_ALIKE: Final = 2
"""Letters of a word that may sound like a digit."""


def with_ends(words: Sequence[str], span: PersonalSpan, vocabulary: Vocabulary) -> PersonalSpan:
    """Return a number with what are probably its misheard ends; other spans come back as they are.

    Args:
        words: normalised words of the utterance.
        span: what was found in it.
        vocabulary: of the language spoken.
    """
    if span.kind not in USUAL or span.last_word - span.first_word + 1 < LEAST_FOUND:
        return span
    first = _from_lead(words, span.first_word, vocabulary)
    first = first if first is not None else _over_alike(words, span.first_word, -1, vocabulary)
    last = _over_alike(words, span.last_word, 1, vocabulary)
    missing = USUAL[span.kind] - (last - first + 1)
    for _ in range(min(LONGEST_END, missing)):
        if last + 1 < len(words) and _is_strange(words[last + 1], vocabulary):
            last += 1
    return PersonalSpan(kind=span.kind, first_word=first, last_word=last, source=span.source)


def sounds_like_digit(word: str, vocabulary: Vocabulary) -> bool:
    """Tell whether a word is written nearly as a digit is: but for one letter: `fire`, `bier`, `zeg`."""
    if len(word) < LEAST_ALIKE or not word.isalpha():
        return False
    return any(_differ_by_one(word, digit) for digit in vocabulary.numbers.digits if len(digit) >= SHORTEST_DIGIT)


def _from_lead(words: Sequence[str], first: int, vocabulary: Vocabulary) -> int | None:
    """Return where a number begins that stands after a word that says what it is; None where the two are far apart."""
    contexts, fillers = vocabulary.contexts, vocabulary.leads.fillers
    nouns = contexts.account | contexts.post_code | contexts.secret | contexts.number
    for noun in range(first - 1, max(-1, first - 1 - CONTEXT_REACH), -1):
        if words[noun] not in nouns:
            continue
        start = (
            max((index for index in range(noun, first) if index == noun or words[index] in fillers), default=noun) + 1
        )
        between = words[start:first]
        if len(between) <= LONGEST_END and not any(_is_plain(word, vocabulary) for word in between):
            return start
        return None
    return None


def _is_plain(word: str, vocabulary: Vocabulary) -> bool:
    """Tell whether a word between a noun and its number is surely no digit: `to`, `mit`, `my`, the rest of the noun."""
    names, numbers = vocabulary.names, vocabulary.numbers
    if is_letter(word) or sounds_like_digit(word, vocabulary) or word in vocabulary.leads.alike:
        return word in numbers.times | names.place_prepositions
    short = len(word) <= LONGEST_SHORT and word in names.common
    of_noun = any(word in phrase for phrase in vocabulary.leads.plate)
    return not word or short or of_noun or word in names.relations | numbers.times | numbers.clock


def _over_alike(words: Sequence[str], edge: int, step: int, vocabulary: Vocabulary) -> int:
    """Return the edge of a number moved over words that sound like digits."""
    for _ in range(LONGEST_END):
        beside = edge + step
        if not 0 <= beside < len(words) or words[beside] in _stops(vocabulary):
            break
        if words[beside] in vocabulary.names.place_prepositions if step < 0 else not goes_on(words, beside, vocabulary):
            break
        if not sounds_like_digit(words[beside], vocabulary) and read_group(words, beside, vocabulary.numbers) is None:
            break
        edge = beside
    return edge


def _is_strange(word: str, vocabulary: Vocabulary) -> bool:
    """Tell whether a word after a number is no common one, so that it may be a digit."""
    return bool(word) and word not in _stops(vocabulary) and vocabulary.names.base_form(word) is None


def _stops(vocabulary: Vocabulary) -> frozenset[str]:
    numbers, leads = vocabulary.numbers, vocabulary.leads
    return numbers.clock | numbers.times | leads.closers | leads.fillers | leads.denials


def _differ_by_one(word: str, other: str) -> bool:
    """Tell whether one letter is changed, lost or added between two words that are not the same."""
    return word != other and not _patterns(word).isdisjoint(_patterns(other))


def _patterns(word: str) -> frozenset[str]:
    return frozenset(_variants(word))


def _variants(word: str) -> Iterator[str]:
    yield word
    for index in range(len(word)):
        yield f"{word[:index]}*{word[index + 1 :]}"
        yield word[:index] + word[index + 1 :]
