"""The tables of the benchmark personal_data, as its card shows them."""

from collections.abc import Mapping, Sequence
from typing import cast

Row = Mapping[str, object]


def as_tables(results: Mapping[str, object]) -> str:
    """Return the tables of a `personal_data.json`."""
    summary = cast("Sequence[Row]", results["summary"])
    over = cast("Sequence[Row]", results["over_bleep_summary"])
    rates = sorted({cast("float", row["error_rate"]) for row in summary if row["error_rate"] != "real recogniser"})
    lines = [
        "Items wholly hidden, by word error rate; 95 % interval (Wilson) at the first and the middle rate.",
        "",
        f"| tool | sentences | language | what | n | {' | '.join(_percent(rate) for rate in rates)} |",
        f"|---|---|---|---|---|{'---|' * len(rates)}",
    ]
    for title in sorted({_title(row) for row in summary if row["error_rate"] != "real recogniser"}):
        cells = {row["error_rate"]: row for row in summary if _title(row) == title}
        shown = [_cell(cells.get(rate), with_interval=rate in {rates[0], rates[len(rates) // 2]}) for rate in rates]
        lines.append(f"| {' | '.join(title)} | {cells[rates[0]]['n']} | {' | '.join(shown)} |")
    lines += [
        "",
        *_recognised(results, summary),
        "",
        "Ordinary words hidden; 95 % interval by drawing sentences anew.",
        "",
    ]
    lines += ["| tool | sentences | language | word errors | words | share |", "|---|---|---|---|---|---|"]
    for row in over:
        if row["error_rate"] in {0.0, 0.2, "real recogniser"}:
            error = (
                row["error_rate"] if isinstance(row["error_rate"], str) else _percent(cast("float", row["error_rate"]))
            )
            cells = (row["tool"], row["source"], row["language"], error, row["words"], _share(row, "share"))
            lines.append(f"| {' | '.join(str(cell) for cell in cells)} |")
    note = (
        f"Seed {results['seed']}. Generated: {results['generated']}. Simulated: {results['simulated']}. Presidio:"
        f" {results['presidio']}. Made by `make bench NAME=personal_data` from `benchmarks/results/personal_data.json`,"
        " which has every kind by itself."
    )
    return "\n".join([*lines, "", note])


def _recognised(results: Mapping[str, object], summary: Sequence[Row]) -> list[str]:
    rows = [row for row in summary if row["error_rate"] == "real recogniser"]
    if not rows:
        return ["Real recogniser output: not in the folder, left out."]
    rate = cast("float", results["real_recogniser_word_error_rate"])
    return [
        f"The same on what a real recogniser wrote for recordings of SLURP's test part ({_percent(rate)} word errors):",
        "",
        "| tool | what | n | wholly hidden |",
        "|---|---|---|---|",
        *(f"| {row['tool']} | {row['group']} | {row['n']} | {_share(row, 'recall')} |" for row in rows),
    ]


def _title(row: Row) -> tuple[str, str, str, str]:
    return str(row["tool"]), str(row["source"]), str(row["language"]), str(row["group"])


def _cell(row: Row | None, *, with_interval: bool) -> str:
    if row is None:
        return ""
    return _share(row, "recall") if with_interval else _percent(cast("float", row["recall"]))


def _share(row: Row, name: str) -> str:
    low, high = cast("list[float]", row["interval"])
    return f"{100 * cast('float', row[name]):.1f} % [{100 * low:.1f}–{100 * high:.1f}]"


def _percent(share: float) -> str:
    return f"{100 * share:.0f} %"
