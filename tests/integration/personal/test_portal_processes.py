"""Several portal processes behind one address: what one of them counts holds for all (AC6)."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Generator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import httpx2
import pytest
from support.databases import Databases
from support.portal import PASSWORD
from support.speaking import PersonalSide

from earnest.personal.customers.records import Customer
from earnest.services.database.roles import Role


@contextmanager
def _portal(databases: Databases, folder: Path) -> Generator[str]:
    """Run a portal process; yields its address."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        port = int(listener.getsockname()[1])
    environment = {
        "PATH": os.environ["PATH"],
        "EARNEST_DATA": str(folder),
        "EARNEST_ROLE_DATABASE": databases.dsn(Role.CUSTOMER_PORTAL),
        "EARNEST_KEYS": "personal,handover",
        "EARNEST_PORTAL_PORT": str(port),
    }
    command = [sys.executable, "-m", "earnest.processes.customer_portal"]
    with subprocess.Popen(command, env=environment, stderr=subprocess.DEVNULL) as process:
        try:
            _wait_for(f"http://127.0.0.1:{port}")
            yield f"http://127.0.0.1:{port}"
        finally:
            process.kill()


def _wait_for(address: str) -> None:
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        try:
            if httpx2.get(f"{address}/health", timeout=10, trust_env=False).status_code == 200:
                return
        except httpx2.TransportError:
            pass
        time.sleep(0.2)
    pytest.fail("the portal did not start in time")


def _sign_in(address: str, login: str, password: str) -> int:
    return httpx2.post(
        f"{address}/api/session",
        json={"login": login, "password": password},
        headers={"X-Earnest": "1"},
        timeout=30,
        trust_env=False,
    ).status_code


def test_ac6_two_portal_processes_share_one_limit(databases: Databases, data_folder: Path) -> None:
    side = PersonalSide(databases=databases, folder=data_folder)
    customer: Customer = side.add_customer(password=PASSWORD)
    with ExitStack() as running:
        first, second = (running.enter_context(_portal(databases, data_folder)) for _ in range(2))
        for login in (customer.login, "unknown"):
            wrong = [_sign_in(address, login, "not the password") for address in (first, second, first, second, first)]
            assert wrong == [401] * 5
            assert [_sign_in(address, login, PASSWORD) for address in (first, second)] == [429, 429]
