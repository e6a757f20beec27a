"""The table of the verification benchmark, as its card shows it."""

from collections.abc import Mapping
from typing import cast

Row = Mapping[str, object]


def as_table(results: Row) -> str:
    """Return the table of a `verification.json`."""
    lines = [
        (
            "| what was said | clips, people | asked for one key | two agree | one is sure "
            "| text exactly right, of all clips | confirmed labels exactly right | their word errors "
            "| word errors of the listener in the others |"
        ),
        "|---|---|---|---|---|---|---|---|---|",
    ]
    rows = [*cast("Mapping[str, Row]", results["groups"]).items(), ("together", cast("Row", results["together"]))]
    for name, row in rows:
        people = f", {row['people']}" if "people" in row else ""
        figures = (
            "one_key",
            "two_agree",
            "one_is_sure",
            "exactly_right",
            "confirmed_exactly_right",
            "confirmed_word_errors",
            "word_errors_where_typed",
        )
        lines.append(f"| {name} | {row['clips']}{people} | {' | '.join(_percent(row[one]) for one in figures)} |")
    learned = cast("Row", results["learned"])
    together = cast("Row", results["together"])
    others = _percent(together["sure_of_people_not_fitted_exactly_right"])
    lines += [
        "",
        (
            f"Percent with 95 % intervals; seed {results['seed']}, {results['n']} clips. Wanted: "
            f"{_whole(results['aim'])} settled by one key. Learned from {learned['labels']} labels ({learned['of']}). "
            f"Where one alone is sure, {_percent(together['sure_alone_exactly_right'])} exactly right; "
            f"where one is sure of people on whom its certainty was not fitted, {others}."
        ),
    ]
    return "\n".join(lines)


def _percent(figure: object) -> str:
    if figure is None:
        return "–"
    known = cast("Row", figure)
    low, high = cast("list[float]", known["interval"])
    return f"{_whole(known['value'])} [{100 * low:.0f}–{100 * high:.0f}]"


def _whole(value: object) -> str:
    return f"{100 * cast('float', value):.0f} %"
