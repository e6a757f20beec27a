"""Leads: what follows `my number is`, `my email is`, `spelled` or `licence plate`, however badly it was recognised."""

from collections.abc import Callable, Iterator, Sequence
from typing import Final

from earnest.speech.privacy.concealment.letters import is_letter, may_be_lost
from earnest.speech.privacy.concealment.number_groups import read_group
from earnest.speech.privacy.concealment.number_runs import ARTICLES, goes_on
from earnest.speech.privacy.concealment.phrases import ends_of_phrases, phrase_at
from earnest.speech.privacy.concealment.spans import PersonalKind, PersonalSpan, SpanSource
from earnest.speech.privacy.vocabulary.vocabulary import Phrase, Vocabulary

LONGEST_NUMBER: Final = 26
"""Words after a lead among which a number is looked for; a card has sixteen digits, an IBAN more."""
LONGEST_BREAK: Final = 3
"""So many words that are no numbers may lie in a number after a lead."""
UNRECOGNISED: Final = 6
"""Words that are hidden after a lead where none of them was recognised as a number."""
LEAST_RECOGNISED: Final = 4
"""Numbers and letters that must be recognised after a word that is no lead, such as `account`."""
LEAST_UNRECOGNISED: Final = 3
"""Fewer words than this after a lead are no misheard number."""
LONGEST_ADDRESS: Final = 16
"""Words of an e-mail or web address; each spelled letter is one."""
LONGEST_SPELLING: Final = 16
LONGEST_PLATE: Final = 9


def find_led(words: Sequence[str], vocabulary: Vocabulary) -> Iterator[PersonalSpan]:
    """Give what the leads of the language lead to.

    A lead without anything after it (`what is my number`), with a denial (`my number is busy`) or before a mark for
    what is already concealed leads to nothing.
    """
    leads = vocabulary.leads
    for start in _starts(words, leads.number, vocabulary):
        yield from _number(words, start, vocabulary)
    yield from _after_nouns(words, vocabulary)
    for start in _starts(words, leads.plate, vocabulary):
        last = _last_like(words, start, LONGEST_PLATE, 2, lambda index: _is_code(words, index, vocabulary))
        if last is not None:
            yield _span(PersonalKind.LICENCE_PLATE, start, last)
    for start in _starts(words, leads.house, vocabulary):
        group = read_group(words, start, vocabulary.numbers)
        if group is not None:
            yield _span(PersonalKind.ADDRESS, start, group.last_word)
    for start in _starts(words, leads.email, vocabulary):
        if _led_to(words, start, vocabulary):
            last = min(len(words), start + LONGEST_ADDRESS) - 1
            yield _span(PersonalKind.EMAIL_ADDRESS, start, _address_end(words, start, last, vocabulary))
    for start in _starts(words, leads.spelling, vocabulary):
        last = _last_like(words, start, LONGEST_SPELLING, 2, lambda index: _is_spelled(words, index, vocabulary))
        if last is not None and last > start:
            yield _span(PersonalKind.SPELLED, start, last)


def _after_nouns(words: Sequence[str], vocabulary: Vocabulary) -> Iterator[PersonalSpan]:
    """Give what follows words like `iban` or `postcode` without a lead, where enough of it was recognised."""
    contexts = vocabulary.contexts
    nouns = contexts.account | contexts.post_code | contexts.secret
    for position, word in enumerate(words):
        if word not in nouns:
            continue
        start = position + 1
        while start < len(words) and words[start] in vocabulary.leads.fillers and not _is_single(words, start):
            start += 1
        last = _last_like(words, start, LONGEST_NUMBER, LONGEST_BREAK, lambda index: _is_code(words, index, vocabulary))
        if last is None:
            continue
        sure = [index for index in range(start, last + 1) if _is_number(words, index, vocabulary)]
        letters = [index for index in range(start, last + 1) if is_letter(words[index])]
        if len(sure) + len(letters) >= LEAST_RECOGNISED and sure:
            yield _span(_kind(words, start, vocabulary), min((sure[0], *letters)), last)


def _starts(words: Sequence[str], leads: Sequence[Phrase], vocabulary: Vocabulary) -> Iterator[int]:
    """Give the positions after each lead and the words that may follow it (`is`)."""
    for end in ends_of_phrases(words, leads):
        start = end
        while start < len(words) and words[start] in vocabulary.leads.fillers and not _is_single(words, start):
            start += 1
        if start < len(words) and words[start] and not _is_unit(words[start], vocabulary):
            yield start


def _is_single(words: Sequence[str], start: int) -> bool:
    """Tell whether a letter stands here among other letters, so that `a` is no article."""
    return is_letter(words[start]) and start + 1 < len(words) and is_letter(words[start + 1])


