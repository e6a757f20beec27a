"""Talking in the portal's page over HTTP: a browser is a device of the account, revocable, and no one else's."""

import contextlib
import os
from collections.abc import Generator
from pathlib import Path

import httpx2
import numpy
import pytest
from support.household import Member, PortalPage, Running
from support.voices import say

from earnest.personal.customers.records import Programme
from earnest.sound_files.decoding import decode
from earnest.sound_files.encoding import encode_wav

SOUND = encode_wav(say("what time is it", seed=2))
UTTERANCES = "/api/talk/utterances"


@pytest.fixture(scope="module")
def anna(household: Running) -> Member:
    return household.add("anna", Programme.GENERAL)


@pytest.fixture(scope="module")
def ben(household: Running) -> Member:
    return household.add("ben", Programme.GENERAL)


@contextlib.contextmanager
def connected(household: Running, member: Member) -> Generator[PortalPage]:
    """A signed-in browser that is a device of the account."""
    with household.portal(member) as page:
        made = page.client.post("/api/talk/device", json={"name": "Browser (test)"})
        assert made.status_code == 200, made.text
        yield page


def talk(page: PortalPage, sound: bytes = SOUND) -> httpx2.Response:
    return page.client.post(UTTERANCES, content=sound, headers={"Content-Type": "audio/wav"})


def test_a_connected_browser_is_answered_and_listed_as_a_device(household: Running, anna: Member) -> None:
    with connected(household, anna) as page:
        state = page.client.get("/api/talk").json()
        assert state["device"]["name"] == "Browser (test)"
        listed = page.client.get("/api/devices").json()
        assert state["device"]["device_id"] in {device["device_id"] for device in listed}
        again = page.client.post("/api/talk/device", json={"name": "Another"}).json()
        assert again["device"]["device_id"] == state["device"]["device_id"]
        answer = talk(page)
        assert answer.status_code == 200, answer.text
        assert answer.json()["answer"]
        assert answer.json()["kept"] == "no"
        assert page.history() == []


def test_no_script_reads_the_token_and_only_these_routes_get_it(household: Running, anna: Member) -> None:
    with household.portal(anna) as page:
        made = page.client.post("/api/talk/device", json={"name": "Browser (test)"})
        [cookie] = [value for value in made.headers.get_list("set-cookie") if value.startswith("earnest_talk=")]
        assert "HttpOnly" in cookie
        assert "samesite=strict" in cookie.lower()
        assert "Path=/api/talk" in cookie
        token = cookie.split("=", 1)[1].split(";", 1)[0]
        assert token not in made.text


def test_what_is_said_in_the_page_is_kept_as_from_any_device(household: Running, ben: Member) -> None:
    with connected(household, ben) as page:
        page.decide("own_history", given=True)
        body = talk(page).json()
        assert body["kept"] == "pending"
        entry = page.wait_for(body["recording_id"], "not_selected", "pending", "selected")
        assert entry["text"] == body["text"]


def test_a_browser_that_was_never_connected_or_was_revoked_is_refused(household: Running, anna: Member) -> None:
    with household.portal(anna) as page:
        refused = talk(page)
        assert (refused.status_code, refused.json()["code"]) == (409, "browser_not_connected")
    with connected(household, anna) as page:
        token = page.client.cookies.get("earnest_talk")
        assert token is not None
        device = page.client.get("/api/talk").json()["device"]["device_id"]
        assert page.client.delete(f"/api/devices/{device}").status_code == 204
        assert talk(page).json()["code"] == "browser_not_connected"
        # At the gateway itself it is worth nothing either.
        direct = household.say(Member(customer=anna.customer, device_id=anna.device_id, token=token), SOUND)
        assert direct.json()["code"] == "token_refused"


