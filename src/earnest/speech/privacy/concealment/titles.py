"""Titles: what follows a title or a relation is a name, also where it is a common word: `dr white`, `frau klein`."""

from collections.abc import Iterator, Sequence
from typing import Final

from earnest.speech.privacy.concealment.phrases import phrase_at
from earnest.speech.privacy.concealment.spans import PersonalKind, PersonalSpan, SpanSource
from earnest.speech.privacy.vocabulary.vocabulary import TitleWords, Vocabulary, listed

MOST_AFTER_TITLE: Final = 3
"""Words of a name after a title: `dr martin luther king`."""


def find_titled(words: Sequence[str], vocabulary: Vocabulary, *, public: bool) -> Iterator[PersonalSpan]:
    """Give names that stand after a title or a relation; the title is hidden with the name, a relation is not.

    In public requests only after words that lead to a private person (`call doctor white about the weather`), because
    there titles are those of artists, works and stations (`play doctor hook`).

    Args:
        words: normalised words, N ≥ 0.
        vocabulary: of the language spoken.
        public: whether the request is one in which names are of artists, works and public places.
    """
    known = vocabulary.titles
    for position, word in enumerate(words):
        if not _is_title(words, position, known) or (public and not _is_led(words, position, vocabulary)):
            continue
        last = _name_end(words, position, known, vocabulary)
        if last is not None:
            first = position if word in known.titles | vocabulary.names.titles or word in _ADDRESSES else position + 1
            yield PersonalSpan(kind=PersonalKind.NAME, first_word=first, last_word=last, source=SpanSource.RULE)


_ADDRESSES: Final = listed("doctor professor miss nurse frau doktor professorin doktorin dokter zuster juf")
"""Common nouns that are titles of strangers where a name follows; relations are none, they name no one."""


def _is_title(words: Sequence[str], position: int, known: TitleWords) -> bool:
    word = words[position]
    if word in known.titles:
        return True
    if word not in known.occupations:
        return False
    before = words[position - 1] if position > 0 else ""
    return before not in known.determiners and not (word == "miss" and before in known.verbal)


def _is_led(words: Sequence[str], position: int, vocabulary: Vocabulary) -> bool:
    """Tell whether a phrase that leads to a person ends right before a title."""
    strong = vocabulary.names.strong
    return any(len(phrase) <= position and phrase_at(words, position - len(phrase), (phrase,)) for phrase in strong)


def _name_end(words: Sequence[str], title: int, known: TitleWords, vocabulary: Vocabulary) -> int | None:
    """Return the last word of the name after a title; None where a sentence goes on instead."""
    names = vocabulary.names
    first = title + 1
    while first < len(words) and words[first] in known.titles | known.occupations:  # `herr doktor klein`
        first += 1
    while first < len(words) - 1 and words[first] in names.particles and words[first + 1] not in known.never:
        first += 1
    if first >= len(words) or not _can_be_surname(words[first], known, vocabulary):
        return None
    last, limit = first, min(len(words), first + MOST_AFTER_TITLE)
    while last + 1 < limit and _can_be_surname(words[last + 1], known, vocabulary):
        # A common word goes on with a name only after a first name: `dr anna white`, but `mr white kitchen`.
        if words[last] not in names.first_names and names.base_form(words[last + 1]) is not None:
            break
        last += 1
    return last


def _can_be_surname(word: str, known: TitleWords, vocabulary: Vocabulary) -> bool:
    """Tell whether a word may be a surname: any word of letters that is not of a closed class nor a participle."""
    if not word[:1].isalpha() or word in known.never or word in vocabulary.numbers.clock:
        return False
    common = vocabulary.names.common
    participle = vocabulary.language == "en" and word.endswith("ed") and word not in common
    return not participle or vocabulary.names.base_form(word) is None
