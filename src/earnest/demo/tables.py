"""Tables: the tour's result for people."""

from collections.abc import Sequence

from rich.console import Console
from rich.table import Table

from earnest.demo.results import PartResult, TaskResult, TourResult, WyomingProbe

_METRIC_TITLES = {
    "intent_and_slots_right": "intent and all slots right",
    "words_right": "words right",
    "word_error_rate": "word error rate",
}
_MEBIBYTE = 1024 * 1024


def print_result(result: TourResult, console: Console) -> None:
    """Print what went round, what it changed, and what it cost."""
    console.print(circle_table(result))
    console.print(gain_table(result.tasks))
    if result.parts:
        console.print(part_table(result.parts))
    if result.not_released_reason is not None:
        console.print(f"No model went live: {result.not_released_reason}.", style="bold")
    if result.wyoming is not None:
        console.print(wyoming_table(result.wyoming))
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
            _percent(task.before),
            _percent(task.after),
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


def wyoming_table(probe: WyomingProbe) -> Table:
    """Return one held-out utterance over the Wyoming protocol, before and after."""
    table = Table(title="The same utterance over Wyoming", title_justify="left", show_header=False)
    table.add_row("meant", ", ".join(f"{name}: {value}" for name, value in probe.meant.items()))
    table.add_row("before", probe.before or "(nothing)")
    table.add_row("after", probe.after or "(nothing)")
    table.add_row("", "all of it is right now" if probe.right else "no example of those tried became completely right")
    return table


def cost_table(result: TourResult) -> Table:
    """Return time, memory and proof."""
    table = Table(title="What it cost", title_justify="left", show_header=False)
    for stage, seconds in result.seconds.items():
        table.add_row(stage, f"{seconds:.0f} s")
    table.add_row("start until everything answers", f"{result.start_seconds:.1f} s")
    table.add_row("memory at rest, all processes", f"{result.memory_at_rest_bytes / _MEBIBYTE:.0f} MiB")
    state = "intact" if result.audit_intact else "BROKEN"
    table.add_row("audit log", f"{state}, {result.audit_leaves} entries")
    return table


def _percent(share: float) -> str:
    return f"{100 * share:.1f} %"


def _points(share: float) -> str:
    return f"{100 * share:+.1f}"
