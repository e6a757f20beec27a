"""Household rules: what a list of names may be. Pure."""

import unicodedata
from collections.abc import Iterable, Sequence
from typing import Final

from earnest.personal.household.errors import NameMissing, NamesInvalid

MOST_NAMES: Final = 300
"""Each name is searched for in the sound of each recording, so a list must end somewhere. Not measured."""
LONGEST_NAME: Final = 80
"""Characters of one name. Chosen as a bound."""


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


def with_names(listed: Sequence[str], added: Sequence[str]) -> tuple[str, ...]:
    """Return a list with names at its end; what is on it already is not there twice.

    Raises:
        NamesInvalid: too many together.
    """
    return cleaned_names((*listed, *added))


def without_names(listed: Sequence[str], removed: Sequence[str]) -> tuple[str, ...]:
    """Return a list without some names, as `cleaned_names` gives both; case does not tell two apart.

    Raises:
        NameMissing: one of them is not on it.
    """
    leaving = {name.casefold() for name in removed}
    if leaving - {name.casefold() for name in listed}:
        raise NameMissing
    return tuple(name for name in listed if name.casefold() not in leaving)


def edited_names(listed: Sequence[str], *, added: Sequence[str], removed: Sequence[str]) -> tuple[str, ...]:
    """Return a list after an edit that may have begun from an older one: only what was changed is changed.

    What they took away goes first, so that a name can be written anew with other capitals. What is gone already may be
    taken away again.

    Args:
        listed: the list as it is.
        added: as `cleaned_names` gives them.
        removed: as `cleaned_names` gives them.

    Raises:
        NamesInvalid: too many together.
    """
    there = {name.casefold() for name in listed}
    staying = without_names(listed, [name for name in removed if name.casefold() in there])
    return with_names(staying, added)
