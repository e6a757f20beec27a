"""Vendors as tenants: a vendor's administrator sees and changes their own people and sites only (AC11), over HTTP."""

import json
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path
from threading import Barrier
from typing import cast

import psycopg
import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from pyotp.totp import TOTP
from support.databases import Databases

from earnest.foundation.clock import SettableClock, SystemClock
from earnest.foundation.settings import load_settings
from earnest.organisation.oversight.checkpoints import CheckpointSigner
from earnest.organisation.staff.errors import LastAdministrator
from earnest.organisation.staff.records import MemberKind, NewMember, StaffRole
from earnest.organisation.staff.store import add_member, change_member, disable_member
from earnest.organisation.staff.tenants import ALL_TENANTS, add_vendor, load_vendor, scope_of
from earnest.processes.administration import build_application
from earnest.services.audit import Pseudonyms, SignerKey
from earnest.services.cryptography import MasterKey
from earnest.services.database.roles import Role

NOW = SystemClock().now()
SITE = {
    "vendor": "North",
    "name": "Kiel",
    "country": "DE",
    "area": "DE-24",
    "networks": ["192.0.2.0/24"],
    "opens": "08:00",
    "closes": "18:00",
    "time_zone": "Europe/Berlin",
}


class Office:
    """The administration with two vendors."""

    def __init__(self, databases: Databases, folder: Path) -> None:
        self.databases = databases
        self.settings = load_settings({"EARNEST_DATA": str(folder), "EARNEST_PASSKEYS": "offered"})
        self.clock = SettableClock(moment=NOW)
        database = databases[Role.ADMINISTRATION]
        signer = CheckpointSigner(database, SignerKey(name="example.org/log", seed=bytes(32)), self.clock)
        self.application: FastAPI = build_application(self.settings, database, signer, self.clock)
        for vendor in ("North", "South"):
            with database.transaction() as connection:
                _ = add_vendor(connection, vendor, self.clock)

    def add(self, name: str, role: StaffRole, vendor: str | None = None) -> NewMember:
        with self.databases[Role.ADMINISTRATION].transaction() as connection:
            return add_member(
                connection,
                name=name,
                role=role,
                kind=MemberKind.PERSON,
                key=MasterKey.load(self.settings.data_folder / "keys" / "staff.json"),
                pseudonyms=Pseudonyms.load(self.settings.pseudonym_key_file),
                clock=self.clock,
                vendor_id=None if vendor is None else load_vendor(connection, vendor, ALL_TENANTS),
            )

    def browser(self, new: NewMember) -> TestClient:
        browser = TestClient(
            self.application, base_url="http://localhost", headers={"X-Earnest": "1", "X-Earnest-Idle": "0"}
        )
        code = TOTP(new.totp_secret).at(self.clock.now())
        entered = {"name": new.member.name, "password": new.password, "code": code}
        assert browser.post("/api/session", json=entered).status_code == 200
        return browser


@pytest.fixture
def office(databases: Databases, data_folder: Path) -> Office:
    return Office(databases, data_folder)


def _names(browser: TestClient, path: str) -> set[str]:
    answer = browser.get(path)
    assert answer.status_code == 200, answer.text
    return {cast("str", one["name"]) for one in answer.json()}


def test_ac11_wk1_a_vendor_sees_how_much_its_people_heard_together_and_of_few_nothing(office: Office) -> None:
    root = office.browser(office.add("root", StaffRole.ADMINISTRATOR))
    north = office.browser(office.add("norbert", StaffRole.VENDOR_ADMINISTRATOR, "North"))
    with office.databases.owner.transaction() as connection:
        for name, days, number in (("North", 0, 40), ("North", 29, 2), ("North", 30, 500), ("South", 0, 7)):
            _ = connection.execute(
                "insert into handover.counts (day, event, region, language, programme, vendor, number)"
                " select %s, 'heard', 'DE', 'en', 'panel', vendor_id::text, %s from staff.vendors where name = %s",
                [NOW.date() - timedelta(days=days), number, name],
            )
    for number in range(4):
        _ = office.add(f"nina {number}", StaffRole.REVIEWER, "North")
    assert north.get("/api/vendors").json() == [{"name": "North", "people": 5, "heard": None}], "four who listen"
    _ = office.add("nina 5", StaffRole.REVIEWER, "North")
    assert north.get("/api/vendors").json() == [{"name": "North", "people": 6, "heard": 42}]
    assert {one["name"]: one["heard"] for one in root.get("/api/vendors").json()} == {"North": 42, "South": None}


