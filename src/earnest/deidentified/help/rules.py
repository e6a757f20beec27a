"""Rules of help: what two seconds of a clip are, and what counts as one word. No input and no output."""

import re
import unicodedata
from typing import Final

from earnest.deidentified.help.errors import NotOneWord
from earnest.foundation.units import SAMPLING_RATE_HERTZ

LONGEST_EXCERPT: Final = 2 * SAMPLING_RATE_HERTZ
"""Two seconds round a word, in samples (CH1)."""
LONGEST_WORD: Final = 30
"""Characters; German compounds are rarely longer. Chosen, not measured."""
_WORD = re.compile(r"[^\W\d_]+(?:[-'\u2019][^\W\d_]+){0,2}")
_CASING = re.compile(r"[a-z]+|[A-Z][a-z]*|[A-Z]{2,5}")
"""As words are written; letters of both kinds in a mess are something encoded."""
_NO_VOWEL = re.compile(r"[^aeiouyäöüáéíóúàèìòùâêîôûëïæøåœ]{9,}")
"""Nine consonants in a row are in no word of the three languages ("Angstschweiß" has eight)."""


def excerpt_bounds(at_sample: int, sample_count: int) -> tuple[int, int]:
    """Return first and last position (exclusive) of what is heard round a word; at most two seconds.

    Args:
        at_sample: where the word is, ≥ 0.
        sample_count: how long the clip is, ≥ 0.
    """
    start = min(max(0, at_sample - LONGEST_EXCERPT // 2), max(0, sample_count - LONGEST_EXCERPT))
    return start, min(sample_count, start + LONGEST_EXCERPT)


def one_word(written: str) -> str:
    """Return an answer in the form in which it is kept.

    A word of Latin letters as words are written. What this cannot refuse: a word that is not what was said; but one
    word of thirty letters is too little to carry sound, a link or a sentence.

    Raises:
        NotOneWord: it is anything else: several words, digits, characters that cannot be seen, another script.
    """
    if any(unicodedata.category(character)[0] in "CZ" for character in written):
        raise NotOneWord
    word = unicodedata.normalize("NFC", written)
    if len(word) > LONGEST_WORD or _WORD.fullmatch(word) is None or _NO_VOWEL.search(word.lower()):
        raise NotOneWord
    for character in word:
        if character.isalpha() and not unicodedata.name(character, "").startswith("LATIN "):
            raise NotOneWord
    for part in re.split(r"[-'\u2019]", word):
        letters = unicodedata.normalize("NFD", part)
        plain = "".join(letter for letter in letters if letter.isascii() and letter.isalpha())
        if plain and _CASING.fullmatch(plain) is None:
            raise NotOneWord
    return word
