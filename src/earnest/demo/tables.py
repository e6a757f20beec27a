"""Tables: the tour's result for people."""

from rich.console import Console
from rich.table import Table

from earnest.demo.results import WORD_ERROR_RATE, TaskResult, TourResult

_METRIC_TITLES = {
    "intent_and_slots_right": "intent and all slots right",
    "words_right": "words right",
    WORD_ERROR_RATE: "word error rate",
}
_MEBIBYTE = 1024 * 1024


def print_result(result: TourResult, console: Console) -> None:
    """Print what went round, what it changed, and what it cost."""
    console.print(circle_table(result))
    console.print(gain_table(result))
    if result.parts:
        console.print(part_table(result))
    if result.not_released_reason is not None:
        console.print(f"No model went live: {result.not_released_reason}.", style="bold")
    if result.wyoming is not None:
        console.print(wyoming_table(result))
    console.print(cost_table(result))


def circle_table(result: TourResult) -> Table:
    """Return what went round."""
    table = Table(title=f"What went round ({result.source})", title_justify="left", show_header=False)
    table.add_row("utterances", str(result.utterances))
    table.add_row("chosen by the gate", f"{result.chosen} ({_percent(result.share_chosen)})")
    for reason, count in sorted(result.gate.items(), key=lambda entry: (-entry[1], entry[0])):
        table.add_row(f"  {reason.replace('_', ' ')}", str(count))
    table.add_row("panel's cap, raised openly", f"{_percent(result.cap_share)} (all others: 0.2 %)")
    table.add_row("clips heard by simulated reviewers", str(result.heard))
    table.add_row("withdrawn before a reviewer listened", str(result.withdrawn))
    table.add_row("withheld by de-identification", str(sum(result.withheld.values())))
    for reason, count in sorted(result.withheld.items()):
        table.add_row(f"  {reason.replace('_', ' ')}", str(count))
    accidental = f"{result.accidental_stopped} of {result.accidental_played} stopped before anything was kept"
    table.add_row("accidental", f"{accidental}; {result.accidental_heard} heard")
    return table


def gain_table(result: TourResult) -> Table:
    """Return what the labels changed, on people whom no reviewer heard."""
    table = gain_columns()
    for task in result.tasks:
        table.add_row(*gain_row(task))
    return table


def part_table(result: TourResult) -> Table:
    """Return what each part of the model contributes: what is not better does not go live."""
    table = Table(title="Its parts, each against the model without it", title_justify="left")
    for column in ("part", "task", "verdict", "in the model"):
        table.add_column(column)
    for part in result.parts:
        table.add_row(part.part, part.task, part.verdict, "yes" if part.kept else "no")
    return table


def gain_columns() -> Table:
    """Return the empty table that `gain_row` fills."""
    table = Table(title="What it changed, on held-out speakers", title_justify="left")
    table.add_column("task")
    table.add_column("measured")
    for column in ("labelled clips", "tested on", "before", "after", "change [95 %]", "verdict"):
        table.add_column(column, justify="right")
    return table


def gain_row(task: TaskResult) -> tuple[str, ...]:
    """Return the cells of one measured task."""
    change = f"{_points(task.after - task.before)} [{_points(task.low)}, {_points(task.high)}]"
    return (
        task.task,
        _METRIC_TITLES.get(task.metric, task.metric),
        str(task.n_train),
        str(task.n_test),
        _percent(task.before),
        _percent(task.after),
        change,
        task.verdict,
    )


def wyoming_table(result: TourResult) -> Table:
    """Return one held-out utterance over the Wyoming protocol, before and after."""
    table = Table(title="The same utterance over Wyoming", title_justify="left", show_header=False)
    if result.wyoming is not None:
        table.add_row("meant", ", ".join(f"{name}: {value}" for name, value in result.wyoming.meant.items()))
        table.add_row("before", result.wyoming.before or "(nothing)")
        table.add_row("after", result.wyoming.after or "(nothing)")
        said = "all of it is right now" if result.wyoming.right else "no example of those tried became completely right"
        table.add_row("", said)
    return table


def cost_table(result: TourResult) -> Table:
    """Return time, memory and proof."""
    table = Table(title="What it cost", title_justify="left", show_header=False)
    for station, seconds in result.seconds.items():
        table.add_row(station, f"{seconds:.0f} s")
    table.add_row("start until everything answers", f"{result.start_seconds:.1f} s")
    table.add_row("memory at rest, all processes", f"{result.memory_at_rest_bytes / _MEBIBYTE:.0f} MiB")
    state = "intact" if result.audit_intact else "BROKEN"
    table.add_row("audit log", f"{state}, {result.audit_leaves} entries")
    return table


def _percent(share: float) -> str:
    return f"{100 * share:.1f} %"


def _points(share: float) -> str:
    return f"{100 * share:+.1f}"
