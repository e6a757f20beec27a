"""Serving: the loop of a child process, which answers the frames of its parent until the parent is gone."""

import contextlib
import os
import sys
from collections.abc import Callable

from earnest.foundation.child_processes.frames import ChildFrame, read_frame


def serve_parent(answer: Callable[[ChildFrame], bytes]) -> None:
    """Answer frames on standard input and output until the input ends.

    Libraries write to descriptor 1 at times; the frames get a descriptor of their own so that this harms nothing.

    Args:
        answer: returns the bytes of the frame that answers a frame.
    """
    outgoing = os.fdopen(os.dup(1), "wb")
    _ = os.dup2(2, 1)
    with contextlib.suppress(BrokenPipeError):  # The parent is gone; nothing waits for the answer.
        while (frame := read_frame(sys.stdin.buffer)) is not None:
            _ = outgoing.write(answer(frame))
            outgoing.flush()