def test_ac11_a_vendor_sees_only_its_own_people_sites_and_figures(office: Office) -> None:
    root = office.browser(office.add("root", StaffRole.ADMINISTRATOR))
    assert root.post("/api/sites", json=SITE).status_code == 204
    assert root.post("/api/sites", json={**SITE, "vendor": "South", "name": "Ulm"}).status_code == 204
    for name, vendor in (("nina", "North"), ("sam", "South")):
        _ = office.add(name, StaffRole.REVIEWER, vendor)
    north = office.browser(office.add("norbert", StaffRole.VENDOR_ADMINISTRATOR, "North"))
    assert _names(north, "/api/members") == {"nina", "norbert"}
    assert _names(north, "/api/sites") == {"Kiel"}
    assert north.get("/api/vendors").json() == [{"name": "North", "people": 2, "heard": None}]
    assert "South" not in north.get("/api/members").text + north.get("/api/sites").text
    assert _names(root, "/api/members") == {"nina", "sam", "norbert", "root"}
    assert _names(root, "/api/vendors") == {"North", "South"}


def test_ac11_another_tenants_people_look_like_none(office: Office) -> None:
    sam = office.add("sam", StaffRole.REVIEWER, "South")
    _ = office.add("root", StaffRole.ADMINISTRATOR)
    north = office.browser(office.add("norbert", StaffRole.VENDOR_ADMINISTRATOR, "North"))
    for act in ("reset", "disable"):
        answers = [north.post(f"/api/members/{name}/{act}") for name in ("sam", "root", "who")]
        assert {answer.status_code for answer in answers} == {404}
        assert len({answer.text for answer in answers}) == 1
    assert office.browser(sam).get("/api/session").status_code == 200, "nothing happened to them"


def test_ac11_a_vendor_makes_reviewers_of_its_own_and_nothing_else(office: Office) -> None:
    north = office.browser(office.add("norbert", StaffRole.VENDOR_ADMINISTRATOR, "North"))
    new = {"name": "nina", "role": "reviewer", "vendor": "North"}
    assert north.post("/api/members", json=new).status_code == 201
    for changed, status in (
        ({"name": "a", "vendor": "South"}, 404),
        ({"name": "a", "vendor": None}, 404),
        ({"name": "a", "role": "administrator"}, 403),
        ({"name": "a", "role": "vendor_administrator"}, 403),
        ({"name": "a", "role": "safety_officer"}, 403),
        ({"name": "a", "role": "none"}, 403),
        ({"name": "a", "site": "Ulm"}, 404),
        ({}, 409),
    ):
        assert north.post("/api/members", json={**new, **changed}).status_code == status, changed
    assert north.post("/api/vendors", json={"name": "East"}).status_code == 403
    assert north.post("/api/sites", json=SITE).status_code == 403
    lost = office.browser(office.add("lost", StaffRole.VENDOR_ADMINISTRATOR))
    for path in ("/api/members", "/api/sites", "/api/vendors"):
        assert lost.get(path).status_code == 403, "a vendor's administrator without a vendor manages nothing"


def test_ac11_the_database_ties_a_member_to_a_site_of_their_vendor(office: Office) -> None:
    root = office.browser(office.add("root", StaffRole.ADMINISTRATOR))
    assert root.post("/api/sites", json=SITE).status_code == 204
    _ = office.add("sam", StaffRole.REVIEWER, "South")
    moving = (
        "update staff.members set site_id = (select site_id from staff.sites where name = 'Kiel') where name = 'sam'"
    )
    with pytest.raises(psycopg.errors.ForeignKeyViolation), office.databases.owner.transaction() as connection:
        _ = connection.execute(moving.encode())


