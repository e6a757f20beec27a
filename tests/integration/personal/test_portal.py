"""The portal's interface: see, decide, correct, delete; no customer sees another's (TR2, RI1-RI4, CN1-CN3)."""

import hashlib
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Final, cast
from uuid import uuid4

import numpy
import pytest
from support.portal import PASSWORD, Browser, browser, portal_of
from support.speaking import PersonalSide, spoken, tone

from earnest.foundation.identifiers import ClipId, RecordingId
from earnest.handover.receipts import Receipt, ReceiptKind, add_receipt
from earnest.personal.consent.purposes import Purpose
from earnest.personal.consent.wording import LANGUAGES, load_wording
from earnest.personal.customers.errors import CustomerSignInRefused
from earnest.personal.customers.records import Customer, Programme
from earnest.personal.customers.store import set_password
from earnest.personal.sampling.store import Caps
from earnest.services.database.roles import Role
from earnest.services.sign_in.attempts import MOST_ATTEMPTS
from earnest.services.sign_in.errors import TooManyAttempts
from earnest.services.sign_in.tokens import SESSION_LENGTH
from earnest.sound_files.decoding import decode

LESSONS: Final[Sequence[tuple[tuple[str, str | None, dict[str, str]], str]]] = (
    (("what time is it", None, {}), "acts"),
    (("the hour please", "tell_time", {}), "acts"),
    (("start a countdown", "set_timer", {"minutes": "5"}), "acts"),
    (("start a countdown", "set_timer", {}), "answer_only"),
    (("make me a latte", "orderDrink", {"size": "large"}), "answer_only"),
    (("turn on the kitchen light", "lights_on", {}), "answer_only"),
    (("hello there", None, {}), "words_only"),
)
"""What is taught → what it does the next time."""


@pytest.fixture
def customer(side: PersonalSide) -> Customer:
    return side.add_customer(password=PASSWORD)


@pytest.fixture
def page(side: PersonalSide, customer: Customer) -> Browser:
    opened = browser(portal_of(side))
    assert opened.sign_in(customer).status_code == 204
    return opened


def test_ac7_nothing_without_signing_in(side: PersonalSide) -> None:
    stranger = browser(portal_of(side))
    recording = uuid4()
    for method, path in (
        ("GET", "/api/me"),
        ("GET", "/api/purposes"),
        ("PUT", "/api/purposes/human_review"),
        ("GET", "/api/notice"),
        ("GET", "/api/intents"),
        ("GET", "/api/utterances"),
        ("DELETE", "/api/utterances"),
        ("DELETE", f"/api/utterances/{recording}"),
        ("GET", f"/api/utterances/{recording}/sound"),
        ("GET", f"/api/utterances/{recording}/clip"),
        ("PUT", f"/api/utterances/{recording}/correction"),
        ("PUT", f"/api/utterances/{recording}/draft"),
        ("GET", "/api/household-names"),
        ("POST", "/api/household-names"),
        ("GET", "/api/devices"),
        ("GET", "/api/wake"),
        ("POST", "/api/devices"),
        ("DELETE", f"/api/devices/{recording}"),
    ):
        answer = stranger.send(method, path, {} if method in {"PUT", "POST"} else None)
        assert answer.status_code == 401, (method, path)
        assert answer.json()["code"] == "not_signed_in"


def test_changes_need_our_own_page(page: Browser) -> None:
    assert page.client.delete("/api/utterances").status_code == 403


def test_ac6_wrong_login_and_wrong_password_look_the_same(side: PersonalSide, customer: Customer) -> None:
    opened = browser(portal_of(side))
    wrong = opened.sign_in(customer, "not the password")
    unknown = opened.send("POST", "/api/session", {"login": "nobody", "password": PASSWORD})
    assert wrong.status_code == unknown.status_code == 401
    assert wrong.json() == unknown.json()
    for _ in range(4):
        _ = opened.sign_in(customer, "not the password")
    assert opened.sign_in(customer).status_code == 429
    side.clock.advance(timedelta(minutes=1, seconds=1))
    assert opened.sign_in(customer).status_code == 204


