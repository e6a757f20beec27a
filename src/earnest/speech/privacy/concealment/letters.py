"""Letters: what is spelled out, letter by letter or by a spelling alphabet, and codes of letters and digits."""

from collections.abc import Iterator, Sequence
from typing import Final

from earnest.speech.privacy.concealment.spans import PersonalKind, PersonalSpan, by_rule
from earnest.speech.privacy.concealment.utterance import UtteranceWords
from earnest.speech.privacy.vocabulary.vocabulary import SpellingWords

# Chosen, each for the reason beside it; the benchmark `personal_data` measures all of them together.
SHORTEST_SPELLING: Final = 3
"""Letters in a run from which on it is something spelled out."""
SHORTEST_CODE: Final = 4
"""Letters and digits together from which on they are a code (registration plate, British or Dutch post code)."""
CONTEXT_REACH: Final = 6
"""So many words before letters may say what they are."""
LONGEST_GAP: Final = 2
"""Misheard words in a row that may lie among letters."""
LONGEST_NOUN: Final = 4
"""Letters of words like `iban` that are spelled out themselves."""
SHORTEST_EXAMPLES: Final = 2
"""Letters with an example (`b as in boy`) from which on it is something spelled out."""
LONGEST_GROUP: Final = 4
"""Digits of a number among letters; a longer one is a number on its own."""


def find_letters(utterance: UtteranceWords) -> Iterator[PersonalSpan]:
    """Give the runs of letters that are personal; well-known abbreviations (`b b c`) stay."""
    nouns = _spelled_nouns(utterance)
    position = 0
    while position < len(utterance):
        ends = (find(utterance, position) for find in (_examples, _alphabet, _letters_and_digits))
        end = None if position in nouns else next((end for end in ends if end is not None), None)
        if end is not None:
            said = utterance.kind_said(utterance.before(position, CONTEXT_REACH), letters=True)
            first, last = _extended(utterance, position, end - 1, nouns)
            yield by_rule(said or PersonalKind.SPELLED, first, last)
            position = last
        position += 1


def _spelled_nouns(utterance: UtteranceWords) -> frozenset[int]:
    """Return the indices of letters that spell a word for what follows: `i b a n`, `p i n`."""
    contexts = utterance.vocabulary.contexts
    nouns = [word for word in contexts.account | contexts.secret | contexts.post_code if len(word) <= LONGEST_NOUN]
    return frozenset(
        index
        for noun in nouns
        for first in range(len(utterance) - len(noun))
        if utterance.words[first : first + len(noun)] == tuple(noun)
        for index in range(first, first + len(noun))
    )


def _extended(utterance: UtteranceWords, first: int, last: int, nouns: frozenset[int]) -> tuple[int, int]:
    """Return first and last word of something spelled with the letters beyond one or two misheard words.

    A single short or strange word left at the end of the utterance belongs to it as well, unless it is a thanks.
    """
    vocabulary, words = utterance.vocabulary, utterance.words
    known = vocabulary.spelling.alphabet | vocabulary.leads.letter_names
    articles = vocabulary.spelling.article_letters | vocabulary.names.common
    for index in range(last + 1, len(utterance)):
        if index - last - 1 > LONGEST_GAP or not words[index]:
            break
        spelled = utterance.is_letter(index) and words[index] not in articles
        if spelled or (words[index] in known and index == last + 1):
            last = index
    for index in range(first - 1, -1, -1):
        if first - index > LONGEST_GAP + 1 or not words[index] or index in nouns:
            break
        if utterance.is_letter(index) and words[index] not in articles:
            first = index
    return first, last + (last + 2 == len(utterance) and utterance.may_be_lost(last + 1))


def _letters_and_digits(utterance: UtteranceWords, start: int) -> int | None:
    """Return where a run of letters, or of letters and digits, ends that begins here; None where none does."""
    vocabulary = utterance.vocabulary
    letters: list[str] = []
    digits, position = 0, start
    while position < len(utterance):
        word, group = utterance.words[position], utterance.number(position)
        if utterance.is_letter(position):
            letters.append(word)
            position += 1
        elif group is not None and group.digits <= LONGEST_GROUP:
            digits += group.digits
            position = group.last_word + 1
        else:
            misheard = word in vocabulary.leads.letter_names or word not in vocabulary.names.common
            among_letters = misheard and len(letters) >= SHORTEST_SPELLING - 1
            belongs = word and (utterance.is_repeat(position) or among_letters)
            if not (belongs and utterance.is_letter(position + 1)):
                break
            position += 1
    return position if _is_spelled(letters, digits, vocabulary.spelling) else None


def _is_spelled(letters: Sequence[str], digits: int, spelling: SpellingWords) -> bool:
    sure = [letter for letter in letters if letter not in spelling.article_letters]
    enough = len(letters) >= SHORTEST_SPELLING and len(sure) >= SHORTEST_SPELLING - 1
    if digits == 0 or (enough and digits == 1):
        return enough and "".join(letters) not in spelling.abbreviations
    count = len(letters) if sure else 0
    return min(count, digits) >= 2 and count + digits >= SHORTEST_CODE  # noqa: PLR2004 - `room b twelve` has one


def _alphabet(utterance: UtteranceWords, start: int) -> int | None:
    """Return where a run of a spelling alphabet's words ends that begins here; None where none does."""
    alphabet = utterance.vocabulary.spelling.alphabet
    last = utterance.reach(start - 1, 1, lambda at: utterance.words[at] in alphabet or utterance.is_letter(at))
    run = utterance.words[start : last + 1]
    named = sum(word in alphabet for word in run)
    return last + 1 if len(run) >= SHORTEST_SPELLING and named >= SHORTEST_SPELLING - 1 else None


def _examples(utterance: UtteranceWords, start: int) -> int | None:
    """Return where a run of letters with examples (`b as in boy u as in uncle`) ends; None where none begins here."""
    end, count = start, 0
    while utterance.is_letter(end):
        link = utterance.phrase_at(end + 1, utterance.vocabulary.spelling.as_in)
        example = end + 1 + len(link)
        if not link or not utterance.word(example).startswith(utterance.words[end]):
            break
        count += 1
        end = example + 1
    return end if count >= SHORTEST_EXAMPLES else None
