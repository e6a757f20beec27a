"""The handover: what is placed comes out byte for byte, until it is withdrawn (CN4, CN6, PS1)."""

from collections.abc import Callable
from dataclasses import fields, replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import psycopg
import pytest
from support.databases import Databases

from earnest.foundation.identifiers import ClipId, LabelId, random_identifier
from earnest.foundation.units import SampleCount
from earnest.handover.authority import ReleaseAuthority
from earnest.handover.clip import ClipDescription, ConcealedWord, DayPart, DeidentifiedClip
from earnest.handover.errors import AlreadyLabelled, ClipGone, ClipMissing
from earnest.handover.labels import (
    Label,
    LabelledEntity,
    LabelledSlot,
    LabelOutcome,
    ReviewerKind,
    WakeWordVerdict,
    add_label,
    find_label,
    list_labels,
)
from earnest.handover.placing import place
from earnest.handover.taking import load_clip, open_sound, open_words
from earnest.handover.withdrawals import (
    StoreName,
    WithdrawalReason,
    add_receipt,
    is_withdrawn,
    list_unerased,
    withdraw,
)
from earnest.services.cryptography import MasterKey, SealBroken
from earnest.services.database.roles import Role
from earnest.services.objects import ObjectStore

NOW = datetime(2026, 3, 4, 5, 6, tzinfo=UTC)
SOUND = b"RIFF....WAVE"


@pytest.fixture
def key(tmp_path: Path) -> MasterKey:
    return MasterKey.create(tmp_path / "handover.json")


@pytest.fixture
def objects(tmp_path: Path) -> ObjectStore:
    return ObjectStore.open(f"file://{tmp_path}/objects")


def clip(*, verified: bool = True) -> DeidentifiedClip:
    description = ClipDescription(
        clip_id=ClipId(random_identifier()),
        region="DE",
        language="en",
        programme="panel",
        period=date(2026, 3, 1),
        day_part=DayPart.MORNING,
        wake_word=None,
        confidence=0.25,
        domain="general",
        selection_reason="no_intent",
        selection_probability=1.0,
        disguise_profile="warped",
        sample_count=SampleCount(1600),
        placed_on=NOW.date(),
        delete_after=NOW + timedelta(days=90),
    )
    word = ConcealedWord(
        text="[name]", start=SampleCount(0), end=SampleCount(1600), posterior=0.5, concealed="person name"
    )
    return DeidentifiedClip(
        description=description, words=(word,), sound=SOUND, authority=ReleaseAuthority(verified=verified)
    )


@pytest.fixture
def place_clip(databases: Databases, key: MasterKey, objects: ObjectStore) -> Callable[[], ClipId]:
    with databases.owner.transaction() as connection:
        _ = connection.execute(
            "insert into handover.allowances (region, programme, period) values ('DE', 'panel', '2026-03-01')"
        )

    def placed() -> ClipId:
        new = clip()
        with databases[Role.PERSONAL_WORKER].transaction() as connection:
            assert place(connection, new, handover_key=key, objects=objects)
        return new.description.clip_id

    return placed


def test_a_clip_that_was_not_verified_cannot_be_built() -> None:
    with pytest.raises(TypeError):
        _ = clip(verified=False)


def test_it_comes_out_as_it_went_in(databases: Databases, key: MasterKey, objects: ObjectStore) -> None:
    with databases.owner.transaction() as connection:
        _ = connection.execute(
            "insert into handover.allowances (region, programme, period) values ('DE', 'panel', '2026-03-01')"
        )
    new = clip()
    with databases[Role.PERSONAL_WORKER].transaction() as connection:
        assert place(connection, new, handover_key=key, objects=objects)
    with databases[Role.PERSONAL_WORKER].transaction() as connection:
        assert not place(connection, new, handover_key=key, objects=objects), "a repeated job places nothing"
    assert len(list(objects.keys())) == 2, "and leaves no object beside sound and erasure key"
    with databases[Role.WORKBENCH].transaction() as connection:
        taken = load_clip(connection, new.description.clip_id)
    assert taken.description == new.description
    assert open_words(taken, handover_key=key, objects=objects) == new.words
    assert open_sound(taken, handover_key=key, objects=objects) == SOUND
    assert SOUND not in objects.get(taken.object_key)


def test_sound_of_another_clip_does_not_open(
    databases: Databases, key: MasterKey, objects: ObjectStore, place_clip: Callable[[], ClipId]
) -> None:
    with databases[Role.WORKBENCH].transaction() as connection:
        one, other = load_clip(connection, place_clip()), load_clip(connection, place_clip())
    with pytest.raises(SealBroken):
        _ = open_sound(replace(one, object_key=other.object_key), handover_key=key, objects=objects)
    with pytest.raises(SealBroken):
        _ = open_sound(replace(one, wrapped_key=other.wrapped_key), handover_key=key, objects=objects)


