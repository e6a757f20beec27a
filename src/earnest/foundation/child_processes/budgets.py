"""Budgets: what a child process lets the system take from itself, set by the child before it reads a byte."""

import resource
import time
from typing import Final

_ROUNDING_SECONDS: Final = 1
"""The system counts whole seconds."""


def confine(*, memory_bytes: int | None = None) -> None:
    """Give up for good leaving a memory image after a crash, and where memory is limited also writing files.

    Args:
        memory_bytes: address space; None for recognisers, whose weights decide what they need, and which write what
            they learned into temporary files for their library.
    """
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if memory_bytes is not None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
        resource.setrlimit(resource.RLIMIT_AS, (memory_bytes, memory_bytes))


def allow_processor_seconds(more: float) -> None:
    """Let this process use so much more processor time; the system ends it with SIGXCPU after that.

    Args:
        more: seconds of all threads together, from now on; > 0.
    """
    _, highest = resource.getrlimit(resource.RLIMIT_CPU)
    limit = int(time.process_time() + more) + _ROUNDING_SECONDS
    if highest not in (resource.RLIM_INFINITY, -1):
        limit = min(limit, highest)
    resource.setrlimit(resource.RLIMIT_CPU, (limit, highest))
