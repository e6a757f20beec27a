"""RT2, RT3, RI2, RI4, RI5, RI6, RI7, RI9: a customer's rights at the portal, tried to be broken by others and roles."""

import io
import json
import re
import zipfile
from collections.abc import Mapping
from datetime import datetime, timedelta
from pathlib import Path
from typing import LiteralString, cast
from uuid import UUID, uuid4

import numpy
import psycopg
import pytest
from support.databases import Databases
from support.portal import PASSWORD, Browser, browser, portal_of
from support.speaking import PersonalSide, spoken
from support.voices import say

from earnest.cli.receipts import verify_receipt
from earnest.deidentified.corpus.erasure import ClipErasure
from earnest.foundation.identifiers import ClipId, RecordingId, random_identifier
from earnest.handover.errors import ClipGone
from earnest.handover.taking import load_clip
from earnest.personal.consent.purposes import Purpose
from earnest.personal.customers.records import Customer
from earnest.personal.export.content import mask, schema_text
from earnest.personal.retention.deletion_receipts import ReceiptWriter
from earnest.services.audit import Signer, SignerKey
from earnest.services.database.roles import Role
from earnest.speech.sound.voice_activity import VoiceActivityModel

KEY = SignerKey(name="example.org/log", seed=bytes(range(32)))
ROOT = Path(__file__).parents[2]


@pytest.fixture
def side(databases: Databases, data_folder: Path) -> PersonalSide:
    return PersonalSide(databases=databases, folder=data_folder)


def rows(side: PersonalSide, statement: LiteralString) -> list[tuple[object, ...]]:
    with side.databases.owner.transaction() as connection:
        return [tuple(row) for row in connection.execute(statement).fetchall()]


def signed_in(side: PersonalSide, login: str, *purposes: Purpose) -> tuple[Customer, Browser]:
    customer = side.add_customer(*purposes, login=login, password=PASSWORD)
    page = browser(portal_of(side))
    assert page.sign_in(customer).status_code == 204
    return customer, page


def sign(side: PersonalSide) -> None:
    with side.databases[Role.ADMINISTRATION].transaction() as connection:
        _ = Signer(KEY, side.clock).sign(connection)


def link(side: PersonalSide, customer: Customer, recording_id: RecordingId) -> ClipId:
    """Place a row of a clip and its link, as de-identification does."""
    clip_id = ClipId(random_identifier())
    side.allow()
    with side.databases.owner.transaction() as connection:
        _ = connection.execute(
            """
            insert into handover.clips (clip_id, region, language, programme, period, day_part, sealed_words,
                confidence, domain, selection_reason, selection_probability, disguise_profile, sample_count, object_key,
                wrapped_key, placed_on, delete_after, agreed, warnings, reviews_wanted)
            values (%s, 'DE', 'en', 'panel', '2026-03-01', 'morning', '\\x00', 1, 'general', 'not_understood', 1,
                'warped', 16000, 'c-x', '\\x00', '2026-03-04', '2026-09-01', false, '{}', 1)
            """,
            [clip_id],
        )
        _ = connection.execute(
            "insert into personal.clip_links (clip_id, recording_id, customer_id, placed_at, cut_after) "
            "values (%s, %s, %s, %s, %s)",
            [clip_id, recording_id, customer.customer_id, side.clock.now(), side.clock.now() + timedelta(days=90)],
        )
    return clip_id


# retention, restriction, objection ------------------------------------------------------------------------------