def _is_unit(word: str, vocabulary: Vocabulary) -> bool:
    return word in vocabulary.numbers.clock


def _number(words: Sequence[str], start: int, vocabulary: Vocabulary) -> Iterator[PersonalSpan]:
    """Give the number after a lead, also where few of its words were recognised as numbers."""
    last = _last_like(words, start, LONGEST_NUMBER, LONGEST_BREAK, lambda index: _is_code(words, index, vocabulary))
    if last is not None and any(_is_number(words, index, vocabulary) for index in range(start, last + 1)):
        yield _span(_kind(words, start, vocabulary), start, last)
    elif _led_to(words, start, vocabulary) and may_be_lost(words[start], vocabulary):
        end = min(len(words), start + UNRECOGNISED)
        if end - start >= LEAST_UNRECOGNISED:
            yield _span(_kind(words, start, vocabulary), start, end - 1)


def _led_to(words: Sequence[str], start: int, vocabulary: Vocabulary) -> bool:
    """Tell whether the word after a lead may be what it leads to."""
    return words[start] not in vocabulary.leads.denials


def _last_like(words: Sequence[str], start: int, longest: int, gap: int, like: Callable[[int], bool]) -> int | None:
    """Return the last word of a run that begins at a word or shortly after; None where nothing is like it.

    Args:
        words: of the utterance.
        start: the word after the lead.
        longest: words of the run at most.
        gap: words in a row that may be unlike.
        like: tells of an index whether its word belongs to such a run.
    """
    last: int | None = None
    for index in range(start, min(len(words), start + longest)):
        if not words[index]:
            break
        beside = index - (start - 1 if last is None else last) == 1
        if like(index) and (beside or words[index] not in ARTICLES):
            last = index
        elif index - (start - 1 if last is None else last) > gap:
            break
    return last


def _is_number(words: Sequence[str], index: int, vocabulary: Vocabulary) -> bool:
    return (
        read_group(words, index, vocabulary.numbers) is not None
        or words[index] in vocabulary.numbers.repeats
        or any(character.isdigit() for character in words[index])
        or words[index] in vocabulary.numbers.hundreds
    )


def _is_code(words: Sequence[str], index: int, vocabulary: Vocabulary) -> bool:
    """Tell whether a word is a number, a letter or sounds like one."""
    word, leads = words[index], vocabulary.leads
    sounding = leads.alike | vocabulary.numbers.misheard | leads.letter_names | vocabulary.spelling.alphabet
    sounds = word in sounding and goes_on(words, index, vocabulary)
    return _is_number(words, index, vocabulary) or is_letter(word) or sounds


def _is_spelled(words: Sequence[str], index: int, vocabulary: Vocabulary) -> bool:
    word = words[index]
    spelling, numbers = vocabulary.spelling, vocabulary.numbers
    if is_letter(word) or word in spelling.alphabet or word in vocabulary.leads.letter_names:
        return True
    linked = any(phrase_at(words, index, (phrase,)) for phrase in spelling.as_in)
    example = any(
        phrase_at(words, index - len(phrase), (phrase,))
        and index > len(phrase)
        and is_letter(words[index - len(phrase) - 1])
        for phrase in spelling.as_in
    )
    return linked or example or word in numbers.repeats


def _address_end(words: Sequence[str], start: int, last: int, vocabulary: Vocabulary) -> int:
    """Return the end of an address: where its last known ending stands, else all that may belong to it."""
    leads, contexts = vocabulary.leads, vocabulary.contexts
    ends = [
        index
        for index in range(start + 1, last + 1)
        if words[index - 1] in leads.dot_alike and words[index] in (contexts.email_ends | leads.end_alike)
    ]
    gaps = [index for index in range(start, last + 1) if not words[index]]
    return min([*(max(ends, default=last),), *(gap - 1 for gap in gaps if gap > start)])


def _kind(words: Sequence[str], start: int, vocabulary: Vocabulary) -> PersonalKind:
    contexts = vocabulary.contexts
    near = words[max(0, start - 5) : start]
    kinds = (
        (contexts.post_code, PersonalKind.POST_CODE),
        (contexts.secret, PersonalKind.SECRET),
        (contexts.account, PersonalKind.ACCOUNT_NUMBER),
        (frozenset({"i", "ban"}), PersonalKind.ACCOUNT_NUMBER),
    )
    found = (kind for known, kind in kinds if any(word in known for word in near))
    return next(found, PersonalKind.TELEPHONE_NUMBER)


def _span(kind: PersonalKind, first: int, last: int) -> PersonalSpan:
    return PersonalSpan(kind=kind, first_word=first, last_word=last, source=SpanSource.RULE)