def test_ac6_attempts_side_by_side_do_not_escape_the_count(side: PersonalSide, customer: Customer) -> None:
    accounts = portal_of(side).accounts

    def attempt(_number: int) -> type[Exception]:
        with pytest.raises((CustomerSignInRefused, TooManyAttempts)) as refused:
            _ = accounts.sign_in(customer.login, "not the password")
        return refused.type

    with ThreadPoolExecutor(8) as threads:
        answers = list(threads.map(attempt, range(8)))
    assert answers.count(CustomerSignInRefused) == MOST_ATTEMPTS


def test_ac6_a_sign_in_ends_the_counting(side: PersonalSide, customer: Customer) -> None:
    opened = browser(portal_of(side))
    for _ in range(3):
        for _ in range(MOST_ATTEMPTS - 1):
            assert opened.sign_in(customer, "not the password").status_code == 401
        assert opened.sign_in(customer).status_code == 204


@pytest.mark.parametrize("login", ["a\x00b", "", "\u200b"])
def test_a_login_that_no_customer_can_have_is_a_wrong_one(side: PersonalSide, login: str) -> None:
    opened = browser(portal_of(side))
    answer = opened.send("POST", "/api/session", {"login": login, "password": PASSWORD})
    assert answer.status_code == 401


def test_ac6_an_attempt_that_is_refused_unseen_does_not_prolong_the_wait(
    side: PersonalSide, customer: Customer
) -> None:
    opened = browser(portal_of(side))
    for _ in range(MOST_ATTEMPTS):
        assert opened.sign_in(customer, "not the password").status_code == 401
    for _ in range(5):
        side.clock.advance(timedelta(seconds=10))
        assert opened.sign_in(customer).status_code == 429
    side.clock.advance(timedelta(seconds=11))
    assert opened.sign_in(customer).status_code == 204


def test_ac6_failures_of_a_sign_in_are_forgotten(side: PersonalSide, customer: Customer) -> None:
    assert browser(portal_of(side)).sign_in(customer, "not the password").status_code == 401
    count = "select count(*) from personal.sign_in_failures"
    side.sweeper().sweep()
    with side.databases.owner.transaction() as connection:
        assert connection.execute(count).fetchone() == (1,)
    side.clock.advance(timedelta(minutes=1))
    side.sweeper().sweep()
    with side.databases.owner.transaction() as connection:
        assert connection.execute(count).fetchone() == (0,)


def test_ac3_a_new_password_ends_every_session(side: PersonalSide, customer: Customer, page: Browser) -> None:
    other = side.add_customer(password=PASSWORD)
    theirs = browser(portal_of(side))
    assert theirs.sign_in(other).status_code == 204
    with side.databases[Role.CUSTOMER_ACCOUNTS].transaction() as connection:
        set_password(connection, customer.customer_id, "another password")
    assert page.get("/api/me").status_code == 401
    assert theirs.get("/api/me").status_code == 200


def test_session_ends(side: PersonalSide, customer: Customer, page: Browser) -> None:
    assert page.get("/api/me").json()["login"] == customer.login
    side.clock.advance(timedelta(hours=12, seconds=1))
    assert page.get("/api/me").status_code == 401
    assert page.sign_in(customer).status_code == 204
    assert page.send("DELETE", "/api/session").status_code == 204
    assert page.get("/api/me").status_code == 401


def test_a_new_sign_in_ends_the_session_that_the_browser_had(
    side: PersonalSide, customer: Customer, page: Browser
) -> None:
    earlier = dict(page.client.cookies)
    assert page.sign_in(customer).status_code == 204
    assert page.get("/api/me").status_code == 200
    other = browser(portal_of(side))
    other.client.cookies.update(earlier)
    assert other.get("/api/me").json()["code"] == "session_ended"


