"""Processes for tests: one of Earnest's own, started as a supervisor starts it, and waiting for what it does."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Generator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx2

from earnest.services.database.roles import Role
from support.databases import Databases


def free_port() -> int:
    """Return a TCP port that nothing listens on now."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


def wait_until(condition: Callable[[], bool], seconds: float = 60.0) -> None:
    """Wait until something is so; a server that does not answer yet counts as not so.

    Raises:
        AssertionError: it is not so in time.
    """
    deadline = time.monotonic() + seconds
    while True:
        try:
            if condition():
                return
        except httpx2.TransportError:
            pass
        assert time.monotonic() < deadline, "it did not come true in time"
        time.sleep(0.05)


@dataclass(frozen=True, slots=True, kw_only=True)
class ServedProcess:
    """A process that answers over HTTP."""

    process: "subprocess.Popen[str]"
    address: str

    def get(self, path: str) -> httpx2.Response:
        """Ask for something."""
        return httpx2.get(self.address + path, timeout=30, trust_env=False)


@contextmanager
def served(name: str, databases: Databases, role: Role, folder: Path, *, keys: str) -> Generator[ServedProcess]:
    """Run a process of ours until the end of the block; it answers when the block begins.

    Args:
        name: of its module in `earnest.processes`.
        databases: it connects to them as `role`.
        role: its database role.
        folder: its data folder.
        keys: that it may load, parted by commas.
    """
    port = free_port()
    environment = {
        "PATH": os.environ["PATH"],
        "EARNEST_DATA": str(folder),
        "EARNEST_ROLE_DATABASE": databases.dsn(role),
        "EARNEST_KEYS": keys,
        f"EARNEST_{name.removeprefix('customer_').upper()}_PORT": str(port),
    }
    log = folder / f"{name}.{port}.log"
    command = [sys.executable, "-m", f"earnest.processes.{name}"]
    with log.open("w") as lines, subprocess.Popen(command, env=environment, stderr=lines, text=True) as process:
        running = ServedProcess(process=process, address=f"http://127.0.0.1:{port}")
        try:
            wait_until(lambda: running.get("/health").status_code == 200)
            yield running
        finally:
            process.kill()


def log_lines(folder: Path, name: str) -> list[str]:
    """Return what the only process of a name wrote to its log."""
    (log,) = folder.glob(f"{name}.*.log")
    return log.read_text().splitlines()
