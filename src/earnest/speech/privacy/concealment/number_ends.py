"""Number ends: misheard words at the ends of a number that was found by the rest of it.

A recogniser errs at the first and the last digit as often as at any other, but there no digits stand on both sides that
would tell. What tells is the place: between the word that says what the number is and the number itself, and after a
number that is shorter than its kind usually is.
"""

from typing import Final

from earnest.speech.privacy.concealment.number_runs import goes_on
from earnest.speech.privacy.concealment.spans import PersonalKind, PersonalSpan
from earnest.speech.privacy.concealment.utterance import UtteranceWords, is_letter
from earnest.speech.privacy.vocabulary.vocabulary import Vocabulary

# Chosen by hand, each for the reason beside it, and not measured one by one: the benchmark `personal_data` measures the
# rules together (docs/algorithms/personal-data.md).
USUAL: Final = {
    PersonalKind.SECRET: 4,
    PersonalKind.TELEPHONE_NUMBER: 10,
    PersonalKind.LICENCE_PLATE: 5,
    PersonalKind.ACCOUNT_NUMBER: 8,
    PersonalKind.POST_CODE: 5,
    PersonalKind.NUMBER: 6,
}
"""Digits and words that a number of a kind has at least; shorter ones have probably lost some."""
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


def with_ends(utterance: UtteranceWords, span: PersonalSpan) -> PersonalSpan:
    """Return a number with what are probably its misheard ends; other spans come back as they are."""
    if span.kind not in USUAL or span.last_word - span.first_word + 1 < LEAST_FOUND:
        return span
    first = _from_lead(utterance, span.first_word)
    first = first if first is not None else _over_alike(utterance, span.first_word, -1)
    last = _over_alike(utterance, span.last_word, 1)
    missing = USUAL[span.kind] - sum(max(1, sum(map(str.isdigit, word))) for word in utterance.words[first : last + 1])
    last = utterance.reach(last, 1, lambda at: _is_strange(utterance, at), most=min(LONGEST_END, missing))
    return PersonalSpan(kind=span.kind, first_word=first, last_word=last, source=span.source)


def sounds_like_digit(word: str, vocabulary: Vocabulary) -> bool:
    """Tell whether a word is written nearly as a digit is: `fire`, `bier`, `zeg`."""
    if len(word) < LEAST_ALIKE or not word.isalpha():
        return False
    return any(_is_nearly(word, digit) for digit in vocabulary.numbers.digits if len(digit) >= SHORTEST_DIGIT)


def _from_lead(utterance: UtteranceWords, first: int) -> int | None:
    """Return where a number begins that stands after a word that says what it is; None where the two are far apart."""
    contexts, fillers = utterance.vocabulary.contexts, utterance.vocabulary.leads.fillers
    nouns = contexts.account | contexts.post_code | contexts.secret | contexts.number
    reach = range(first - 1, max(-1, first - 1 - CONTEXT_REACH), -1)
    noun = next((index for index in reach if utterance.words[index] in nouns), None)
    if noun is None:
        return None
    start = max((index for index in range(noun + 1, first) if utterance.words[index] in fillers), default=noun) + 1
    plain = any(_is_plain(word, utterance.vocabulary) for word in utterance.words[start:first])
    return None if plain or first - start > LONGEST_END else start


def _is_plain(word: str, vocabulary: Vocabulary) -> bool:
    """Tell whether a word between a noun and its number is surely no digit: `to`, `mit`, `my`, the rest of the noun."""
    names, numbers = vocabulary.names, vocabulary.numbers
    if is_letter(word) or sounds_like_digit(word, vocabulary) or word in vocabulary.leads.alike:
        return word in numbers.times | names.place_prepositions
    short = len(word) <= LONGEST_SHORT and word in names.common
    of_noun = any(word in phrase for phrase in vocabulary.leads.plate)
    return not word or short or of_noun or word in names.relations | numbers.times | numbers.clock


def _over_alike(utterance: UtteranceWords, edge: int, step: int) -> int:
    """Return the edge of a number moved over words that sound like digits."""
    vocabulary = utterance.vocabulary

    def belongs(index: int) -> bool:
        word = utterance.words[index]
        led = word in vocabulary.names.place_prepositions if step < 0 else not goes_on(utterance, index)
        alike = sounds_like_digit(word, vocabulary) or utterance.is_number(index)
        return word not in _stops(vocabulary) and not led and alike

    return utterance.reach(edge, step, belongs, most=LONGEST_END)


def _is_strange(utterance: UtteranceWords, index: int) -> bool:
    """Tell whether a word after a number is no common one, so that it may be a digit."""
    word, vocabulary = utterance.words[index], utterance.vocabulary
    return word != "" and word not in _stops(vocabulary) and vocabulary.names.base_form(word) is None


def _stops(vocabulary: Vocabulary) -> frozenset[str]:
    numbers, leads = vocabulary.numbers, vocabulary.leads
    return numbers.clock | numbers.times | leads.closers | leads.fillers | leads.denials


def _is_nearly(word: str, other: str) -> bool:
    """Tell whether one letter is changed, lost, added or moved between two words that are not the same."""
    return word != other and not _with_one_lost(word).isdisjoint(_with_one_lost(other))


def _with_one_lost(word: str) -> frozenset[str]:
    return frozenset((word, *(word[:index] + word[index + 1 :] for index in range(len(word)))))
