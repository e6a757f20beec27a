"""Pronunciation: the phones of words, from the dictionary that pocketsphinx brings."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from pocketsphinx import get_model_path

from earnest.voices.synthesis.acoustics import SILENCE, PhoneInContext, Position

Pronunciations = Mapping[str, tuple[str, ...]]
"""Word → phones (CMU set, without stress)."""


def bundled_pronunciations() -> Pronunciations:
    """Return the first pronunciation of each word of the dictionary inside the pocketsphinx wheel."""
    found: dict[str, tuple[str, ...]] = {}
    for line in Path(get_model_path("en-us/cmudict-en-us.dict")).read_text(encoding="utf-8").splitlines():
        word, *phones = line.split()
        if "(" not in word:
            found[word] = tuple(phones)
    return found


def phones_of(words: Sequence[str], pronunciations: Pronunciations) -> list[PhoneInContext]:
    """Return the phones of words that are said without a pause.

    Raises:
        KeyError: a word is not in the dictionary.
    """
    return [phone for word in in_context([pronunciations[word] for word in words]) for phone in word]


def in_context(words: Sequence[Sequence[str]]) -> list[list[PhoneInContext]]:
    """Return the phones of each word between their neighbours, with silence before the first and after the last.

    Args:
        words: phones of words that are said without a pause.
    """
    names = [SILENCE, *(phone for word in words for phone in word), SILENCE]
    found: list[list[PhoneInContext]] = []
    place = 0
    for word in words:
        found.append(
            [
                PhoneInContext(
                    phone=phone,
                    left=names[place + number],
                    right=names[place + number + 2],
                    position=_position(number, len(word)),
                )
                for number, phone in enumerate(word)
            ]
        )
        place += len(word)
    return found


def _position(number: int, count: int) -> int:
    if count == 1:
        return Position.ALONE
    if number == 0:
        return Position.BEGIN
    return Position.END if number == count - 1 else Position.INSIDE
