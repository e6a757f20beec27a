"""Rules of the place to talk: what a message may hold. No input and no output."""

import re
import unicodedata
from typing import Final

from earnest.deidentified.talk.errors import MessageUnfit

# Chosen by hand, each for the reason beside it, not measured.
LONGEST_MESSAGE: Final = 280
"""Characters of one message."""
_LONGEST_TOKEN: Final = 30
"""Characters without a blank: what is longer is encoded, or an identifier."""
_MOST_DIGITS: Final = 3
"""Digits in the whole message: the time of a break is said in two or three, a number of a clip is not."""
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
_ABOUT_CLIPS: Final = (
    "clip", "recording", "recordings", "utterance", "utterances", "lease", "snippet",
    "aufnahme", "aufnahmen", "aufzeichnung", "aufzeichnungen", "hörprobe", "äußerung", "äusserung", "mitschnitt",
    "opname", "opnamen", "opnames", "fragment", "fragmenten", "uiting", "uitingen", "geluidsfragment",
)  # fmt: skip
"""Words for what is reviewed, in the languages of the page."""
_ENDINGS: Final = ("", "s", "es", "n", "en")
_NUMBERS: Final = frozenset({
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
    "hundred", "thousand",
    "null", "eins", "zwei", "drei", "vier", "fünf", "sechs", "sieben", "acht", "neun", "zehn", "elf", "zwölf",
    "hundert", "tausend",
    "nul", "een", "twee", "drie", "vijf", "zes", "zeven", "negen", "tien", "twaalf", "honderd", "duizend",
})  # fmt: skip
# Chosen by hand, each for the reason beside it, not measured.
_MOST_NUMBERS_IN_A_ROW: Final = 2
"""Words for numbers in a row: more of them say a number of a clip digit by digit."""
_MOST_NUMBER_WORDS: Final = 6
"""Words for numbers in the whole message."""
_MOST_SPELLED: Final = 4
"""Single letters in a row: initials and "a b c" are fewer."""
_MOST_ODD_TOKENS: Final = 2
"""Words with capitals or digits inside, such as names of firms; encoded text that is parted by spaces has more."""
_ODD = re.compile(r"[A-Za-z]*(?:[a-z][A-Z]|[0-9][A-Za-z]|[A-Za-z][0-9])[A-Za-z0-9]*")
_LOOKS_LIKE: Final = str.maketrans("1|!l0345@$", "iiiioeasas")
"""Signs that are read as letters, and letters that are read as each other."""
_JOINERS = frozenset("\u200d\ufe0f")
"""What joins a picture of several; allowed only between pictures."""


def fitting_message(written: str) -> str:
    """Return a message in the form in which it is kept.

    What this refuses is what could carry or name a clip: links, addresses, identifiers, encoded runs, numbers,
    characters that cannot be seen, other scripts than Latin (in which a link can be hidden by letters that look alike).
    Words for what is reviewed (`clip`, `recording`) are refused as well, also by look-alike signs. What it cannot
    refuse: a reviewer who tells in other words what they heard; for that there is the button to report.

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
    if _is_about_clips(text) or _is_spelled(text):
        raise MessageUnfit
    return text


def _is_about_clips(text: str) -> bool:
    """Tell whether a word for what is reviewed stands there, also by signs, with marks or in parted letters."""
    words = re.findall(r"\S+", _joined(text))
    return any(_skeleton(word) in _NAMES_OF_CLIPS for word in words)


def _joined(text: str) -> str:
    """Return a text in which single letters in a row are one word (`c l i p`, `c.l.i.p`)."""
    return re.sub(r"(?<!\w)(?:\w[^\w\n]{1,2}){2,}\w(?!\w)", lambda found: re.sub(r"\W", "", found.group()), text)


def _skeleton(word: str) -> str:
    """Return what a word is read as: small letters without marks, and signs as the letters that they look like."""
    plain = "".join(sign for sign in unicodedata.normalize("NFKD", word.lower()) if unicodedata.category(sign) != "Mn")
    return "".join(sign for sign in plain.translate(_LOOKS_LIKE).replace("ß", "ss") if sign.isalpha())


def _is_spelled(text: str) -> bool:
    """Tell whether numbers in words, letters one by one, or encoded text in pieces stand there."""
    tokens = [token.strip(".,;:!?()\"'").lower() for token in re.split(r"[\s\-_/+.]+", text)]
    spelled = hexadecimal = numbers = 0
    for token in tokens:
        spelled = spelled + 1 if len(token) == 1 else 0
        hexadecimal = hexadecimal + 1 if re.fullmatch(r"[0-9a-f]{1,4}", token) else 0
        numbers = numbers + 1 if token in _NUMBERS else 0
        if spelled > _MOST_SPELLED or hexadecimal > _MOST_SPELLED or numbers > _MOST_NUMBERS_IN_A_ROW:
            return True
    odd = sum(_ODD.fullmatch(token) is not None for token in re.findall(r"\w+", text))
    return odd > _MOST_ODD_TOKENS or sum(token in _NUMBERS for token in tokens) > _MOST_NUMBER_WORDS


def _is_picture(character: str) -> bool:
    return unicodedata.category(character) in {"So", "Sk"}


def _has_identifier(text: str) -> bool:
    """Tell whether a piece of an identifier stands there: hexadecimal, and no word ("facade")."""
    return any(any(sign.isdigit() for sign in found.group()) for found in _IDENTIFIER.finditer(text))


_NAMES_OF_CLIPS: Final = frozenset(_skeleton(word + ending) for word in _ABOUT_CLIPS for ending in _ENDINGS)