def test_the_token_of_another_persons_browser_is_worth_nothing(household: Running, anna: Member, ben: Member) -> None:
    """An attack: who is signed in as themselves and got hold of another's token says nothing in the other's name."""
    with connected(household, ben) as page:
        stolen = page.client.cookies.get("earnest_talk")
        assert stolen is not None
        before = len(page.history())
    with household.portal(anna) as page:
        page.client.cookies.set("earnest_talk", stolen, path="/api/talk")
        assert page.client.get("/api/talk").json()["device"] is None
        refused = talk(page)
        assert (refused.status_code, refused.json()["code"]) == (409, "browser_not_connected")
        assert page.client.delete("/api/talk/device").status_code == 204
    with household.portal(ben) as page:
        assert len(page.history()) == before
        page.client.cookies.set("earnest_talk", stolen, path="/api/talk")
        assert page.client.get("/api/talk").json()["device"] is not None, "another's browser was revoked"


def test_without_a_session_the_token_alone_is_refused(household: Running, anna: Member) -> None:
    with connected(household, anna) as page:
        token = page.client.cookies.get("earnest_talk")
        assert page.client.delete("/api/session").status_code == 204
        page.client.cookies.set("earnest_talk", token or "", path="/api/talk")
        assert talk(page).status_code == 401


def test_in_a_private_hour_nothing_of_it_is_kept(household: Running, ben: Member) -> None:
    """CN10."""
    with connected(household, ben) as page:
        page.decide("own_history", given=True)
        before = page.history()
        assert page.client.post("/api/private-hour", json={"minutes": 30}).status_code == 200
        body = talk(page).json()
        assert body["answer"]
        assert (body["private"], body["kept"], body["recording_id"]) == (True, "no", None)
        assert page.client.delete("/api/private-hour").status_code == 200
        # What is said afterwards is kept after what was said before, so by then it would be there.
        later = talk(page).json()
        _ = page.wait_for(later["recording_id"], "not_selected", "pending", "selected")
        assert len(page.history()) == len(before) + 1


def test_what_the_gateway_refuses_is_told_as_it_says_it(household: Running, anna: Member) -> None:
    with connected(household, anna) as page:
        refused = talk(page, b"this is no sound")
        assert refused.status_code == 422
        assert refused.json()["code"] == "not_audio"
        assert talk(page, b"").json()["code"] == "nothing_recorded"
        too_long = talk(page, b"\0" * 2_000_000)
        assert (too_long.status_code, too_long.json()["code"]) == (413, "body_too_large")


def test_a_page_elsewhere_cannot_talk(household: Running, anna: Member) -> None:
    with connected(household, anna) as page:
        forged = page.client.post(UTTERANCES, content=SOUND, headers={"Origin": "https://evil.example"})
        assert (forged.status_code, forged.json()["code"]) == (403, "forged_request")


def test_the_portal_alone_may_ask_for_the_microphone(household: Running) -> None:
    portal = httpx2.get(f"http://127.0.0.1:{household.portal_port}/").headers["permissions-policy"]
    gateway = httpx2.get(f"http://127.0.0.1:{household.gateway_port}/health").headers["permissions-policy"]
    assert "microphone=(self)" in portal
    assert "microphone=()" in gateway


def test_a_gateway_that_is_gone_is_said_at_once(household: Running, anna: Member) -> None:
    with connected(household, anna) as page:
        household.kill("device_gateway")
        try:
            gone = talk(page)
            assert (gone.status_code, gone.json()["code"]) == (503, "gateway_gone")
        finally:
            household.start("device_gateway")
            household.wait_until_healthy(household.gateway_port)
        assert talk(page).status_code == 200


