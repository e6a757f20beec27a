"""The invited panel: invited, agreed to a contract of its own by its hash, own share, rewarded, left (CN8)."""

import hashlib
import json
from datetime import timedelta

import psycopg
import pytest
from support.portal import PASSWORD, Browser, browser, portal_of
from support.speaking import PersonalSide

from earnest.foundation.identifiers import random_identifier
from earnest.handover.figures import count_panel
from earnest.personal.consent.purposes import Purpose
from earnest.personal.consent.wording import LANGUAGES
from earnest.personal.customers.records import Customer, Programme
from earnest.personal.customers.store import load_customer
from earnest.personal.panel.contract import load_contract
from earnest.personal.panel.errors import NotForThePanel
from earnest.personal.panel.membership import invite_to_panel, note_reward
from earnest.personal.sampling.store import Caps
from earnest.services.database.roles import Role

REWARD = "a voucher of 20 euros"
HASHES = {"en": "f3e2ed8e1c42dc5c", "de": "c5717509df0c3a27", "nl": "3cfbba2f93387ffe"}


def invite(side: PersonalSide, customer: Customer) -> None:
    with side.databases[Role.CUSTOMER_ACCOUNTS].transaction() as connection:
        invite_to_panel(connection, customer, REWARD, pseudonyms=side.pseudonyms, clock=side.clock)


def reward(side: PersonalSide, customer: Customer) -> None:
    with side.databases[Role.CUSTOMER_ACCOUNTS].transaction() as connection:
        note_reward(connection, customer, "20 euros on 1 March", pseudonyms=side.pseudonyms, clock=side.clock)


def programme(side: PersonalSide, customer: Customer) -> Programme:
    with side.databases.owner.transaction() as connection:
        return load_customer(connection, customer.customer_id).programme


def general(side: PersonalSide, *purposes: Purpose, login: str = "anna") -> tuple[Customer, Browser]:
    customer = side.add_customer(*purposes, login=login, password=PASSWORD, programme=Programme.GENERAL)
    page = browser(portal_of(side))
    assert page.sign_in(customer).status_code == 204
    return customer, page


def test_cn8_a_person_is_invited_agrees_to_the_contract_that_was_shown_and_leaves(side: PersonalSide) -> None:
    customer, page = general(side, Purpose.OWN_HISTORY, Purpose.HUMAN_REVIEW)
    assert page.get("/api/panel").json()["state"] == "none"
    invite(side, customer)
    shown = page.get("/api/panel?language=nl").json()
    assert (shown["state"], shown["offered"], shown["language"]) == ("invited", REWARD, "nl")
    assert hashlib.sha256(shown["contract"].encode()).hexdigest() == shown["contract_hash"]
    assert programme(side, customer) is Programme.GENERAL, "an invitation changes nothing"
    other = page.send("POST", "/api/panel/agreement", {"contract_hash": "0" * 64})
    assert (other.status_code, other.json()["code"]) == (409, "contract_changed")
    agreed = page.send("POST", "/api/panel/agreement", {"contract_hash": shown["contract_hash"]}).json()
    assert (agreed["state"], agreed["language"]) == ("member", "nl")
    assert programme(side, customer) is Programme.PANEL
    assert page.get("/api/panel?language=en").json()["contract"] == shown["contract"], "what was agreed to is shown"
    caps = Caps(general_share=0.002, panel_share=0.25, general_person=3, panel_person=30)
    with side.databases[Role.CUSTOMER_PORTAL].transaction() as connection:
        before, now = caps.in_force(connection, customer), load_customer(connection, customer.customer_id)
        assert (before, caps.in_force(connection, now)) == (0.002, 0.25), "a share of its own"
    reward(side, customer)
    assert [one["reward"] for one in page.get("/api/panel").json()["rewards"]] == ["20 euros on 1 March"]
    with side.databases[Role.ADMINISTRATION].transaction() as connection:
        figures = count_panel(connection)
    assert (figures.invited, figures.agreed, figures.ended, figures.rewards) == (0, 1, 0, 1)
    side.clock.advance(timedelta(seconds=1))
    left = page.send("DELETE", "/api/panel/agreement").json()
    assert left["state"] == "ended"
    assert len(left["rewards"]) == 1, "what was given stays"
    assert programme(side, customer) is Programme.GENERAL
    given = {one["purpose"]: one["given"] for one in page.get("/api/purposes").json()}
    assert (given["own_history"], given["human_review"]) == (True, False), "leaving is a no to listening alone"
    assert page.send("DELETE", "/api/panel/agreement").status_code == 404
    with side.databases.owner.transaction() as connection:
        rows = connection.execute("select entry from audit.leaves order by leaf_index").fetchall()
    leaves = [json.loads(bytes(row[0])) for row in rows]
    kinds = [one["kind"] for one in leaves if one["kind"].startswith("panel_")]
    assert kinds == ["panel_invited", "panel_contract_agreed", "panel_rewarded", "panel_left"]
    assert next(one for one in leaves if one["kind"] == kinds[1])["wording_hash"] == shown["contract_hash"]


