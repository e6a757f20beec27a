"""Household rules: what a list of names may be. Pure."""

import unicodedata
from collections.abc import Iterable
from typing import Final

from earnest.personal.household.errors import NamesInvalid

MOST_NAMES: Final = 300
LONGEST_NAME: Final = 80
"""Characters of one name."""


def cleaned_names(lines: Iterable[str]) -> tuple[str, ...]:
    """Return names without blank lines, needless spaces and repetitions (case does not tell two apart), in order.

    Raises:
        NamesInvalid: too many, too long, or without a letter.
    """
    names: dict[str, str] = {}
    for line in lines:
        name = " ".join(unicodedata.normalize("NFC", line).split())
        if not name:
            continue
        if len(name) > LONGEST_NAME or not any(character.isalpha() for character in name):
            raise NamesInvalid
        _ = names.setdefault(name.casefold(), name)
    if len(names) > MOST_NAMES:
        raise NamesInvalid
    return tuple(names.values())