def test_cn1_cn2_switches_are_off_separate_and_told_in_words(page: Browser) -> None:
    shown = page.get("/api/purposes").json()
    assert [entry["purpose"] for entry in shown] == [
        "own_history",
        "automatic_learning",
        "human_review",
        "wake_word_learning",
    ]
    assert not any(entry["given"] for entry in shown)
    assert "a person may listen to" in shown[2]["wording"].lower()
    for entry in shown:
        assert entry["wording_hash"] == hashlib.sha256(entry["wording"].encode()).hexdigest()
    page.decide("human_review", given=True)
    assert [entry["given"] for entry in page.get("/api/purposes").json()] == [False, False, True, False]
    page.decide("human_review", given=False)
    assert not any(entry["given"] for entry in page.get("/api/purposes").json())


def test_cn7_a_yes_to_another_text_is_refused_and_a_no_never(page: Browser) -> None:
    body = {"given": True, "wording_hash": "0" * 64}
    refused = page.send("PUT", "/api/purposes/human_review", body)
    assert (refused.status_code, refused.json()["code"]) == (409, "wording_changed")
    assert page.send("PUT", "/api/purposes/human_review", body | {"given": False}).status_code == 200
    assert page.send("PUT", "/api/purposes/voice_identification", body).status_code == 404


@pytest.mark.parametrize("language", LANGUAGES)
def test_cn3_the_text_that_was_read_is_the_one_recorded(side: PersonalSide, page: Browser, language: str) -> None:
    """Whatever the language of the account, and a yes given in one language stands when the page is read in another."""
    shown = next(
        entry
        for entry in page.get(f"/api/purposes?language={language}").json()
        if entry["purpose"] == Purpose.HUMAN_REVIEW.value
    )
    wording = load_wording(Purpose.HUMAN_REVIEW, language)
    assert (shown["language"], shown["title"], shown["wording"]) == (language, wording.title, wording.text)
    body = {"given": True, "wording_hash": shown["wording_hash"]}
    answer = page.send("PUT", "/api/purposes/human_review", body).json()
    assert (answer["language"], answer["wording"]) == (language, wording.text)
    with side.databases.owner.transaction() as connection:
        recorded = connection.execute(
            "select wording_language, wording_hash from personal.consent_events order by sequence desc limit 1"
        ).fetchone()
    assert recorded == (language, wording.sha256)
    for other in LANGUAGES:
        assert page.get(f"/api/purposes?language={other}").json()[2]["given"] is True
    assert page.get("/api/purposes?language=xx").status_code == 422


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_notice_is_read_in_the_language_of_the_page(page: Browser, language: str) -> None:
    notice = " ".join(page.get(f"/api/notice?language={language}").json()["paragraphs"])
    assert load_wording(Purpose.HUMAN_REVIEW, language).title in notice


def test_a_household_is_told_which_switches_change_anything(side: PersonalSide) -> None:
    owner = side.add_customer(password=PASSWORD, programme=Programme.HOUSEHOLD)
    opened = browser(portal_of(side))
    assert opened.sign_in(owner).status_code == 204
    applying = {entry["purpose"] for entry in opened.get("/api/purposes").json() if entry["applies"]}
    assert applying == {"own_history", "automatic_learning"}


def test_a_session_that_has_ended_is_told_from_none(side: PersonalSide, customer: Customer) -> None:
    stranger = browser(portal_of(side))
    assert stranger.get("/api/me").json()["code"] == "not_signed_in"
    assert stranger.sign_in(customer).status_code == 204
    side.clock.advance(SESSION_LENGTH + timedelta(minutes=1))
    ended = stranger.get("/api/me")
    assert (ended.status_code, ended.json()["code"]) == (401, "session_ended")


