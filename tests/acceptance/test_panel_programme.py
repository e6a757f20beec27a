"""The panel programme of the privacy officer over HTTP, and as an attacker with a login role (CN8).

The officer names whom they invite; the personal side carries it out, and tells nothing but whether it was done.
"""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import cast

import psycopg
import pytest
from fastapi.testclient import TestClient
from support.bench import Bench, Json, open_bench
from support.databases import Databases
from support.officers import leaves_of, officer_of
from support.portal import PASSWORD, Browser, browser, portal_of
from support.speaking import PersonalSide

from earnest.organisation.accountability.register_tasks import BreachClock
from earnest.organisation.staff.records import StaffRole
from earnest.personal.consent.wording import LANGUAGES
from earnest.personal.customers.records import Programme
from earnest.personal.panel.contract import load_contract
from earnest.personal.panel.requests import PanelWorker
from earnest.services.database.roles import Role

REFUSED = (psycopg.errors.InsufficientPrivilege, psycopg.errors.IntegrityError)
OFFER = "a voucher of 20 euros a month"


@dataclass(frozen=True, slots=True, kw_only=True)
class House:
    """Both sides on one database."""

    bench: Bench
    side: PersonalSide

    def work(self) -> None:
        """What the personal worker does every few seconds."""
        PanelWorker(
            database=self.side.databases[Role.PERSONAL_WORKER],
            pseudonyms=self.side.pseudonyms,
            clock=self.bench.handover.clock,
        ).carry_out()


@pytest.fixture
def house(databases: Databases, tmp_path: Path) -> House:
    bench = open_bench(databases, tmp_path / "data")
    side = PersonalSide(databases=databases, folder=tmp_path / "data", clock=bench.handover.clock)
    return House(bench=bench, side=side)


def ask(officer: TestClient, act: str, login: str, reward: str | None = OFFER) -> int:
    return officer.post("/api/panel/requests", json={"act": act, "login": login, "reward": reward}).status_code


def panel(officer: TestClient) -> Json:
    answer = officer.get("/api/panel", params={"language": "de"})
    assert answer.status_code == 200, answer.text
    body: Json = answer.json()
    return body


def test_cn8_an_officer_invites_by_name_and_sees_how_many_agreed_and_notes_a_reward(house: House) -> None:
    officer = officer_of(house.bench, StaffRole.PRIVACY_OFFICER)
    anna = house.side.add_customer(login="anna.meyer", password=PASSWORD, programme=Programme.GENERAL)
    assert ask(officer, "invite", "  anna.meyer ") == 204
    waiting = panel(officer)
    assert waiting["people"] == {"invited": 0, "agreed": 0, "ended": 0, "rewards": 0}, "it is carried out elsewhere"
    house.work()
    house.work()
    invited = panel(officer)
    assert invited["people"] == {"invited": 1, "agreed": 0, "ended": 0, "rewards": 0}
    page = browser(portal_of(house.side))
    assert page.sign_in(anna).status_code == 204
    shown = page.get("/api/panel?language=de").json()
    assert (shown["state"], shown["offered"]) == ("invited", OFFER)
    contract = cast("Json", invited["contract"])
    assert (contract["text"], contract["sha256"]) == (shown["contract"], shown["contract_hash"])
    assert ask(officer, "reward", "anna.meyer", "20 euros") == 204
    house.work()
    assert panel(officer)["people"] == invited["people"], "who has not agreed gets none"
    assert page.send("POST", "/api/panel/agreement", {"contract_hash": shown["contract_hash"]}).status_code == 200
    assert ask(officer, "reward", "anna.meyer", "20 euros on 1 March") == 204
    house.work()
    found = panel(officer)
    assert found["people"] == {"invited": 0, "agreed": 1, "ended": 0, "rewards": 1}
    assert [one["reward"] for one in page.get("/api/panel").json()["rewards"]] == ["20 euros on 1 March"]
    requests = cast("list[Json]", found["requests"])
    outcomes = [(one["act"], one["reward"], one["outcome"]) for one in requests]
    assert sorted(outcomes, key=lambda one: str(one[1])) == [
        ("reward", "20 euros", "refused"),
        ("reward", "20 euros on 1 March", "done"),
        ("invite", OFFER, "done"),
    ]
    leaves = [json.loads(leaf) for leaf in leaves_of(house.bench).splitlines()]
    kinds = [one["kind"] for one in leaves if one["kind"].startswith("panel_")]
    assert kinds.count("panel_asked") == 3
    assert [kind for kind in kinds if kind != "panel_asked"] == [
        "panel_invited",
        "panel_contract_agreed",
        "panel_rewarded",
    ]


