"""Running: gives orders to skills in child processes without keys, each within a time limit."""

import threading
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from earnest.foundation.child_processes.child import python_command
from earnest.foundation.child_processes.errors import ChildBroken, ChildTooSlow
from earnest.foundation.child_processes.frames import ChildFrameKind, encode_frame
from earnest.foundation.child_processes.pool import ChildPool
from earnest.personal.assistant.skills.orders import (
    SkillOrder,
    SkillReport,
    SkillUnreadable,
    decode_report,
    encode_order,
)
from earnest.personal.assistant.skills.plugin import SkillDescription

ANSWER_SECONDS: Final = 5.0
"""A person waits no longer for a skill; after that the answer says that it is not known what happened."""
FETCH_SECONDS: Final = 20.0
_MOST: Final = 4
"""Skills at work at one time; each is a process. Chosen for a household, not measured."""
_PLACE_SECONDS: Final = 1.0
"""For one of them to become free."""

TOO_SLOW: Final = "skill_too_slow"
BROKEN: Final = "skill_broken"
BUSY: Final = "skills_busy"


class SkillRunner:
    """Gives orders to skills; safe to share between threads. Children start when they are needed and stay."""

    def __init__(self, data_folder: Path, *, command: Sequence[str] | None = None) -> None:
        """Prepare; no process is started yet.

        Args:
            data_folder: what no skill may reach.
            command: what to run instead of our own child.
        """
        self._children = ChildPool(
            command or python_command("earnest.personal.assistant.skills.child", str(data_folder))
        )
        self._places = threading.BoundedSemaphore(_MOST)
        self._described: tuple[SkillDescription, ...] | None = None
        self._describing = threading.Lock()

    def descriptions(self) -> tuple[SkillDescription, ...]:
        """Return what skills are installed, asked of a child once; none where it cannot be asked now."""
        with self._describing:
            if self._described is None:
                self._described = self.give(SkillOrder(skill=""), FETCH_SECONDS).descriptions
            return self._described or ()

    def give(self, order: SkillOrder, limit_seconds: float = ANSWER_SECONDS) -> SkillReport:
        """Return what came of an order; a skill that takes too long is ended, and what it did is not known.

        Args:
            order: what to do.
            limit_seconds: by the clock, > 0; a place among the skills at work is waited for within it.
        """
        deadline = time.monotonic() + limit_seconds
        if not self._places.acquire(timeout=_PLACE_SECONDS):
            return SkillReport(problem=BUSY)
        try:
            return self._ask(order, deadline)
        finally:
            self._places.release()

    def close(self) -> None:
        """End all children."""
        self._children.close()

    def _ask(self, order: SkillOrder, deadline: float) -> SkillReport:
        child = self._children.take()
        try:
            left = max(0.01, deadline - time.monotonic())
            frame = child.ask(encode_frame(ChildFrameKind.SKILL, encode_order(order)), left)
            report = decode_report(frame.payload) if frame.kind == ChildFrameKind.SKILL_DID else None
        except ChildTooSlow:
            self._children.discard(child)
            return SkillReport(problem=TOO_SLOW)
        except (ChildBroken, SkillUnreadable):
            self._children.discard(child)
            return SkillReport(problem=BROKEN)
        except BaseException:  # whatever it was, a child without a reference would run for ever
            self._children.discard(child)
            raise
        self._children.give_back(child)
        return report or SkillReport(problem=BROKEN)