def test_rt2_the_customer_chooses_a_shorter_time_and_never_a_longer_one(side: PersonalSide) -> None:
    customer, page = signed_in(side, "anna", Purpose.OWN_HISTORY)
    recording_id = side.store(customer, days=90)
    told = page.get("/api/use").json()
    assert (told["retention_days"], told["longest_days"], told["options"]) == (90, 90, [1, 7, 30, 90])
    assert page.send("PUT", "/api/use/retention", {"days": 7}).json()["retention_days"] == 7
    side.clock.advance(timedelta(days=7, minutes=1))
    side.sweeper().sweep()
    left = rows(side, "select recording_id from personal.recordings where erased_at is null")
    assert (recording_id,) not in left
    assert page.sign_in(customer).status_code == 204
    for days in (180, 90):
        assert page.send("PUT", "/api/use/retention", {"days": days}).json()["retention_days"] == 90
    for days in (0, 181, -1):
        assert page.send("PUT", "/api/use/retention", {"days": days}).status_code in {400, 422}
    with pytest.raises(psycopg.errors.CheckViolation), side.databases[Role.CUSTOMER_PORTAL].transaction() as connection:
        _ = connection.execute("update personal.customers set retention_days = 400")


def test_ri6_restricted_means_kept_and_not_used_until_it_is_lifted(side: PersonalSide) -> None:
    customer, page = signed_in(side, "anna", *Purpose)
    recording_id = side.store(customer)
    clip_id = link(side, customer, recording_id)
    assert page.send("PUT", "/api/use/restriction", {"restricted": True}).json()["restricted"]
    workbench = side.databases[Role.WORKBENCH]
    with workbench.transaction() as connection, pytest.raises(ClipGone):
        _ = load_clip(connection, clip_id)
    assert rows(side, "select 1 from handover.withdrawals") == []
    assert len(page.history()) == 1
    assert rows(side, "select kind, outcome from handover.requests") == [("restriction", "fulfilled")]
    # No role of the other side lifts it.
    for role in (Role.WORKBENCH, Role.CORPUS_WORKER, Role.ADMINISTRATION):
        with pytest.raises(psycopg.errors.InsufficientPrivilege), side.databases[role].transaction() as connection:
            _ = connection.execute("delete from handover.frozen_clips")
    assert not page.send("PUT", "/api/use/restriction", {"restricted": False}).json()["restricted"]
    assert rows(side, "select 1 from handover.frozen_clips") == []


def test_rt1_how_much_sound_is_kept_where_and_until_when_is_told_to_its_owner_alone(side: PersonalSide) -> None:
    customer, page = signed_in(side, "anna", Purpose.OWN_HISTORY)
    other, _ = signed_in(side, "bert", Purpose.OWN_HISTORY)
    _ = side.store(other, samples=numpy.ones(48_000, dtype=numpy.int16))
    empty = page.get("/api/use/kept").json()
    assert (empty["recordings"], empty["size_bytes"], empty["first_end"]) == (0, 0, None)
    assert empty["on_this_machine"]
    _ = side.store(customer, samples=numpy.ones(16_000, dtype=numpy.int16), days=20)
    _ = side.store(customer, samples=numpy.ones(8_000, dtype=numpy.int16), days=90)
    kept = page.get("/api/use/kept").json()
    assert (kept["recordings"], kept["seconds"], kept["size_bytes"]) == (2, 1.5, 48_000)
    ends = [datetime.fromisoformat(kept[name]) - side.clock.now() for name in ("first_end", "last_end")]
    assert ends == [timedelta(days=20), timedelta(days=90)]
    sealed = sum(file.stat().st_size for file in (side.folder / "objects").rglob("r-*") if file.is_file())
    assert (kept["wake_examples"], kept["wake_examples_end"]) == (0, None)
    with side.databases.owner.transaction() as connection:
        for owner, days in ((customer, 10), (customer, 30), (other, 60)):
            _ = connection.execute(
                "insert into personal.wake_links (example_id, customer_id, recording_id, delete_after)"
                " values (gen_random_uuid(), %s, gen_random_uuid(), %s)",
                [owner.customer_id, side.clock.now() + timedelta(days=days)],
            )
    taught = page.get("/api/use/kept").json()
    assert taught["wake_examples"] == 2
    assert datetime.fromisoformat(taught["wake_examples_end"]) - side.clock.now() == timedelta(days=30)
    assert kept["size_bytes"] + 96_000 <= sealed < kept["size_bytes"] + 96_000 + 3 * 200
    assert browser(portal_of(side)).get("/api/use/kept").status_code == 401