def test_what_rings_is_told_to_a_browser_of_the_household_alone(household: Running, anna: Member, ben: Member) -> None:
    """An attack: without a browser of one's own, or with another account, nothing of a household's rings is told."""
    with household.portal(anna) as page:
        for method in ("GET", "DELETE"):
            refused = page.client.request(method, "/api/talk/rings")
            assert (refused.status_code, refused.json()["code"]) == (409, "browser_not_connected")
    with connected(household, ben) as page:
        assert page.client.get("/api/talk/rings", params={"wait": 0.1}).json() == {"rings": [], "next_due_at": None}
        assert page.client.get("/api/talk/rings", params={"wait": 26}).status_code == 422
        assert page.client.delete("/api/talk/rings").status_code == 204
        token = page.client.cookies.get("earnest_talk") or ""
    with household.portal(anna) as page:
        page.client.cookies.set("earnest_talk", token, path="/api/talk")
        assert page.client.get("/api/talk/rings").json()["code"] == "browser_not_connected"


def test_wake_words_and_their_models_are_for_who_is_signed_in(household: Running, anna: Member) -> None:
    with household.portal(anna) as page:
        words = page.client.get("/api/talk/wake-words").json()
        assert {"alexa", "okay_nabu"} <= {word["name"] for word in words}
        model = page.client.get("/api/talk/wake-words/alexa")
        assert (model.status_code, model.content[4:8]) == (200, b"TFL3")
        unknown = page.client.get("/api/talk/wake-words/computer")
        assert (unknown.status_code, unknown.json()["code"]) == (404, "wake_word_not_offered")
        assert page.client.delete("/api/session").status_code == 204
        for address in ("/api/talk/wake-words", "/api/talk/wake-words/alexa"):
            assert page.client.get(address).status_code == 401


def test_a_wake_word_that_the_gateway_does_not_hear_is_an_accident(household: Running, anna: Member) -> None:
    """RT5: as for every device, the page's word is not taken for it."""
    with connected(household, anna) as page:
        answer = address(page, SOUND)
        assert (answer.status_code, answer.json()["accidental"], answer.json()["text"]) == (200, True, "")
        assert not talk(page).json()["accidental"]


recordings = pytest.mark.skipif("EARNEST_SPEECH" not in os.environ, reason="EARNEST_SPEECH names no recordings")


def addressed() -> bytes:
    """A person says the wake word, and a person what is wanted."""
    folder = Path(os.environ["EARNEST_SPEECH"])
    parts = ("wake/alexa/94.flac", "commands/smarthome/what_time_is_it.flac")
    return encode_wav(numpy.concatenate([decode((folder / part).read_bytes()) for part in parts]))


def address(page: PortalPage, sound: bytes) -> httpx2.Response:
    """Say something as the page does that heard the wake word."""
    return page.client.post(f"{UTTERANCES}?wake_word=alexa", content=sound, headers={"Content-Type": "audio/wav"})


@recordings
def test_what_follows_the_wake_word_is_understood_without_it(household: Running, ben: Member) -> None:
    """The word is in the sound, so that it can be checked, and in no answer."""
    with connected(household, ben) as page:
        answer = address(page, addressed()).json()
        assert not answer["accidental"]
        assert "alexa" not in answer["text"].lower()
        assert answer["understood"]


@recordings
def test_in_a_private_hour_the_wake_word_is_answered_and_nothing_kept(household: Running, ben: Member) -> None:
    """CN10; an activation by accident is not counted then either."""
    with connected(household, ben) as page:
        page.decide("own_history", given=True)
        before, accidents = page.history(), page.client.get("/api/wake").json()
        assert page.client.post("/api/private-hour", json={"minutes": 30}).status_code == 200
        answer = address(page, addressed()).json()
        assert answer["understood"]
        assert (answer["private"], answer["kept"], answer["recording_id"]) == (True, "no", None)
        assert address(page, SOUND).json()["accidental"]
        assert page.client.delete("/api/private-hour").status_code == 200
        # What is said afterwards is kept after what was said before, so by then it would be there.
        later = talk(page).json()
        _ = page.wait_for(later["recording_id"], "not_selected", "pending", "selected")
        assert len(page.history()) == len(before) + 1
        assert page.client.get("/api/wake").json() == accidents
