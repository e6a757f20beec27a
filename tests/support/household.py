"""A household as it runs: gateway, portal and worker as processes of their own, asked over HTTP and Wyoming."""

import contextlib
import os
import signal
import subprocess
import sys
import time
from collections.abc import Generator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Self, cast

import httpx2
from pyotp.totp import TOTP

from earnest.foundation.clock import SystemClock
from earnest.foundation.identifiers import DeviceId
from earnest.organisation.staff.records import MemberKind, StaffRole
from earnest.organisation.staff.store import add_member
from earnest.personal.customers.records import Customer, Programme
from earnest.personal.customers.store import add_customer, add_device
from earnest.services.audit import Pseudonyms
from earnest.services.cryptography import MasterKey
from earnest.services.database.roles import Role
from support.databases import Databases
from support.processes import free_port

PASSWORD = "correct horse battery"
KEYS = "personal,handover"
_KEYS_OF = {"workbench": "handover,staff", "corpus_worker": "handover", "randomness_beacon": "none"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """A customer with an account and a device."""

    customer: Customer
    device_id: DeviceId
    token: str


@dataclass(kw_only=True)
class Running:
    """The processes of the personal side on one database."""

    databases: Databases
    folder: Path
    settings: Mapping[str, str] = field(default_factory=dict[str, str])
    gateway_port: int = field(default_factory=free_port)
    wyoming_port: int = field(default_factory=free_port)
    portal_port: int = field(default_factory=free_port)
    workbench_port: int = field(default_factory=free_port)
    processes: dict[str, subprocess.Popen[bytes]] = field(default_factory=dict[str, "subprocess.Popen[bytes]"])

    def start(self, name: str) -> None:
        """Start a process; its log goes to a file in the data folder."""
        environment = {
            "PATH": os.environ.get("PATH", ""),
            "PYTHONPATH": os.pathsep.join(sys.path),
            "EARNEST_DATA": str(self.folder),
            "EARNEST_KEYS": _KEYS_OF.get(name, KEYS),
            "EARNEST_ROLE_DATABASE": self.databases.dsn(Role(f"earnest_{name}")),
            "EARNEST_GATEWAY_PORT": str(self.gateway_port),
            "EARNEST_WYOMING_PORT": str(self.wyoming_port),
            "EARNEST_PORTAL_PORT": str(self.portal_port),
            "EARNEST_WORKBENCH_PORT": str(self.workbench_port),
            **self.settings,
        }
        with (self.folder / "log" / f"{name}.log").open("ab") as log:
            self.processes[name] = subprocess.Popen(
                [sys.executable, "-m", f"earnest.processes.{name}"],
                env=environment,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
            )

    def wait_until_healthy(self, port: int, seconds: float = 60.0) -> None:
        """Wait until a server answers."""
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline:
            with contextlib.suppress(httpx2.TransportError):
                if httpx2.get(f"http://127.0.0.1:{port}/health", timeout=5).status_code == 200:
                    return
            time.sleep(0.1)
        raise AssertionError(self.logs())

    def stop(self, name: str) -> int:
        """Ask a process to end and return its status."""
        process = self.processes.pop(name)
        process.send_signal(signal.SIGTERM)
        return process.wait(timeout=20)

    def kill(self, name: str) -> None:
        """Kill a process at once."""
        process = self.processes.pop(name)
        process.kill()
        _ = process.wait()

    def freeze(self, name: str) -> None:
        """Stop a process in the middle of whatever it does; its connections and locks live on."""
        self.processes[name].send_signal(signal.SIGSTOP)

    def reviewer(self, name: str = "Rosa") -> httpx2.Client:
        """Return a browser in which a new reviewer is signed in."""
        with self.databases[Role.ADMINISTRATION].transaction() as connection:
            new = add_member(
                connection,
                name=name,
                role=StaffRole.REVIEWER,
                kind=MemberKind.PERSON,
                key=MasterKey.load(self.folder / "keys" / "staff.json"),
                pseudonyms=Pseudonyms.load(self.folder / "secrets" / "pseudonym.key"),
                clock=SystemClock(),
            )
        browser = httpx2.Client(
            base_url=f"http://127.0.0.1:{self.workbench_port}",
            headers={"X-Earnest": "1", "X-Earnest-Idle": "0"},
            timeout=60,
        )
        body = {"name": name, "password": new.password, "code": TOTP(new.totp_secret).now()}
        answer = browser.post("/api/session", json=body)
        assert answer.status_code == 200, answer.text
        return browser

    def logs(self) -> str:
        """Return everything that the processes logged."""
        return "".join(path.read_text() for path in sorted((self.folder / "log").glob("*.log")))

    def add(self, login: str, programme: Programme, *, language: str = "en") -> Member:
        """Add a customer with a device."""
        with self.databases[Role.CUSTOMER_ACCOUNTS].transaction() as connection:
            customer = add_customer(
                connection,
                login=login,
                password=PASSWORD,
                region="DE",
                language=language,
                programme=programme,
                clock=SystemClock(),
            )
            new = add_device(connection, customer.customer_id, "kitchen", SystemClock())
        return Member(customer=customer, device_id=new.device.device_id, token=new.token)

    def say(self, member: Member, sound: bytes, wake_word: str | None = None) -> httpx2.Response:
        """Send a recording from a member's device."""
        return httpx2.post(
            f"http://127.0.0.1:{self.gateway_port}/api/utterances",
            params={} if wake_word is None else {"wake_word": wake_word},
            content=sound,
            headers={"Authorization": f"Bearer {member.token}"},
            timeout=120,
        )

    def outcome(self, member: Member, recording_id: object) -> httpx2.Response:
        """Ask the gateway what became of an utterance."""
        return httpx2.get(
            f"http://127.0.0.1:{self.gateway_port}/api/utterances/{recording_id}",
            headers={"Authorization": f"Bearer {member.token}"},
            timeout=60,
        )

    def say_and_settle(self, member: Member, sound: bytes, wake_word: str | None = None) -> dict[str, object]:
        """Send a recording and wait for what becomes of it; `reason` and `kept` are those of the outcome."""
        answer = self.say(member, sound, wake_word)
        assert answer.status_code == 200, answer.text
        return self.settle(member, cast("dict[str, object]", answer.json()))

    def settle(self, member: Member, body: dict[str, object]) -> dict[str, object]:
        """Wait for what becomes of an answered utterance."""
        deadline = time.monotonic() + 60
        settled = dict(body)
        while settled["kept"] == "pending" and time.monotonic() < deadline:
            told = self.outcome(member, settled["recording_id"])
            assert told.status_code == 200, told.text
            settled |= cast("dict[str, object]", told.json())
            time.sleep(0.05)
        return settled

    def portal(self, member: Member) -> "PortalPage":
        """Sign a customer in."""
        client = httpx2.Client(
            base_url=f"http://127.0.0.1:{self.portal_port}",
            headers={"X-Earnest": "1", "X-Earnest-Idle": "0"},
            timeout=60,
        )
        answer = client.post("/api/session", json={"login": member.customer.login, "password": PASSWORD})
        assert answer.status_code == 204, answer.text
        return PortalPage(client=client)

    def end(self) -> None:
        """End everything."""
        for process in self.processes.values():
            process.terminate()
        for process in self.processes.values():
            with contextlib.suppress(subprocess.TimeoutExpired):
                _ = process.wait(timeout=10)
            process.kill()
            _ = process.wait()
        self.processes.clear()


@dataclass(frozen=True, kw_only=True)
class PortalPage:
    """A signed-in browser."""

    client: httpx2.Client

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.client.close()

    def decide(self, purpose: str, *, given: bool) -> None:
        shown = next(entry for entry in self.client.get("/api/purposes").json() if entry["purpose"] == purpose)
        body = {"given": given, "wording_hash": shown["wording_hash"]}
        answer = self.client.put(f"/api/purposes/{purpose}", json=body)
        assert answer.status_code == 200, answer.text

    def history(self, only: str = "all") -> list[dict[str, object]]:
        answer = self.client.get("/api/utterances", params={"only": only})
        assert answer.status_code == 200, answer.text
        return cast("list[dict[str, object]]", answer.json()["utterances"])

    def wait_for_one(self, seconds: float = 60.0) -> dict[str, object]:
        """Wait until one recording is kept; a Wyoming client is not told which."""
        deadline = time.monotonic() + seconds
        while not (entries := self.history()) and time.monotonic() < deadline:
            time.sleep(0.1)
        [entry] = entries
        return entry

    def wait_for(self, recording_id: object, *states: str, seconds: float = 120.0) -> dict[str, object]:
        """Wait until a recording is in one of these review states."""
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline:
            for entry in self.history():
                if entry["recording_id"] == recording_id and entry["review_state"] in states:
                    return entry
            time.sleep(0.3)
        raise AssertionError(self.history())


@contextlib.contextmanager
def running(
    databases: Databases,
    folder: Path,
    names: Sequence[str] = ("device_gateway", "customer_portal", "personal_worker"),
    **settings: str,
) -> Generator[Running]:
    """Start gateway, portal and worker, or those that are named, and end them afterwards."""
    household = Running(databases=databases, folder=folder, settings=settings)
    try:
        for name in names:
            household.start(name)
        household.wait_until_healthy(household.gateway_port)
        household.wait_until_healthy(household.portal_port)
        yield household
    finally:
        household.end()
