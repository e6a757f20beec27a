"""Lengths that containers declare, and what programs write where they cannot know one."""

from typing import Final

UNKNOWN_LENGTHS: Final = frozenset({0, 0x7FFFFFFF, 0x7FFFFFFE, 0x80000000, 0xFFFFFFFE, 0xFFFFFFFF})
"""What programs write that stream to a pipe and cannot go back to fill it in."""
PIPE_SLACK: Final = 0x7F000000
"""They also write a limit of two gigabytes less the size of a header (sox: 0x7F000000); no such file is sent here."""


def is_unknown(declared: int) -> bool:
    """Tell whether a declared length stands for `not known`; bytes."""
    return declared in UNKNOWN_LENGTHS or declared >= PIPE_SLACK
