"""Heartbeat: by which a process shows its supervisor that its own loop still turns."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, Self

VARIABLE: Final = "EARNEST_HEARTBEAT"
"""Number of the descriptor to write to; set by the supervisor."""
SECONDS: Final = 1.0
"""Between two beats."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Heartbeat:
    """One end of a pipe to the supervisor. Without a supervisor nobody listens, and beating does nothing."""

    descriptor: int | None = None

    @classmethod
    def of(cls, environment: Mapping[str, str]) -> Self:
        """Return the heartbeat that the environment names."""
        number = environment.get(VARIABLE, "")
        return cls(descriptor=int(number) if number.isdecimal() else None)

    def beat(self) -> None:
        """Show that we live. It never waits: a supervisor that reads nothing must not stop our work."""
        if self.descriptor is None:
            return
        try:
            _ = os.write(self.descriptor, b".")
        except OSError:
            return  # The pipe is full, or the supervisor is gone; whoever is gone needs no sign.