def test_a_draft_is_sealed_and_goes_with_its_recording(side: PersonalSide, customer: Customer, page: Browser) -> None:
    """It outlives reload and session, no other customer reads or writes it, and sending or erasing ends it."""
    page.decide("own_history", given=True)
    side.clock.advance(timedelta(seconds=1))
    recording_id = side.store(customer, content=spoken("mumble", intent=None))
    path = f"/api/utterances/{recording_id}"
    assert page.history()[0]["draft"] is None
    draft = {"text": "quokkas in the attic", "intent": "open_window", "slots": {"room": "attic"}}
    assert page.send("PUT", f"{path}/draft", draft).status_code == 204

    stranger = side.add_customer(login="stranger", password=PASSWORD)
    other = browser(portal_of(side))
    assert other.sign_in(stranger).status_code == 204
    assert other.send("PUT", f"{path}/draft", draft | {"text": "mine"}).status_code == 404
    again = browser(portal_of(side))
    assert again.sign_in(customer).status_code == 204
    assert again.history()[0]["draft"] == draft
    assert again.history()[0]["correction"] is None
    with side.databases.owner.transaction() as connection:
        readable = connection.execute(
            "select count(*) from personal.recordings where position('quokka'::bytea in sealed_content) > 0"
        ).fetchone()
    assert readable == (0,)

    sent = again.send("PUT", f"{path}/correction", draft | {"learn": False}).json()
    assert sent["draft"] is None
    assert sent["correction"]["text"] == draft["text"]
    assert again.send("PUT", f"{path}/draft", draft).status_code == 204
    assert again.send("DELETE", path).status_code == 200
    assert again.history() == []
    assert again.send("PUT", f"{path}/draft", draft).status_code in {404, 410}


@pytest.mark.parametrize(("taught", "effect"), LESSONS)
def test_what_a_lesson_does_is_what_the_assistant_then_does(
    side: PersonalSide,
    customer: Customer,
    page: Browser,
    taught: tuple[str, str | None, dict[str, str]],
    effect: str,
) -> None:
    page.decide("own_history", given=True)
    page.decide("automatic_learning", given=True)
    side.clock.advance(timedelta(seconds=1))
    recording_id = side.store(customer, content=spoken("mumble", intent=None))
    text, intent, slots = taught
    body = {"text": text, "intent": intent, "slots": slots}
    path = f"/api/utterances/{recording_id}/correction"
    assert page.send("PUT", path, {**body, "learn": True}).json()["correction"]["lesson"] == effect
    [entry] = page.history()
    assert cast("dict[str, object]", entry["correction"])["lesson"] == effect
    assert page.send("PUT", path, {**body, "learn": False}).json()["correction"]["lesson"] == "none"


def test_cn3_decision_is_kept_with_the_text(side: PersonalSide, page: Browser) -> None:
    page.decide("own_history", given=True)
    page.decide("own_history", given=False)
    with side.databases.owner.transaction() as connection:
        rows = connection.execute(
            "select given, channel, wording_version, encode(wording_hash, 'hex') from personal.consent_events"
            " order by sequence"
        ).fetchall()
    wording_hash = page.get("/api/purposes").json()[0]["wording_hash"]
    assert rows == [(True, "portal", "2", wording_hash), (False, "portal", "2", wording_hash)]


def test_tr2_notice_follows_the_settings(side: PersonalSide, customer: Customer) -> None:
    def notice(share: float, days: int) -> str:
        caps = Caps(general_share=share, panel_share=share, general_person=4, panel_person=5)
        opened = browser(portal_of(side, caps, days))
        assert opened.sign_in(customer).status_code == 204
        return " ".join(opened.get("/api/notice").json()["paragraphs"])

    first, second = notice(0.002, 90), notice(0.005, 17)
    assert "0.2 %" in first
    assert "90 days" in first
    assert "a person may listen to" in first
    assert "0.5 %" in second
    assert "17 days" in second
    assert "at most 5 of yours" in second


def test_household_notice_says_that_only_the_owner_listens(side: PersonalSide) -> None:
    owner = side.add_customer(password=PASSWORD, programme=Programme.HOUSEHOLD)
    opened = browser(portal_of(side))
    assert opened.sign_in(owner).status_code == 204
    assert opened.get("/api/me").json()["household"] is True
    notice = " ".join(opened.get("/api/notice").json()["paragraphs"])
    assert "only you" in notice
    assert "%" not in notice


