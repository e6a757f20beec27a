"""Internet: spoken and spelled e-mail and web addresses, also where `at`, `dot` or the provider was misheard."""

from collections.abc import Iterator, Sequence
from typing import Final

from earnest.speech.privacy.concealment.letters import is_letter
from earnest.speech.privacy.concealment.spans import PersonalKind, PersonalSpan, SpanSource
from earnest.speech.privacy.vocabulary.vocabulary import Vocabulary

LONGEST_LOCAL_PART: Final = 16
"""Words before `at` that may belong to an e-mail address; each spelled letter is one."""
PLAIN_LOCAL_PART: Final = 3
"""The same where none of them is a letter, a digit or a word like `dot`."""
LONGEST_SHORT: Final = 3
"""Letters of common words before an address that are hardly ever parts of it: `in`, `as`."""
LONGEST_DOMAIN: Final = 10
LONGEST_SPELLED_END: Final = 4
"""Letters of the end of a domain (`info`)."""
LONGEST_PATH: Final = 8
"""Words after the domain that may belong to a web address."""


def find_addresses(words: Sequence[str], vocabulary: Vocabulary) -> Iterator[PersonalSpan]:
    """Give the e-mail and web addresses, spoken (`jo dot smith at example dot com`), spelled or written."""
    for position, word in enumerate(words):
        if "@" in word.strip("@"):
            dotted = position + 2 < len(words) and words[position + 1] in vocabulary.contexts.email_dot
            last = position + 2 if dotted else position
            yield _span(PersonalKind.EMAIL_ADDRESS, _local_part(words, position, vocabulary), last)
        elif _is_domain(word, vocabulary) or (position > 0 and _ends_domain(words, position, vocabulary)):
            yield from _around(words, position, position, vocabulary)
    yield from _webs(words, vocabulary)


def _ends_domain(words: Sequence[str], position: int, vocabulary: Vocabulary) -> bool:
    """Tell whether a domain ends here: `dot com`, or after a mail provider anything that sounds like it."""
    contexts, leads = vocabulary.contexts, vocabulary.leads
    if position < 2:  # noqa: PLR2004 - a name and a dot stand before
        return False
    if words[position] in contexts.email_ends and words[position - 1] in contexts.email_dot:
        return True
    if _ends_spelled_domain(words, position, vocabulary):
        return True
    provider = any(word in contexts.email_providers for word in words[max(0, position - 3) : position])
    at = any(word in contexts.email_at for word in words[max(0, position - LONGEST_DOMAIN) : position])
    sounding = words[position] in contexts.email_ends | leads.end_alike and words[position - 1] in leads.dot_alike
    misheard = words[position] in leads.end_alike and words[position - 1] in contexts.email_dot
    return (provider and (sounding or words[position] in leads.end_alike)) or (at and misheard)


def _ends_spelled_domain(words: Sequence[str], position: int, vocabulary: Vocabulary) -> bool:
    """Tell whether the end of a domain is spelled up to here: `punt n l`, `dot c o m`."""
    first = position
    while first > 0 and is_letter(words[first - 1]) and position - first < LONGEST_SPELLED_END - 1:
        first -= 1
    return any(
        "".join(words[start : position + 1]) in vocabulary.contexts.email_ends
        and start > 0
        and words[start - 1] in vocabulary.contexts.email_dot
        for start in range(first, position)
    )


def _around(words: Sequence[str], first: int, last: int, vocabulary: Vocabulary) -> Iterator[PersonalSpan]:
    """Give the address whose domain ends at a word: an e-mail address where an `at` or a provider stands before."""
    contexts = vocabulary.contexts
    reach = range(last - 1, max(-1, last - LONGEST_DOMAIN), -1)
    at = next((index for index in reach if words[index] in contexts.email_at and _may_be_at(words, index, last)), None)
    provider = next((index for index in reach if words[index] in contexts.email_providers), None)
    if at is None and provider is not None:
        before = provider - 1
        at = before if before >= 0 and words[before] in vocabulary.leads.at_alike else provider
    if at is not None:
        yield _span(PersonalKind.EMAIL_ADDRESS, _local_part(words, at, vocabulary), last)
        return
    start = _web_start(words, first, vocabulary)
    yield _span(PersonalKind.WEB_ADDRESS, start, _path_end(words, last, vocabulary))


def _may_be_at(words: Sequence[str], index: int, last: int) -> bool:
    return 0 < index < last - 1 or words[index] == "@"