@pytest.mark.parametrize(
    "changed",
    [
        {"country": "Germany"},
        {"networks": ["192.0.2.1/24"]},
        {"networks": ["everywhere"]},
        {"time_zone": "Europe/Nowhere"},
        {"time_zone": "../../etc/passwd"},
        {"opens": "25:00"},
        {"closes": "18"},
    ],
)
def test_wp2_what_is_no_site_is_refused(office: Office, changed: dict[str, object]) -> None:
    root = office.browser(office.add("root", StaffRole.ADMINISTRATOR))
    assert root.post("/api/sites", json={**SITE, **changed}).status_code == 422
    assert _names(root, "/api/sites") == set()


def test_s17_a_member_gets_another_role_site_and_languages_and_is_signed_out(office: Office) -> None:
    root = office.browser(office.add("root", StaffRole.ADMINISTRATOR))
    assert root.post("/api/sites", json=SITE).status_code == 204
    nina = office.browser(office.add("nina", StaffRole.REVIEWER, "North"))
    changed = {"role": "adjudicator", "site": "Kiel", "languages": ["nl", "de"]}
    assert root.put("/api/members/nina", json=changed).status_code == 204
    shown = next(one for one in root.get("/api/members").json() if one["name"] == "nina")
    assert (shown["role"], shown["site"], shown["languages"]) == ("adjudicator", "Kiel", ["de", "nl"])
    assert nina.get("/api/session").status_code == 401
    for wrong, status in (({"site": "Ulm"}, 404), ({"role": "king"}, 403), ({"languages": ["German"]}, 422)):
        assert root.put("/api/members/nina", json={**changed, **wrong}).status_code == status, wrong
    assert root.put("/api/members/who", json=changed).status_code == 404


def test_s17_a_disabled_member_comes_back_with_new_secrets_only(office: Office) -> None:
    root = office.browser(office.add("root", StaffRole.ADMINISTRATOR))
    nina = office.add("nina", StaffRole.REVIEWER, "North")
    assert root.post("/api/members/nina/enable").status_code == 404, "not disabled"
    assert root.post("/api/members/nina/disable").status_code == 204
    answer = root.post("/api/members/nina/enable")
    assert answer.status_code == 200
    assert answer.json()["password"] != nina.password
    browser = TestClient(
        office.application, base_url="http://localhost", headers={"X-Earnest": "1", "X-Earnest-Idle": "0"}
    )
    entered = {"name": "nina", "password": nina.password, "code": TOTP(nina.totp_secret).at(office.clock.now())}
    assert browser.post("/api/session", json=entered).status_code == 401, "the earlier secrets are worth nothing"


def test_s17_the_own_account_is_not_disabled_reset_or_changed_by_oneself(office: Office) -> None:
    root = office.browser(office.add("root", StaffRole.ADMINISTRATOR))
    changed: dict[str, object] = {"role": "auditor", "languages": []}
    answers = [root.post("/api/members/root/disable"), root.post("/api/members/root/reset")]
    answers.append(root.put("/api/members/root", json=changed))
    assert {(answer.status_code, answer.json()["code"]) for answer in answers} == {(409, "own_account")}
    assert root.get("/api/session").status_code == 200


def test_s17_the_last_administrator_keeps_access_and_role_whoever_asks(office: Office) -> None:
    root, other = office.add("root", StaffRole.ADMINISTRATOR), office.add("other", StaffRole.ADMINISTRATOR)
    first, second = office.browser(root), office.browser(other)
    assert first.post("/api/members/other/disable").status_code == 204
    assert second.post("/api/members/root/disable").status_code == 401, "the disabled one is out"
    pseudonyms = Pseudonyms.load(office.settings.pseudonym_key_file)
    with pytest.raises(LastAdministrator), office.databases[Role.ADMINISTRATION].transaction() as connection:
        disable_member(connection, name="root", pseudonyms=pseudonyms, clock=office.clock)
    with pytest.raises(LastAdministrator), office.databases[Role.ADMINISTRATION].transaction() as connection:
        change_member(
            connection,
            name="root",
            role=StaffRole.AUDITOR,
            site_id=None,
            languages=(),
            pseudonyms=pseudonyms,
            clock=office.clock,
        )
    assert first.get("/api/session").status_code == 200


