"""Progress: a bar for each station, and one plain line each where the output is no terminal."""

from collections.abc import Callable, Generator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn, TimeElapsedColumn

from earnest.demo.fields import Fields

Step = Callable[[], None]
"""Moves a bar on by one; safe from every thread."""


class Bars:
    """The bars of one tour."""

    def __init__(self, console: Console) -> None:
        """Draw on a console."""
        self._console = console
        self._progress = Progress(
            TextColumn("{task.description:<32}"),
            BarColumn(),
            MofNCompleteColumn(),
            TimeElapsedColumn(),
            console=console,
            disable=not console.is_terminal,
        )

    @contextmanager
    def drawn(self) -> Generator[None]:
        """Draw for the length of the block."""
        with self._progress:
            yield

    def station(self, title: str, total: int | None) -> Step:
        """Begin a bar and return what moves it.

        Args:
            title: what is being done.
            total: number of steps; None where it is not known.
        """
        if not self._console.is_terminal:
            self._console.print(f"{title} …" if total is None else f"{title}: {total} …", markup=False)
        bar = self._progress.add_task(title, total=total)

        def step() -> None:
            self._progress.advance(bar)

        return step

    def follow(self) -> Callable[[str], None]:
        """Return what takes lines of progress (`stage`, `done`, `total` in JSON) and moves one bar for each stage."""
        bars: dict[str, TaskID] = {}

        def take(line: str) -> None:
            fields = Fields.parse(line)
            stage = fields.find_text("stage")
            if stage is None or stage in {"waiting", "finished"}:
                return
            if stage not in bars:
                if not self._console.is_terminal:
                    self._console.print(f"learning: {stage} …", markup=False)
                bars[stage] = self._progress.add_task(f"learning: {stage}", total=None)
            total = round(fields.number("total")) or None
            self._progress.update(bars[stage], completed=round(fields.number("done")), total=total)

        return take

    def say(self, text: str) -> None:
        """Print a line above the bars."""
        self._progress.console.print(text, markup=False)
