"""Internet: spoken and spelled e-mail and web addresses, also where `at`, `dot` or the provider was misheard."""

from collections.abc import Iterator
from typing import Final

from earnest.speech.privacy.concealment.spans import PersonalKind, PersonalSpan, by_rule
from earnest.speech.privacy.concealment.utterance import UtteranceWords, is_letter

# Chosen, each for the reason beside it; the benchmark `personal_data` measures all of them together.
LONGEST_LOCAL_PART: Final = 16
"""Words before `at` that may belong to an e-mail address; each spelled letter is one."""
PLAIN_LOCAL_PART: Final = 3
"""The same where none of them is a letter, a digit or a word like `dot`."""
LONGEST_SHORT: Final = 3
"""Letters of common words before an address that are hardly ever parts of it: `in`, `as`."""
LONGEST_DOMAIN: Final = 10
"""Words from a provider or `at` to the end of the domain."""
LONGEST_SPELLED_END: Final = 4
"""Letters of the end of a domain (`info`)."""
LONGEST_PATH: Final = 8
"""Words after the domain that may belong to a web address."""
PROVIDER_REACH: Final = 3
"""Words before the end of a domain among which a mail provider stands."""


def find_addresses(utterance: UtteranceWords) -> Iterator[PersonalSpan]:
    """Give the e-mail and web addresses, spoken (`jo dot smith at example dot com`), spelled or written."""
    for position, word in enumerate(utterance.words):
        if "@" in word.strip("@"):
            dotted = utterance.word(position + 1) in utterance.vocabulary.contexts.email_dot
            last = position + 2 if dotted and position + 2 < len(utterance) else position
            yield by_rule(PersonalKind.EMAIL_ADDRESS, _local_part(utterance, position), last)
        elif _is_domain(utterance, position) or _ends_domain(utterance, position):
            yield _around(utterance, position)
    yield from _webs(utterance)


def _ends_domain(utterance: UtteranceWords, position: int) -> bool:
    """Tell whether a domain ends here: `dot com`, or after a mail provider anything that sounds like it."""
    contexts, leads = utterance.vocabulary.contexts, utterance.vocabulary.leads
    if position < 2:  # noqa: PLR2004 - a name and a dot stand before
        return False
    word, before = utterance.words[position], utterance.words[position - 1]
    if (word in contexts.email_ends and before in contexts.email_dot) or _ends_spelled_domain(utterance, position):
        return True
    alike = word in leads.end_alike
    sounding = alike or (word in contexts.email_ends and before in leads.dot_alike)
    if sounding and not contexts.email_providers.isdisjoint(utterance.before(position, PROVIDER_REACH)):
        return True
    at = not contexts.email_at.isdisjoint(utterance.before(position, LONGEST_DOMAIN))
    return at and alike and before in contexts.email_dot


def _ends_spelled_domain(utterance: UtteranceWords, position: int) -> bool:
    """Tell whether the end of a domain is spelled up to here: `punt n l`, `dot c o m`."""
    contexts = utterance.vocabulary.contexts
    first = utterance.reach(position, -1, utterance.is_letter, most=LONGEST_SPELLED_END - 1)
    return any(
        "".join(utterance.words[start : position + 1]) in contexts.email_ends
        and utterance.word(start - 1) in contexts.email_dot
        for start in range(first, position)
    )


def _around(utterance: UtteranceWords, last: int) -> PersonalSpan:
    """Return the address whose domain ends at a word: an e-mail address where an `at` or a provider stands before."""
    contexts, words = utterance.vocabulary.contexts, utterance.words
    reach = range(last - 1, max(-1, last - LONGEST_DOMAIN), -1)
    at = next((at for at in reach if words[at] in contexts.email_at and (0 < at < last - 1 or words[at] == "@")), None)
    provider = next((index for index in reach if words[index] in contexts.email_providers), None)
    if at is None and provider is not None:
        at = provider - (utterance.word(provider - 1) in utterance.vocabulary.leads.at_alike)
    if at is not None:
        return by_rule(PersonalKind.EMAIL_ADDRESS, _local_part(utterance, at), last)
    return by_rule(PersonalKind.WEB_ADDRESS, _web_start(utterance, last), _path_end(utterance, last))


