"""Link: one recording of a sound file, as a file that the decoder reads alone."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """One of the recordings that follow one another in a file; most files have one."""

    content: bytes
    """A whole sound file."""
    seconds: float | None = None
    """How much sound it holds at least, as its container says; None where only the decoder can tell."""
