"""Progress: a bar and the seconds of each stage, and one plain line each where the output is no terminal."""

import time
from collections.abc import Callable, Generator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn, TimeElapsedColumn

from earnest.operations.clients.fields import Fields

Step = Callable[[], object]
"""Moves a bar on by one; safe from every thread."""


class Bars:
    """The bars of one tour; drawn for the length of the block `with bars.progress`."""

    def __init__(self, console: Console) -> None:
        """Draw on a console."""
        self._console = console
        self.seconds: dict[str, float] = {}
        """Stage → seconds, in the order in which they began."""
        self.progress = Progress(
            TextColumn("{task.description:<32}"),
            BarColumn(),
            MofNCompleteColumn(),
            TimeElapsedColumn(),
            console=console,
            disable=not console.is_terminal,
        )

    @contextmanager
    def measured(self, name: str) -> Generator[None]:
        """Measure a stage for the length of the block; a second block of the same name adds to it."""
        began = time.monotonic()
        _ = self.seconds.setdefault(name, 0.0)
        try:
            yield
        finally:
            self.seconds[name] += time.monotonic() - began

    def bar(self, title: str, total: int | None) -> Step:
        """Begin a bar and return what moves it.

        Args:
            title: what is being done.
            total: number of steps; None where it is not known.
        """
        bar = self._begin(title, total)
        return lambda: self.progress.advance(bar)

    def follow(self) -> Callable[[str], None]:
        """Return what takes lines of progress (`stage`, `done`, `total` in JSON) and moves one bar for each stage."""
        bars: dict[str, TaskID] = {}

        def take(line: str) -> None:
            fields = Fields.parse(line)
            stage = fields.find_text("stage")
            if stage is None or stage in {"waiting", "finished"}:
                return
            if stage not in bars:
                bars[stage] = self._begin(f"learning: {stage}", None)
            total = round(fields.number("total")) or None
            self.progress.update(bars[stage], completed=round(fields.number("done")), total=total)

        return take

    def _begin(self, title: str, total: int | None) -> TaskID:
        if not self._console.is_terminal:
            self._console.print(f"{title} …" if total is None else f"{title}: {total} …", markup=False)
        return self.progress.add_task(title, total=total)
