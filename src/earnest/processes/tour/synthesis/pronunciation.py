"""Pronunciation: the phones of words, from the dictionary that pocketsphinx brings."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from pocketsphinx import get_model_path

from earnest.processes.tour.synthesis.acoustics import SILENCE, PhoneInContext, Position

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
    flat: list[tuple[str, int]] = []
    for word in words:
        phones = pronunciations[word]
        flat += [(phone, _position(number, len(phones))) for number, phone in enumerate(phones)]
    names = [SILENCE, *(phone for phone, _ in flat), SILENCE]
    return [
        PhoneInContext(phone=phone, left=names[number], right=names[number + 2], position=position)
        for number, (phone, position) in enumerate(flat)
    ]


def _position(number: int, count: int) -> int:
    if count == 1:
        return Position.ALONE
    if number == 0:
        return Position.BEGIN
    return Position.END if number == count - 1 else Position.INSIDE
