"""Measured: what benchmarks gave, as it was packaged; what is not there is told as not measured."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import cast

from earnest.organisation.accountability.records import NOT_MEASURED, Document, Section


@dataclass(frozen=True, slots=True, kw_only=True)
class AlgorithmCard:
    """What one algorithm does, how it was measured and where it fails."""

    name: str
    title: str
    text: str
    """Markdown, with the tables of the benchmarks."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Measurement:
    """One figure of a benchmark."""

    name: str
    """What is asked, as `EXPECTED` names it."""
    value: str
    """With its interval where it has one."""
    source: str
    """File of the result."""


EXPECTED = {
    "disguise": "How often an attacker who trains on disguised voices is wrong about who spoke (equal error rate)",
    "names": "Share of spoken personal data that is hidden, on what a recogniser wrote for real recordings",
    "background": "Share of words of a far voice that stay in the text",
    "watermark": "Share of leaked recordings whose lease is found after MP3",
    "stop": "Seconds until playing stops after a stop",
    "erase": "What a byte search finds of an erased person",
    "leak": "Canary words found outside the personal side",
    "unkept": "Utterances of private hours, children and people who agreed to nothing of which anything is kept",
    "audit": "Entries that the log takes in a second",
}
"""Questions that an assessment asks of measurements; those without an answer are told as not measured."""


@cache
def _packaged() -> dict[str, object]:
    file = files("earnest.organisation.accountability").joinpath("measured.json")
    return cast("dict[str, object]", json.loads(file.read_text("utf-8")))


def load_cards() -> tuple[AlgorithmCard, ...]:
    """Return the algorithm cards, by name."""
    cards = cast("list[dict[str, str]]", _packaged()["cards"])
    return tuple(AlgorithmCard(name=one["name"], title=one["title"], text=one["text"]) for one in cards)


def load_measurements() -> tuple[Measurement, ...]:
    """Return the figures that were measured, in the order of `EXPECTED`."""
    found = cast("list[dict[str, str]]", _packaged()["measurements"])
    return tuple(Measurement(name=one["name"], value=one["value"], source=one["source"]) for one in found)


def measurement_rows(known: Sequence[Measurement]) -> list[dict[str, str | int | float | bool | None]]:
    """Return every expected figure, with `not measured` where none is known."""
    rows: list[dict[str, str | int | float | bool | None]] = []
    for name, question in EXPECTED.items():
        answers = [one for one in known if one.name == name]
        if not answers:
            rows.append({"question": question, "measured": NOT_MEASURED, "result file": None})
        rows.extend({"question": question, "measured": one.value, "result file": one.source} for one in answers)
    return rows


def cards_document() -> Document:
    """Return the algorithm cards."""
    return Document(
        name="algorithm_cards",
        title="Algorithm cards",
        about="What each algorithm does, how it was measured, on whom, and where it fails; figures come from "
        "benchmarks that can be run again.",
        sections=tuple(Section(title=one.title, verbatim=one.text) for one in load_cards()),
    )
