"""Features: what the tagger sees of each word; names are hidden from it, so that it learns from the context."""

from collections.abc import Sequence
from dataclasses import dataclass
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
    known, sorts = known_words(vocabulary), sorts_of(vocabulary.language)
    seen = _Seen(
        words=tuple(map(bare, words)),
        shown=tuple(_shown(words, index, known, vocabulary) for index in range(len(words))),
        sorts=tuple(sorts.get(bare(word), ()) for word in words),
        vocabulary=vocabulary,
    )
    return [
        [
            *_of_neighbours(seen, index, public=public, genitive=seen.words[index] != words[index]),
            *_of_request(seen, index),
            *_of_place(seen, index),
            *_of_sorts(seen, index),
            *_of_shape(seen, index),
        ]
        for index in range(len(words))
    ]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Seen:
    """What the tagger sees of a request, by word."""

    words: tuple[str, ...]
    """Without genitives."""
    shown: tuple[str, ...]
    """Common words without their endings; of others only what they are (`UNKNOWN`, `NUMBER` …)."""
    sorts: tuple[tuple[str, ...], ...]
    vocabulary: Vocabulary

    def near(self, index: int) -> str:
        """Return what is shown of a word, or that there is none."""
        return self.shown[index] if 0 <= index < len(self.shown) else EDGE


def _of_place(seen: _Seen, index: int) -> list[str]:
    """Return where in the request a word stands, and how the request begins."""
    opening = " ".join(word if word not in {NUMBER, MARK, FIGURES} else NUMBER for word in seen.shown[:2])
    return [
        f"opening {opening} {_kind_of(seen.shown[index])}",
        f"from first {min(index, LAST_PLACE)}",
        f"to last {min(len(seen.shown) - 1 - index, LAST_PLACE)}",
    ]


def _of_sorts(seen: _Seen, index: int) -> list[str]:
    """Return what sorts a word and its neighbours are of: days, states, rooms."""
    here = _kind_of(seen.shown[index])
    near = range(max(0, index - SORT_REACH), min(len(seen.words), index + SORT_REACH + 1))
    return [
        *(f"sort {sort} after {seen.near(index - 1)}" for sort in seen.sorts[index]),
        *(f"sort{at - index}={sort}" for at in near for sort in seen.sorts[at]),
        *(f"sort {sort} follows {here}" for following in seen.sorts[index + 1 : index + 2] for sort in following),
    ]


def _of_shape(seen: _Seen, index: int) -> list[str]:
    """Return how a word is written, more of it where it is in no list."""
    word = seen.words[index]
    length = min(len(word), LONGEST_LENGTH)
    if seen.shown[index] == UNKNOWN:
        shape = [f"end={word[-4:]}", f"end={word[-2:]}", f"begin={word[:3]}", f"long {length}"]
    else:
        shape = [f"known end={word[-3:]}", f"known long {length}"]
    beside = (offset for offset in (-1, 1) if seen.near(index + offset) == UNKNOWN)
    return [*shape, *(f"end{offset}={seen.words[index + offset][-3:]}" for offset in beside)]


def _kind_of(shown: str) -> str:
    """Return whether a word that is seen as this is a common one."""
    return shown if shown in {UNKNOWN, NUMBER, MARK} else "known"


def _of_request(seen: _Seen, index: int) -> list[str]:
    """Return what the request is about, and to which preposition before it a word belongs."""
    here, sort = seen.shown[index], _kind_of(seen.shown[index])
    asked = {word for word in seen.shown if len(word) >= SHORTEST_ASKED and word != here}
    found = [f"about {word} {sort}" for word in sorted(asked)] if seen.vocabulary.language in ASKED else []
    for at in range(index - 1, max(-1, index - 1 - LONGEST_PHRASE), -1):
        word = seen.shown[at]
        if word in seen.vocabulary.names.place_prepositions:
            return [*found, f"of {word} {sort}", f"of {seen.near(at - 1)} {word} {sort}", f"of {word} {index - at}"]
    return found


def is_unknown(found: Sequence[str]) -> bool:
    """Tell of a word's features whether it is in no list of common words."""
    return f"0={UNKNOWN}" in found


def _of_neighbours(seen: _Seen, index: int, *, public: bool, genitive: bool) -> list[str]:
    """Return a word and the words around it as they are shown, and which of them are in lists of names."""
    word, names = seen.words[index], seen.vocabulary.names
    before3, before2, left, here, right, after2, _ = (seen.near(index + at) for at in range(-REACH, REACH + 1))
    found = [f"{offset}={seen.near(index + offset)}" for offset in range(-REACH, REACH + 1)]
    found += [
        f"-2-1={before2} {left}",
        f"-3-1={before3} {before2} {left}",
        f"-10={left} {here}",
        f"01={here} {right}",
        f"12={right} {after2}",
        f"-11={left} {right}",
        f"public={public}",
        f"public-1={public} {left}",
    ]
    if genitive:
        found.append("genitive")
    if here == UNKNOWN:
        found += [f"end={word[-3:]}", f"begin={word[:2]}"]
    for title, known in (("first", names.first_names), ("last", names.surnames), ("city", names.cities)):
        if word in known:
            found += [title, f"{title} public={public}", f"{title} {left}"]
        beside = (at for at in (index - 1, index + 1) if 0 <= at < len(seen.words) and seen.words[at] in known)
        found += [f"{at - index} {title}" for at in beside]
    return found


def _shown(words: Sequence[str], index: int, known: frozenset[str], vocabulary: Vocabulary) -> str:
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
