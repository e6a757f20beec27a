"""Mishearing: writes sentences as a recogniser might have heard them, so that the taggers learn from such as well.

Words that a recogniser does not know, as most names are, come out as words that it knows and that sound a little alike,
often as two short ones. What sounds alike is told by the consonants as they are written, roughly, which serves all
languages. The benchmark simulates errors by other means, so that its figures do not measure this simulation.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from random import Random
from typing import Final

RATES: Final = (0.1, 0.2, 0.3)
"""Shares of the words that are misheard; one is drawn for each sentence. All shares here are chosen, not measured: the
benchmark simulates errors by other means."""
NAMED_RATE: Final = 2.0
"""How many times as often words with a label are misheard: they are rarer than others."""
SHARE_LOST: Final = 0.2
"""Share of the misheard words that are lost; words with a label are never lost wholly."""
SHARE_SPLIT: Final = 0.3
"""Share of the long words that come out as two."""
LEAST_SPLIT: Final = 4
"""Consonants of a word that may come out as two."""
OUTSIDE: Final = "O"

_CLASSES: Final = {
    letter: group[0] for group in ("pb", "td", "kgcq", "fvw", "szxßç", "mn", "lr", "j") for letter in group
}
"""Letters whose sounds are near one another, by the first of each group; vowels and `h` are left out."""


def skeleton(word: str) -> str:
    """Return how the consonants of a word sound, roughly, doubled ones once: `pawel` is `pfl`, `poem` is `pm`."""
    sounds = [_CLASSES[letter] for letter in word.lower() if letter in _CLASSES]
    return "".join(sound for index, sound in enumerate(sounds) if index == 0 or sounds[index - 1] != sound)


class Mishearing:
    """Changes labelled sentences as a recogniser might; the same generator gives the same changes."""

    def __init__(self, lexicon: Iterable[str], generator: Random) -> None:
        """Take the words that the recogniser knows, at least one, and what it draws from."""
        self._generator = generator
        self._words = sorted(word for word in set(lexicon) if word.isalpha() and len(word) > 1)
        self._alike: defaultdict[str, list[str]] = defaultdict(list)
        for word in self._words:
            self._alike[skeleton(word)].append(word)

    def heard(self, words: Sequence[str], labels: Sequence[str]) -> tuple[list[str], list[str]]:
        """Return the words as they might be heard, and a label for each: that of the word in whose place it stands.

        Args:
            words: normalised words, N ≥ 0.
            labels: one for each, `O` for ordinary words.
        """
        rate = self._generator.choice(RATES)
        heard: list[tuple[str, str]] = []
        for word, label in zip(words, labels, strict=True):
            if self._generator.random() >= rate * (1.0 if label == OUTSIDE else NAMED_RATE):
                heard.append((word, label))
            elif label != OUTSIDE or self._generator.random() >= SHARE_LOST:
                heard += [(other, label) for other in self._other(word)]
        return [word for word, _ in heard], [label for _, label in heard]

    def _other(self, word: str) -> list[str]:
        """Return what is heard for a word: another one, or two where it is long."""
        sounds = skeleton(word)
        if len(sounds) >= LEAST_SPLIT and self._generator.random() < SHARE_SPLIT:
            middle = self._generator.randrange(1, len(sounds))
            return [self._near(sounds[:middle], word), self._near(sounds[middle:], word)]
        return [self._near(sounds, word)]

    def _near(self, sounds: str, unlike: str) -> str:
        """Return a known word that sounds like this, or nearly; any word where there is none."""
        nearer = (
            sounds,
            sounds[:-1],
            sounds[1:],
            *(sounds[:at] + sounds[at + 1 :] for at in range(1, len(sounds) - 1)),
        )
        for pattern in nearer:
            found = [word for word in self._alike.get(pattern, ()) if word != unlike]
            if found:
                return self._generator.choice(found)
        return self._generator.choice(self._words)
