"""Figures: numbers as recognisers write them: `25`, `1,5`, `12.000`."""

import re
from fractions import Fraction
from typing import Final

_LONGEST: Final = 15
"""Figures of a number; longer ones are numbers of something (an account), and nothing is counted with them. Chosen."""
_WRITTEN: Final = re.compile(r"(\d+)((?:[.,]\d+)*)")
_GROUP: Final = 3
"""Figures of a group of thousands, by definition."""


def read_figures(word: str, decimal_sign: str) -> Fraction | None:
    """Return the number that figures write; None for anything else, and where two languages read it differently.

    One sign with other than three figures after it stands before decimals, whichever it is: `1.5` is written in German
    as well. With three figures after it, it parts thousands where the language parts them so; `1.500` in English is
    therefore no number that could be relied on.

    Args:
        word: one word.
        decimal_sign: `.` or `,`, as the language writes decimals.
    """
    match = _WRITTEN.fullmatch(word)
    if match is None or len(word) > _LONGEST:
        return None
    whole, behind = match.group(1), match.group(2)
    if not behind:
        return Fraction(int(whole))
    signs, groups = re.findall(r"[.,]", behind), re.findall(r"\d+", behind)
    decimals = ""
    if len(signs) == 1 and (len(groups[0]) != _GROUP or not int(whole)):
        decimals, groups = groups[0], []
    elif len(set(signs)) > 1 and signs[-1] == decimal_sign and signs.count(decimal_sign) == 1:
        decimals, groups, signs = groups[-1], groups[:-1], signs[:-1]
    if groups and not _part_thousands(whole, groups, signs, decimal_sign):
        return None
    value = Fraction(int(whole + "".join(groups)))
    return value + Fraction(int(decimals), 10 ** len(decimals)) if decimals else value


def _part_thousands(whole: str, groups: list[str], signs: list[str], decimal_sign: str) -> bool:
    """Tell whether groups after a number are thousands in this language."""
    sized = 0 < len(whole) <= _GROUP and int(whole) > 0 and all(len(group) == _GROUP for group in groups)
    return sized and decimal_sign not in signs