def test_cn8_an_attacker_learns_no_name_of_the_panel_from_the_organisation(house: House) -> None:
    """Who has the page of the officer, the role of the administration, or a copy of its tables."""
    officer = officer_of(house.bench, StaffRole.PRIVACY_OFFICER)
    _ = house.side.add_customer(login="kuno", programme=Programme.GENERAL, is_child=True)
    _ = house.side.add_customer(login="hedwig", programme=Programme.HOUSEHOLD)
    _ = house.side.add_customer(login="anna", programme=Programme.GENERAL)
    for login in ("kuno", "hedwig", "stranger", "anna"):
        assert ask(officer, "invite", login) == 204
    administration = house.side.databases[Role.ADMINISTRATION]
    for statement in (
        "select login from handover.panel_requests",
        "select * from handover.panel_requests",
        "delete from handover.panel_requests returning login",
        "delete from handover.panel_requests where login = 'anna'",
    ):
        with pytest.raises(REFUSED), administration.transaction() as connection:
            _ = connection.execute(statement.encode())
    house.work()
    answer = panel(officer)
    everything = json.dumps(answer) + leaves_of(house.bench)
    with house.side.databases.owner.transaction() as connection:
        rows = connection.execute("select * from handover.panel_requests").fetchall()
    everything += str(rows)
    assert len(rows) == 4
    for login in ("kuno", "hedwig", "stranger", "anna"):
        assert login not in everything
    # Why one was refused is not told: a child, another programme and no such name look alike.
    requests = cast("list[Json]", answer["requests"])
    refused = [{**one, "request_id": "", "ended_at": ""} for one in requests if one["outcome"] == "refused"]
    assert len(refused) == 3
    assert refused[0] == refused[1] == refused[2]


def test_cn8_an_invitation_is_taken_back_before_it_is_answered_and_the_person_sees_it(house: House) -> None:
    officer = officer_of(house.bench, StaffRole.PRIVACY_OFFICER)
    anna = house.side.add_customer(login="anna", password=PASSWORD, programme=Programme.GENERAL)
    page = browser(portal_of(house.side))
    assert page.sign_in(anna).status_code == 204
    assert ask(officer, "invite", "anna") == 204
    house.work()
    shown = page.get("/api/panel").json()
    assert ask(officer, "take_back", "anna", None) == 204
    house.work()
    assert panel(officer)["people"] == {"invited": 0, "agreed": 0, "ended": 0, "rewards": 0}, "nobody declined"
    seen = page.get("/api/panel").json()
    assert (seen["state"], seen["agreed_at"]) == ("taken_back", None)
    assert seen["ended_at"] is not None
    late = page.send("POST", "/api/panel/agreement", {"contract_hash": shown["contract_hash"]})
    assert (late.status_code, late.json()["code"]) == (404, "invitation_missing")
    assert page.send("DELETE", "/api/panel/agreement").status_code == 404
    assert page.get("/api/panel").json() == seen
    assert ask(officer, "invite", "anna", "tea") == 204
    house.work()
    again = page.get("/api/panel").json()
    assert (again["state"], again["offered"], again["ended_at"]) == ("invited", "tea", None)
    kinds = [json.loads(leaf)["kind"] for leaf in leaves_of(house.bench).splitlines()]
    panel_kinds = [kind for kind in kinds if kind.startswith("panel_") and kind != "panel_asked"]
    assert panel_kinds == ["panel_invited", "panel_invitation_taken_back", "panel_invited"]


def test_cn8_an_attacker_learns_from_taking_back_neither_who_answered_nor_which_names_there_are(house: House) -> None:
    """Who agreed, who declined, a child and no such name: one answer, the same counts, and nothing is undone."""
    officer = officer_of(house.bench, StaffRole.PRIVACY_OFFICER)
    pages: dict[str, Browser] = {}
    for login in ("agreed", "declined"):
        person = house.side.add_customer(login=login, password=PASSWORD, programme=Programme.GENERAL)
        pages[login] = browser(portal_of(house.side))
        assert pages[login].sign_in(person).status_code == 204
        assert ask(officer, "invite", login) == 204
    house.work()
    contract = pages["agreed"].get("/api/panel").json()["contract_hash"]
    assert pages["agreed"].send("POST", "/api/panel/agreement", {"contract_hash": contract}).status_code == 200
    assert pages["declined"].send("DELETE", "/api/panel/agreement").status_code == 200
    _ = house.side.add_customer(login="kuno", programme=Programme.GENERAL, is_child=True)
    _ = house.side.add_customer(login="open", programme=Programme.GENERAL)
    assert ask(officer, "invite", "open") == 204
    house.work()
    states = {login: page.get("/api/panel").json() for login, page in pages.items()}
    invited = len(cast("list[Json]", panel(officer)["requests"]))
    people = panel(officer)["people"]
    for login in ("agreed", "declined", "kuno", "stranger"):
        assert ask(officer, "take_back", login, None) == 204
        house.work()
        assert panel(officer)["people"] == people, login
    assert ask(officer, "take_back", "open", None) == 204
    house.work()
    told = [one for one in cast("list[Json]", panel(officer)["requests"]) if one["act"] == "take_back"]
    assert len(told) == 5
    assert len(cast("list[Json]", panel(officer)["requests"])) == invited + 5
    same = [{**one, "request_id": "", "asked_at": "", "ended_at": ""} for one in told]
    assert all(one == same[0] for one in same), same
    assert same[0]["outcome"] == "done"
    assert {login: page.get("/api/panel").json() for login, page in pages.items()} == states