def test_ri1_history_shows_what_is_kept_and_plays_it(side: PersonalSide, customer: Customer, page: Browser) -> None:
    page.decide("own_history", given=True)
    side.clock.advance(timedelta(seconds=1))
    sound = tone(1.25)
    recording_id = side.store(customer, samples=sound, content=spoken("a", "large", "latte"))
    side.clock.advance(timedelta(seconds=1))
    _ = side.store(customer, content=spoken("mumble", intent=None))
    second, first = page.history()
    assert first["recording_id"] == str(recording_id)
    assert first["text"] == "a large latte"
    assert first["intent"] == "orderDrink"
    assert first["slots"] == {"size": "large"}
    assert first["duration_milliseconds"] == 1250
    assert first["purposes"] == ["own_history"]
    assert first["heard"] == []
    assert first["labels"] == []
    assert first["correction"] is None
    assert [entry["recording_id"] for entry in page.history("not_understood")] == [second["recording_id"]]
    assert page.history("heard") == []
    answer = page.get(f"/api/utterances/{recording_id}/sound")
    assert answer.headers["content-type"] == "audio/wav"
    assert "no-store" in answer.headers["cache-control"]
    assert numpy.array_equal(decode(answer.content), sound)
    assert page.get(f"/api/utterances/{recording_id}/clip").status_code == 404


def test_history_comes_in_pages(side: PersonalSide, customer: Customer, page: Browser) -> None:
    page.decide("own_history", given=True)
    stored: list[str] = []
    for _ in range(53):
        side.clock.advance(timedelta(seconds=1))
        stored.append(str(side.store(customer, samples=tone(0.01))))
    first = page.get("/api/utterances").json()
    assert len(first["utterances"]) == 50
    second = page.client.get("/api/utterances", params={"after": first["next"]}).json()
    assert second["next"] is None
    shown = [entry["recording_id"] for entry in first["utterances"] + second["utterances"]]
    assert shown == stored[::-1]


def test_ri2_tells_who_heard_it_by_role_and_how_much(side: PersonalSide, customer: Customer, page: Browser) -> None:
    page.decide("human_review", given=True)
    side.clock.advance(timedelta(seconds=1))
    recording_id = side.store(customer, selected=True)
    clip_id = ClipId(uuid4())
    with side.databases.owner.transaction() as connection:
        _ = connection.execute(
            "insert into personal.clip_links values (%s, %s, %s, now(), now())",
            [clip_id, recording_id, customer.customer_id],
        )
        for kind, played in ((ReceiptKind.LEASED, None), (ReceiptKind.PLAYED, 1200)):
            add_receipt(
                connection,
                Receipt(
                    receipt_id=uuid4(),  # pyright: ignore[reportArgumentType]
                    clip_id=clip_id,
                    kind=kind,
                    role="reviewer",
                    played_milliseconds=played,
                    recorded_at=side.clock.now(),
                ),
            )
    [entry] = page.history("heard")
    assert entry["recording_id"] == str(recording_id)
    heard = {"at": side.clock.now().isoformat().replace("+00:00", "Z"), "role": "reviewer", "played_milliseconds": 1200}
    assert entry["heard"] == [heard]


def test_ac8_no_customer_reaches_what_belongs_to_another(side: PersonalSide, page: Browser) -> None:
    other = side.add_customer(Purpose.OWN_HISTORY, Purpose.AUTOMATIC_LEARNING)
    recording_id = side.store(other)
    device_id, _ = side.add_device(other)
    one = f"/api/utterances/{recording_id}"
    assert page.history() == []
    assert page.get(f"{one}/sound").status_code == 404
    assert page.get(f"{one}/clip").status_code == 404
    assert page.send("PUT", f"{one}/correction", {"text": "x", "learn": False}).status_code == 404
    assert page.send("DELETE", one).json() == {"recordings": 0, "clips": 0, "deletion_id": None}
    assert page.send("DELETE", f"/api/devices/{device_id}").status_code == 404
    assert page.get("/api/devices").json() == []
    with side.databases.owner.transaction() as connection:
        row = connection.execute("select count(*) from personal.recordings where wrapped_key is not null").fetchone()
    assert row == (1,)


