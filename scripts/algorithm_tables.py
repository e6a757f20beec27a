"""The tables of the wake and detectors benchmarks, as their cards show them."""

from collections.abc import Mapping, Sequence
from typing import cast

Results = Mapping[str, object]


def detectors_table(results: Results) -> str:
    """Return the table of a `detectors.json`."""
    lines = ["| question | data | sounds | people or files | share | 95 % interval |", "|---|---|---|---|---|---|"]
    for row in _rows(results, "rows"):
        share = cast("float", row["share"])
        cells = (row["question"], row["data"], row["n"], row["groups"], f"**{share:.1%}**", _interval(row))
        lines.append(_line(cells))
    return "\n".join([*lines, "", f"Seed {results['seed']}. {results['data']}"])


def wake_table(results: Results) -> str:
    """Return the tables of a `wake.json`."""
    rates = sorted({cast("float", line["false_accepts_per_hour"]) for line in _rows(results, "misses")})
    misses = {
        (line["system"], line["condition"], line["false_accepts_per_hour"]): line for line in _rows(results, "misses")
    }
    lines = [
        f"| system | condition | n | {' | '.join(f'missed at {rate:g}/h' for rate in rates)} |",
        f"|---|---|---|{'---|' * len(rates)}",
    ]
    for system, condition in dict.fromkeys((key[0], key[1]) for key in misses):
        found = [misses[system, condition, rate] for rate in rates]
        shares = [f"{cast('float', one['miss']):.1%} ({_interval(one)})" for one in found]
        lines.append(_line((system, condition, found[0]["n"], *shares)))
    lines += [
        "",
        (
            f"{results['hours_without_wake_word']} hours of test sound without “{results['wake_word']}”; the smallest "
            f"rate that these can show is {results['smallest_rate_that_can_be_shown_per_hour']} an hour. "
            f"Second model installed: {'yes' if results['second_model_installed'] else 'no'}."
        ),
        "",
        (
            "| accidents | step | utterances kept | accidents kept | accidental share of what could be played, "
            "95 % interval |"
        ),
        "|---|---|---|---|---|",
    ]
    for row in _rows(results, "played"):
        share = cast("float", row["share"])
        kept = f"{row['utterances_kept']} of {row['utterances']}"
        accidents = f"{row['accidents_kept']} of {row['accidents']}"
        lines.append(_line((row["accidents_of"], row["step"], kept, accidents, f"**{share:.1%}** ({_interval(row)})")))
    lines += ["", "| source without a wake word | windows | let through before labels | after |", "|---|---|---|---|"]
    for row in _rows(results, "false_accepts_by_source"):
        lines.append(_line((row["source"], row["windows"], row["let_through_before"], row["let_through_after"])))
    return "\n".join([*lines, "", f"Seed {results['seed']}. Simulated: {results['simulated']}."])


def _rows(results: Results, name: str) -> Sequence[Results]:
    return cast("Sequence[Results]", results[name])


def _interval(row: Results) -> str:
    low, high = cast("list[float]", row["interval"])
    return f"{low:.1%} to {high:.1%}"


def _line(cells: Sequence[object]) -> str:
    return f"| {' | '.join(str(cell) for cell in cells)} |"
