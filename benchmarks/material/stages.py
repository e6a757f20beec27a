"""Stages: how long the parts of a benchmark take, by the clock and of the processor, child processes included."""

import os
import time
from collections.abc import Generator
from contextlib import contextmanager, suppress

import psutil


class Stages:
    """Collects seconds by stage, in the order in which the stages began."""

    def __init__(self) -> None:
        """Begin with none."""
        self._measured: dict[str, dict[str, float]] = {}

    @contextmanager
    def stage(self, name: str) -> Generator[None]:
        """Measure what happens inside, which does not end with an error."""
        began, before = time.monotonic(), processor_seconds()
        yield
        self._measured[name] = {
            "seconds": round(time.monotonic() - began, 1),
            "processor_seconds": round(processor_seconds() - before, 1),
        }

    def rows(self) -> dict[str, dict[str, float]]:
        """Return `seconds` and `processor_seconds` of each stage."""
        return dict(self._measured)

    def seconds(self, *names: str) -> float:
        """Return the seconds by the clock of some stages together."""
        return round(sum(self._measured[name]["seconds"] for name in names), 1)


def processor_seconds() -> float:
    """Return the processor seconds of this process and of all that it started, whether they still run or not.

    A process that was killed and not waited for is missed.
    """
    own = os.times()
    total = own.user + own.system + own.children_user + own.children_system
    for child in psutil.Process().children(recursive=True):
        with suppress(psutil.NoSuchProcess):
            used = child.cpu_times()
            total += used.user + used.system + used.children_user + used.children_system
    return total
