"""Memory: whether a model fits into what this machine, or the container that this process is in, has left."""

from collections.abc import Mapping
from pathlib import Path
from typing import Final

import psutil

from earnest.weights.errors import MemoryTooSmall

_GROUPS: Final = Path("/sys/fs/cgroup")
_OWN_GROUP: Final = Path("/proc/self/cgroup")

BASE: Final = 147 * 2**20
"""Bytes that a recogniser's process has beside its model. Measured as the next one."""
PER_BYTE: Final = 2.53
"""Bytes that loading takes at its highest for each byte of float16 weights: what was read, the folder in memory, and
what is made of it. Both measured with Whisper tiny.en (329 MiB at the highest) and base (497 MiB)."""


def needed_memory(weights_size: int) -> int:
    """Return how much memory loading a model takes at its highest; bytes.

    Args:
        weights_size: length of `model.bin`; bytes.
    """
    return BASE + round(PER_BYTE * weights_size)


def check_memory(name: str, weights_size: int, available: int) -> None:
    """Check that a model fits, before the kernel ends whatever process it likes for want of memory.

    Raises:
        MemoryTooSmall: it does not.
    """
    needed = needed_memory(weights_size)
    if needed > available:
        raise MemoryTooSmall(name, needed=needed, available=available)


def available_memory() -> int:
    """Return how much memory this process can still get, swap included; bytes."""
    machine = int(psutil.virtual_memory().available + psutil.swap_memory().free)
    return min([machine, *_left_in_groups()])


def _left_in_groups() -> list[int]:
    """Return what each control group of this process has left, where it is limited (Linux, cgroup version 2)."""
    try:
        own = _OWN_GROUP.read_text(encoding="ascii").rpartition("::")[2].strip().lstrip("/")
    except OSError:
        return []
    folder = _GROUPS / own
    return [left for group in (folder, *folder.parents) if group.is_relative_to(_GROUPS) for left in left_in(group)]


def left_in(group: Path) -> list[int]:
    """Return what a control group has left; nothing where it has no limit. Cached files are given up for it.

    Args:
        group: folder of the control group.
    """
    try:
        limit = (group / "memory.max").read_text(encoding="ascii").strip()
        used = int((group / "memory.current").read_text(encoding="ascii"))
        kinds = _kinds((group / "memory.stat").read_text(encoding="ascii"))
    except (OSError, ValueError):
        return []
    return [max(0, int(limit) - used + kinds.get("inactive_file", 0))] if limit.isdigit() else []


def _kinds(text: str) -> Mapping[str, int]:
    pairs = (line.split() for line in text.splitlines())
    return {pair[0]: int(pair[1]) for pair in pairs if len(pair) == 2}  # noqa: PLR2004 - name and number