def test_ri6_an_objection_ends_every_use_but_the_own_history(side: PersonalSide) -> None:
    _, page = signed_in(side, "anna", *Purpose)
    assert page.send("POST", "/api/use/objection").status_code == 204
    given = {one["purpose"]: one["given"] for one in page.get("/api/purposes").json()}
    assert given == {p.value: p is Purpose.OWN_HISTORY for p in Purpose}


# deletion and receipts --------------------------------------------------------------------------------------------


def test_ri4_several_a_day_and_the_account_with_everything(side: PersonalSide) -> None:
    customer, page = signed_in(side, "anna", Purpose.OWN_HISTORY)
    other, _ = signed_in(side, "bert", Purpose.OWN_HISTORY)
    foreign = side.store(other)
    first, second, third = (side.store(customer) for _ in range(3))
    several = {"recording_ids": [str(first), str(second), str(foreign)]}
    counted = page.send("POST", "/api/deletions/preview", several).json()
    assert counted["recordings"] == 2, "what another person said is not counted"
    assert page.send("POST", "/api/deletions/preview", {}).json()["recordings"] == 3
    assert page.send("POST", "/api/deletions/preview", {"since": "x", "until": "y"}).status_code == 422
    assert page.send("POST", "/api/deletions/preview", {"since": counted["oldest"]}).status_code == 422
    gone = page.send("POST", "/api/deletions", several).json()
    assert gone["recordings"] == 2
    day = side.clock.now()
    period = {"since": (day - timedelta(hours=1)).isoformat(), "until": (day + timedelta(hours=1)).isoformat()}
    assert page.send("POST", "/api/deletions/preview", period).json()["recordings"] == 1
    assert page.send("POST", "/api/deletions/period", period).json()["recordings"] == 1
    assert page.send("POST", "/api/deletions/period", {**period, "until": period["since"]}).status_code == 422
    assert page.send("POST", "/api/deletions", {"recording_ids": ["x"]}).json()["code"] == "deletion_invalid"
    _ = side.store(customer)
    assert page.send("POST", "/api/account/closing", {"password": "wrong"}).status_code == 401
    assert len(page.history()) == 1
    assert page.send("POST", "/api/account/closing", {"password": PASSWORD}).json()["recordings"] == 1
    assert page.get("/api/me").status_code == 401
    assert page.sign_in(customer).status_code == 401
    side.sweeper().sweep()
    side.sweeper().sweep()
    assert rows(side, "select login from personal.customers") == [("bert",)]
    assert (foreign,) in rows(side, "select recording_id from personal.recordings where erased_at is null")
    assert third != first


def test_rt3_a_receipt_names_each_store_and_is_checked_offline(side: PersonalSide, tmp_path: Path) -> None:
    customer, page = signed_in(side, "anna", Purpose.OWN_HISTORY, Purpose.HUMAN_REVIEW)
    recording_id = side.store(customer)
    _ = link(side, customer, recording_id)
    gone = page.send("DELETE", f"/api/utterances/{recording_id}").json()
    address = f"/api/deletions/{gone['deletion_id']}"
    writer = ReceiptWriter(database=side.databases[Role.PERSONAL_WORKER], clock=side.clock)
    writer.write()
    assert page.get(address).json()["completed_at"] is None
    side.sweeper().sweep()
    writer.write()
    assert page.get(address).json()["completed_at"] is None, "the other side has not said so yet"
    erasure = ClipErasure(database=side.databases[Role.CORPUS_WORKER], objects=side.objects, clock=side.clock)
    erasure.sweep()
    writer.write()
    assert page.get(address).json()["proof"] is None
    sign(side)
    told = page.get(address).json()
    stores = {one["store"] for one in json.loads(told["document"])["stores"]}
    assert {
        "recording_key",
        "recording_object",
        "recording_row",
        "clip_key",
        "clip_object",
        "labels",
        "snapshots",
    } <= stores
    for word in (str(recording_id), str(customer.customer_id), "anna"):
        assert word not in json.dumps(told)
    file = tmp_path / "receipt.json"
    _ = file.write_text(json.dumps(told))
    key = KEY.verifier.line()
    assert verify_receipt(file, key).valid
    other = SignerKey(name="example.org/log", seed=bytes(32)).verifier.line()
    assert not verify_receipt(file, other).valid
    for forged in (
        {**told, "document": told["document"].replace('"recordings": 1', '"recordings": 2')},
        {**told, "proof": {**told["proof"], "entry": told["proof"]["entry"].replace('"version":1', '"version":2')}},
        {**told, "proof": {**told["proof"], "index": told["proof"]["index"] - 1}},
        {**told, "proof": {**told["proof"], "checkpoint": told["proof"]["checkpoint"].replace("\n\n", "\nx\n\n")}},
        {**told, "proof": None},
    ):
        _ = file.write_text(json.dumps(forged))
        assert not verify_receipt(file, key).valid
    assert page.get(f"/api/deletions/{uuid4()}").json()["code"] == "receipt_missing"


