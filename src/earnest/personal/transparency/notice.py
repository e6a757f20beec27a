"""Notice: what happens with what is said, in plain words, with every number taken from the live settings (TR2)."""

import json
from dataclasses import dataclass
from decimal import ROUND_CEILING, Decimal
from functools import cache
from importlib.resources import files
from typing import Final, cast

from earnest.foundation.country_names import country_name
from earnest.personal.customers.records import Programme
from earnest.personal.retention.rules import LONGEST_RETENTION_DAYS
from earnest.voices.disguise.strength import Measured, find_measured, strength_of


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeFigures:
    """What the notice is made of."""

    programme: Programme
    region: str
    """Country, ISO 3166-1 alpha-2."""
    share: float
    """Most of the utterances that may be heard; 0 to 1."""
    person_cap: int
    """Most clips of one person in 30 days."""
    retention_days: int
    reviews_per_clip: int
    """How many reviewers write about a clip at most, ≥ 1."""
    utterances: int
    """Utterances of this region, programme and month so far."""
    heard: int
    """Clips handed to a reviewer of these."""
    language: str
    """That the person speaks, ISO 639-1."""
    disguise: str
    """Name of the profile that disguises voices in that language."""
    disguises_beside: frozenset[str] = frozenset()
    """Names of the profiles for what they say in other languages."""


_WHOLE_FROM: Final = 10
"""Percent."""
_GUESSING: Final = 50
"""Wrong decisions in a hundred of who guesses."""


@cache
def all_texts() -> dict[str, dict[str, str]]:
    """Return language → name of the paragraph → wording with `{}` fields."""
    parsed: object = json.loads(files("earnest.personal.transparency").joinpath("notice.json").read_text("utf-8"))
    return cast("dict[str, dict[str, str]]", parsed)


def write_notice(figures: NoticeFigures, language: str) -> tuple[str, ...]:
    """Return the paragraphs of the notice.

    Args:
        figures: from the live settings and counts.
        language: ISO 639-1; English where there are no texts.
    """
    texts = all_texts().get(language, all_texts()["en"])
    measured = find_measured(figures.disguise)
    elsewhere = min(map(_wrong_in_hundred, map(find_measured, figures.disguises_beside)), default=_GUESSING)
    is_weaker = elsewhere < _wrong_in_hundred(measured)
    names = ["answer"]
    if figures.programme is Programme.HOUSEHOLD:
        names += ["household", "retention", "place", "rights_household"]
    else:
        so_far = "review_so_far" if figures.utterances else "review_none_yet"
        several = ["review_several"] if figures.reviews_per_clip > 1 else []
        disguise = [_disguise_text(measured), *(["disguise_elsewhere"] if is_weaker else [])]
        names += ["review", *several, so_far, *disguise, "retention_and_link", "place", "rights"]
    values = {
        "share": percentage(figures.share, language),
        "region": country_name(figures.region, language),
        "person_cap": figures.person_cap,
        "heard": figures.heard,
        "utterances": figures.utterances,
        "strength": texts[f"strength_{strength_of(measured).value}"],
        "wrong": _wrong_in_hundred(measured),
        "language": texts.get(f"language_{figures.language}", figures.language),
        "wrong_elsewhere": elsewhere,
        "retention_days": figures.retention_days,
        "reviews_per_clip": figures.reviews_per_clip,
        "link_days": LONGEST_RETENTION_DAYS,
    }
    return tuple(texts[name].format(**values) for name in names)


def _wrong_in_hundred(measured: Measured | None) -> int:
    return 0 if measured is None else measured.wrong_in_hundred


def _disguise_text(measured: Measured | None) -> str:
    """Return the name of the paragraph on the disguise: what is said follows what was measured (AU2)."""
    return "disguise_unmeasured" if measured is None else f"disguise_{strength_of(measured).value}"


def percentage(share: float, language: str) -> str:
    """Return the most that a share may be as people write it: `57 %`, `0.2 %`, in German and Dutch `0,2 %`.

    Whole percents from ten on, two significant digits below that: more would suggest a precision that the figure does
    not have. Rounded up, so that “at most” stays true.

    Args:
        share: 0 to 1.
        language: ISO 639-1.
    """
    percents = 100 * Decimal(str(share))
    place = Decimal(1) if percents >= _WHOLE_FROM or not percents else Decimal(1).scaleb(percents.adjusted() - 1)
    written = f"{percents.quantize(place, ROUND_CEILING).normalize():f}"
    return f"{written if language not in {'de', 'nl'} else written.replace('.', ',')} %"
