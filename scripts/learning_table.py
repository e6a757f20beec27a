"""The table of what is learned from clips under one disguise and another."""

from collections.abc import Mapping, Sequence
from typing import cast

from scripts.readme_table import METRICS


def as_table(results: Sequence[Mapping[str, object]]) -> str:
    """Return the table of several `loop*.json`, one row for each task and disguise."""
    lines = ["| task | measure | disguise | before | after | difference, 95 % interval |", "|---|---|---|---|---|---|"]
    rows = [(task, result) for result in results for task in cast("list[Mapping[str, object]]", result["tasks"])]
    rows.sort(key=lambda row: cast("str", row[0]["task"]))
    lines += [_row(task, cast("str", result["disguise"])) for task, result in rows]
    source = "Made by `make bench NAME=loop` with `EARNEST_DISGUISE`, from `benchmarks/results/loop-*.json`."
    return "\n".join([*lines, "", f"Recogniser: pocketsphinx. {source}"])


def _row(task: Mapping[str, object], disguise: str) -> str:
    low, high = cast("list[float]", task["interval"])
    before, after = cast("float", task["before"]), cast("float", task["after"])
    cells = (
        task["task"],
        METRICS[cast("str", task["metric"])],
        f"`{disguise}`",
        f"{before:.1%}",
        f"{after:.1%}",
        f"{low:+.1%} to {high:+.1%}",
    )
    return f"| {' | '.join(str(cell) for cell in cells)} |"
