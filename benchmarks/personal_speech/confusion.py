"""Confusion: simulates a recogniser's errors at a chosen rate: words that sound alike, lost words, added words."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from random import Random
from typing import Final

import pocketsphinx

from personal_speech.items import Heard, Item

SUBSTITUTED: Final = 0.6
"""Share of the errors that are one word for another."""
LOST: Final = 0.25
"""Share that are lost words; the rest are added ones."""
MOST_NEAR: Final = 8
"""Words that one word may be taken for."""

Sounds = tuple[str, ...]


class Confuser:
    """Changes what was said as a recogniser might; the same seed gives the same errors.

    A word is taken for one that differs by one sound (or two, where none is so near): sounds by the pronouncing
    dictionary that comes with pocketsphinx for English, letters for German and Dutch, whose spelling is close to the
    sounds. Real recognisers prefer what makes sense; these errors make no sense, so they are harder to recognise as
    names and easier as strange.
    """

    def __init__(self, language: str, lexicon: Iterable[str], seed: int) -> None:
        """Take the words that the recogniser knows."""
        self._draw = Random(f"{seed} {language}")  # noqa: S311 - repeatable, not secret
        self._pronounced = read_pronunciations() if language == "en" else {}
        self._words = sorted(set(lexicon))
        self._by_pattern: defaultdict[Sounds, list[str]] = defaultdict(list)
        for word in self._words:
            for pattern in _patterns(self._sounds(word)):
                self._by_pattern[pattern].append(word)
        self._near: dict[str, list[str]] = {}

    def heard(self, item: Item, rate: float) -> Heard:
        """Return an item with about this many errors per word said, 0 ≤ rate < 1."""
        words: list[str] = []
        origins: list[int | None] = []
        for index, word in enumerate(item.words):
            chance = self._draw.random()
            if chance < rate * SUBSTITUTED:
                words.append(self._other(word))
                origins.append(index)
            elif chance < rate * (SUBSTITUTED + LOST):
                continue
            else:
                if chance < rate:
                    words.append(self._draw.choice(self._words))
                    origins.append(None)
                words.append(word)
                origins.append(index)
        return Heard(item=item, words=tuple(words), origins=tuple(origins))

    def _other(self, word: str) -> str:
        if word not in self._near:
            self._near[word] = self._find_near(word)
        return self._draw.choice(self._near[word])

    def _find_near(self, word: str) -> list[str]:
        sounds = self._sounds(word)
        found = {other for pattern in _patterns(sounds) for other in self._by_pattern.get(pattern, ())} - {word}
        if not found:
            wider = {two for one in _patterns(sounds) for two in _patterns(one)}
            found = {other for pattern in wider for other in self._by_pattern.get(pattern, ())} - {word}
        return sorted(found)[:MOST_NEAR] or [self._draw.choice(self._words)]

    def _sounds(self, word: str) -> Sounds:
        return self._pronounced.get(word) or tuple(word)


def _patterns(sounds: Sequence[str]) -> Iterator[Sounds]:
    """Give the patterns that words share which differ by one sound: with it replaced by a mark, and left out."""
    for index in range(len(sounds)):
        yield (*sounds[:index], "*", *sounds[index + 1 :])
        yield (*sounds[:index], *sounds[index + 1 :])
    yield tuple(sounds)


def read_pronunciations() -> dict[str, Sounds]:
    """Return the sounds of English words, of the dictionary that comes with pocketsphinx."""
    path = Path(pocketsphinx.get_model_path("en-us/cmudict-en-us.dict"))
    found: dict[str, Sounds] = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        word, *sounds = line.split()
        if "(" not in word:
            found[word] = tuple(sounds)
    return found