def correction(page: Browser, recording_id: RecordingId, *, learn: bool) -> tuple[int, dict[str, object]]:
    answer = page.send(
        "PUT",
        f"/api/utterances/{recording_id}/correction",
        {"text": "lights in the plantuary", "intent": "lights_on", "slots": {"room": "plantuary"}, "learn": learn},
    )
    return answer.status_code, answer.json()


def test_ri3_corrects_and_learns_only_with_a_yes(side: PersonalSide, customer: Customer, page: Browser) -> None:
    page.decide("own_history", given=True)
    side.clock.advance(timedelta(seconds=1))
    recording_id = side.store(customer, content=spoken("lights", "in", "the", "plan", "curry", intent=None))
    status, refused = correction(page, recording_id, learn=True)
    assert (status, refused["code"]) == (403, "consent_missing")
    assert page.history()[0]["correction"] is None
    status, kept = correction(page, recording_id, learn=False)
    assert status == 200
    expected = {"text": "lights in the plantuary", "intent": "lights_on", "slots": {"room": "plantuary"}}
    assert kept["correction"] == expected | {"learned": False, "lesson": "none"}
    page.decide("automatic_learning", given=True)
    side.clock.advance(timedelta(seconds=1))
    status, learned = correction(page, recording_id, learn=True)
    assert status == 200
    assert learned["correction"] == expected | {"learned": True, "lesson": "answer_only"}
    assert page.history()[0]["correction"] == learned["correction"]
    page.decide("automatic_learning", given=False)
    with side.databases.owner.transaction() as connection:
        assert connection.execute("select count(*) from personal.adaptations").fetchone() == (0,)
    assert page.history()[0]["correction"] == expected | {"learned": False, "lesson": "none"}


def test_ri4_deletes_one_and_all(side: PersonalSide, customer: Customer, page: Browser) -> None:
    page.decide("own_history", given=True)
    side.clock.advance(timedelta(seconds=1))
    recordings = [side.store(customer) for _ in range(3)]
    one = f"/api/utterances/{recordings[0]}"
    assert page.send("DELETE", one).json().items() >= {"recordings": 1, "clips": 0}.items()
    assert page.send("DELETE", one).json() == {"recordings": 0, "clips": 0, "deletion_id": None}
    assert page.get(f"{one}/sound").status_code == 410
    assert len(page.history()) == 2
    with side.databases.owner.transaction() as connection:
        key_before = connection.execute("select wrapped_key from personal.customer_keys").fetchone()
    assert page.send("DELETE", "/api/utterances").json().items() >= {"recordings": 2, "clips": 0}.items()
    assert page.history() == []
    with side.databases.owner.transaction() as connection:
        key_after = connection.execute("select wrapped_key from personal.customer_keys").fetchone()
    assert key_before != key_after
    again = side.store(customer)
    assert [entry["recording_id"] for entry in page.history()] == [str(again)]


def test_devices_come_and_go(side: PersonalSide, page: Browser) -> None:
    made = page.send("POST", "/api/devices", {"name": "kitchen"})
    assert made.status_code == 201
    assert len(made.json()["token"]) > 40
    [listed] = page.get("/api/devices").json()
    assert listed["name"] == "kitchen"
    assert "token" not in listed
    assert page.send("DELETE", f"/api/devices/{listed['device_id']}").status_code == 204
    assert page.get("/api/devices").json()[0]["revoked_at"] is not None
    assert page.send("POST", "/api/devices", {"name": ""}).status_code == 422
    with side.databases.owner.transaction() as connection:
        row = connection.execute("select token_hash from personal.devices").fetchone()
    assert row is not None
    assert bytes(row[0]) == hashlib.sha256(made.json()["token"].encode()).digest()


