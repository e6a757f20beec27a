"""Where a passkey is demanded of a role, a session without one adds the first passkey and does nothing else (AC2)."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from pyotp.totp import TOTP
from support.bench import code_of
from support.clips import NOON
from support.databases import Databases

from earnest.foundation.clock import SettableClock
from earnest.foundation.settings import load_settings
from earnest.organisation.oversight.checkpoints import CheckpointSigner
from earnest.organisation.staff.records import MemberKind, NewMember, StaffRole
from earnest.organisation.staff.rules import PASSKEY_ROLES
from earnest.organisation.staff.store import add_member
from earnest.organisation.staff.tenants import add_vendor
from earnest.processes import administration, workbench
from earnest.services.audit import Pseudonyms, SignerKey
from earnest.services.cryptography import MasterKey
from earnest.services.database.roles import Role
from scripts.http_interfaces import list_routes

ENROLLING = {"POST /api/own-account/passkeys", "POST /api/own-account/passkeys/options"}


class Officers:
    """Workbench and administration with one member."""

    def __init__(self, databases: Databases, folder: Path, role: StaffRole, rule: str) -> None:
        self.databases = databases
        self.clock = SettableClock(moment=NOON)
        self.settings = load_settings({"EARNEST_DATA": str(folder), "EARNEST_PASSKEYS": rule})
        database = databases[Role.ADMINISTRATION]
        signer = CheckpointSigner(database, SignerKey(name="example.org/log", seed=bytes(32)), self.clock)
        self.applications = (
            workbench.build_application(self.settings, databases[Role.WORKBENCH], self.clock),
            administration.build_application(self.settings, database, signer, self.clock),
        )
        self.member = self._add(role)

    def _add(self, role: StaffRole) -> NewMember:
        with self.databases[Role.ADMINISTRATION].transaction() as connection:
            return add_member(
                connection,
                name="Ida",
                role=role,
                kind=MemberKind.PERSON,
                key=MasterKey.load(self.settings.data_folder / "keys" / "staff.json"),
                pseudonyms=Pseudonyms.load(self.settings.pseudonym_key_file),
                clock=self.clock,
            )

    def browsers(self) -> Iterator[tuple[TestClient, tuple[str, ...]]]:
        """Sign in at each process; yield the browser and what can be asked there without leaving."""
        for application in self.applications:
            browser = TestClient(
                application, base_url="http://localhost", headers={"X-Earnest": "1", "X-Earnest-Idle": "0"}
            )
            code = TOTP(self.member.totp_secret).at(self.clock.now())
            entered = {"name": "Ida", "password": self.member.password, "code": code}
            answer = browser.post("/api/session", json=entered)
            assert answer.status_code == 200, answer.text
            self.clock.advance(timedelta(seconds=31))
            restricted = (route for route in list_routes(application) if not route.who.startswith("all who"))
            yield browser, tuple(f"{route.method} {route.path}" for route in restricted)


def _refused(browser: TestClient, asked: str) -> bool:
    method, _, path = asked.partition(" ")
    answer = browser.request(method, path.replace("{", "").replace("}", ""), json={})
    return answer.status_code == 403 and code_of(answer) == "passkey_demanded"


@pytest.mark.parametrize("role", sorted(PASSKEY_ROLES))
def test_ac2_password_and_code_add_a_first_passkey_and_open_nothing_else(
    databases: Databases, data_folder: Path, role: StaffRole
) -> None:
    for browser, asked in Officers(databases, data_folder, role, "demanded").browsers():
        assert browser.get("/api/session").json()["passkey_demand"] == "enrol"
        assert browser.post("/api/own-account/passkeys/options").status_code == 200
        assert len(asked) > 20
        assert {one for one in asked if not _refused(browser, one)} == ENROLLING


def test_ac2_who_has_a_passkey_and_does_not_use_it_does_nothing(databases: Databases, data_folder: Path) -> None:
    """A password and a code that were phished do not add a passkey of the attacker's."""
    officers = Officers(databases, data_folder, StaffRole.SAFETY_OFFICER, "demanded")
    with databases.owner.transaction() as connection:
        _ = connection.execute(
            "insert into staff.passkeys (credential_id, staff_id, public_key, sign_count, name, created_at) "
            "select 'x', staff_id, 'x', 0, 'mine', now() from staff.members"
        )
    for browser, asked in officers.browsers():
        assert browser.get("/api/session").json()["passkey_demand"] == "use"
        assert [one for one in asked if not _refused(browser, one)] == []


def test_ac2_a_session_by_passkey_does_all_that_the_role_may(databases: Databases, data_folder: Path) -> None:
    officers = Officers(databases, data_folder, StaffRole.ADMINISTRATOR, "demanded")
    for browser, asked in officers.browsers():
        with databases.owner.transaction() as connection:
            _ = connection.execute("update staff.sessions set method = 'passkey'")
        assert browser.get("/api/session").json()["passkey_demand"] == "none"
        assert not any(_refused(browser, one) for one in asked)


@pytest.mark.parametrize("role", sorted(set(StaffRole) - PASSKEY_ROLES))
def test_of_other_roles_none_is_demanded(databases: Databases, data_folder: Path, role: StaffRole) -> None:
    for browser, _ in Officers(databases, data_folder, role, "demanded").browsers():
        assert browser.get("/api/own-account").status_code == 200


def test_a_household_is_asked_for_none_until_there_is_a_vendor(databases: Databases, data_folder: Path) -> None:
    officers = Officers(databases, data_folder, StaffRole.ADMINISTRATOR, "automatic")
    ((_, _), (browser, _)) = officers.browsers()
    assert browser.get("/api/members").status_code == 200
    with databases[Role.ADMINISTRATION].transaction() as connection:
        _ = add_vendor(connection, "North", officers.clock)
    assert code_of(browser.get("/api/members")) == "passkey_demanded"


def test_the_owner_may_only_offer_passkeys(databases: Databases, data_folder: Path) -> None:
    officers = Officers(databases, data_folder, StaffRole.ADMINISTRATOR, "offered")
    with databases[Role.ADMINISTRATION].transaction() as connection:
        _ = add_vendor(connection, "North", officers.clock)
    ((_, _), (browser, _)) = officers.browsers()
    assert browser.get("/api/members").status_code == 200
