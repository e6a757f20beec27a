"""Slot tagging: finds slot values in words, with a conditional random field over the words around each word."""

from collections.abc import Sequence

import pycrfsuite

from earnest.speech.meaning.interpretation import Slot

OUTSIDE = "O"
"""Tag of a word that belongs to no slot; the others are `B` or `I` (begins, goes on), a space and the slot's name."""

_EDGE = "<>"


class SlotTagger:
    """Marks slot values in words. Not for use from several threads at once."""

    def __init__(self, model: bytes) -> None:
        """Load a crfsuite model.

        Raises:
            ValueError: the bytes are not one.
        """
        self._model = model  # The library reads from these bytes as long as it lives.
        self._tagger = pycrfsuite.Tagger()
        _ = self._tagger.open_inmemory(model)

    def find(self, words: Sequence[str]) -> tuple[tuple[Slot, ...], float]:
        """Return the slots in normalised words, and the probability of this marking; 0 to 1."""
        if not words:
            return (), 1.0
        tags = self._tagger.tag(word_features(words))
        return slots_of_tags(words, tags), self._tagger.probability(tags)


def word_features(words: Sequence[str]) -> list[list[str]]:
    """Return for each word the names of what is seen around it."""
    padded = [_EDGE, _EDGE, *words, _EDGE, _EDGE]
    features: list[list[str]] = []
    for place in range(2, len(padded) - 2):
        before, word, after = padded[place - 1], padded[place], padded[place + 1]
        features.append(
            [
                "bias",
                f"0 {word}",
                f"-1 {before}",
                f"+1 {after}",
                f"-2 {padded[place - 2]}",
                f"+2 {padded[place + 2]}",
                f"-1 0 {before} {word}",
                f"0 +1 {word} {after}",
                f"end {word[-3:]}",
            ]
        )
    return features


def slots_of_tags(words: Sequence[str], tags: Sequence[str]) -> tuple[Slot, ...]:
    """Return the slots that tags mark; the first of each name, sorted by name."""
    values: dict[str, list[str]] = {}
    current: str | None = None
    for word, tag in zip(words, tags, strict=True):
        kind, _, name = tag.partition(" ")
        if kind == "B" and name not in values:
            values[name] = [word]
            current = name
        elif kind == "I" and name == current:
            values[name].append(word)
        else:
            current = None
    return tuple(Slot(name=name, value=" ".join(values[name])) for name in sorted(values))