def test_knows_the_intents(page: Browser) -> None:
    names = [entry["name"] for entry in page.get("/api/intents").json()["intents"]]
    assert "lights_on" in names
    assert "stop_human_review" in names


def test_unknown_fields_and_endless_texts_are_refused(page: Browser) -> None:
    one = f"/api/utterances/{uuid4()}/correction"
    assert page.send("PUT", one, {"text": "x", "learn": False, "customer_id": "y"}).status_code == 422
    assert page.send("PUT", one, {"text": "x" * 1001, "learn": False}).status_code == 422
    assert page.client.get("/api/utterances?only=everything").status_code == 422


def test_au5_names_that_no_listener_may_hear_are_kept_sealed_and_go_with_everything(
    side: PersonalSide, customer: Customer, page: Browser
) -> None:
    assert page.get("/api/household-names").json() == {"names": []}
    sent = page.send("POST", "/api/household-names", {"added": [" Canaryname ", "", "canaryname", "Anna  Kowalski"]})
    assert sent.status_code == 200
    assert sent.json() == page.get("/api/household-names").json() == {"names": ["Canaryname", "Anna Kowalski"]}
    with side.databases.owner.transaction() as connection:
        row = connection.execute("select sealed_content from personal.household_names").fetchone()
    assert row is not None
    assert b"canaryname" not in bytes(row[0]).lower()
    assert page.send("DELETE", "/api/utterances").status_code == 200
    assert page.get("/api/household-names").json() == {"names": []}


def test_names_of_another_customer_are_out_of_reach(side: PersonalSide, page: Browser) -> None:
    assert page.send("POST", "/api/household-names", {"added": ["Siobhan"]}).status_code == 200
    other = side.add_customer(password=PASSWORD)
    second = browser(portal_of(side))
    assert second.sign_in(other).status_code == 204
    assert second.get("/api/household-names").json() == {"names": []}
    assert second.send("POST", "/api/household-names", {"removed": ["Siobhan"]}).status_code == 200
    assert page.get("/api/household-names").json() == {"names": ["Siobhan"]}


def test_au5_an_old_page_undoes_nothing_that_was_written_elsewhere(
    side: PersonalSide, customer: Customer, page: Browser
) -> None:
    second = browser(portal_of(side))
    assert second.sign_in(customer).status_code == 204
    assert page.send("POST", "/api/household-names", {"added": ["Anna", "Ben"]}).status_code == 200
    assert second.send("POST", "/api/household-names", {"added": ["Carla"], "removed": ["Ben"]}).status_code == 200
    sent = page.send("POST", "/api/household-names", {"added": ["Dora"], "removed": ["Ben"]})
    assert sent.json() == second.get("/api/household-names").json() == {"names": ["Anna", "Carla", "Dora"]}
    assert page.send("PUT", "/api/household-names", {"names": []}).status_code == 405


def test_au5_changes_at_the_same_moment_are_all_kept(side: PersonalSide, customer: Customer) -> None:
    """Eight writers read and write the list at once; without the lock most of them would overwrite one another."""
    lists = portal_of(side).names

    def write(name: str) -> None:
        _ = lists.edit(customer, added=[name], removed=[])

    with ThreadPoolExecutor(8) as writers:
        _ = list(writers.map(write, "abcdefgh"))
    assert sorted(lists.show(customer).names) == list("abcdefgh")


@pytest.mark.parametrize("names", [["x" * 81], ["12 34"], [f"name {chr(97 + i % 26)}{i}" for i in range(301)]])
def test_what_cannot_be_a_list_of_names_is_refused_and_changes_nothing(page: Browser, names: list[str]) -> None:
    assert page.send("POST", "/api/household-names", {"added": ["Siobhan"]}).status_code == 200
    assert page.send("POST", "/api/household-names", {"added": names}).status_code in {400, 422}
    assert page.get("/api/household-names").json() == {"names": ["Siobhan"]}