def test_rt3_what_a_receipt_waited_for_is_forgotten(side: PersonalSide) -> None:
    customer, page = signed_in(side, "anna", Purpose.OWN_HISTORY)
    _ = side.store(customer)
    _ = page.send("DELETE", "/api/utterances").json()
    side.sweeper().sweep()
    ReceiptWriter(database=side.databases[Role.PERSONAL_WORKER], clock=side.clock).write()
    assert rows(side, "select 1 from personal.deletions_pending") == []
    assert [row[0] for row in rows(side, "select scope from personal.deletions where completed_at is not null")] == [
        "all"
    ]


# export -----------------------------------------------------------------------------------------------------------


def fits(schema: Mapping[str, object], value: object, place: str = "$") -> None:
    """Check a value against the part of JSON Schema that ours uses; anything else in a schema is an error."""
    known = {"type", "properties", "required", "additionalProperties", "items", "enum", "const", "pattern"}
    known |= {"dependentRequired"}
    assert set(schema) <= known | {"format", "description", "title", "$schema"}, place
    kinds = {"string": str, "integer": int, "number": (int, float), "boolean": bool, "object": dict, "array": list}
    if "type" in schema:
        wanted = [schema["type"]] if isinstance(schema["type"], str) else cast("list[str]", schema["type"])
        assert any(value is None if kind == "null" else isinstance(value, kinds[str(kind)]) for kind in wanted), place
    if "const" in schema:
        assert value == schema["const"], place
    if "enum" in schema:
        assert value in cast("list[object]", schema["enum"]), place
    if "pattern" in schema:
        assert re.search(str(schema["pattern"]), str(value)), place
    if isinstance(value, list) and "items" in schema:
        for number, item in enumerate(cast("list[object]", value)):
            fits(cast("Mapping[str, object]", schema["items"]), item, f"{place}[{number}]")
    if isinstance(value, dict):
        holds = cast("dict[str, object]", value)
        properties = cast("Mapping[str, Mapping[str, object]]", schema.get("properties", {}))
        assert set(cast("list[str]", schema.get("required", []))) <= set(holds), place
        for one, others in cast("Mapping[str, list[str]]", schema.get("dependentRequired", {})).items():
            assert one not in holds or set(others) <= set(holds), place
        more = schema.get("additionalProperties", True)
        for name, item in holds.items():
            if name in properties:
                fits(properties[name], item, f"{place}.{name}")
            else:
                assert more is not False, f"{place}.{name}"
                if isinstance(more, dict):
                    fits(cast("Mapping[str, object]", more), item, f"{place}.{name}")


