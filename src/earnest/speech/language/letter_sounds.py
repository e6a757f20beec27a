"""Letter sounds: how an unknown word is probably pronounced, learned from a pronunciation dictionary.

Each letter of a known word is aligned with zero, one or two phones (hard expectation maximisation); what a letter
sounds like is then looked up in the widest surrounding letters that were seen.
"""

import math
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

Chunk = tuple[str, ...]
"""Phones of one letter: none, one or two."""

# Windows, rounds and the score of what was never seen are chosen; whether others were tried is not recorded.
_WINDOWS = ((3, 3), (2, 3), (2, 2), (1, 2), (2, 1), (1, 1), (0, 1), (1, 0), (0, 0))
"""Letters before and after a letter that are looked up, the widest first."""
_ROUNDS = 4
"""Rounds in which letters and phones are aligned."""
_UNSEEN = -12.0
"""Logarithm of the probability of what was never seen."""


class LetterSounds:
    """Pronounces words by the letters around each letter."""

    def __init__(self, sounds: Mapping[str, Chunk]) -> None:
        """Take what was learned: letters around a letter → its phones."""
        self._sounds = sounds

    def pronounce(self, word: str) -> str:
        """Return the phones of a word of lower-case letters a–z and apostrophes, joined by spaces; may be empty."""
        phones: list[str] = []
        for position in range(len(word)):
            phones += next(
                (self._sounds[key] for key in _contexts(word, position) if key in self._sounds),
                (),
            )
        return " ".join(phones)


def learn_letter_sounds(examples: Sequence[tuple[str, Chunk]]) -> LetterSounds:
    """Learn from words and their phones.

    Args:
        examples: (word, phones); words that have more than twice as many phones as letters are left out.
    """
    usable = [(word, phones) for word, phones in examples if word and 0 < len(phones) <= 2 * len(word)]
    scores = _first_scores(usable)
    aligned: list[tuple[str, list[Chunk]]] = []
    for _ in range(_ROUNDS):
        aligned = [(word, _align(word, phones, scores)) for word, phones in usable]
        scores = _counted_scores(aligned)
    return LetterSounds(_table(aligned))


def _table(aligned: Sequence[tuple[str, list[Chunk]]]) -> dict[str, Chunk]:
    counts: defaultdict[str, Counter[Chunk]] = defaultdict(Counter)
    for word, chunks in aligned:
        for position, chunk in enumerate(chunks):
            for key in _contexts(word, position):
                counts[key][chunk] += 1
    return {key: min(counter, key=lambda chunk: (-counter[chunk], chunk)) for key, counter in counts.items()}


def _contexts(word: str, position: int) -> list[str]:
    padded = f"___{word}___"
    middle = position + 3
    return [f"{before}{padded[middle - before : middle + after + 1]}" for before, after in _WINDOWS]


def _first_scores(examples: Sequence[tuple[str, Chunk]]) -> dict[tuple[str, Chunk], float]:
    """Score single phones by how much more often they stand near the letter's place than by chance."""
    pairs: Counter[tuple[str, str]] = Counter()
    letters: Counter[str] = Counter()
    phone_counts: Counter[str] = Counter()
    for word, phones in examples:
        for position, letter in enumerate(word):
            place = round(position * (len(phones) - 1) / max(1, len(word) - 1))
            for phone in phones[max(0, place - 1) : place + 2]:
                pairs[letter, phone] += 1
                letters[letter] += 1
                phone_counts[phone] += 1
    total = max(1, letters.total())
    return {
        (letter, (phone,)): math.log(count * total / (letters[letter] * phone_counts[phone])) - 2
        for (letter, phone), count in pairs.items()
    }


def _counted_scores(aligned: Sequence[tuple[str, list[Chunk]]]) -> dict[tuple[str, Chunk], float]:
    counts: Counter[tuple[str, Chunk]] = Counter()
    letters: Counter[str] = Counter()
    for word, chunks in aligned:
        counts.update(zip(word, chunks, strict=True))
        letters.update(word)
    return {(letter, chunk): math.log(count / letters[letter]) for (letter, chunk), count in counts.items()}


def _align(word: str, phones: Chunk, scores: Mapping[tuple[str, Chunk], float]) -> list[Chunk]:
    """Return the best division of the phones over the letters (Viterbi)."""
    best: list[float] = [0.0] + [-math.inf] * len(phones)
    steps: list[list[int]] = []
    for letter in word:
        following = [-math.inf] * (len(phones) + 1)
        step = [0] * (len(phones) + 1)
        for end in range(len(phones) + 1):
            for length in range(min(2, end) + 1):
                start = end - length
                if best[start] == -math.inf:
                    continue
                score = best[start] + scores.get((letter, phones[start:end]), _UNSEEN if length < 2 else _UNSEEN - 3)  # noqa: PLR2004
                if score > following[end]:
                    following[end], step[end] = score, length
        best = following
        steps.append(step)
    chunks: list[Chunk] = []
    end = len(phones)
    for step in reversed(steps):
        chunks.append(phones[end - step[end] : end])
        end -= step[end]
    return chunks[::-1]
