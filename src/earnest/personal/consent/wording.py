"""Wordings: the texts that people say yes or no to; a file for each version, purpose and language, never changed."""

import hashlib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Final

from earnest.personal.consent.purposes import Purpose

CURRENT_VERSION: Final = "2"
"""Version that is shown now. A yes to another version no longer counts (CN7): the person is asked again."""

LANGUAGES: Final = ("en", "de", "nl")
"""Languages that have every wording; a person with another language reads the first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wording:
    """What is shown beside one switch."""

    purpose: Purpose
    version: str
    language: str
    """ISO 639-1."""
    title: str
    """Name of the switch."""
    text: str
    """Exactly the text that is shown; the hash covers it."""

    @property
    def sha256(self) -> bytes:
        """SHA-256 of the shown text in UTF-8; 32 bytes."""
        return hashlib.sha256(self.text.encode("utf-8")).digest()


def wording_language(language: str) -> str:
    """Return the language in which a person with this language reads the wordings."""
    return language if language in LANGUAGES else LANGUAGES[0]


@cache
def load_wording(purpose: Purpose, language: str, version: str = CURRENT_VERSION) -> Wording:
    """Read a wording.

    Args:
        purpose: which switch.
        language: one of `LANGUAGES`.
        version: which version; old ones stay in the repository so that a record can be checked against its text.

    Raises:
        FileNotFoundError: there is no such version or language.
        ValueError: the file is not a title line, an empty line and the text.
    """
    file = files("earnest.personal.consent").joinpath("wordings", version, f"{purpose.value}.{language}.txt")
    title, empty, text = file.read_text(encoding="utf-8").split("\n", 2)
    if not title or empty or not text.strip():
        raise ValueError("a wording is a title line, an empty line and the text")
    return Wording(purpose=purpose, version=version, language=language, title=title, text=text.strip())


def find_wording(purpose: Purpose, sha256: str) -> Wording | None:
    """Return the present wording that has this hash, in whichever language it was shown; None where none has.

    Args:
        purpose: which switch.
        sha256: hexadecimal.
    """
    shown = (load_wording(purpose, language) for language in LANGUAGES)
    return next((wording for wording in shown if wording.sha256.hex() == sha256), None)


@cache
def current_hashes() -> frozenset[tuple[Purpose, bytes]]:
    """Return purpose and hash of every wording that counts now, in all languages."""
    return frozenset((purpose, load_wording(purpose, language).sha256) for purpose in Purpose for language in LANGUAGES)
