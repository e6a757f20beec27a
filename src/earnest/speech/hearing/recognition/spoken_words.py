"""Spoken words: single words with their places, from recognisers that write as people write.

What looks for personal data reads words one by one, as they are said. `Jean-Luc`, `0171/5551234` or `jo@example.com`
must not reach it as one word with its signs taken out: nothing is found in such a word.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise
from typing import Final

from earnest.foundation.units import SampleCount
from earnest.speech.language.comparing.figures_said import said_figures
from earnest.speech.language.hypothesis import RecognisedWord
from earnest.speech.language.wording import normalised_words
from earnest.speech.sound.span import Span

_EDGES: Final = re.compile(r"^[^\w+@]+|[^\w]+$")
_NUMBER: Final = re.compile(r"\+?\d(?:[\d./,()+-]*\d)?|\d{1,2}:\d\d")
"""Written in figures: stays one word, because its parts say less (`1,500` is no one and no five hundred)."""
_CODE: Final = re.compile(
    r"(?=(?:.*[A-Z]){2})(?:[A-Z]+\d[A-Z\d]*|\d+[A-Z]+\d[A-Z\d]*|[A-Z\d]{1,3}(?:-[A-Z\d]{1,3})+"
    r"|[B-DF-HJ-NP-TV-XZ]{4,}[A-Z]*)"
)
"""Capitals with figures after them (`AB12CDE`), in short groups (`HH-AB`), or that no syllable begins with (`TZSF`): a
recogniser that writes as people write has heard letters one by one. What it writes so and people say as a word, like
`NASA`, is none."""
_SIGNS: Final = re.compile(r"[A-Z]|\d+")
_AMOUNT: Final = re.compile(r"\W*?(?P<before>[$€£])?(?P<number>\d+(?:[.,]\d+)*)(?P<after>[%°$€£])?[^\w%°$€£]*")
"""Figures with a sign that is said after them."""
_DOMAIN: Final = re.compile(r"(?:\w+://)?[^\W_]+(?:[.-][^\W_]+)*\.[^\W\d_]{2,}(?:[/?#:].*)?")


@dataclass(frozen=True, slots=True, kw_only=True)
class WrittenWord:
    """What stands between two spaces in a recogniser's text."""

    text: str
    """As it was written, with capitals and signs."""
    place: Span | None
    """Where it lies in the sound; None where that is not known."""
    posterior: float
    """0 to 1."""


def spoken_words(written: Iterable[WrittenWord], length: int, language: str) -> Iterator[RecognisedWord]:
    """Give the words that were said, in order; several that were written as one share its time by their letters.

    A word that may be anywhere takes the whole sound: a tone at a guessed place would leave what it was meant for.

    Args:
        written: what a recogniser wrote.
        length: samples of the sound.
        language: ISO 639-1 of the speech.
    """
    whole = Span(start=SampleCount(0), end=SampleCount(length))
    for one in written:
        words = as_spoken(one.text, language)
        places = [whole for _ in words] if one.place is None else shared_by_letters(words, one.place)
        for text, place in zip(words, places, strict=True):
            yield RecognisedWord(text=text, start=place.start, end=place.end, posterior=one.posterior)


def as_spoken(written: str, language: str) -> tuple[str, ...]:
    """Return the normalised words of what was written between two spaces; none where it is signs only.

    The signs of an e-mail or web address are words (`at`, `dot`), a number in figures stays as it is, letters that were
    said one by one are words, signs beside figures are what is said for them (`50%`, `$5`), and every other sign
    divides words.

    Args:
        written: a piece of a recogniser's text.
        language: ISO 639-1 of the speech.
    """
    amount = _AMOUNT.fullmatch(unicodedata.normalize("NFC", written).strip())
    if amount is not None and (amount["before"] or amount["after"]):
        signs = said_figures(language).signs
        said = [signs[sign][0] for sign in (amount["before"], amount["after"]) if sign in signs]
        return (amount["number"], *(word for one in said for word in one))
    shown = _EDGES.sub("", unicodedata.normalize("NFC", written).strip())
    text = shown.lower()
    if _NUMBER.fullmatch(text):
        return (text,)
    if _CODE.fullmatch(shown):
        return tuple(sign.lower() for sign in _SIGNS.findall(shown))
    if "@" in text or _DOMAIN.fullmatch(text):
        text = text.replace("@", " at ").replace(".", " dot ")
    return normalised_words(text)


def shared_by_letters(words: Sequence[str], place: Span) -> tuple[Span, ...]:
    """Return where each of several words lies that have one place together: the longer a word, the more of it.

    Args:
        words: said one after the other, N ≥ 0.
        place: of all of them.
    """
    ends = [0, *accumulate(max(1, len(word)) for word in words)]
    marks = [SampleCount(place.start + place.length * end // max(1, ends[-1])) for end in ends]
    return tuple(Span(start=start, end=end) for start, end in pairwise(marks))