def test_cn8_taking_back_is_refused_with_words_and_other_acts_without_and_to_every_other_role(house: House) -> None:
    officer = officer_of(house.bench, StaffRole.PRIVACY_OFFICER)
    anna = house.side.add_customer(login="anna", programme=Programme.GENERAL)
    assert ask(officer, "take_back", "anna", OFFER) == 422
    for act in ("invite", "reward"):
        assert ask(officer, act, "anna", None) == 422
    assert panel(officer)["requests"] == []
    assert ask(officer, "invite", "anna") == 204
    house.work()
    taken = f"select personal.take_back_panel_invitation('{anna.customer_id}', now())"
    for role in set(Role) - {Role.PERSONAL_WORKER, Role.CUSTOMER_ACCOUNTS}:
        refused = pytest.raises((*REFUSED, psycopg.errors.InvalidSchemaName))
        with refused, house.side.databases[role].transaction() as connection:
            _ = connection.execute(taken.encode())
    assert cast("Json", panel(officer)["people"])["invited"] == 1


def test_cn8_only_a_privacy_officer_asks_and_no_role_does_it_otherwise(house: House) -> None:
    _ = house.side.add_customer(login="anna", programme=Programme.GENERAL)
    tokens: dict[StaffRole, str] = {}
    for role in StaffRole:
        if role is StaffRole.PRIVACY_OFFICER:
            continue
        member = officer_of(house.bench, role)
        tokens[role] = next(iter(member.cookies.jar)).value or ""
        assert ask(member, "invite", "anna") == 403, role
        assert member.get("/api/panel").status_code == 403, role
    administration = house.side.databases[Role.ADMINISTRATION]
    asked = "select handover.ask_panel(gen_random_uuid(), 'invite', 'anna', 'gold', %s, %s)"
    for token in ("guessed", *tokens.values()):
        with administration.transaction() as connection:
            row = connection.execute(asked.encode(), [token, house.bench.handover.clock.now()]).fetchone()
        assert row == (None,), "the database looks the session up itself"
    tried = (
        "insert into handover.panel_requests (request_id, act, login, reward, asked_at)"
        " values (gen_random_uuid(), 'invite', 'anna', 'gold', now())"
    )
    for role in Role:
        refused = pytest.raises((*REFUSED, psycopg.errors.InvalidSchemaName))
        with refused, house.side.databases[role].transaction() as connection:
            _ = connection.execute(tried.encode())
    with pytest.raises(REFUSED), administration.transaction() as connection:
        _ = connection.execute("select personal.invite_to_panel(gen_random_uuid(), 'gold', now())")
    house.work()
    officer = officer_of(house.bench, StaffRole.PRIVACY_OFFICER)
    found = panel(officer)
    assert (found["requests"], found["people"]) == ([], {"invited": 0, "agreed": 0, "ended": 0, "rewards": 0})


def test_cn8_what_was_asked_is_forgotten_after_30_days_and_a_name_that_waits_too(house: House) -> None:
    officer = officer_of(house.bench, StaffRole.PRIVACY_OFFICER)
    assert ask(officer, "invite", "anna") == 204
    assert officer.post("/api/panel/requests", json={"act": "invite", "login": " ", "reward": OFFER}).status_code == 422
    clock = BreachClock(database=house.side.databases[Role.ADMINISTRATION], clock=house.bench.handover.clock)
    house.bench.pass_time(29 * 86_400)
    clock.forget()
    officer = officer_of(house.bench, StaffRole.PRIVACY_OFFICER, "Olga")
    assert len(str(panel(officer)["requests"])) > 2
    house.bench.pass_time(2 * 86_400)
    clock.forget()
    officer = officer_of(house.bench, StaffRole.PRIVACY_OFFICER, "Otto")
    assert panel(officer)["requests"] == []


def test_cn8_the_officer_reads_the_contract_that_people_of_the_panel_agree_to(house: House) -> None:
    officer = officer_of(house.bench, StaffRole.PRIVACY_OFFICER)
    for language in LANGUAGES:
        contract = officer.get("/api/panel", params={"language": language}).json()["contract"]
        agreed = load_contract(language)
        assert contract == {
            "version": agreed.version,
            "language": agreed.language,
            "title": agreed.title,
            "text": agreed.text,
            "sha256": agreed.sha256.hex(),
        }