def test_s17_two_administrators_who_disable_each_other_at_once_leave_one(office: Office) -> None:
    for name in ("root", "other"):
        _ = office.add(name, StaffRole.ADMINISTRATOR)
    pseudonyms = Pseudonyms.load(office.settings.pseudonym_key_file)
    together = Barrier(2)

    def disable(name: str) -> str:
        try:
            with office.databases[Role.ADMINISTRATION].transaction() as connection:
                _ = together.wait(20)
                disable_member(connection, name=name, pseudonyms=pseudonyms, clock=office.clock)
        except LastAdministrator:
            return "refused"
        return "disabled"

    with ThreadPoolExecutor(2) as threads:
        assert sorted(threads.map(disable, ("root", "other"))) == ["disabled", "refused"]


def test_au_vendors_and_what_becomes_of_sites_stand_in_the_log(office: Office) -> None:
    root = office.browser(office.add("root", StaffRole.ADMINISTRATOR))
    assert root.post("/api/sites", json=SITE).status_code == 204
    changed = {name: value for name, value in SITE.items() if name not in {"vendor", "name"}}
    assert root.put("/api/sites/North/Kiel", json={**changed, "networks": ["198.51.100.0/24"]}).status_code == 204
    assert root.put("/api/sites/North/Ulm", json=changed).status_code == 404
    with office.databases.owner.transaction() as connection:
        rows = connection.execute("select convert_from(entry, 'UTF8') from audit.leaves").fetchall()
    entries = [str(row[0]) for row in rows]
    kinds = [json.loads(entry)["kind"] for entry in entries]
    assert [kinds.count(kind) for kind in ("vendor_added", "site_added", "site_changed")] == [2, 1, 1]
    assert not any("Kiel" in entry or "North" in entry or "192.0.2" in entry for entry in entries), "identifiers only"


def test_s17_a_name_never_keeps_an_account_from_being_disabled(office: Office) -> None:
    """A name is a part of an address, where a slash ends it and dots lead elsewhere."""
    root = office.browser(office.add("root", StaffRole.ADMINISTRATOR))
    for name in ("team/nina", "..", "."):
        new = {"name": name, "role": "reviewer"}
        refused = root.post("/api/members", json=new)
        assert (refused.status_code, refused.json()["code"]) == (422, "member_name_unfit"), name
        assert root.post("/api/vendors", json={"name": name}).status_code == 422
        assert root.post("/api/sites", json={**SITE, "name": name}).status_code == 422
    nina = office.add("nina", StaffRole.REVIEWER)
    with office.databases.owner.transaction() as connection:
        _ = connection.execute(
            "update staff.members set name = 'team/nina' where staff_id = %s", [nina.member.staff_id]
        )
    changed = {"role": "adjudicator"}
    assert root.put("/api/members/team%2Fnina", json=changed).status_code == 204
    assert root.post("/api/members/team%2Fnina/disable").status_code == 204, "named before that was refused"
    assert root.post("/api/members/team%2Fnina/enable").status_code == 200
    assert root.post("/api/members/team%2Fnina/reset").status_code == 200


def test_s17_a_simulated_reviewer_gets_no_other_role(office: Office) -> None:
    root = office.browser(office.add("root", StaffRole.ADMINISTRATOR))
    simulated = office.add("program", StaffRole.REVIEWER)
    with office.databases.owner.transaction() as connection:
        _ = connection.execute(
            "update staff.members set kind = 'simulated' where staff_id = %s", [simulated.member.staff_id]
        )
    for role in ("safety_officer", "adjudicator", "lead"):
        refused = root.put("/api/members/program", json={"role": role})
        assert (refused.status_code, refused.json()["code"]) == (422, "simulated_only_reviews"), role
    assert root.put("/api/members/program", json={"role": "reviewer", "languages": ["de"]}).status_code == 204