def test_ri5_everything_as_files_with_a_schema_sealed_and_for_its_owner_only(side: PersonalSide) -> None:
    customer, page = signed_in(side, "anna", Purpose.OWN_HISTORY, Purpose.HUMAN_REVIEW)
    _, thief = signed_in(side, "bert")
    first = side.store(customer, samples=say("a large latte please"), content=spoken("zebrafish", "please"))
    second = side.store(customer, samples=numpy.zeros(16_000, numpy.int16), content=spoken("quagga"))
    asked = page.send("POST", "/api/exports")
    assert asked.status_code == 202, asked.text
    export_id = asked.json()["export_id"]
    address = f"/api/exports/{export_id}/archive"
    assert page.send("POST", "/api/exports").json()["code"] == "export_running"
    assert page.get(address).json()["code"] == "export_not_ready"
    assert rows(side, "select kind, outcome from handover.requests") == [("export", None)]
    side.export_maker().make(export_id)
    [told] = page.get("/api/exports").json()
    assert (told["state"], told["done"], told["total"]) == ("ready", 2, 2)
    archive = zipfile.ZipFile(io.BytesIO(page.get(address).content))
    assert archive.testzip() is None
    holds = json.loads(archive.read("export.json"))
    schema = json.loads(archive.read("schema.json"))
    fits(schema, holds)
    assert archive.read("schema.json").decode() == schema_text()
    assert (ROOT / "docs" / "reference" / "export.schema.json").read_text() == schema_text()
    texts = {one["recording_id"]: one for one in holds["recordings"]}
    assert texts[str(first)]["sound_file"] in archive.namelist()
    assert archive.read(texts[str(first)]["sound_file"])[:4] == b"RIFF"
    assert texts[str(second)]["sound_file"] is None, "no nearest voice was found in silence, so it is left out"
    assert all(one["wording"] for one in holds["consents"])
    assert rows(side, "select kind, outcome from handover.requests") == [("export", "fulfilled")]
    # Sealed at rest, for its owner only, and over after a week.
    for path in (side.folder / "objects").rglob("x-*"):
        assert b"zebrafish" not in path.read_bytes()
        assert b"export.json" not in path.read_bytes()
    assert thief.get(address).json()["code"] == "export_missing"
    assert thief.get("/api/exports").json() == []
    assert browser(portal_of(side)).get(address).status_code == 401
    side.clock.advance(timedelta(days=7, minutes=1))
    side.export_maker().sweep()
    assert page.sign_in(customer).status_code == 204
    assert page.get(address).json()["code"] == "export_missing"
    assert rows(side, "select wrapped_key from personal.exports") == [(None,)]


def test_ri5_chosen_recordings_as_files_of_the_same_schema_and_none_of_anyone_else(side: PersonalSide) -> None:
    customer, page = signed_in(side, "anna", Purpose.OWN_HISTORY)
    other, thief = signed_in(side, "bert", Purpose.OWN_HISTORY)
    chosen = side.store(customer, samples=say("a large latte please"), content=spoken("zebrafish", "please"))
    _ = side.store(customer, samples=say("another one please"), content=spoken("quagga"))
    theirs = side.store(other, samples=say("a small one please"), content=spoken("okapi"))

    def ask(who: Browser, *ids: object) -> tuple[int, dict[str, object]]:
        answer = who.send("POST", "/api/exports/selection", {"recording_ids": [str(one) for one in ids]})
        return answer.status_code, answer.json()

    assert ask(thief, chosen)[1]["code"] == "nothing_to_export"
    assert rows(side, "select 1 from personal.exports") == []
    status, asked = ask(page, chosen, theirs, uuid4())
    assert (status, asked["selection"]) == (202, True)
    assert ask(page, chosen)[1]["code"] == "export_running"
    side.export_maker().make(UUID(str(asked["export_id"])))
    [told] = page.get("/api/exports").json()
    assert (told["state"], told["done"], told["total"]) == ("ready", 1, 1)
    address = f"/api/exports/{asked['export_id']}/archive"
    archive = zipfile.ZipFile(io.BytesIO(page.get(address).content))
    holds = json.loads(archive.read("export.json"))
    fits(json.loads(archive.read("schema.json")), holds)
    assert [one["recording_id"] for one in holds["recordings"]] == [str(chosen)]
    assert archive.read(f"sound/{chosen}.wav")[:4] == b"RIFF"
    assert {"account", "household_names", "consents"} & set(holds) == set(), "nothing but what was chosen is given away"
    assert thief.get(address).json()["code"] == "export_missing"
    # Another choice takes its place, and everything can be asked for besides.
    assert ask(page, chosen)[0] == 202
    assert page.get(address).json()["code"] == "export_missing"
    assert page.send("POST", "/api/exports").status_code == 202


