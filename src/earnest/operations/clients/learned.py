"""Learned: what a round of learning changed, as `earnest learn --json` says it, and as tables for people."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated, Final

from pydantic import Field, TypeAdapter
from rich.table import Table

_METRIC_TITLES = {
    "intent_and_slots_right": "intent and all slots right",
    "words_right": "words right",
    "word_error_rate": "word error rate",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskResult:
    """One metric on one task, on people whom no reviewer heard."""

    task: str
    metric: str
    """intent_and_slots_right, words_right (shares) or word_error_rate."""
    n_test: Annotated[int, Field(validation_alias="item_count")]
    before: float
    after: float
    low: Annotated[float, Field(validation_alias="lower")]
    """Lower end of the 95 % interval of after minus before; people or recordings drawn again, the wider counts."""
    high: Annotated[float, Field(validation_alias="upper")]
    better: bool
    verdict: str
    """`better`, `worse` or `not better`, each clear of chance; see `deidentified.evaluation.records.Verdict`."""
    n_train: int = 0
    """Labelled clips of this task that the models learned from."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PartResult:
    """What one part of the model contributes to one task."""

    part: str
    """Domain of the recogniser, `understanding` or `wake word`."""
    kept: bool
    """Whether it is in the model."""
    task: str
    verdict: str
    """See `TaskResult.verdict`; the model without the part is what it is compared with."""


TASK_RESULTS: Final = TypeAdapter(TaskResult)
"""Reads one comparison as `earnest learn --json` writes it."""
PART_RESULTS: Final = TypeAdapter(PartResult)
"""Reads one part as `earnest learn --json` writes it."""


def gain_table(tasks: Sequence[TaskResult]) -> Table:
    """Return what the labels changed, on people whom no reviewer heard."""
    table = Table(title="What it changed, on held-out speakers", title_justify="left")
    table.add_column("task")
    table.add_column("measured")
    for column in ("labelled clips", "tested on", "before", "after", "change [95 %]", "verdict"):
        table.add_column(column, justify="right")
    for task in tasks:
        table.add_row(
            task.task,
            _METRIC_TITLES.get(task.metric, task.metric),
            str(task.n_train),
            str(task.n_test),
            percent(task.before),
            percent(task.after),
            f"{_points(task.after - task.before)} [{_points(task.low)}, {_points(task.high)}]",
            task.verdict,
        )
    return table


def part_table(parts: Sequence[PartResult]) -> Table:
    """Return what each part of the model contributes: what is not better does not go live."""
    table = Table("part", "task", "verdict", "in the model", title_justify="left")
    table.title = "Its parts, each against the model without it"
    for part in parts:
        table.add_row(part.part, part.task, part.verdict, "yes" if part.kept else "no")
    return table


def percent(share: float) -> str:
    """Return a share, 0 to 1, in words."""
    return f"{100 * share:.1f} %"


def _points(share: float) -> str:
    return f"{100 * share:+.1f}"
