"""Features: what the tagger sees of each word; names are hidden from it, so that it learns from the context."""

from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Final

from earnest.speech.privacy.concealment.number_groups import read_group
from earnest.speech.privacy.concealment.utterance import bare
from earnest.speech.privacy.vocabulary.vocabulary import Vocabulary
from earnest.speech.privacy.vocabulary.word_sorts import sorts_of

MODELS: Final = Path(__file__).parent / "models"
UNKNOWN: Final = "?"
"""Stands for every word that is in no list: most names are."""
NUMBER: Final = "#"
FIGURES: Final = "0"
"""Stands for what is written in figures (`5pm`)."""
MARK: Final = "."
"""Stands for punctuation and gaps."""
EDGE: Final = "|"
"""Stands for what is before the first and after the last word."""
# What the tagger sees was chosen with its thresholds on thirds of the training part, each left out in turn, and on the
# development part (docs/algorithms/personal-data.md).
ASKED: Final = frozenset({"en"})
"""Languages whose tagger learns what a request is about: those of which there are real requests to learn it from."""
SHORTEST_ASKED: Final = 3
"""Letters of a word that may tell what a request is about."""
LONGEST_PHRASE: Final = 4
"""Words after a preposition that may belong to it."""
REACH: Final = 3
"""Words to each side that are looked at."""
SORT_REACH: Final = 2
"""Words to each side whose sort is looked at."""
LONGEST_LENGTH: Final = 10
"""Longer words count as so long."""
LAST_PLACE: Final = 4
"""Places in a sentence are counted up to this, from either end."""


def features(words: Sequence[str], vocabulary: Vocabulary, *, public: bool) -> list[list[str]]:
    """Return the features of each word, in order; `public` is whether names in the request are public."""
    known = known_words(vocabulary)
    shown = [_seen(words, index, known, vocabulary) for index in range(len(words))]
    seen = [EDGE] * REACH + shown + [EDGE] * REACH
    asked = _asked(shown) if vocabulary.language in ASKED else ()
    found = [
        [
            *_of_word(words, index, seen, vocabulary, public=public),
            *_of_request(shown, index, asked, vocabulary),
            *_of_place(shown, index),
        ]
        for index in range(len(words))
    ]
    for index, (sorted_features, shape) in enumerate(
        zip(_of_sorts(words, shown, vocabulary), _of_shape(words, shown), strict=True)
    ):
        found[index] += [*sorted_features, *shape]
    return found


def _of_place(shown: Sequence[str], index: int) -> list[str]:
    """Return where in the request a word stands, and how the request begins."""
    opening = " ".join(word if word not in {NUMBER, MARK, FIGURES} else NUMBER for word in shown[:2])
    return [
        f"opening {opening} {_kind_of(shown[index])}",
        f"from first {min(index, LAST_PLACE)}",
        f"to last {min(len(shown) - 1 - index, LAST_PLACE)}",
    ]


def _of_sorts(words: Sequence[str], shown: Sequence[str], vocabulary: Vocabulary) -> list[list[str]]:
    """Return for each word what sorts it and its neighbours are of: days, states, rooms."""
    known = sorts_of(vocabulary.language)
    sorts = [known.get(bare(word), ()) for word in words]
    found: list[list[str]] = []
    for index in range(len(words)):
        before = shown[index - 1] if index > 0 else EDGE
        of_word = [f"sort {sort} after {before}" for sort in sorts[index]]
        for offset in range(-SORT_REACH, SORT_REACH + 1):
            if 0 <= index + offset < len(words):
                of_word += [f"sort{offset}={sort}" for sort in sorts[index + offset]]
        if index + 1 < len(words):
            of_word += [f"sort {sort} follows {_kind_of(shown[index])}" for sort in sorts[index + 1]]
        found.append(of_word)
    return found


def _of_shape(words: Sequence[str], shown: Sequence[str]) -> list[list[str]]:
    """Return for each word how it is written, more of it where it is in no list."""
    found: list[list[str]] = []
    for index, word in enumerate(map(bare, words)):
        length = min(len(word), LONGEST_LENGTH)
        if shown[index] == UNKNOWN:
            shape = [f"end={word[-4:]}", f"end={word[-2:]}", f"begin={word[:3]}", f"long {length}"]
        else:
            shape = [f"known end={word[-3:]}", f"known long {length}"]
        for offset in (-1, 1):
            if 0 <= index + offset < len(words) and shown[index + offset] == UNKNOWN:
                shape.append(f"end{offset}={bare(words[index + offset])[-3:]}")
        found.append(shape)
    return found


def _kind_of(shown: str) -> str:
    """Return whether a word that is seen as this is a common one."""
    return shown if shown in {UNKNOWN, NUMBER, MARK} else "known"


def _asked(shown: Sequence[str]) -> tuple[str, ...]:
    """Return the words that tell what a request is about: known ones, each once."""
    return tuple(sorted({word for word in shown if len(word) >= SHORTEST_ASKED}))


def _of_request(shown: Sequence[str], index: int, asked: Sequence[str], vocabulary: Vocabulary) -> list[str]:
    """Return what the request is about, and to which preposition before it a word belongs."""
    here = shown[index]
    sort = _kind_of(here)
    found = [f"about {word} {sort}" for word in asked if word != here]
    prepositions = vocabulary.names.place_prepositions
    for at in range(index - 1, max(-1, index - 1 - LONGEST_PHRASE), -1):
        if shown[at] in prepositions:
            before = shown[at - 1] if at > 0 else EDGE
            found += [f"of {shown[at]} {sort}", f"of {before} {shown[at]} {sort}", f"of {shown[at]} {index - at}"]
            break
    return found


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
        found += [f"end={word[-3:]}", f"begin={word[:2]}"]
    for title, known in (("first", names.first_names), ("last", names.surnames), ("city", names.cities)):
        if word in known:
            found += [title, f"{title} public={public}", f"{title} {left}"]
        for side in (-1, 1):
            if 0 <= index + side < len(words) and bare(words[index + side]) in known:
                found.append(f"{side} {title}")
    return found


def _seen(words: Sequence[str], index: int, known: frozenset[str], vocabulary: Vocabulary) -> str:
    """Return a common word without its ending, a class for numbers and marks, else that the word is unknown."""
    word = words[index]
    if word in known:
        return word
    if word in vocabulary.numbers.repeats or read_group(words, index, vocabulary.numbers) is not None:
        return NUMBER
    base = vocabulary.names.base_form(bare(word))
    if base is not None:
        return base
    if word[:1].isdigit():
        return FIGURES
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
        *(names.common | names.relations | names.particles | contexts.public | contexts.months | contexts.birth),
        *(numbers | contexts.ordinals | vocabulary.numbers.clock),
    )
    spoken = frozenset(word for phrase in phrases for word in phrase)
    known = frozenset(listed) | spoken | learned_words(vocabulary.language)
    return known - names.first_names - names.surnames - names.cities | names.particles
