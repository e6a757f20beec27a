"""The owner of a household removes the demo by one button: supervisor and portal as they run, asked over HTTP."""

import time
from collections.abc import Generator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import httpx2
import pytest
from support.databases import Databases
from support.portal import PASSWORD
from support.speaking import PersonalSide
from support.touring import free_ports

from earnest.foundation.clock import SettableClock
from earnest.foundation.settings import load_settings
from earnest.operations.data_folder import prepare_folder, role_passwords
from earnest.operations.plan import PROCESSES
from earnest.operations.supervisor import Supervisor
from earnest.personal.consent.purposes import Purpose
from earnest.personal.customers.records import Customer, Programme

PORTAL = [plan for plan in PROCESSES if plan.name == "customer_portal"]
FILES = 1_000


@contextmanager
def signed_in(running: Supervisor, customer: Customer) -> Generator[httpx2.Client]:
    address = running.addresses["customer_portal"]
    with httpx2.Client(base_url=address, headers={"X-Earnest": "1"}, timeout=30) as page:
        assert page.post("/api/session", json={"login": customer.login, "password": PASSWORD}).status_code == 204
        yield page


def stage_of(page: httpx2.Client, wanted: str, seconds: float = 30.0) -> dict[str, object]:
    """Wait until the demo is as wanted; return what is told of it."""
    deadline = time.monotonic() + seconds
    while (told := page.get("/api/demo").json())["stage"] != wanted and time.monotonic() < deadline:
        time.sleep(0.05)
    return told


def test_only_the_owner_removes_the_demo_and_the_own_data_stay(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "data"
    for variable, value in {"EARNEST_DATA": str(folder), **free_ports()}.items():
        monkeypatch.setenv(variable, value)
    for place in (folder, folder / "demo"):
        prepare_folder(place)
    (folder / "demo" / "objects").mkdir()
    for number in range(FILES):
        _ = (folder / "demo" / "objects" / str(number)).write_bytes(b"x" * 1_000)
    with Supervisor(load_settings(), processes=PORTAL) as running:
        databases = Databases(owner_dsn=running.owner_dsn, passwords=role_passwords(folder))
        side = PersonalSide(databases=databases, folder=folder, clock=SettableClock(moment=datetime.now(UTC)))
        owner = side.add_customer(*Purpose, login="owner", password=PASSWORD, programme=Programme.HOUSEHOLD)
        guest = side.add_customer(login="guest", password=PASSWORD)
        recording_id = side.store(owner)
        databases.close()
        with signed_in(running, guest) as page:
            assert page.get("/api/demo").json()["stage"] == "none"
            assert page.delete("/api/demo").status_code == 404
        assert (folder / "demo" / "keys").is_dir()
        with signed_in(running, owner) as page:
            told = stage_of(page, "there")
            assert told["stage"] == "there"
            assert int(str(told["files"])) > FILES
            assert int(str(told["size_bytes"])) > FILES * 1_000
            assert page.delete("/api/demo").status_code == 202
            assert stage_of(page, "removed")["removed_files"] == told["files"]
            assert not list(folder.glob("demo*"))
            assert page.delete("/api/demo").status_code == 404
            assert page.get(f"/api/utterances/{recording_id}/sound").status_code == 200
