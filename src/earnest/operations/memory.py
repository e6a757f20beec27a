"""Memory of everything together, so that shared pages count once."""

from collections.abc import Mapping

import psutil


def resident_memory(pids: Mapping[str, int]) -> Mapping[str, int]:
    """Return the proportional set size of each process with all that it started; bytes.

    Pages that several processes share count for each with its part (PSS), so that the sum is what the machine holds.
    Where the system does not tell it (other systems than Linux), the resident size is taken, which counts them often.

    Args:
        pids: name → number of the process at the top. One that ended counts 0.
    """
    return {name: sum(_own_bytes(process) for process in _family(pid)) for name, pid in pids.items()}


def _family(pid: int) -> list[psutil.Process]:
    """Return a process and all below it."""
    try:
        top = psutil.Process(pid)
        return [top, *top.children(recursive=True)]
    except psutil.NoSuchProcess:
        return []


def _own_bytes(process: psutil.Process) -> int:
    """Return what one process holds; 0 where it has ended."""
    try:
        full = process.memory_full_info()
    except psutil.AccessDenied:
        return int(process.memory_info().rss)
    except psutil.Error:
        return 0
    return int(getattr(full, "pss", full.rss))
