"""Strength: what a disguise is worth, read from what the benchmark measured and from nowhere else (AU2)."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib.resources import files
from math import isfinite
from typing import Final

from earnest.foundation.model_file.fields import fields, items, number

# Definitions, not measurements: what the words mean (docs/algorithms/disguise.md). For comparison, the baselines of
# VoicePrivacy 2024 lie at 4.5 % (signal processing), 21 and 34 %.
INTERMEDIATE_FROM: Final = 0.20
"""Equal error rate of the semi-informed attacker from which a profile is not called cosmetic any more."""
STRONG_FROM: Final = 0.30
"""Equal error rate from which a profile is called strong; 0.5 would be guessing."""
LEAST_PEOPLE: Final = 50
"""A figure from fewer people than this counts as none."""


class Strength(StrEnum):
    """What a disguise is called wherever it is shown."""

    COSMETIC = "cosmetic"
    """An attacker who trains on disguised voices still recognises a person, or whether he does was not measured."""
    INTERMEDIATE = "intermediate"
    """He is often wrong, but far from guessing."""
    STRONG = "strong"
    """He is wrong so often that a match tells little; it still tells more than a guess."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """What `make bench NAME=disguise` found out about one profile."""

    equal_error_rate: float
    """Of the most successful attacker who trained on disguised voices of other people; 0 to 1, 0.5 is guessing."""
    interval: tuple[float, float]
    """95 % interval of it, people drawn again."""
    people: int
    """People whose voices were attacked."""
    word_error_rate_before: float
    """Of the recogniser on the undisguised recordings, ≥ 0."""
    word_error_rate_after: float
    """Of the same recogniser on the disguised ones, ≥ 0."""
    hidden_errors: float
    """Share of the recogniser's wrong words that are heard in the disguised sound instead of what was said; 0 to 1."""

    @property
    def wrong_in_hundred(self) -> int:
        """In how many of 100 decisions (the same person or not) the attacker is wrong; rounded down."""
        return int(self.equal_error_rate * 100 + 1e-9)


def find_measured(profile: str) -> Measured | None:
    """Return what was measured of a profile; None where nothing usable was."""
    return measured_in(shipped_results()).get(profile)


def strength_of(measured: Measured | None) -> Strength:
    """Return what a profile may be called; *cosmetic* without a measurement (AU2)."""
    if measured is None or measured.people < LEAST_PEOPLE or measured.equal_error_rate < INTERMEDIATE_FROM:
        return Strength.COSMETIC
    return Strength.STRONG if measured.equal_error_rate >= STRONG_FROM else Strength.INTERMEDIATE


def measured_in(document: str) -> Mapping[str, Measured]:
    """Return the usable measurements of a result file; whatever is damaged or impossible is left out.

    Args:
        document: JSON: `{"profiles": {name: the fields of Measured}}`.
    """
    try:
        profiles = fields(fields(json.loads(document))["profiles"])
    except (ValueError, TypeError, KeyError):
        return {}
    found = {name: _measured(entry) for name, entry in profiles.items()}
    return {name: entry for name, entry in found.items() if entry is not None}


def _measured(entry: object) -> Measured | None:
    try:
        read = fields(entry)
        people, (low, high) = read["people"], map(number, items(read["interval"]))
        measured = Measured(
            equal_error_rate=number(read["equal_error_rate"]),
            interval=(low, high),
            people=people if isinstance(people, int) else -1,
            word_error_rate_before=number(read["word_error_rate_before"]),
            word_error_rate_after=number(read["word_error_rate_after"]),
            hidden_errors=number(read["hidden_errors"]),
        )
    except (ValueError, TypeError, KeyError):
        return None
    errors = (measured.word_error_rate_before, measured.word_error_rate_after, measured.hidden_errors)
    rates = (low, measured.equal_error_rate, high, *errors)
    possible = all(isfinite(rate) and rate >= 0 for rate in rates) and measured.hidden_errors <= 1.0
    ordered = low <= measured.equal_error_rate <= high <= 1.0
    return measured if possible and ordered and measured.people >= 0 and people is not True else None


@cache
def shipped_results() -> str:
    """Return the result file in the package; an empty text where it cannot be read."""
    try:
        return files("earnest.voices.disguise").joinpath("measured.json").read_text("utf-8")
    except (OSError, UnicodeDecodeError):
        return ""
