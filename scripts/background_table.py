"""The tables of the background benchmark, as their card shows them."""

import math
from collections.abc import Mapping
from typing import Final, cast

Row = Mapping[str, object]
Rows = Mapping[str, Row]

SHARES: Final = (
    ("far words heard before", "words of the far voice that the recogniser hears, before"),
    ("far words heard after", "– after"),
    ("far words in the text", "– in the text that a reviewer is shown"),
    ("near words muted", "words of the near voice that were muted"),
    ("word errors before", "word error rate of the near voice, before"),
    ("word errors after", "– after"),
)
ENERGIES: Final = (
    ("far energy left around", "far voice before and after the near one, quieter by"),
    ("far energy left under", "far voice under the near one, quieter by"),
    ("near energy left", "near voice, quieter by"),
)


def as_tables(results: Mapping[str, object]) -> str:
    """Return the tables of a `background.json`."""
    levels = cast("Mapping[str, Rows]", results["levels"])
    alone = cast("Rows", results["alone"])
    titles = [f"{level.lstrip('-')} dB" for level in levels]
    lines = [
        f"| far voice under the near one by | {' | '.join(titles)} | no far voice |",
        f"|---|{'---|' * (len(levels) + 1)}",
    ]
    for question, title in ENERGIES:
        alone_cell = decibels(alone["energy left"]) if question == "near energy left" else "–"
        cells = [decibels(rows[question]) for rows in levels.values()]
        lines.append(f"| {title} | {' | '.join(cells)} | {alone_cell} |")
    names_alone = {"near words muted": "words muted"}
    for question, title in SHARES:
        alone_cell = percent(alone.get(names_alone.get(question, question)))
        cells = [percent(rows.get(question)) for rows in levels.values()]
        if any(question in rows for rows in levels.values()):
            lines.append(f"| {title} | {' | '.join(cells)} | {alone_cell} |")
    return "\n".join([*lines, "", *_disguised(results), "", _data(results)])


def _disguised(results: Mapping[str, object]) -> list[str]:
    disguised = cast("Mapping[str, object]", results["disguised"])
    rows = cast("Rows", disguised["rows"])
    profiles = list(dict.fromkeys(question.split()[0] for question in rows))
    if not profiles:
        return ["No recogniser listened in this run."]
    level = f"{-cast('float', disguised['level']):g}"
    lines = [f"| disguise, far voice {level} dB under the near one | not reduced | reduced |", "|---|---|---|"]
    for name in profiles:
        before, after = (percent(rows.get(f"{name} far words heard {when}")) for when in ("before", "after"))
        lines.append(f"| `{name}`: words of the far voice that the recogniser hears | {before} | {after} |")
    return lines


def percent(row: Row | None) -> str:
    """Return a share with its interval and number; a dash where nothing was counted."""
    if row is None:
        return "–"
    low, high = cast("list[float]", row["interval"])
    share = cast("float", row["share"])
    return f"{share:.1%} [{low:.1%}–{high:.1%}], n = {row['n']}".replace("%", " %")


def decibels(row: Row) -> str:
    """Return a share of energy as an attenuation, with its interval."""
    low, high = cast("list[float]", row["interval"])
    return f"{_attenuation(cast('float', row['share']))} [{_attenuation(high)}–{_attenuation(low)}] dB"


def _attenuation(share: float) -> str:
    """Return how much quieter so much of an energy is; dB."""
    return f"{abs(round(-10.0 * math.log10(max(share, 1e-6)), 1)):g}"


def _data(results: Mapping[str, object]) -> str:
    people = (
        f"{results['people_near']} people near (the recogniser listens to {results['people_listened_to']} of them), "
        f"{results['people_far']} far"
    )
    return (
        f"{people}; {results['data']}. 95 % intervals over the near people, drawn again; attenuation is of the mean "
        f"share of energy left, each person counted once. {results['cpu_seconds_per_second']} CPU seconds per second "
        f"of sound. Seed {results['seed']}. Made by `make bench NAME=background` from "
        "`benchmarks/results/background.json`."
    )
