"""Deletion means deletion everywhere: a byte search over all stores, a restored back-up, both sides (RT3, RT4)."""

import shutil
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from psycopg import sql
from support.assistant import Parrot, conversation_of, hear, speaker_of
from support.databases import Databases
from support.portal import PASSWORD, browser, portal_of
from support.sampling import said
from support.speaking import PersonalSide, spoken
from support.voices import heard, say

from earnest.deidentified.corpus.erasure import ClipErasure
from earnest.foundation.identifiers import ClipId, RecordingId, random_identifier
from earnest.foundation.sensitive import Sensitive
from earnest.foundation.units import SampleCount, Samples
from earnest.handover.taking import load_clip, open_sound, open_words
from earnest.personal.capture.utterances import Utterance, UtteranceContent
from earnest.personal.consent.purposes import Purpose
from earnest.personal.customers.records import Customer
from earnest.personal.deidentification.tasks import Deidentifier
from earnest.personal.sampling.rules import ReviewNeed
from earnest.personal.vault.store import load_recording
from earnest.services.database.roles import Role
from earnest.services.objects import ObjectMissing
from earnest.sound_files.encoding import encode_wav
from earnest.speech.hearing.recognition.adapters.pocketsphinx_spotter import PocketsphinxSpotter
from earnest.speech.language.hypothesis import Hypothesis

SOUND = encode_wav(say("a large latte with soy milk please"))
WORDS = "a large latte with soy milk please"
CANARY = "latte"


@pytest.mark.parametrize("gateway_is_ahead", [timedelta(), timedelta(hours=1), timedelta(hours=-1)])
@pytest.mark.parametrize(("deletes", "is_kept"), [("never", True), ("before", True), ("afterwards", False)])
def test_rt3_deleting_everything_reaches_what_still_waits_to_be_kept(
    databases: Databases,
    data_folder: Path,
    deletes: str,
    is_kept: bool,  # noqa: FBT001
    gateway_is_ahead: timedelta,
) -> None:
    """Portal and gateway may be on hosts whose clocks differ: the order of what happened decides, not the times."""
    side = PersonalSide(databases=databases, folder=data_folder)
    customer = side.add_customer(Purpose.OWN_HISTORY, password=PASSWORD)
    if deletes == "before":
        _ = portal_of(side).deletion.delete_all(customer)
    grant, samples = side.grant(customer), say(WORDS)
    assert grant is not None
    waiting = Utterance(
        speaker=speaker_of(side, customer),
        captured_at=side.clock.now() + gateway_is_ahead,
        said=UtteranceContent(
            recording_id=RecordingId(random_identifier()),
            samples=Sensitive(samples),
            content=Sensitive(spoken(*WORDS.split())),
            grant=grant,
        ),
        sound=said(SampleCount(samples.size)),
        need=ReviewNeed(understood=True, confidence=0.9, rephrased=False, failed_action=False),
    )
    if deletes == "afterwards":
        _ = portal_of(side).deletion.delete_all(customer)
    kept = conversation_of(side, Parrot()).storage.keep(waiting)
    assert (kept.recording_id is not None) == is_kept
    assert bool(side.stored_objects()) == is_kept


class HearsPlease:
    """A verifier that hears one harmless word."""

    name = "please"

    def recognise(self, samples: Samples, languages: Sequence[str], phrases: Sequence[str] = ()) -> Hypothesis:  # noqa: ARG002 - one language
        return heard("please", samples)

    def close(self) -> None:
        """Nothing to free."""


@pytest.fixture
def side(databases: Databases, data_folder: Path) -> PersonalSide:
    return PersonalSide(databases=databases, folder=data_folder)


@pytest.fixture
def customer(side: PersonalSide) -> Customer:
    return side.add_customer(*Purpose, password=PASSWORD)


def speak_and_place(side: PersonalSide, customer: Customer) -> RecordingId:
    """Let a person say something that a reviewer gets, and teach something from it."""
    side.clock.advance(timedelta(seconds=1))
    reply = hear(conversation_of(side, Parrot(hears=WORDS, posterior=0.3)), SOUND, speaker_of(side, customer))
    assert reply.recording_id is not None
    Deidentifier(
        database=side.databases[Role.PERSONAL_WORKER],
        vault=side.vault,
        handover_key=side.handover_key,
        objects=side.objects,
        engine=HearsPlease(),
        spotter=PocketsphinxSpotter(),
        clock=side.clock,
    ).deidentify(reply.recording_id)
    page = browser(portal_of(side))
    assert page.sign_in(customer).status_code == 204
    body = {"text": WORDS, "intent": "x", "learn": True}
    assert page.send("PUT", f"/api/utterances/{reply.recording_id}/correction", body).status_code == 200
    assert page.get(f"/api/utterances/{reply.recording_id}/clip").status_code == 200
    return reply.recording_id


def finish(side: PersonalSide) -> None:
    """Let both workers do what waits for them."""
    side.sweeper().sweep()
    corpus = ClipErasure(database=side.databases[Role.CORPUS_WORKER], objects=side.objects, clock=side.clock)
    corpus.sweep()


def count(side: PersonalSide, table: str) -> int:
    schema, name = table.split(".")
    with side.databases.owner.transaction() as connection:
        row = connection.execute(sql.SQL("select count(*) from {}").format(sql.Identifier(schema, name))).fetchone()
    assert row is not None
    return int(row[0])


