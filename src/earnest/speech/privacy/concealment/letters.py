"""Letters: what is spelled out, letter by letter or by a spelling alphabet, and codes of letters and digits."""

from collections.abc import Iterator, Sequence
from typing import Final

from earnest.speech.privacy.concealment.number_groups import read_group
from earnest.speech.privacy.concealment.phrases import phrase_at
from earnest.speech.privacy.concealment.spans import PersonalKind, PersonalSpan, SpanSource
from earnest.speech.privacy.vocabulary.vocabulary import Vocabulary

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
LONGEST_LOST: Final = 5
"""Letters of common words that may stand for a misheard letter or digit; those are short words."""
SHORTEST_EXAMPLES: Final = 2
"""Letters with an example (`b as in boy`) from which on it is something spelled out."""


def find_letters(words: Sequence[str], vocabulary: Vocabulary) -> Iterator[PersonalSpan]:
    """Give the runs of letters that are personal; well-known abbreviations (`b b c`) stay."""
    position = 0
    nouns = _spelled_nouns(words, vocabulary)
    while position < len(words):
        if position in nouns:
            position += 1
            continue
        for find in (_examples, _alphabet, _letters_and_digits):
            end = find(words, position, vocabulary)
            if end is not None:
                kind = _kind(words[max(0, position - CONTEXT_REACH) : position], vocabulary)
                first, end = _extended(words, position, end, vocabulary, nouns)
                yield PersonalSpan(kind=kind, first_word=first, last_word=end - 1, source=SpanSource.RULE)
                position = end - 1
                break
        position += 1


def _spelled_nouns(words: Sequence[str], vocabulary: Vocabulary) -> frozenset[int]:
    """Return the indices of letters that spell a word for what follows: `i b a n`, `p i n`."""
    contexts = vocabulary.contexts
    nouns = [word for word in contexts.account | contexts.secret | contexts.post_code if len(word) <= LONGEST_NOUN]
    return frozenset(
        index
        for noun in nouns
        for first in range(len(words) - len(noun))
        if tuple(words[first : first + len(noun)]) == tuple(noun)
        for index in range(first, first + len(noun))
    )


def _extended(
    words: Sequence[str], first: int, end: int, vocabulary: Vocabulary, nouns: frozenset[int]
) -> tuple[int, int]:
    """Return where something spelled begins and ends with the letters beyond one or two misheard words.

    A single short or strange word left at the end of the utterance belongs to it as well, unless it is a thanks.
    """
    known = vocabulary.spelling.alphabet | vocabulary.leads.letter_names
    articles = vocabulary.spelling.article_letters | vocabulary.names.common
    for index in range(end, len(words)):
        if index - end > LONGEST_GAP or not words[index]:
            break
        if (is_letter(words[index]) and words[index] not in articles) or (words[index] in known and index == end):
            end = index + 1
    for index in range(first - 1, -1, -1):
        if first - index > LONGEST_GAP + 1 or not words[index] or index in nouns:
            break
        if is_letter(words[index]) and words[index] not in articles:
            first = index
    if end == len(words) - 1 and may_be_lost(words[end], vocabulary):
        end += 1
    return first, end


def may_be_lost(word: str, vocabulary: Vocabulary) -> bool:
    """Tell whether a word left after something spelled or counted may be its misheard end: no long common one."""
    if not word or word in vocabulary.leads.closers:
        return False
    return len(word) <= LONGEST_LOST or vocabulary.names.base_form(word) is None


def is_letter(word: str) -> bool:
    """Tell whether a word is a single letter."""
    return len(word) == 1 and word.isalpha()


def _kind(before: Sequence[str], vocabulary: Vocabulary) -> PersonalKind:
    contexts = vocabulary.contexts
    if any(word in contexts.post_code for word in before):
        return PersonalKind.POST_CODE
    if any(word in contexts.secret for word in before):
        return PersonalKind.SECRET
    return PersonalKind.ACCOUNT_NUMBER if any(word in contexts.account for word in before) else PersonalKind.SPELLED


def _letters_and_digits(words: Sequence[str], start: int, vocabulary: Vocabulary) -> int | None:
    """Return where a run of letters, or of letters and digits, ends that begins here; None where none does."""
    letters: list[str] = []
    digits, position = 0, start
    while position < len(words):
        if is_letter(words[position]):
            letters.append(words[position])
            position += 1
            continue
        group = read_group(words, position, vocabulary.numbers)
        if group is not None and group.digits <= 4:  # noqa: PLR2004 - longer ones are numbers on their own
            digits += group.digits
            position = group.last_word + 1
            continue
        doubled = words[position] in vocabulary.numbers.repeats
        following = position + 1 < len(words) and is_letter(words[position + 1])
        misheard = words[position] in vocabulary.leads.letter_names or words[position] not in vocabulary.names.common
        if not (following and words[position] and (doubled or (misheard and len(letters) >= SHORTEST_SPELLING - 1))):
            break
        position += 1
    return position if _is_spelled(letters, digits, vocabulary) else None


def _is_spelled(letters: Sequence[str], digits: int, vocabulary: Vocabulary) -> bool:
    spelling = vocabulary.spelling
    sure = [letter for letter in letters if letter not in spelling.article_letters]
    if digits == 0:
        return (
            len(letters) >= SHORTEST_SPELLING
            and len(sure) >= SHORTEST_SPELLING - 1
            and "".join(letters) not in spelling.abbreviations
        )
    count = len(letters) if sure else 0
    return min(count, digits) >= 2 and count + digits >= SHORTEST_CODE  # noqa: PLR2004 - `room b twelve` has one


def _alphabet(words: Sequence[str], start: int, vocabulary: Vocabulary) -> int | None:
    """Return where a run of a spelling alphabet's words ends that begins here; None where none does."""
    end = start
    while end < len(words) and (words[end] in vocabulary.spelling.alphabet or is_letter(words[end])):
        end += 1
    named = sum(words[position] in vocabulary.spelling.alphabet for position in range(start, end))
    return end if end - start >= SHORTEST_SPELLING and named >= SHORTEST_SPELLING - 1 else None


def _examples(words: Sequence[str], start: int, vocabulary: Vocabulary) -> int | None:
    """Return where a run of letters with examples (`b as in boy u as in uncle`) ends; None where none begins here."""
    end, count = start, 0
    while end < len(words) and is_letter(words[end]):
        link = phrase_at(words, end + 1, vocabulary.spelling.as_in)
        example = end + 1 + len(link)
        if not link or example >= len(words) or not words[example].startswith(words[end]):
            break
        count += 1
        end = example + 1
    return end if count >= SHORTEST_EXAMPLES else None
