"""Who may ask what (AC1, AC7): every endpoint of every process, asked by each role of staff, a customer and a device.

`role_endpoints.txt` is the answer of record. After a change of routes or roles write it anew and read the difference:
`python -m pytest tests/privacy/test_role_endpoints.py --write-role-endpoints`.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from http import HTTPStatus
from pathlib import Path
from uuid import uuid4

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from support.databases import Databases
from support.speaking import PersonalSide

from earnest.organisation.staff.records import StaffRole
from earnest.organisation.staff.rules import GRANTED, IDENTIFYING, LISTENING
from earnest.personal.customers.store import add_device
from earnest.services.database.roles import Role
from earnest.services.sign_in.tokens import new_token, text_hash
from scripts.http_interfaces import applications_on, list_routes

ON_RECORD = Path(__file__).with_name("role_endpoints.txt")
_REFUSALS = frozenset({"not_signed_in", "session_ended", "token_refused", "permission_missing"})
"""What a caller is told who may not ask; every other answer means that the caller may."""
_PEOPLE = ("no one", "device", "customer", *(role.value for role in StaffRole))
_SOUND = frozenset({"POST /api/leases", "GET /api/sounds/{ticket}", "POST /api/leases/{lease_id}/sound"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Callers:
    """Signs a caller in, anew for each request, because some requests end the session."""

    side: PersonalSide

    def headers(self, caller: str) -> Mapping[str, str]:
        if caller == "no one":
            return {}
        if caller == "device":
            return {"Authorization": f"Bearer {self._device()}"}
        if caller == "customer":
            return {"Cookie": f"earnest_customer={self.side.signed_in(self.side.add_customer())}"}
        return {"Cookie": f"earnest_staff={self._member(StaffRole(caller))}"}

    def _device(self) -> str:
        customer = self.side.add_customer()
        with self.side.databases[Role.CUSTOMER_ACCOUNTS].transaction() as connection:
            return add_device(connection, customer.customer_id, "Kitchen", self.side.clock).token

    def _member(self, role: StaffRole) -> str:
        token, now = new_token(), self.side.clock.now()
        names = {
            "who": uuid4(),
            "role": role.value,
            "hash": "$argon2id$v=19$m=47104,t=2,p=1$c2FsdHNhbHRzYWx0$" + "a" * 43,
            "token": text_hash(token),
            "now": now,
            "until": now + timedelta(hours=1),
        }
        with self.side.databases.owner.transaction() as connection:
            _ = connection.execute(
                "insert into staff.members (staff_id, name, role, kind, password_hash, sealed_totp, created_at) "
                "values (%(who)s, %(who)s::text, %(role)s, 'person', %(hash)s, 'x', %(now)s)",
                names,
            )
            _ = connection.execute(
                "insert into staff.sessions (token_hash, staff_id, created_at, last_used_at, expires_at) "
                "values (%(token)s, %(who)s, %(now)s, %(now)s, %(until)s)",
                names,
            )
        return token


def _may(application: FastAPI, method: str, path: str, headers: Mapping[str, str]) -> bool:
    browser = TestClient(application, base_url="http://localhost", raise_server_exceptions=False)
    address = re.sub(r"\{\w+\}", str(uuid4()), path)
    answer = browser.request(method, address, headers={"X-Earnest": "1", **headers})
    if answer.status_code not in {HTTPStatus.UNAUTHORIZED, HTTPStatus.FORBIDDEN}:
        return True
    return answer.json()["code"] not in _REFUSALS


def _ask_all(applications: Mapping[str, FastAPI], callers: Callers) -> Mapping[tuple[str, str], tuple[str, ...]]:
    """Return process and endpoint → who may."""
    return {
        (process, f"{route.method} {route.path}"): tuple(
            caller for caller in _PEOPLE if _may(application, route.method, route.path, callers.headers(caller))
        )
        for process, application in applications.items()
        for route in list_routes(application)
    }


def _as_text(found: Mapping[tuple[str, str], tuple[str, ...]]) -> str:
    lines: list[str] = []
    for (process, endpoint), allowed in found.items():
        if f"[{process}]" not in lines:
            lines += ["", f"[{process}]"]
        shown = "all" if allowed == _PEOPLE else ", ".join(allowed) or "none"
        lines.append(f"{endpoint}: {shown}")
    return "\n".join(lines).strip() + "\n"


@pytest.fixture
def found(databases: Databases, tmp_path: Path) -> Mapping[tuple[str, str], tuple[str, ...]]:
    """Who may ask what, as the processes answer."""
    folder = tmp_path / "data"
    side = PersonalSide(databases=databases, folder=folder)
    applications = applications_on(folder, side.clock, lambda role: databases[role])
    return _ask_all(applications, Callers(side=side))


def test_ac7_each_role_reaches_its_endpoints_and_no_other(
    found: Mapping[tuple[str, str], tuple[str, ...]], request: pytest.FixtureRequest
) -> None:
    """AC1, AC7: each endpoint of each process, asked by each caller; what changed is read by a person."""
    text = _as_text(found)
    if request.config.getoption("--write-role-endpoints"):
        _ = ON_RECORD.write_text(text, encoding="utf-8")
    assert ON_RECORD.read_text(encoding="utf-8") == text, "read the difference, then --write-role-endpoints"
    listeners = {role.value for role, granted in GRANTED.items() if granted & LISTENING}
    identifying = {role.value for role, granted in GRANTED.items() if granted & IDENTIFYING}
    staff = {role.value for role in StaffRole}
    for (process, endpoint), allowed in found.items():
        if endpoint in _SOUND:
            assert set(allowed) <= listeners, endpoint
            assert not set(allowed) & identifying, endpoint
        if process in {"device_gateway", "customer_portal"} and allowed != _PEOPLE:
            assert not set(allowed) & staff, endpoint
