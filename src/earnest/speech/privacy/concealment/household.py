"""Household: the names that a household knows (contacts, people, places), hidden wherever they are said."""

import unicodedata
from collections.abc import Sequence
from functools import cache
from typing import Final

from earnest.speech.privacy.concealment.spans import PersonalKind, PersonalSpan, SpanSource, runs_of
from earnest.speech.privacy.concealment.utterance import bare, places_of
from earnest.speech.privacy.vocabulary.vocabulary import Vocabulary

# Chosen, each for the reason beside it; the benchmark `personal_data` measures all of them together.
SHORTEST_PART: Final = 2
"""Letters that a part of a name must have to be looked for by itself."""
SHORTEST_NEAR: Final = 5
"""Letters from which on a name is found with one letter wrong, lost or added."""
STAND_IN: Final = "kerrin"
"""Stands for a name that is also a common word while rules and tagger look whether it is used as a name: an invented
name that is in no list."""


def find_household_names(
    words: Sequence[str], vocabulary: Vocabulary, names: frozenset[str]
) -> tuple[tuple[PersonalSpan, ...], frozenset[int]]:
    """Return where the household's names are said, and which words may be such a name or a common word.

    A name of several words is found as a whole and by each of its words. A word that is also a common one (`will`,
    `rose`) is a name only beside another part of it; elsewhere the context has to tell, and its index
    is in the second part of the answer.

    Args:
        words: normalised words of the utterance, N ≥ 0.
        vocabulary: of the language spoken.
        names: as they are written in the contact list, in any case; empty ones are ignored.
    """
    if not names or not words:
        return (), frozenset()
    wholes, sure, unsure = _prepared(names, vocabulary.names.common, vocabulary.names.particles)
    spoken = tuple(_folded(word) for word in words)
    nominative = tuple(bare(word) for word in spoken)
    hidden = {
        index for whole in wholes for first, last in places_of(nominative, whole) for index in range(first, last + 1)
    }
    hidden |= {
        index
        for index, word in enumerate(words)
        if _is_name(spoken[index], sure) or (_near(nominative[index], sure) and word not in vocabulary.names.common)
    }
    beside = {index for index, word in enumerate(nominative) if word in unsure or spoken[index] in unsure}
    for index in sorted(beside):
        if index - 1 in hidden or index + 1 in hidden:
            hidden.add(index)
    spans = tuple(
        PersonalSpan(kind=PersonalKind.NAME, first_word=first, last_word=last, source=SpanSource.HOUSEHOLD)
        for first, last in runs_of(hidden)
    )
    return spans, frozenset(beside - hidden)


def with_stand_ins(words: Sequence[str], positions: frozenset[int]) -> tuple[str, ...]:
    """Return the words with an invented name in place of those that may be names."""
    return tuple(STAND_IN + word[len(bare(word)) :] if index in positions else word for index, word in enumerate(words))


def _prepared(
    names: frozenset[str], common: frozenset[str], particles: frozenset[str]
) -> tuple[frozenset[tuple[str, ...]], frozenset[str], frozenset[str]]:
    """Return the names of several words, the words that are surely names, and those that may be common words."""
    wholes = frozenset(tuple(_folded(part) for part in name.replace("-", " ").split()) for name in names)
    parts = {part for whole in wholes for part in whole if len(part) >= SHORTEST_PART and part not in particles}
    unsure = frozenset(parts & _all_folded(common))
    return frozenset(whole for whole in wholes if len(whole) > 1), frozenset(parts - unsure), unsure


@cache
def _all_folded(words: frozenset[str]) -> frozenset[str]:
    """Return the common words of a language folded; names are never kept beyond a call."""
    return frozenset(_folded(word) for word in words)


def _is_name(word: str, names: frozenset[str]) -> bool:
    return word in names or bare(word) in names or (word.endswith("s") and word[:-1] in names)


def _near(word: str, names: frozenset[str]) -> bool:
    """Tell whether a word differs by one letter from a long enough name."""
    if len(word) < SHORTEST_NEAR - 1:
        return False
    return any(
        len(name) >= SHORTEST_NEAR and abs(len(name) - len(word)) <= 1 and _one_edit(word, name) for name in names
    )


def _one_edit(left: str, right: str) -> bool:
    same = 0
    while same < min(len(left), len(right)) and left[same] == right[same]:
        same += 1
    return left[same + 1 :] == right[same + 1 :] or left[same:] == right[same + 1 :] or left[same + 1 :] == right[same:]


def _folded(word: str) -> str:
    """Return a word without case and accents, with umlauts written out as one plain letter."""
    parted = unicodedata.normalize("NFKD", word.strip(".,'’").lower().replace("ß", "ss").replace("’", "'"))
    return "".join(letter for letter in parted if not unicodedata.combining(letter))
