"""Heartbeat: by which a process shows its supervisor, or systemd, that its own loop still turns."""

import os
import socket
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, Self

VARIABLE: Final = "EARNEST_HEARTBEAT"
"""Number of the descriptor to write to; set by the supervisor."""
SYSTEMD_VARIABLE: Final = "NOTIFY_SOCKET"
"""Path of the socket on which systemd listens for beats (`WatchdogSec=`); see sd_notify(3)."""
SECONDS: Final = 1.0
"""Between two beats."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Heartbeat:
    """One end of a pipe to the supervisor, or a socket of systemd. Without either, beating does nothing."""

    descriptor: int | None = None
    systemd_socket: str | None = None

    @classmethod
    def of(cls, environment: Mapping[str, str]) -> Self:
        """Return the heartbeat that the environment names."""
        number = environment.get(VARIABLE, "")
        address = environment.get(SYSTEMD_VARIABLE, "")
        return cls(
            descriptor=int(number) if number.isdecimal() else None,
            # An abstract socket (@) is out of reach of a confined process.
            systemd_socket=address if address.startswith("/") else None,
        )

    def beat(self) -> None:
        """Show that we live. It never waits: a supervisor that reads nothing must not stop our work."""
        try:
            if self.descriptor is not None:
                _ = os.write(self.descriptor, b".")
            if self.systemd_socket is not None:
                with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as sender:
                    sender.setblocking(False)
                    _ = sender.sendto(b"WATCHDOG=1", self.systemd_socket)
        except OSError:
            return  # The pipe is full, or the supervisor is gone; whoever is gone needs no sign.