def test_cn8_declining_changes_no_choice(side: PersonalSide) -> None:
    customer, page = general(side, Purpose.HUMAN_REVIEW)
    invite(side, customer)
    assert page.send("DELETE", "/api/panel/agreement").json()["state"] == "ended"
    given = {one["purpose"]: one["given"] for one in page.get("/api/purposes").json()}
    assert given["human_review"] is True
    with pytest.raises(NotForThePanel):
        reward(side, customer)


def test_cn8_children_households_and_the_panel_itself_are_not_invited(side: PersonalSide) -> None:
    child = side.add_customer(is_child=True, programme=Programme.GENERAL)
    for customer in (child, side.add_customer(programme=Programme.HOUSEHOLD), side.add_customer()):
        with pytest.raises(NotForThePanel):
            invite(side, customer)


def test_cn8_an_attacker_puts_no_person_into_the_panel(side: PersonalSide) -> None:
    """Who is signed in as another person, and who has taken over the portal's role, with another session or none."""
    anna, _ = general(side)
    bert, theirs = general(side, login="bert")
    invite(side, anna)
    contract = load_contract("en")
    answer = theirs.send("POST", "/api/panel/agreement", {"contract_hash": contract.sha256.hex()})
    assert (answer.status_code, answer.json()["code"]) == (404, "invitation_missing")
    portal = side.databases[Role.CUSTOMER_PORTAL]
    agree = "select personal.agree_to_panel(%s, %s, '1', %s, 'en', %s)"
    for token in ("guessed", side.signed_in(bert)):
        with pytest.raises(psycopg.errors.InsufficientPrivilege), portal.transaction() as connection:
            _ = connection.execute(agree.encode(), [token, anna.customer_id, contract.sha256, side.clock.now()])
    for role in Role:
        for statement in (
            "update personal.customers set programme = 'panel'",
            "update personal.panel_members set agreed_at = now()",
            f"insert into personal.panel_rewards values ('{random_identifier()}', '{anna.customer_id}', 'gold', now())",
        ):
            refused = pytest.raises((psycopg.errors.InsufficientPrivilege, psycopg.errors.InvalidSchemaName))
            with refused, side.databases[role].transaction() as connection:
                _ = connection.execute(statement.encode())
    assert programme(side, anna) is Programme.GENERAL


def test_cn8_the_contract_is_there_in_every_language_and_binds_no_purpose() -> None:
    """Its hashes stand here: a text that was agreed to is never changed, a new one is a new version."""
    assert {language: load_contract(language, "1").sha256.hex()[:16] for language in LANGUAGES} == HASHES
    for language in LANGUAGES:
        assert len(load_contract(language).text) > 600
