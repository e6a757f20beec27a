"""Tables: the tour's result for people."""

from collections.abc import Sequence

from rich.console import Console
from rich.table import Table

from earnest.demo.results import TourResult, WyomingProbe
from earnest.operations.clients.learned import gain_table, part_table, percent

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
    accidental = f"{result.accidental_stopped} of {result.accidental_played} stopped before anything was kept"
    return _pairs(
        f"What went round ({result.source})",
        ("utterances", str(result.utterances)),
        ("chosen by the gate", f"{result.chosen} ({percent(result.share_chosen)})"),
        *_reasons(sorted(result.gate.items(), key=lambda entry: (-entry[1], entry[0]))),
        ("panel's cap, raised openly", f"{percent(result.cap_share)} (all others: 0.2 %)"),
        ("clips heard by simulated reviewers", str(result.heard)),
        ("withdrawn before a reviewer listened", str(result.withdrawn)),
        ("withheld by de-identification", str(sum(result.withheld.values()))),
        *_reasons(sorted(result.withheld.items())),
        ("accidental", f"{accidental}; {result.accidental_heard} heard"),
    )


def wyoming_table(probe: WyomingProbe) -> Table:
    """Return one held-out utterance over the Wyoming protocol, before and after."""
    return _pairs(
        "The same utterance over Wyoming",
        ("meant", ", ".join(f"{name}: {value}" for name, value in probe.meant.items())),
        ("before", probe.before or "(nothing)"),
        ("after", probe.after or "(nothing)"),
        ("", "all of it is right now" if probe.right else "no example of those tried became completely right"),
    )


def cost_table(result: TourResult) -> Table:
    """Return time, memory and proof."""
    state = "intact" if result.audit_intact else "BROKEN"
    return _pairs(
        "What it cost",
        *((stage, f"{seconds:.0f} s") for stage, seconds in result.seconds.items()),
        ("start until everything answers", f"{result.start_seconds:.1f} s"),
        ("memory at rest, all processes", f"{result.memory_at_rest_bytes / _MEBIBYTE:.0f} MiB"),
        ("audit log", f"{state}, {result.audit_leaves} entries"),
    )


def _pairs(title: str, *rows: tuple[str, str]) -> Table:
    table = Table(title=title, title_justify="left", show_header=False)
    for row in rows:
        table.add_row(*row)
    return table


def _reasons(counts: Sequence[tuple[str, int]]) -> list[tuple[str, str]]:
    return [(f"  {reason.replace('_', ' ')}", str(count)) for reason, count in counts]
