"""Earnest as a family runs it: `earnest run --household` in a folder of its own, asked as its page and a device do."""

import contextlib
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Generator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final, cast

import httpx2
import psutil

_START_SECONDS: Final = 240.0
_STOP_SECONDS: Final = 60.0
_ANSWER_SECONDS: Final = 120.0
_SERVERS: Final = ("GATEWAY", "WYOMING", "PORTAL", "WORKBENCH", "ADMINISTRATION")


class HouseholdUnusable(Exception):
    """Earnest did not start, or refused what a family asks; the message has what it said."""


@dataclass(slots=True, kw_only=True)
class Household:
    """One installation; started and stopped as often as needed."""

    folder: Path
    settings: dict[str, str] = field(default_factory=dict[str, str])
    """Settings beside folder and ports."""
    ports: dict[str, int] = field(default_factory=lambda: {name: free_port() for name in _SERVERS})
    password: str = ""
    device_token: str = ""
    """Of the device as which Wyoming clients speak, once there is one."""
    process: "subprocess.Popen[bytes] | None" = None

    def start(self) -> None:
        """Start everything and return once the device gateway answers.

        Raises:
            HouseholdUnusable: it ended, or does not answer in time.
        """
        with (self.folder / "run.log").open("ab") as log:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "earnest.cli.main", "run", "--household"],
                env=self.environment,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
            )
        deadline = time.monotonic() + _START_SECONDS
        while not self._is_introduced() or not self._answers():
            if time.monotonic() > deadline or self.process.poll() is not None:
                raise HouseholdUnusable(self.log[-3000:])
            time.sleep(0.5)

    def stop(self) -> None:
        """Stop everything."""
        if self.process is None:
            return
        self.process.send_signal(signal.SIGTERM)
        try:
            _ = self.process.wait(timeout=_STOP_SECONDS)
        except subprocess.TimeoutExpired:
            self.process.kill()
            _ = self.process.wait()
        self.process = None
        _ = (self.folder / "run.log").replace(self.folder / "run.before.log")

    def command(self, *arguments: str) -> str:
        """Run one command of `earnest` and return what it prints.

        Raises:
            HouseholdUnusable: it failed.
        """
        ended = subprocess.run(  # noqa: S603 - our own program
            [sys.executable, "-m", "earnest.cli.main", *arguments],
            env=self.environment,
            capture_output=True,
            text=True,
            check=False,
            timeout=_ANSWER_SECONDS,
        )
        if ended.returncode:
            raise HouseholdUnusable(ended.stderr or ended.stdout)
        return ended.stdout

    def add_device(self, name: str) -> None:
        """Add a device of the owner; from the next start Wyoming clients speak as it.

        Raises:
            HouseholdUnusable: it was refused.
        """
        printed = self.command("device", "add", "--customer", "owner", "--name", name)
        added = dict(line.split(maxsplit=1) for line in printed.splitlines() if line)
        self.device_token = added["token"]
        self.settings["EARNEST_WYOMING_DEVICE"] = added["device"]

    @contextlib.contextmanager
    def page(self) -> Generator[httpx2.Client]:
        """Open a browser in which the owner is signed in, for the block.

        Raises:
            HouseholdUnusable: the password is refused.
        """
        address = f"http://127.0.0.1:{self.ports['PORTAL']}"
        with httpx2.Client(base_url=address, headers={"X-Earnest": "1"}, timeout=_ANSWER_SECONDS) as browser:
            answer = browser.post("/api/session", json={"login": "owner", "password": self.password})
            if not answer.is_success:
                raise HouseholdUnusable(answer.text)
            yield browser

    def say(self, token: str, sound: bytes, *, spoken: bool = False) -> dict[str, object]:
        """Send a recording from a device and return the answer.

        Raises:
            HouseholdUnusable: it is refused.
        """
        answer = httpx2.post(
            f"{self.gateway}/api/utterances",
            params={"spoken": "true"} if spoken else {},
            content=sound,
            headers={"Authorization": f"Bearer {token}"},
            timeout=_ANSWER_SECONDS,
        )
        if not answer.is_success:
            raise HouseholdUnusable(answer.text)
        return cast("dict[str, object]", answer.json())

    def health(self) -> dict[str, str]:
        """Return what the device gateway says of itself."""
        return cast("dict[str, str]", httpx2.get(f"{self.gateway}/health", timeout=_ANSWER_SECONDS).json())

    def resident_bytes(self) -> dict[str, int]:
        """Return the memory of every process, children included; shared pages count once, where the kernel tells."""
        if self.process is None:
            return {}
        parent = psutil.Process(self.process.pid)
        found: dict[str, int] = {}
        for process in [parent, *parent.children(recursive=True)]:
            with contextlib.suppress(psutil.Error):
                words = process.cmdline()
                name = " ".join(words[:1] + [word for word in words[1:4] if word.startswith("earnest")])
                found[f"{process.pid} {Path(name.split()[0]).name} {' '.join(name.split()[1:])}"] = (
                    process.memory_full_info().pss
                )
        return found

    @property
    def gateway(self) -> str:
        """Address of the device gateway."""
        return f"http://127.0.0.1:{self.ports['GATEWAY']}"

    @property
    def log(self) -> str:
        """What it printed since it was started."""
        return (self.folder / "run.log").read_text()

    @property
    def environment(self) -> dict[str, str]:
        """Variables with which it and its commands run; nothing but loopback is bound."""
        return {
            "PATH": os.environ.get("PATH", ""),
            "HOME": os.environ.get("HOME", str(self.folder)),
            "PYTHONPATH": os.pathsep.join(sys.path),
            "EARNEST_DATA": str(self.folder / "data"),
            **{f"EARNEST_{name}_PORT": str(port) for name, port in self.ports.items()},
            **self.settings,
        }

    def _is_introduced(self) -> bool:
        """Whether it has said how the owner signs in; keeps the password of the first time."""
        log = self.log
        for line in log.splitlines():
            if line.strip().startswith("password, shown this once"):
                self.password = line.split()[-1]
        return "a reviewer" in log

    def _answers(self) -> bool:
        with contextlib.suppress(httpx2.TransportError):
            return httpx2.get(f"{self.gateway}/health", timeout=5).is_success
        return False


@contextlib.contextmanager
def household(folder: Path, **settings: str) -> Generator[Household]:
    """Run an installation for the block; nothing of it is left running."""
    folder.mkdir(parents=True, exist_ok=True)
    running = Household(folder=folder, settings=settings)
    try:
        running.start()
        yield running
    finally:
        running.stop()


def free_port() -> int:
    """Return a TCP port of loopback that was free a moment ago."""
    with socket.socket() as opened:
        opened.bind(("127.0.0.1", 0))
        return int(opened.getsockname()[1])
