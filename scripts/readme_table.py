"""The table of the loop benchmark, as the README shows it."""

from collections.abc import Mapping, Sequence
from typing import cast

from earnest.deidentified.evaluation.records import Metric, verdict_of

METRICS = {
    "intent_and_slots_right": "intent and all slots right",
    "words_right": "right",
    "word_error_rate": "word error rate",
}


def as_table(results: Mapping[str, object]) -> str:
    """Return the table of a `loop.json`."""
    tasks = cast("list[Mapping[str, object]]", results["tasks"])
    lines = [
        "| task | measure | labelled clips | tested on | before | after | difference, 95 % interval | verdict |",
        "|---|---|---|---|---|---|---|---|",
    ]
    lines += [_row(task) for task in tasks]
    note = (
        f"Recogniser before and after: {results['weights'] or results['engine']}. "
        f"{results['clips_heard']} clips heard in all, by a simulated reviewer; tested on held-out speakers; "
        f"seed {tasks[0]['seed']}. Made by `make bench NAME=loop` from `benchmarks/results/loop.json`."
    )
    lines += ["", note]
    parts = cast("list[Mapping[str, object]]", results.get("parts", []))
    if parts:
        lines += ["", _parts_line(parts)]
    return "\n".join(lines)


def _parts_line(parts: Sequence[Mapping[str, object]]) -> str:
    """Say which parts of the model go live, each measured against the model without it."""
    names = list(dict.fromkeys(str(part["part"]) for part in parts))
    alive = [name for name in names if any(part["in_the_model"] for part in parts if part["part"] == name)]
    left_out = [name for name in names if name not in alive]
    return (
        f"Each part is measured against the model without it. Live: {', '.join(alive) or 'none'}; "
        f"left out: {', '.join(left_out) or 'none'}."
    )


def _row(task: Mapping[str, object]) -> str:
    low, high = cast("list[float]", task["interval"])
    before, after = cast("float", task["before"]), cast("float", task["after"])
    cells = (
        task["task"],
        METRICS[cast("str", task["metric"])],
        task["n_train"],
        f"{task['n_test']} utterances",
        f"{before:.1%}",
        f"**{after:.1%}**",
        f"{low:+.1%} to {high:+.1%}",
        verdict_of(Metric(task["metric"]), before=before, after=after, lower=low, upper=high).value,
    )
    return f"| {' | '.join(str(cell) for cell in cells)} |"