def test_ac11_a_vendor_changes_neither_others_people_nor_its_own_officers(office: Office) -> None:
    sam = office.browser(office.add("sam", StaffRole.REVIEWER, "South"))
    _ = office.add("lena", StaffRole.LEAD, "North")
    _ = office.add("nora", StaffRole.VENDOR_ADMINISTRATOR, "North")
    north = office.browser(office.add("norbert", StaffRole.VENDOR_ADMINISTRATOR, "North"))
    changed: dict[str, object] = {"role": "adjudicator", "languages": []}
    assert north.put("/api/members/sam", json=changed).status_code == 404
    assert north.post("/api/members/sam/enable").status_code == 404
    for name in ("lena", "nora"):
        assert north.put(f"/api/members/{name}", json=changed).status_code == 403
        assert north.post(f"/api/members/{name}/reset").status_code == 403
        assert north.post(f"/api/members/{name}/disable").status_code == 403
    assert sam.get("/api/session").status_code == 200, "nothing happened to them"


def test_ac11_the_database_shows_a_transaction_of_one_vendor_no_other(office: Office) -> None:
    """Whatever a statement forgets: once the vendor is set, the role reads and writes no other."""
    root = office.browser(office.add("root", StaffRole.ADMINISTRATOR))
    for vendor in ("North", "South"):
        assert root.post("/api/sites", json={**SITE, "vendor": vendor}).status_code == 204
    for name, vendor in (("nina", "North"), ("sam", "South")):
        _ = office.add(name, StaffRole.REVIEWER, vendor)
    norbert = office.add("norbert", StaffRole.VENDOR_ADMINISTRATOR, "North").member
    with office.databases[Role.ADMINISTRATION].transaction() as connection:
        _ = scope_of(connection, norbert)
        assert {row[0] for row in connection.execute(b"select name from staff.members")} == {"nina", "norbert"}
        assert {row[0] for row in connection.execute(b"select name from staff.vendors")} == {"North"}
        assert len(connection.execute(b"select name from staff.sites").fetchall()) == 1
        assert connection.execute(b"update staff.members set active = false where name = 'sam'").rowcount == 0
        with pytest.raises(psycopg.errors.InsufficientPrivilege), connection.transaction():
            _ = connection.execute(
                b"insert into staff.vendors (vendor_id, name, created_at) values (gen_random_uuid(), 'East', now())"
            )
    with office.databases[Role.ADMINISTRATION].transaction() as connection:
        names = {row[0] for row in connection.execute(b"select name from staff.members")}
        assert names == {"nina", "sam", "norbert", "root"}, "the setting ends with its transaction"


def test_s16_a_site_is_changed_and_its_name_stays(office: Office) -> None:
    root = office.browser(office.add("root", StaffRole.ADMINISTRATOR))
    assert root.post("/api/sites", json=SITE).status_code == 204
    changed = {key: value for key, value in SITE.items() if key not in ("vendor", "name")}
    changed |= {"country": "NL", "attested": True, "networks": ["198.51.100.0/24"]}
    assert root.put("/api/sites/North/Kiel", json=changed).status_code == 204
    shown = root.get("/api/sites").json()[0]
    assert (shown["name"], shown["country"], shown["attested"]) == ("Kiel", "NL", True)
    assert root.put("/api/sites/South/Kiel", json=changed).status_code == 404
    assert root.put("/api/sites/North/Kiel", json={**changed, "time_zone": "Mars"}).status_code == 422
    north = office.browser(office.add("norbert", StaffRole.VENDOR_ADMINISTRATOR, "North"))
    assert north.put("/api/sites/North/Kiel", json=changed).status_code == 403


def test_members_who_are_reset_or_disabled_are_signed_out(office: Office) -> None:
    root = office.browser(office.add("root", StaffRole.ADMINISTRATOR))
    nina = office.add("nina", StaffRole.LEAD)
    first = office.browser(nina)
    answer = root.post("/api/members/nina/reset")
    assert answer.status_code == 200
    assert first.get("/api/session").status_code == 401
    assert answer.json()["password"] != nina.password
    assert root.post("/api/members/nina/disable").status_code == 204
    assert root.post("/api/members/nina/disable").status_code == 404
