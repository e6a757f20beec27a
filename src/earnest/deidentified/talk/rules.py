"""Rules of the place to talk: what a message may hold. No input and no output."""

import re
import unicodedata
from typing import Final

from earnest.deidentified.talk.errors import MessageUnfit

LONGEST_MESSAGE: Final = 280
"""Characters."""
_LONGEST_TOKEN: Final = 30
_MOST_DIGITS: Final = 3
"""In the whole message: the time of a break is said in two or three, a number of a clip is not."""
_LINK = re.compile(
    r"://|\bwww\b|\b(?:https?|ftp|data|blob|file|javascript|mailto)\s*:|@|\b[a-z0-9-]+\s*\.\s*(?:[a-z]{2,4})\s*/|"
    r"\.(?:com|net|org|io|de|nl|eu|wav|mp3|ogg|flac|png|jpe?g|pdf|zip)\b|<[a-z/!]|\]\s*\(",
    re.IGNORECASE,
)
_IDENTIFIER = re.compile(r"\b(?:[0-9a-f]{6,}|[0-9a-f]{4,}(?:-[0-9a-f]{4,})+)\b", re.IGNORECASE)
"""Pieces of the random identifiers by which clips and leases are known; a word of six letters from a to f with a digit
in it is none either."""
_CLIP = re.compile(r"\b(?:clip|lease|recording|aufnahme|opname)s?\s*(?:id|nr|no|number|nummer|#|:)", re.IGNORECASE)
_ENCODED = re.compile(r"(?=[A-Za-z0-9+/_=-]{12,})[A-Za-z0-9+/_=-]*(?:[a-z][A-Z]|[0-9][A-Za-z]|[A-Za-z][0-9]|[+/=_])")
_JOINERS = frozenset("\u200d\ufe0f")
"""What joins a picture of several; allowed only between pictures."""


def fitting_message(written: str) -> str:
    """Return a message in the form in which it is kept.

    What this refuses is what could carry or name a clip: links, addresses, identifiers, encoded runs, numbers,
    characters that cannot be seen, other scripts than Latin (in which a link can be hidden by letters that look alike).
    What it cannot refuse: a reviewer who tells in words what they heard; for that there is the button to report.

    Raises:
        MessageUnfit: empty, too long, or with any of that.
    """
    text = unicodedata.normalize("NFKC", written).strip()
    if not 1 <= len(text) <= LONGEST_MESSAGE:
        raise MessageUnfit
    for before, character in zip(" " + text, text, strict=False):
        category = unicodedata.category(character)
        if category.startswith("C") and character != "\n" and not (character in _JOINERS and _is_picture(before)):
            raise MessageUnfit
        if character.isalpha() and not unicodedata.name(character, "").startswith("LATIN "):
            raise MessageUnfit
    if sum(character.isdigit() or unicodedata.category(character) == "No" for character in text) > _MOST_DIGITS:
        raise MessageUnfit
    if any(len(token) > _LONGEST_TOKEN for token in text.split()):
        raise MessageUnfit
    if any(pattern.search(text) for pattern in (_LINK, _CLIP, _ENCODED)) or _has_identifier(text):
        raise MessageUnfit
    return text


def _is_picture(character: str) -> bool:
    return unicodedata.category(character) in {"So", "Sk"}


def _has_identifier(text: str) -> bool:
    """Tell whether a piece of an identifier stands there: hexadecimal, and no word ("facade")."""
    return any(any(sign.isdigit() for sign in found.group()) for found in _IDENTIFIER.finditer(text))
