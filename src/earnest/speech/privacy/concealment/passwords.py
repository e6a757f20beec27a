"""Passwords: what follows `password is`, whatever it is."""

from collections.abc import Iterator
from typing import Final

from earnest.speech.privacy.concealment.spans import PersonalKind, PersonalSpan, by_rule
from earnest.speech.privacy.concealment.utterance import UtteranceWords

# Chosen, each for the reason beside it; the benchmark `personal_data` measures all of them together.
LONGEST_SECRET: Final = 8
"""Words that may make a password."""
SECRET_REACH: Final = 5
"""Words between what joins a secret's noun to what it opens (`for`) and `is`."""
POST_CODE_REACH: Final = 3
"""Words before a password among which one says that it is a post code, which is found by its own rule."""


def find_secrets(utterance: UtteranceWords) -> Iterator[PersonalSpan]:
    """Give what follows `password is`: all of it, whatever it is."""
    for start in _secret_starts(utterance):
        if utterance.word(start) and not _is_denied(utterance, start):
            yield by_rule(PersonalKind.SECRET, start, utterance.until_gap(start, start + LONGEST_SECRET - 1))


def _is_denied(utterance: UtteranceWords, start: int) -> bool:
    """Tell whether nothing secret follows (`the code is wrong`); misheard digits do: `for for one nine`."""
    numbered = any(utterance.is_number(index) for index in range(start, start + LONGEST_SECRET))
    return utterance.words[start] in utterance.vocabulary.leads.denials and not numbered


def _secret_starts(utterance: UtteranceWords) -> Iterator[int]:
    """Give the positions after `password is`, and after `the password for the wifi is`."""
    contexts, joins = utterance.vocabulary.contexts, utterance.vocabulary.shared.secret_joins
    follows = contexts.secret_follows
    for start in utterance.phrase_ends(follows):
        if contexts.post_code.isdisjoint(utterance.before(start, POST_CODE_REACH)):
            yield start
    copulas = {phrase[-1] for phrase in follows} - joins
    nouns = {phrase[0] for phrase in follows if len(phrase) == 2}  # noqa: PLR2004 - a noun and what joins it
    for position in range(len(utterance) - 2):
        if utterance.words[position] in nouns and utterance.words[position + 1] in joins:
            reach = range(position + 2, position + 2 + SECRET_REACH)
            copula = next((index for index in reach if utterance.word(index) in copulas), None)
            if copula is not None:
                yield copula + 1
