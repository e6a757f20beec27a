"""Phrases: finds fixed phrases in a row of words."""

from collections.abc import Iterator, Sequence

from earnest.speech.privacy.vocabulary.vocabulary import Phrase


def phrase_at(words: Sequence[str], position: int, phrases: Sequence[Phrase]) -> Phrase:
    """Return the first of these phrases that stands at a position; the empty one where none does."""
    for phrase in phrases:
        if tuple(words[position : position + len(phrase)]) == phrase:
            return phrase
    return ()


def ends_of_phrases(words: Sequence[str], phrases: Sequence[Phrase]) -> Iterator[int]:
    """Give the positions after each phrase that stands anywhere, in order; give the longest phrases first."""
    position = 0
    while position < len(words):
        phrase = phrase_at(words, position, phrases)
        position += max(1, len(phrase))
        if phrase:
            yield position
