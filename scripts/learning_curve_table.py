"""Learning curve: the table of what labelled clips bring, and of what the learned domains take that is not theirs."""

from collections.abc import Mapping, Sequence
from typing import cast

Row = Mapping[str, object]


def as_tables(results: Mapping[str, object]) -> str:
    """Return the tables of a `learning_curve.json`."""
    curve = [
        "| labels of | labels | n (people) | measured | before | after | gain | after, by division of people |",
        "|---|---|---|---|---|---|---|---|",
        *(_gain(row) for row in _rows(results, "curve")),
        *(_gain(row, all_tasks=True) for row in _rows(results, "together")),
    ]
    noise = [
        "| noise, dB | n (people) | before | after | gain |",
        "|---|---|---|---|---|",
        *(
            f"| {row['decibels']} | {row['n']} ({row['people']}) | {_share(row['before'])} | {_share(row['after'])} | "
            f"[{_span(row['interval'])}] |"
            for row in _rows(results, "noise")
        ),
    ]
    taken = [
        "| labels of | labels | taken over, all | by kind |",
        "|---|---|---|---|",
        *(_taken(row) for row in _rows(results, "false_takeover")),
    ]
    parts = [curve, *([noise] if len(noise) > 2 else []), taken]  # noqa: PLR2004 - its head alone
    return "\n\n".join("\n".join(part) for part in parts) + f"\n\nSeed {results['seed']}, {results['engine']}."


def _rows(results: Mapping[str, object], name: str) -> Sequence[Row]:
    return cast("Sequence[Row]", results[name])


def _gain(row: Row, *, all_tasks: bool = False) -> str:
    labels = cast("Sequence[int]", row["labels"])
    count = str(labels[0]) if min(labels) == max(labels) else f"{min(labels)}–{max(labels)}"
    splits = ", ".join(_share(one) for one in cast("Sequence[float]", row["after_by_split"]))
    name = f"all; measured on {row['task']}" if all_tasks else str(row["task"])
    return (
        f"| {name} | {count} | {row['n']} ({row['people']}) | {str(row['metric']).replace('_', ' ')} | "
        f"{_share(row['before'])} | **{_share(row['after'])}** | [{_span(row['interval'])}] | {splits} |"
    )


def _taken(row: Row) -> str:
    kinds = cast("Mapping[str, Row]", row["kinds"])
    every = cast("Row", row["all"])
    own = ", ".join(f"{kind} {one['taken']} of {one['n']}" for kind, one in kinds.items())
    whole = f"**{_share(every['share'])}** [{_span(every['interval'])}] ({every['taken']} of {every['n']})"
    return f"| {row['labels_of']} | {row['size']} | {whole} | {own} |"


def _share(value: object) -> str:
    return f"{cast('float', value):.1%}"


def _span(value: object) -> str:
    low, high = cast("Sequence[float]", value)
    return f"{low:.1%}, {high:.1%}"
