"""Notice: what happens with what is said, in plain words, with every number taken from the live settings (TR2)."""

import json
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import cast

from earnest.personal.customers.records import Programme
from earnest.personal.retention.rules import LONGEST_RETENTION_DAYS
from earnest.speech.concealment.disguise.strength import Measured, find_measured, strength_of


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeFigures:
    """What the notice is made of."""

    programme: Programme
    region: str
    share: float
    """Most of the utterances that may be heard; 0 to 1."""
    person_cap: int
    """Most clips of one person in 30 days."""
    retention_days: int
    utterances: int
    """Utterances of this region, programme and month so far."""
    heard: int
    """Clips handed to a reviewer of these."""
    disguise: str
    """Name of the profile that disguises voices."""


@cache
def _texts(language: str) -> dict[str, str]:
    parsed: object = json.loads(files("earnest.personal.transparency").joinpath("notice.json").read_text("utf-8"))
    languages = cast("dict[str, dict[str, str]]", parsed)
    return languages.get(language, languages["en"])


def write_notice(figures: NoticeFigures, language: str) -> tuple[str, ...]:
    """Return the paragraphs of the notice.

    Args:
        figures: from the live settings and counts.
        language: ISO 639-1; English where there are no texts.
    """
    texts = _texts(language)
    measured = find_measured(figures.disguise)
    names = ["answer"]
    names += ["household"] if figures.programme is Programme.HOUSEHOLD else ["review", _disguise_text(measured)]
    names += ["retention", "place", "rights"]
    values = {
        "share": percentage(figures.share, language),
        "region": figures.region,
        "person_cap": figures.person_cap,
        "heard": figures.heard,
        "utterances": figures.utterances,
        "strength": texts[f"strength_{strength_of(measured).value}"],
        "wrong": 0 if measured is None else measured.wrong_in_hundred,
        "retention_days": figures.retention_days,
        "link_days": LONGEST_RETENTION_DAYS,
    }
    return tuple(texts[name].format(**values) for name in names)


def _disguise_text(measured: Measured | None) -> str:
    """Return the name of the paragraph on the disguise: what is said follows what was measured (AU2)."""
    return "disguise_unmeasured" if measured is None else f"disguise_{strength_of(measured).value}"


def percentage(share: float, language: str) -> str:
    """Return a share as people write it: `0.2 %`, in German and Dutch `0,2 %`."""
    written = f"{share * 100:.4f}".rstrip("0").rstrip(".")
    return f"{written if language not in {'de', 'nl'} else written.replace('.', ',')} %"
