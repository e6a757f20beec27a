"""Features: what the tagger sees of each word; names are hidden from it, so that it learns from the context."""

from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Final

from earnest.speech.concealment.names import bare
from earnest.speech.concealment.number_groups import read_group
from earnest.speech.concealment.vocabulary.vocabulary import Vocabulary

MODELS: Final = Path(__file__).parent / "models"
UNKNOWN: Final = "?"
"""Stands for every word that is in no list: most names are."""
NUMBER: Final = "#"
MARK: Final = "."
"""Stands for punctuation and gaps."""
EDGE: Final = "|"
"""Stands for what is before the first and after the last word."""
REACH: Final = 3
"""Words to each side that are looked at."""


def features(words: Sequence[str], vocabulary: Vocabulary, *, public: bool) -> list[list[str]]:
    """Return the features of each word, in order; `public` is whether names in the request are public."""
    known = known_words(vocabulary)
    shown = [_seen(words, index, known, vocabulary) for index in range(len(words))]
    seen = [EDGE] * REACH + shown + [EDGE] * REACH
    return [_of_word(words, index, seen, vocabulary, public=public) for index in range(len(words))]


def is_unknown(found: Sequence[str]) -> bool:
    """Tell of a word's features whether it is in no list of common words."""
    return f"0={UNKNOWN}" in found


def _of_word(
    words: Sequence[str], index: int, seen: Sequence[str], vocabulary: Vocabulary, *, public: bool
) -> list[str]:
    word = bare(words[index])
    at = index + REACH
    left, here, right = seen[at - 1], seen[at], seen[at + 1]
    names = vocabulary.names
    found = [f"{offset}={seen[at + offset]}" for offset in range(-REACH, REACH + 1)]
    found += [
        f"-2-1={seen[at - 2]} {left}",
        f"-3-1={seen[at - 3]} {seen[at - 2]} {left}",
        f"-10={left} {here}",
        f"01={here} {right}",
        f"12={right} {seen[at + 2]}",
        f"-11={left} {right}",
        f"public={public}",
        f"public-1={public} {left}",
    ]
    if word != words[index]:
        found.append("genitive")
    if here == UNKNOWN:
        found.append(f"end={word[-3:]}")
    for title, known in (("first", names.first_names), ("last", names.surnames), ("city", names.cities)):
        if word in known:
            found += [title, f"{title} public={public}", f"{title} {left}"]
    return found


def _seen(words: Sequence[str], index: int, known: frozenset[str], vocabulary: Vocabulary) -> str:
    """Return a common word without its ending, a class for numbers and marks, else that the word is unknown."""
    word = words[index]
    if word in known:
        return word
    if word in dict(vocabulary.numbers.repeats) or read_group(words, index, vocabulary.numbers) is not None:
        return NUMBER
    base = vocabulary.names.base_form(bare(word))
    if base is not None:
        return base
    return UNKNOWN if any(character.isalpha() for character in word) else MARK


@cache
def learned_words(language: str) -> frozenset[str]:
    """Return the common words that training took from corpora of commands; none where there are none."""
    path = MODELS / f"{language}.words.txt"
    return frozenset(path.read_text(encoding="utf-8").split()) if path.exists() else frozenset()


@cache
def known_words(vocabulary: Vocabulary) -> frozenset[str]:
    """Return the words that the tagger may know by themselves: everything in the lists but names."""
    names, contexts, leads = vocabulary.names, vocabulary.contexts, vocabulary.leads
    phrases = (
        *(*names.strong, *names.home, *names.address, *contexts.secret_follows),
        *(*leads.number, *leads.email, *leads.spelling, *leads.plate, *leads.house),
    )
    numbers = contexts.telephone | contexts.account | contexts.secret | contexts.post_code | contexts.number
    listed = (
        names.common | names.relations | names.particles | contexts.public | contexts.months | contexts.birth | numbers
    )
    spoken = frozenset(word for phrase in phrases for word in phrase)
    known = listed | spoken | learned_words(vocabulary.language)
    return known - names.first_names - names.surnames - names.cities | names.particles
