"""Contacts: spoken e-mail addresses, passwords, dates of birth and street addresses."""

from collections.abc import Iterator, Sequence
from typing import Final

from earnest.speech.concealment.numbers import read_group
from earnest.speech.concealment.phrases import ends_of_phrases
from earnest.speech.concealment.spans import PersonalKind, PersonalSpan, SpanSource
from earnest.speech.concealment.vocabulary.vocabulary import ContextWords, Vocabulary

LONGEST_LOCAL_PART: Final = 8
"""Words before `at` that may belong to an e-mail address; each spelled letter is one."""
LONGEST_DOMAIN: Final = 5
LONGEST_SECRET: Final = 8
"""Words that may make a password."""
BIRTH_REACH: Final = 10
"""Words after `born` or `birthday` among which a date is looked for."""
STREET_REACH: Final = 4
"""Words between a house number and `street`."""


def find_emails(words: Sequence[str], vocabulary: Vocabulary) -> Iterator[PersonalSpan]:
    """Give the e-mail addresses, spoken (`jo dot smith at example dot com`) or written."""
    contexts = vocabulary.contexts
    for position, word in enumerate(words):
        if "@" in word.strip("@"):
            dotted = words[position + 1 : position + 2] and words[position + 1] in contexts.email_dot
            last = min(position + 2, len(words) - 1) if dotted else position
            yield _span(PersonalKind.EMAIL_ADDRESS, _local_part(words, position, contexts), last)
        end = _domain_end(words, position, contexts)
        if end is not None:
            yield _span(PersonalKind.EMAIL_ADDRESS, _local_part(words, position, contexts), end)


def _domain_end(words: Sequence[str], position: int, contexts: ContextWords) -> int | None:
    """Return the last word of the domain, where an `at` or a mail provider stands here and a domain follows."""
    if words[position] not in contexts.email_at and words[position] not in contexts.email_providers:
        return None
    end: int | None = None
    for dot in range(position + 1, min(len(words) - 1, position + 1 + LONGEST_DOMAIN)):
        if words[dot] in contexts.email_dot and words[dot + 1] in contexts.email_ends:
            end = dot + 1
    if end is None and words[position] in contexts.email_at:
        following = words[position + 1 : position + 2]
        end = position + 1 if any(_is_domain(word, contexts) for word in following) else None
    return end


def _is_domain(word: str, contexts: ContextWords) -> bool:
    """Tell whether a word is a provider, or a domain that the recogniser wrote as one (`example.com`)."""
    return word in contexts.email_providers or ("." in word and word.rsplit(".", 1)[1] in contexts.email_ends)


def _local_part(words: Sequence[str], at: int, contexts: ContextWords) -> int:
    """Return where the address begins: after `to` or `is`, or as many words back as an address may have."""
    first = at
    while first > max(0, at - LONGEST_LOCAL_PART) and words[first - 1] not in contexts.email_begins:
        first -= 1
    return first


def find_secrets(words: Sequence[str], vocabulary: Vocabulary) -> Iterator[PersonalSpan]:
    """Give what follows `password is`: all of it, whatever it is."""
    for start in ends_of_phrases(words, vocabulary.contexts.secret_follows):
        if start < len(words):
            yield _span(PersonalKind.SECRET, start, min(len(words), start + LONGEST_SECRET) - 1)


def find_birth_dates(words: Sequence[str], vocabulary: Vocabulary) -> Iterator[PersonalSpan]:
    """Give dates with a word about birth near them; other dates are appointments and stay."""
    for position, word in enumerate(words):
        if word not in vocabulary.contexts.birth:
            continue
        for reach in (
            range(position + 1, min(len(words), position + 1 + BIRTH_REACH)),
            range(max(0, position - BIRTH_REACH), position),
        ):
            dated = [index for index in reach if _is_date_part(words, index, vocabulary)]
            certain = sum(words[index] not in vocabulary.contexts.ordinals for index in dated)
            if len(dated) >= 2 and certain >= 1:  # noqa: PLR2004 - a day and a month, or a year of two halves
                yield _span(PersonalKind.DATE_OF_BIRTH, dated[0], dated[-1])
                break


def _is_date_part(words: Sequence[str], index: int, vocabulary: Vocabulary) -> bool:
    contexts = vocabulary.contexts
    within = words[index] in contexts.months or words[index] in contexts.ordinals
    return within or read_group(words, index, vocabulary.numbers) is not None


def find_streets(words: Sequence[str], vocabulary: Vocabulary) -> Iterator[PersonalSpan]:
    """Give streets with a house number, and streets after `i live in`."""
    at_home = {
        position for end in ends_of_phrases(words, vocabulary.names.home) for position in range(end, end + STREET_REACH)
    }
    for position in range(len(words)):
        first = _street_start(words, position, vocabulary)
        if first is None:
            continue
        number = _house_number(words, first, position, vocabulary)
        if number is not None:
            yield _span(PersonalKind.ADDRESS, min(first, number[0]), max(position, number[1]))
        elif first in at_home:
            yield _span(PersonalKind.ADDRESS, first, position)


def _street_start(words: Sequence[str], position: int, vocabulary: Vocabulary) -> int | None:
    """Return the first word of a street's name that ends here; None where none does."""
    names = vocabulary.names
    if names.street_ending is not None and names.street_ending.fullmatch(words[position]):
        return position if words[position] not in names.common else None
    if words[position] not in names.street_words:
        return None
    first = position
    while first > max(0, position - STREET_REACH + 1) and _can_name_street(words, first - 1, vocabulary):
        first -= 1
    return first if first < position else None


def _can_name_street(words: Sequence[str], index: int, vocabulary: Vocabulary) -> bool:
    word = words[index]
    named = word in {"main", "high", "church", "station", "park", "mill", "school", "green", "the"} and word != "the"
    ordinal = word in vocabulary.contexts.ordinals - {"the", "of"}
    if read_group(words, index, vocabulary.numbers) is not None:
        return False
    return named or ordinal or vocabulary.names.base_form(word) is None


def _house_number(words: Sequence[str], first: int, last: int, vocabulary: Vocabulary) -> tuple[int, int] | None:
    """Return the first and the last word of the number before or after a street; None where there is none."""
    if not vocabulary.names.number_first:
        group = read_group(words, last + 1, vocabulary.numbers)
        return None if group is None else (group.first_word, group.last_word)
    for start in range(max(0, first - STREET_REACH), first):
        group = read_group(words, start, vocabulary.numbers)
        position = start
        while group is not None:
            position = group.last_word + 1
            group = read_group(words, position, vocabulary.numbers)
        if position == first and position > start:
            return start, first - 1
    return None


def _span(kind: PersonalKind, first: int, last: int) -> PersonalSpan:
    return PersonalSpan(kind=kind, first_word=first, last_word=last, source=SpanSource.RULE)
