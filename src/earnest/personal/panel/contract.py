"""The contract of the panel: a file for each version and language, never changed; agreed to by the hash of its text."""

import hashlib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Final

from earnest.personal.consent.wording import LANGUAGES, wording_language

CURRENT_VERSION: Final = "1"
"""Version that is shown now."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Contract:
    """What is agreed to."""

    version: str
    language: str
    """ISO 639-1."""
    title: str
    text: str
    """Exactly the text that is shown; the hash covers it."""

    @property
    def sha256(self) -> bytes:
        """SHA-256 of the shown text in UTF-8; 32 bytes."""
        return hashlib.sha256(self.text.encode("utf-8")).digest()


@cache
def load_contract(language: str, version: str = CURRENT_VERSION) -> Contract:
    """Read the contract.

    Args:
        language: ISO 639-1; where there is no text of it, the one of consent is read.
        version: which version; old ones stay so that an agreement can be checked against its text.

    Raises:
        FileNotFoundError: there is no such version.
    """
    shown = wording_language(language)
    file = files("earnest.personal.panel").joinpath("contracts", version, f"{shown}.txt")
    title, _, text = file.read_text(encoding="utf-8").split("\n", 2)
    return Contract(version=version, language=shown, title=title, text=text.strip())


def find_contract(sha256: str) -> Contract | None:
    """Return the present contract of this hash (hexadecimal), in whichever language; None where none has it."""
    return next((one for one in map(load_contract, LANGUAGES) if one.sha256.hex() == sha256), None)