def test_ri5_what_is_deleted_ends_the_archive_that_holds_it(side: PersonalSide) -> None:
    customer, page = signed_in(side, "anna", Purpose.OWN_HISTORY)
    recording_id = side.store(customer, samples=say("a large latte"))
    export_id = page.send("POST", "/api/exports").json()["export_id"]
    side.export_maker().make(export_id)
    assert page.get(f"/api/exports/{export_id}/archive").status_code == 200
    _ = page.send("DELETE", f"/api/utterances/{recording_id}")
    assert page.get(f"/api/exports/{export_id}/archive").json()["code"] == "export_missing"
    maker = side.export_maker()
    maker.sweep()
    side.clock.advance(timedelta(hours=2))
    maker.sweep()
    assert list((side.folder / "objects").rglob("x-*")) == []


def test_ri9_a_voice_that_is_farther_away_is_silent_in_the_export() -> None:
    near, far = say("turn the kitchen lights down please"), say("a secret of the guest", seed=3)
    quiet = (far * 0.04).astype(numpy.int16)
    gap = numpy.zeros(8_000, numpy.int16)
    together = numpy.concatenate([near, gap, quiet])
    masked = mask(together, VoiceActivityModel())
    assert masked.wav is not None
    muted = numpy.zeros(len(together), bool)
    for span in masked.muted:
        muted[span.start : span.end] = True
    start = len(near) + len(gap)
    loud = numpy.abs(together[start:].astype(int)) > 100
    assert muted[start:][loud].mean() > 0.9
    assert muted[: len(near)].mean() < 0.3


# claims -----------------------------------------------------------------------------------------------------------


def claim(side: PersonalSide, code: str, wish: str = "delete", said: str = "a large latte") -> Mapping[str, object]:
    now = side.clock.now()
    times = {"since": (now - timedelta(hours=1)).isoformat(), "until": (now + timedelta(hours=1)).isoformat()}
    return {"code": code, "wish": wish, **times, "said": said, "place": "the kitchen of Anna"}


def test_ri7_a_guest_claims_without_an_account_and_the_owner_decides(side: PersonalSide) -> None:
    customer, owner = signed_in(side, "anna", Purpose.OWN_HISTORY)
    theirs, mine = side.store(customer, content=spoken("a", "large", "latte")), side.store(customer)
    code = owner.get("/api/guest-code").json()["code"]
    assert owner.get("/api/guest-code").json()["code"] == code
    guest = browser(portal_of(side))
    sent = guest.send("POST", "/api/claims", claim(side, code))
    assert sent.status_code == 201, sent.text
    status = {"status_code": sent.json()["status_code"]}
    assert guest.send("POST", "/api/claims/status", status).json()["outcome"] is None
    [shown] = owner.get("/api/claims").json()
    assert shown["said"] == "a large latte"
    assert {one["recording_id"] for one in shown["candidates"]} == {str(theirs), str(mine)}
    assert shown["candidates"][0]["shared_words"] == 3
    decision = f"/api/claims/{shown['claim_id']}/decision"
    assert owner.send("POST", decision, {"recording_ids": [str(theirs)]}).status_code == 204
    assert owner.send("POST", decision, {"refused": True}).json()["code"] == "claim_decided"
    assert guest.send("POST", "/api/claims/status", status).json()["outcome"] == "fulfilled"
    assert [one["recording_id"] for one in owner.history()] == [str(mine)]
    assert rows(side, "select kind, outcome, pseudonym from handover.requests") == [("claim", "fulfilled", None)]