def everything(side: PersonalSide) -> str:
    parts: list[str] = []
    with side.databases.owner.transaction() as connection:
        tables = connection.execute(
            "select table_schema, table_name from information_schema.tables"
            " where table_type = 'BASE TABLE' and table_schema not in ('pg_catalog', 'information_schema')"
        ).fetchall()
        for schema, table in tables:
            statement = sql.SQL("select to_jsonb(t)::text from {} as t").format(sql.Identifier(schema, table))
            parts += [str(row[0]) for row in connection.execute(statement).fetchall()]
    return "\n".join(parts)


def clip_words(side: PersonalSide) -> str:
    with side.databases.owner.transaction() as connection:
        clip_ids = [ClipId(row[0]) for row in connection.execute("select clip_id from handover.clips").fetchall()]
        clips = [load_clip(connection, clip_id) for clip_id in clip_ids]
    words = [open_words(clip, handover_key=side.handover_key, objects=side.objects) for clip in clips]
    return " ".join(word.text for some in words for word in some)


def test_rt3_after_deleting_all_nothing_is_left_anywhere(side: PersonalSide, customer: Customer) -> None:
    _ = speak_and_place(side, customer)
    _ = speak_and_place(side, customer)
    assert CANARY in clip_words(side), "the clip's words cross"
    assert CANARY not in everything(side), "and lie nowhere unsealed"
    page = browser(portal_of(side))
    assert page.sign_in(customer).status_code == 204
    counts = page.send("DELETE", "/api/utterances").json()
    assert (counts["recordings"], counts["clips"]) == (2, 2)
    finish(side)
    finish(side)
    assert list(side.objects.keys()) == []
    for table in ("personal.recordings", "personal.clip_links", "personal.adaptations", "handover.labels"):
        assert count(side, table) == 0, table
    assert CANARY not in everything(side)
    assert count(side, "handover.withdrawal_receipts") == 8
    assert page.history() == []


def test_rt4_a_restored_object_store_opens_nothing(side: PersonalSide, customer: Customer) -> None:
    recording_id = speak_and_place(side, customer)
    with side.databases[Role.PERSONAL_WORKER].transaction() as connection:
        before = load_recording(connection, recording_id)
    _ = shutil.copytree(side.folder / "objects", side.folder / "backup")
    page = browser(portal_of(side))
    assert page.sign_in(customer).status_code == 204
    assert page.send("DELETE", "/api/utterances").status_code == 200
    finish(side)
    shutil.rmtree(side.folder / "objects")
    _ = shutil.copytree(side.folder / "backup", side.folder / "objects")
    with side.databases.owner.transaction() as connection:
        rows = connection.execute("select 1 from personal.recordings where wrapped_key is not null").fetchall()
        clips = connection.execute("select wrapped_key from handover.clips where wrapped_key is not null").fetchall()
        key = connection.execute("select wrapped_key from personal.customer_keys").fetchone()
    assert rows == clips == []
    assert key is not None
    with pytest.raises(ObjectMissing):
        _ = side.vault.open_content(replace(before, customer_wrapped_key=bytes(key[0])))


def test_ri4_deleting_one_leaves_the_other(side: PersonalSide, customer: Customer) -> None:
    first, second = speak_and_place(side, customer), speak_and_place(side, customer)
    page = browser(portal_of(side))
    assert page.sign_in(customer).status_code == 204
    counts = page.send("DELETE", f"/api/utterances/{first}").json()
    assert (counts["recordings"], counts["clips"]) == (1, 1)
    finish(side)
    assert page.get(f"/api/utterances/{first}/sound").status_code == 404
    assert page.get(f"/api/utterances/{first}/clip").status_code == 404
    assert page.get(f"/api/utterances/{second}/sound").status_code == 200
    assert page.get(f"/api/utterances/{second}/clip").status_code == 200
    assert [entry["recording_id"] for entry in page.history()] == [str(second)]
    assert len(side.stored_objects()) == 4, "sound and erasure key of recording and clip"


def test_ri1_the_clip_is_byte_for_byte_what_a_reviewer_hears(side: PersonalSide, customer: Customer) -> None:
    recording_id = speak_and_place(side, customer)
    page = browser(portal_of(side))
    assert page.sign_in(customer).status_code == 204
    with side.databases.owner.transaction() as connection:
        row = connection.execute("select clip_id from handover.clips").fetchone()
    assert row is not None
    with side.databases[Role.WORKBENCH].transaction() as connection:
        clip = load_clip(connection, ClipId(row[0]))
    reviewer = open_sound(clip, handover_key=side.handover_key, objects=side.objects)
    assert page.get(f"/api/utterances/{recording_id}/clip").content == reviewer


def test_rt1_every_end_date_is_kept_on_both_sides(side: PersonalSide, customer: Customer) -> None:
    _ = speak_and_place(side, customer)
    side.clock.advance(timedelta(days=91))
    finish(side)
    finish(side)
    assert side.stored_objects() == []
    assert count(side, "personal.recordings") == 0
    assert CANARY not in everything(side)


def test_ps5_no_link_to_the_person_after_six_months(side: PersonalSide, customer: Customer) -> None:
    _ = speak_and_place(side, customer)
    with side.databases.owner.transaction() as connection:
        statement = "select max(cut_after - placed_at) <= interval '180 days' from personal.clip_links"
        row = connection.execute(statement).fetchone()
    assert row == (True,)
    side.clock.advance(timedelta(days=181))
    finish(side)
    assert count(side, "personal.clip_links") == 0
