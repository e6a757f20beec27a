"""Sounding alike: texts that may have been said where a recogniser wrote words that sound like listed ones.

A recogniser of open speech has never met `Anneliese` or `mood lighting` and writes what it knows: `honest leave`. Where
a list holds what is said in a house, what sounds like an entry is offered to the recogniser once more; it decides.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Final

from earnest.speech.language.wording import normalised_words

FARTHEST: Final = 0.48
"""Distance up to which words are offered to be an entry; 0 alike to 1. Chosen wide, for the recogniser decides, but
under one half: at that `thought to` was taken for `Joost`. Each offer costs one pass over a known text."""
MOST_OFFERED: Final = 8
"""Offers for one utterance. Chosen as a bound on time."""

_WORDS_MORE: Final = 1
"""A stretch may have so many words more or less than the entry: `honest leave` for one name."""
_SAME_SOUNDS: Final = (
    ("sch", "S"),
    ("sh", "S"),
    ("ch", "k"),
    ("ph", "f"),
    ("th", "t"),
    ("ck", "k"),
    ("qu", "kw"),
    ("x", "ks"),
    ("c", "k"),
    ("q", "k"),
    ("z", "s"),
    ("v", "f"),
    ("y", "i"),
    ("j", "i"),
    ("w", "f"),
    ("h", ""),
)
"""Spellings of English, German and Dutch that sound alike, roughly."""
_VOWELS: Final = frozenset("aeiou")
_VOWEL_COST: Final = 0.5
"""Of one vowel for another, or of a vowel more or less: they are what is misheard most. Chosen, not measured."""
_SIGNS_AT_THE_END: Final = re.compile(r"\W+$")
_DOUBLED: Final = re.compile(r"(.)\1+")


def texts_sounding_alike(written: str, phrases: Sequence[str]) -> tuple[str, ...]:
    """Return other texts that may have been said: the text with a stretch replaced by an entry that sounds like it.

    Args:
        written: as the recogniser wrote it, with signs and capitals.
        phrases: entries of a list, each of one or more words.

    Returns:
        At most eight, the likest first; in none of them the same words are said as in the text itself.
    """
    words = written.split()
    said = [" ".join(normalised_words(word)) for word in words]
    found: dict[str, float] = {}
    for phrase in phrases:
        entry = " ".join(normalised_words(phrase))
        for start, end, distance in _stretches(said, entry):
            sign = _SIGNS_AT_THE_END.search(words[end - 1])
            last = f"{phrase.strip()}{sign.group(0) if sign else ''}"
            text = " ".join([*words[:start], last, *words[end:]])
            found[text] = min(distance, found.get(text, 1.0))
    return tuple(sorted(found, key=lambda text: (found[text], text))[:MOST_OFFERED])


def _stretches(words: Sequence[str], entry: str) -> Iterator[tuple[int, int, float]]:
    """Give the stretches that sound like an entry without being it: first word, word after the last, distance."""
    sounds, count = _sounds(entry), len(entry.split())
    heard = [start for start in range(len(words) - count + 1) if " ".join(words[start : start + count]) == entry]
    for length in range(max(1, count - _WORDS_MORE), count + _WORDS_MORE + 1) if sounds else ():
        for start in range(len(words) - length + 1):
            if any(start < other + count and other < start + length for other in heard):
                continue  # `mood` where `mood lighting` itself was heard.
            stretch = " ".join(words[start : start + length])
            distance = _distance(_sounds(stretch), sounds)
            if distance <= FARTHEST:
                yield start, start + length, distance


@lru_cache(maxsize=4096)
def _sounds(text: str) -> str:
    """Return letters that stand for sounds, without spaces and doubled ones."""
    plain = "".join(letter for letter in unicodedata.normalize("NFKD", text) if letter.isascii() and letter.isalnum())
    for spelling, sound in _SAME_SOUNDS:
        plain = plain.replace(spelling, sound)
    return _DOUBLED.sub(r"\1", plain)


def _distance(one: str, other: str) -> float:
    """Return the least cost of edits over the longer length; 0 to 1."""
    longer = max(len(one), len(other))
    if not longer or min(len(one), len(other)) * 2 < longer:
        return 1.0
    row = [0.0]
    for letter in other:
        row.append(row[-1] + _cost_of(letter))
    for letter in one:
        diagonal, row[0] = row[0], row[0] + _cost_of(letter)
        for column, against in enumerate(other, start=1):
            exchanged = 0.0 if letter == against else max(_cost_of(letter), _cost_of(against))
            least = min(row[column] + _cost_of(letter), row[column - 1] + _cost_of(against), diagonal + exchanged)
            diagonal, row[column] = row[column], least
    return row[-1] / longer


def _cost_of(letter: str) -> float:
    return _VOWEL_COST if letter in _VOWELS else 1.0