def test_ri7_a_guest_reads_only_what_the_owner_let_them_read(side: PersonalSide) -> None:
    customer, owner = signed_in(side, "anna", Purpose.OWN_HISTORY)
    theirs = side.store(customer, content=spoken("zebrafish"))
    _ = side.store(customer, content=spoken("quagga"))
    guest = browser(portal_of(side))
    sent = guest.send("POST", "/api/claims", claim(side, owner.get("/api/guest-code").json()["code"], wish="see"))
    [shown] = owner.get("/api/claims").json()
    body = {"recording_ids": [str(theirs), str(uuid4())]}
    assert owner.send("POST", f"/api/claims/{shown['claim_id']}/decision", body).status_code == 204
    told = guest.send("POST", "/api/claims/status", {"status_code": sent.json()["status_code"]}).json()
    assert [one["text"] for one in told["readable"]] == ["zebrafish"]
    sealed = rows(side, "select sealed_content, sealed_answer from personal.claims")[0]
    assert all(b"zebrafish" not in cast("bytes", one) and b"latte" not in cast("bytes", one) for one in sealed)


def test_ri7_a_claim_tells_no_account_and_cannot_be_tried_at_will(side: PersonalSide) -> None:
    _, owner = signed_in(side, "anna", Purpose.OWN_HISTORY)
    code = owner.get("/api/guest-code").json()["code"]
    stranger, thief_page = browser(portal_of(side)), signed_in(side, "bert")[1]
    known = stranger.send("POST", "/api/claims", claim(side, code))
    unknown = stranger.send("POST", "/api/claims", claim(side, "x" * 22))
    assert (known.status_code, set(known.json())) == (unknown.status_code, set(unknown.json()))
    assert known.json()["due_at"] == unknown.json()["due_at"]
    assert len(owner.get("/api/claims").json()) == 1
    claim_id = owner.get("/api/claims").json()[0]["claim_id"]
    assert thief_page.get("/api/claims").json() == []
    taken = thief_page.send("POST", f"/api/claims/{claim_id}/decision", {"refused": True})
    assert taken.json()["code"] == "claim_missing"
    answers = [stranger.send("POST", "/api/claims", claim(side, f"{number:022d}")).status_code for number in range(6)]
    assert answers.count(429) >= 3
    side.clock.advance(timedelta(minutes=2))
    guesses = [
        stranger.send("POST", "/api/claims/status", {"status_code": f"{number:022d}"}).status_code
        for number in range(7)
    ]
    assert guesses[:5] == [404] * 5
    assert guesses[5:] == [429] * 2
    side.clock.advance(timedelta(minutes=2))
    for wrong in ({"since": "2020-01-01T00:00:00+00:00"}, {"until": "nonsense"}, {"said": "..."}):
        refused = stranger.send("POST", "/api/claims", {**claim(side, code), **wrong})
        assert refused.json()["code"] == "claim_invalid"


# history ----------------------------------------------------------------------------------------------------------


def test_ri1_the_history_is_searched_by_words_and_period(side: PersonalSide) -> None:
    customer, page = signed_in(side, "anna", Purpose.OWN_HISTORY)
    for number in range(60):
        side.clock.advance(timedelta(seconds=1))
        _ = side.store(customer, content=spoken("zebrafish" if number == 3 else "quagga", "please"))
    found = page.get("/api/utterances?search=Zebrafish").json()
    assert [one["text"] for one in found["utterances"]] == ["zebrafish please"]
    at = found["utterances"][0]["captured_at"]
    assert page.get(f"/api/utterances?search=zebrafish&before={at}".replace("+", "%2B")).json()["utterances"] == []
    since = page.get(f"/api/utterances?since={at}".replace("+", "%2B")).json()
    assert len(since["utterances"]) == 50