def _is_domain(utterance: UtteranceWords, position: int) -> bool:
    """Tell whether a word is a domain that the recogniser wrote as one (`example.com`)."""
    name, _, end = utterance.words[position].rpartition(".")
    return len(name) > 1 and any(map(str.isalpha, name)) and end in utterance.vocabulary.contexts.email_ends


def _local_part(utterance: UtteranceWords, at: int) -> int:
    """Return where the address begins: after `to` or `is`, or as many words back as an address may have."""
    begins, plain = utterance.vocabulary.contexts.email_begins, 0

    def belongs(index: int) -> bool:
        nonlocal plain
        word, inside = utterance.words[index], _is_inside(utterance, index)
        plain += not (_is_piece(utterance, index) or inside)
        return word != "" and (inside or word not in begins) and plain <= PLAIN_LOCAL_PART

    first = utterance.reach(at, -1, belongs, most=LONGEST_LOCAL_PART)
    while first + 1 < at and _leads_to_address(utterance, first):
        first += 1
    return first


def _leads_to_address(utterance: UtteranceWords, index: int) -> bool:
    """Tell whether a word before an address is none of its own: `at` of `me at`, `in` of `log in as`, `setz`."""
    word, names, contexts = utterance.words[index], utterance.vocabulary.names, utterance.vocabulary.contexts
    if word in contexts.email_begins | contexts.email_at:
        return True
    if is_letter(word) or word not in names.common | names.particles:
        return index == 0 and names.forms.is_imperative(word, names.common)
    short = len(word) <= LONGEST_SHORT and not _is_piece(utterance, index)
    return short and utterance.words[index + 1] not in _inner_joiners(utterance)


def _inner_joiners(utterance: UtteranceWords) -> frozenset[str]:
    return utterance.vocabulary.leads.joiners - utterance.vocabulary.contexts.email_at


def _is_piece(utterance: UtteranceWords, index: int) -> bool:
    numbers, joiners = utterance.vocabulary.numbers, utterance.vocabulary.leads.joiners
    known = joiners | numbers.digits | numbers.teens | numbers.tens
    return utterance.is_letter(index) or utterance.words[index] in known or utterance.is_repeat(index)


def _is_inside(utterance: UtteranceWords, index: int) -> bool:
    """Tell whether a joiner stands before or after a word, so that it belongs to what is joined."""
    joiners = utterance.vocabulary.leads.joiners
    return utterance.word(index + 1) in _inner_joiners(utterance) or utterance.word(index - 1) in joiners


def _web_start(utterance: UtteranceWords, last: int) -> int:
    """Return the first word of a web address whose ending stands at a word."""
    leads, words = utterance.vocabulary.leads, utterance.words

    def belongs(index: int) -> bool:
        joined = words[index] in leads.joiners or words[index + 1] in leads.joiners
        letters = utterance.is_letter(index) and utterance.is_letter(index + 1)
        return words[index] != "" and (joined or letters or words[index] in leads.web_start)

    return utterance.reach(max(0, last - 2) if utterance.word(last - 1) in leads.dot_alike else last, -1, belongs)


def _path_end(utterance: UtteranceWords, last: int) -> int:
    """Return the last word of what follows a domain after a slash."""
    joiners, words = _inner_joiners(utterance), utterance.words

    def belongs(index: int) -> bool:
        joined = words[index] in joiners and index + 1 < len(utterance)
        inside = index - 1 > last and (words[index - 1] in joiners or utterance.is_letter(index))
        return words[index] != "" and (joined or inside)

    return utterance.reach(last, 1, belongs, most=LONGEST_PATH)


def _webs(utterance: UtteranceWords) -> Iterator[PersonalSpan]:
    """Give what follows `www` or `w w w`, up to its ending or as far as an address may go."""
    for position, word in enumerate(utterance.words):
        spelled = utterance.words[position : position + 3] == ("w", "w", "w")
        if not spelled and word not in utterance.vocabulary.leads.web_start:
            continue
        limit = min(len(utterance), position + LONGEST_DOMAIN)
        ends = [index for index in range(position, limit) if _ends_domain(utterance, index)]
        last = _path_end(utterance, max(ends)) if ends else limit - 1
        yield by_rule(PersonalKind.WEB_ADDRESS, position, utterance.until_gap(position, last))
