"""Each request of the portal that changes something leaves its event, in pseudonyms and without content (AD1, AD2)."""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest
from fastapi.routing import APIRoute
from support.databases import Databases
from support.portal import PASSWORD, browser, portal_of
from support.speaking import PersonalSide

from earnest.personal.consent.purposes import Purpose
from earnest.personal.consent.wording import load_wording
from earnest.personal.customers.records import Programme
from earnest.personal.panel.contract import load_contract

EVENTS = {
    ("POST", "/api/session"): "customer_signed_in",
    ("DELETE", "/api/session"): "customer_signed_out",
    ("PUT", "/api/purposes/{purpose}"): "consent_recorded",
    ("DELETE", "/api/utterances"): "customer_erased",
    ("DELETE", "/api/utterances/{recording_id}"): "recording_erased",
    ("PUT", "/api/utterances/{recording_id}/correction"): "correction_kept",
    ("POST", "/api/corrections/undo"): "correction_undone",
    ("POST", "/api/household-names"): "names_changed",
    ("POST", "/api/private-hour"): "private_hour_changed",
    ("DELETE", "/api/private-hour"): "private_hour_changed",
    ("POST", "/api/private-hour/schedules"): "private_hour_changed",
    ("DELETE", "/api/private-hour/schedules/{schedule_id}"): "private_hour_changed",
    ("POST", "/api/deletions"): "recording_erased",
    ("POST", "/api/deletions/period"): "recording_erased",
    ("POST", "/api/account/closing"): "account_closed",
    ("PUT", "/api/use/retention"): "use_changed",
    ("PUT", "/api/use/restriction"): "use_changed",
    ("POST", "/api/use/objection"): "request_opened",
    ("POST", "/api/exports"): "request_opened",
    ("POST", "/api/exports/selection"): "request_opened",
    ("POST", "/api/claims"): "request_opened",
    ("POST", "/api/claims/{claim_id}/decision"): "request_answered",
    ("POST", "/api/devices"): "device_added",
    ("DELETE", "/api/devices/{device_id}"): "device_removed",
    ("POST", "/api/talk/device"): "device_added",
    ("DELETE", "/api/talk/device"): "device_removed",
    ("PUT", "/api/skills/{skill}"): "skill_switched",
    ("POST", "/api/panel/agreement"): "panel_contract_agreed",
    ("DELETE", "/api/panel/agreement"): "panel_left",
}
"""Request → event. That of an erased recording comes with the next day's."""
WITHOUT_EVENT = {
    ("PUT", "/api/utterances/{recording_id}/draft"),
    ("POST", "/api/claims/status"),
    ("POST", "/api/deletions/preview"),
    ("POST", "/api/talk/utterances"),
    ("POST", "/api/talk/recognitions"),
    ("POST", "/api/talk/sentences"),
    ("DELETE", "/api/talk/rings"),
    ("DELETE", "/api/demo"),
}
"""What is typed and not sent changes nothing that others than the person who types rely on; asking changes nothing;
what is said in the page goes to the gateway, whose events tell of it; a demo has a log of its
own."""


@pytest.fixture
def side(databases: Databases, data_folder: Path) -> PersonalSide:
    return PersonalSide(databases=databases, folder=data_folder)


def test_every_changing_request_is_here(side: PersonalSide) -> None:
    found = {
        (method, route.path)
        for router in portal_of(side).routers()
        for route in router.routes
        if isinstance(route, APIRoute)
        for method in route.methods or ()
        if method not in {"GET", "HEAD"}
    }
    assert found == set(EVENTS) | WITHOUT_EVENT


def test_every_changing_request_leaves_its_event(side: PersonalSide) -> None:
    household = Programme.HOUSEHOLD
    customer = side.add_customer(Purpose.OWN_HISTORY, login="anneliese", password=PASSWORD, programme=household)
    recording_id, other = side.store(customer), side.store(customer)
    page = browser(portal_of(side))
    before = len(_kinds(side))
    with side.databases.owner.transaction() as connection:
        invited = b"insert into personal.panel_members (customer_id, reward, invited_at) values (%s, 'latte', %s)"
        _ = connection.execute(invited, [customer.customer_id, side.clock.now()])
    contract = load_contract("en").sha256.hex()
    assert page.sign_in(customer).status_code == 204
    wording = load_wording(Purpose.HUMAN_REVIEW, "en").sha256.hex()
    correction: Mapping[str, object] = {"text": "a latte", "intent": None, "slots": {}, "learn": False}
    sent: Sequence[tuple[str, str, Mapping[str, object]]] = [
        ("PUT", "/api/purposes/human_review", {"given": True, "wording_hash": wording}),
        (
            "PUT",
            f"/api/utterances/{recording_id}/correction",
            correction,
        ),
        ("POST", "/api/corrections/undo", {"recording_ids": [str(recording_id)]}),
        ("POST", "/api/household-names", {"added": ["Rumpelstilzchen"], "removed": []}),
        ("POST", "/api/private-hour", {"minutes": 1}),
        ("PUT", "/api/skills/smart_home", {"switched_on": False, "settings": {"address": "http://attic.local"}}),
        ("PUT", "/api/use/retention", {"days": 80}),
        ("POST", "/api/use/objection", {}),
        ("POST", "/api/panel/agreement", {"contract_hash": contract}),
        ("DELETE", "/api/panel/agreement", {}),
        ("POST", "/api/devices", {"name": "attic"}),
    ]
    answers = [page.send(method, path, body) for method, path, body in sent]
    assert all(answer.status_code < 300 for answer in answers), [answer.text for answer in answers]
    device = answers[-1].json()["device_id"]
    for path in (f"/api/devices/{device}", f"/api/utterances/{other}", "/api/utterances"):
        assert page.send("DELETE", path).status_code < 300
    assert page.send("DELETE", "/api/session").status_code < 300
    assert page.sign_in(customer).status_code == 204
    assert page.send("POST", "/api/account/closing", {"password": PASSWORD}).status_code == 200
    assert {*EVENTS.values()} - {"recording_erased"} <= set(_kinds(side)[before:])
    log = b"".join(_entries(side))
    for word in (b"anneliese", b"Rumpelstilzchen", b"attic", b"latte", str(customer.customer_id).encode()):
        assert word not in log


def _entries(side: PersonalSide) -> list[bytes]:
    with side.databases.owner.transaction() as connection:
        rows = connection.execute("select entry from audit.leaves order by leaf_index").fetchall()
    return [bytes(row[0]) for row in rows]


def _kinds(side: PersonalSide) -> list[str]:
    return [str(json.loads(entry)["kind"]) for entry in _entries(side)]
