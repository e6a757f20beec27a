"""Leads: what follows `my number is`, `my email is`, `spelled` or `licence plate`, however badly it was recognised."""

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import Final

from earnest.speech.privacy.concealment.number_runs import goes_on
from earnest.speech.privacy.concealment.spans import PersonalKind, PersonalSpan, by_rule
from earnest.speech.privacy.concealment.utterance import UtteranceWords
from earnest.speech.privacy.vocabulary.vocabulary import Phrase

# Chosen, each for the reason beside it; the benchmark `personal_data` measures all of them together.
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
"""Words of something spelled; a long name has so many letters."""
LONGEST_PLATE: Final = 9
"""Words of a registration, each letter and digit one."""
SHORT_BREAK: Final = 2
"""As LONGEST_BREAK, in something spelled and in a registration; words."""
CONTEXT_REACH: Final = 5
"""So many words before a number may say what it is."""


def find_led(utterance: UtteranceWords) -> Iterator[PersonalSpan]:
    """Give what the leads of the language lead to.

    A lead without anything after it (`what is my number`), with a denial (`my number is busy`) or before a mark for
    what is already concealed leads to nothing.
    """
    leads, is_code = utterance.vocabulary.leads, partial(_is_code, utterance)
    for start in _starts(utterance, leads.number):
        yield from _number(utterance, start)
    yield from _after_nouns(utterance)
    for start in _starts(utterance, leads.plate):
        last = _last_like(utterance, start, LONGEST_PLATE, SHORT_BREAK, is_code)
        if last is not None:
            yield by_rule(PersonalKind.LICENCE_PLATE, start, last)
    for start in _starts(utterance, leads.house):
        group = utterance.number(start)
        if group is not None:
            yield by_rule(PersonalKind.ADDRESS, start, group.last_word)
    for start in _starts(utterance, leads.email):
        if utterance.words[start] not in leads.denials:
            yield by_rule(PersonalKind.EMAIL_ADDRESS, start, _address_end(utterance, start))
    for start in _starts(utterance, leads.spelling):
        last = _last_like(utterance, start, LONGEST_SPELLING, SHORT_BREAK, partial(_is_spelled, utterance))
        if last is not None and last > start:
            yield by_rule(PersonalKind.SPELLED, start, last)


def _after_nouns(utterance: UtteranceWords) -> Iterator[PersonalSpan]:
    """Give what follows words like `iban` or `postcode` without a lead, where enough of it was recognised."""
    contexts = utterance.vocabulary.contexts
    nouns = contexts.account | contexts.post_code | contexts.secret
    for position, word in enumerate(utterance.words):
        if word not in nouns:
            continue
        start = _over_fillers(utterance, position) + 1
        last = _last_like(utterance, start, LONGEST_NUMBER, LONGEST_BREAK, partial(_is_code, utterance))
        if last is None:
            continue
        sure = [index for index in range(start, last + 1) if _is_number(utterance, index)]
        letters = [index for index in range(start, last + 1) if utterance.is_letter(index)]
        if len(sure) + len(letters) >= LEAST_RECOGNISED and sure:
            yield by_rule(_kind(utterance, start), min((sure[0], *letters)), last)


def _starts(utterance: UtteranceWords, leads: Sequence[Phrase]) -> Iterator[int]:
    """Give the positions after each lead and the words that may follow it (`is`)."""
    for end in utterance.phrase_ends(leads):
        start = _over_fillers(utterance, end - 1) + 1
        if utterance.word(start) and utterance.words[start] not in utterance.vocabulary.numbers.clock:
            yield start


def _over_fillers(utterance: UtteranceWords, last: int) -> int:
    """Return the last word of a lead with its fillers; of letters in a row, `a` is no article and so no filler."""
    fillers = utterance.vocabulary.leads.fillers
    return utterance.reach(
        last,
        1,
        lambda at: utterance.words[at] in fillers and not (utterance.is_letter(at) and utterance.is_letter(at + 1)),
    )


def _number(utterance: UtteranceWords, start: int) -> Iterator[PersonalSpan]:
    """Give the number after a lead, also where few of its words were recognised as numbers."""
    last = _last_like(utterance, start, LONGEST_NUMBER, LONGEST_BREAK, partial(_is_code, utterance))
    if last is not None and any(_is_number(utterance, index) for index in range(start, last + 1)):
        yield by_rule(_kind(utterance, start), start, last)
    elif utterance.words[start] not in utterance.vocabulary.leads.denials and utterance.may_be_lost(start):
        end = min(len(utterance), start + UNRECOGNISED)
        if end - start >= LEAST_UNRECOGNISED:
            yield by_rule(_kind(utterance, start), start, end - 1)


def _last_like(
    utterance: UtteranceWords, start: int, longest: int, gap: int, like: Callable[[int], bool]
) -> int | None:
    """Return the last word of a run that begins at a word or shortly after; None where nothing is like it.

    Args:
        utterance: where the run is looked for.
        start: the word after the lead.
        longest: words of the run at most.
        gap: words in a row that may be unlike.
        like: tells of an index whether its word belongs to such a run.
    """
    last = start - 1
    for index in range(start, min(len(utterance), start + longest)):
        word = utterance.words[index]
        if not word:
            break
        if like(index) and (index - last == 1 or word not in utterance.vocabulary.shared.digit_articles):
            last = index
        elif index - last > gap:
            break
    return last if last >= start else None


def _is_number(utterance: UtteranceWords, index: int) -> bool:
    word = utterance.words[index]
    hundreds = utterance.vocabulary.numbers.hundreds
    return (
        utterance.is_number(index)
        or utterance.is_repeat(index)
        or any(character.isdigit() for character in word)
        or word in hundreds
    )


def _is_code(utterance: UtteranceWords, index: int) -> bool:
    """Tell whether a word is a number, a letter or sounds like one."""
    leads, spelling = utterance.vocabulary.leads, utterance.vocabulary.spelling
    sounding = utterance.digit_alike | leads.letter_names | spelling.alphabet
    sounds = utterance.words[index] in sounding and goes_on(utterance, index)
    return _is_number(utterance, index) or utterance.is_letter(index) or sounds


def _is_spelled(utterance: UtteranceWords, index: int) -> bool:
    spelling, leads = utterance.vocabulary.spelling, utterance.vocabulary.leads
    if utterance.is_letter(index) or utterance.words[index] in spelling.alphabet | leads.letter_names:
        return True
    example = any(
        utterance.ends_with_phrase(index, (phrase,)) and utterance.is_letter(index - len(phrase) - 1)
        for phrase in spelling.as_in
    )
    return example or utterance.phrase_at(index, spelling.as_in) != () or utterance.is_repeat(index)


def _address_end(utterance: UtteranceWords, start: int) -> int:
    """Return the end of an address: where its last known ending stands, else all that may belong to it."""
    leads, contexts, words = utterance.vocabulary.leads, utterance.vocabulary.contexts, utterance.words
    limit = min(len(words), start + LONGEST_ADDRESS) - 1
    endings = contexts.email_ends | leads.end_alike
    ends = [at for at in range(start + 1, limit + 1) if words[at - 1] in leads.dot_alike and words[at] in endings]
    return utterance.until_gap(start, max(ends, default=limit))


def _kind(utterance: UtteranceWords, start: int) -> PersonalKind:
    near = utterance.before(start, CONTEXT_REACH)
    parted = not utterance.vocabulary.shared.account_parts.isdisjoint(near)
    otherwise = PersonalKind.ACCOUNT_NUMBER if parted else PersonalKind.TELEPHONE_NUMBER
    return utterance.kind_said(near, letters=True) or otherwise