def test_withdrawn_is_refused_to_everybody_from_the_commit_on(
    databases: Databases, place_clip: Callable[[], ClipId]
) -> None:
    clip_id = place_clip()
    for _ in range(2):  # repeating changes nothing
        with databases[Role.CUSTOMER_PORTAL].transaction() as connection:
            withdraw(connection, [clip_id], reason=WithdrawalReason.CONSENT_WITHDRAWN, withdrawn_at=NOW)
    for role in (Role.WORKBENCH, Role.CORPUS_WORKER, Role.CUSTOMER_PORTAL):
        with databases[role].transaction() as connection, pytest.raises(ClipGone):
            _ = load_clip(connection, clip_id)
    with databases[Role.CORPUS_WORKER].transaction() as connection:
        assert is_withdrawn(connection, clip_id)


def test_a_withdrawal_is_open_until_every_store_gave_its_receipt(
    databases: Databases, place_clip: Callable[[], ClipId]
) -> None:
    clip_id = place_clip()
    with databases[Role.CUSTOMER_PORTAL].transaction() as connection:
        withdraw(connection, [clip_id], reason=WithdrawalReason.DELETED_BY_CUSTOMER, withdrawn_at=NOW)
    for store in StoreName:
        with databases[Role.CORPUS_WORKER].transaction() as connection:
            assert list_unerased(connection, most=10) == (clip_id,)
            add_receipt(connection, clip_id, store=store, erased_at=NOW)
            add_receipt(connection, clip_id, store=store, erased_at=NOW)
    with databases[Role.CORPUS_WORKER].transaction() as connection:
        assert list_unerased(connection, most=10) == ()


def test_no_clip_is_an_error(databases: Databases) -> None:
    with databases[Role.WORKBENCH].transaction() as connection, pytest.raises(ClipMissing):
        _ = load_clip(connection, ClipId(random_identifier()))


def test_one_clip_one_label(
    databases: Databases, key: MasterKey, objects: ObjectStore, place_clip: Callable[[], ClipId]
) -> None:
    label = Label(
        label_id=LabelId(random_identifier()),
        clip_id=place_clip(),
        outcome=LabelOutcome.LABELLED,
        reject_reason=None,
        wake_word_verdict=WakeWordVerdict.NOT_APPLICABLE,
        transcript="play taylor swift",
        unclear_words=(0,),
        intent="PlayMusic",
        slots=(LabelledSlot(name="artist", value="taylor swift"),),
        entities=(LabelledEntity(first_word=1, last_word=2, type="musical artist", link="Q26876"),),
        guideline_version="1",
        reviewer_kind=ReviewerKind.SIMULATED_REVIEWER,
        labelled_at=NOW,
    )
    with databases[Role.WORKBENCH].transaction() as connection:
        add_label(connection, label, handover_key=key, objects=objects)
    again = replace(label, label_id=LabelId(random_identifier()))
    with pytest.raises(AlreadyLabelled), databases[Role.WORKBENCH].transaction() as connection:
        add_label(connection, again, handover_key=key, objects=objects)
    with databases[Role.CUSTOMER_PORTAL].transaction() as connection:
        assert find_label(connection, label.clip_id, handover_key=key, objects=objects) == label
        assert list(list_labels(connection, handover_key=key, objects=objects)) == [label]
        withdraw(connection, [label.clip_id], reason=WithdrawalReason.CONSENT_WITHDRAWN, withdrawn_at=NOW)
        assert list(list_labels(connection, handover_key=key, objects=objects)) == []


def test_the_description_holds_nothing_that_names_a_person() -> None:
    """PS1: the allow-list. A new field is a new line here and a review."""
    assert {field.name for field in fields(ClipDescription)} == {
        "clip_id",
        "region",
        "language",
        "programme",
        "period",
        "day_part",
        "wake_word",
        "confidence",
        "domain",
        "selection_reason",
        "selection_probability",
        "disguise_profile",
        "sample_count",
        "placed_on",
        "delete_after",
        "agreed",
        "warnings",
    }
    assert {field.name for field in fields(DeidentifiedClip)} == {
        "description",
        "words",
        "sound",
        "authority",
        "answer",
    }


def test_the_gateway_cannot_read_clips(databases: Databases) -> None:
    with (
        pytest.raises(psycopg.errors.InsufficientPrivilege),
        databases[Role.DEVICE_GATEWAY].transaction() as connection,
    ):
        _ = connection.execute("select 1 from handover.clips")