def _is_domain(word: str, vocabulary: Vocabulary) -> bool:
    """Tell whether a word is a domain that the recogniser wrote as one (`example.com`)."""
    name, _, end = word.rpartition(".")
    return len(name) > 1 and any(map(str.isalpha, name)) and end in vocabulary.contexts.email_ends


def _local_part(words: Sequence[str], at: int, vocabulary: Vocabulary) -> int:
    """Return where the address begins: after `to` or `is`, or as many words back as an address may have."""
    first, plain = at, 0
    while first > max(0, at - LONGEST_LOCAL_PART) and words[first - 1]:
        word = words[first - 1]
        if word in vocabulary.contexts.email_begins and not _is_inside(words, first - 1, vocabulary):
            break
        plain += not (_is_piece(word, vocabulary) or _is_inside(words, first - 1, vocabulary))
        if plain > PLAIN_LOCAL_PART:
            break
        first -= 1
    while first + 1 < at and _leads_to_address(words, first, vocabulary):
        first += 1
    return first


def _leads_to_address(words: Sequence[str], index: int, vocabulary: Vocabulary) -> bool:
    """Tell whether a word before an address is none of its own: `at` of `me at`, `in` of `log in as`, `setz`."""
    word, names = words[index], vocabulary.names
    if word in vocabulary.contexts.email_begins | vocabulary.contexts.email_at:
        return True
    if is_letter(word) or word not in names.common | names.particles:
        return index == 0 and names.forms.is_imperative(word, names.common)
    short = len(word) <= LONGEST_SHORT and not _is_piece(word, vocabulary)
    after = words[index + 1] in vocabulary.leads.joiners - vocabulary.contexts.email_at
    return short and not after


def _is_piece(word: str, vocabulary: Vocabulary) -> bool:
    numbers, leads = vocabulary.numbers, vocabulary.leads
    return (
        is_letter(word)
        or word in leads.joiners
        or word in numbers.digits | numbers.teens | numbers.tens
        or word in numbers.repeats
    )


def _is_inside(words: Sequence[str], index: int, vocabulary: Vocabulary) -> bool:
    """Tell whether a joiner stands before or after a word, so that it belongs to what is joined."""
    joiners = vocabulary.leads.joiners
    after = index + 1 < len(words) and words[index + 1] in joiners - vocabulary.contexts.email_at
    return after or (index > 0 and words[index - 1] in joiners)


def _web_start(words: Sequence[str], dot: int, vocabulary: Vocabulary) -> int:
    """Return the first word of a web address whose ending stands at a word."""
    first = max(0, dot - 2) if words[dot - 1] in vocabulary.leads.dot_alike and dot > 0 else dot
    joiners = vocabulary.leads.joiners
    while first > 0 and words[first - 1]:
        before = words[first - 1]
        joined = before in joiners or words[first] in joiners
        letters = is_letter(before) and (is_letter(words[first]) or words[first] in joiners)
        if not (joined or letters or before in vocabulary.leads.web_start):
            break
        first -= 1
    return first


def _path_end(words: Sequence[str], last: int, vocabulary: Vocabulary) -> int:
    """Return the last word of what follows a domain after a slash."""
    end, joiners = last, vocabulary.leads.joiners - vocabulary.contexts.email_at
    while end + 1 < len(words) and end - last < LONGEST_PATH and words[end + 1]:
        joined = words[end + 1] in joiners and end + 2 < len(words)
        if not (joined or (end > last and (words[end] in joiners or is_letter(words[end + 1])))):
            break
        end += 1
    return end


def _webs(words: Sequence[str], vocabulary: Vocabulary) -> Iterator[PersonalSpan]:
    """Give what follows `www` or `w w w`, up to its ending or as far as an address may go."""
    for position in range(len(words)):
        spelled = tuple(words[position : position + 3]) == ("w", "w", "w")
        if not spelled and words[position] not in vocabulary.leads.web_start:
            continue
        limit = min(len(words), position + LONGEST_DOMAIN)
        ends = [index for index in range(position, limit) if _ends_domain(words, index, vocabulary)]
        last = _path_end(words, max(ends), vocabulary) if ends else limit - 1
        gaps = [index for index in range(position, last + 1) if not words[index]]
        yield _span(PersonalKind.WEB_ADDRESS, position, min([last, *(gap - 1 for gap in gaps if gap > position)]))


def _span(kind: PersonalKind, first: int, last: int) -> PersonalSpan:
    return PersonalSpan(kind=kind, first_word=first, last_word=last, source=SpanSource.RULE)
