"""RT3, RT4: rows from before words were sealed stay readable, and are sealed at the corpus worker's start."""

import json
from uuid import uuid4

from support.clips import HandoverSide

from earnest.deidentified.corpus.erasure import ClipErasure
from earnest.deidentified.corpus.sealing import Sealing
from earnest.foundation.identifiers import ClipId
from earnest.handover.labels import Label
from earnest.handover.placing import clip_binding
from earnest.handover.taking import load_clip, open_sound, open_words
from earnest.handover.withdrawals import WithdrawalReason, withdraw
from earnest.services.database.roles import Role
from earnest.services.objects import ObjectStore
from earnest.services.shredding import has_erasure_key, unseal_key


def make_old(handover: HandoverSide, clip_id: ClipId) -> None:
    """Write a clip and its label as the version before did."""
    with handover.databases.owner.transaction() as connection:
        clip = load_clip(connection, clip_id)
        wrapped = unseal_key(
            clip.wrapped_key,
            parent=handover.handover_key,
            objects=handover.objects,
            object_key=clip.object_key,
            binding=clip_binding(clip_id),
        )
        words = [{"text": "zanzibar", "start": 0, "end": 900, "posterior": 0.5, "concealed": None}]
        _ = connection.execute(
            "update handover.clips set wrapped_key = %s, sealed_words = null, words = %s where clip_id = %s",
            [wrapped, json.dumps(words), clip_id],
        )
        _ = connection.execute(
            "insert into handover.labels (label_id, clip_id, outcome, transcript, unclear_words, intent, slots,"
            " entities, guideline_version, reviewer_kind, labelled_at)"
            " values (%s, %s, 'labelled', 'to zanzibar', '{1}', 'travel',"
            """ '[{"name": "where", "value": "zanzibar"}]',"""
            """ '[{"first_word": 1, "last_word": 1, "type": "place", "link": null}]', '1', 'reviewer', now())""",
            [uuid4(), clip_id],
        )
    handover.objects.delete("k" + clip.object_key)


def read(handover: HandoverSide, clip_id: ClipId) -> tuple[bytes, list[str], Label]:
    """Read what there is of a clip, as the corpus worker does."""
    with handover.databases[Role.CORPUS_WORKER].transaction() as connection:
        clip = load_clip(connection, clip_id)
        label = handover.find_label(connection, clip_id)
    assert label is not None
    sound = open_sound(clip, handover_key=handover.handover_key, objects=handover.objects)
    words = open_words(clip, handover_key=handover.handover_key, objects=handover.objects)
    return sound, [word.text for word in words], label


def sealing(handover: HandoverSide, objects: ObjectStore | None = None) -> Sealing:
    return Sealing(
        database=handover.databases[Role.CORPUS_WORKER],
        objects=objects or handover.objects,
        handover_key=handover.handover_key,
    )


def plain(handover: HandoverSide) -> str:
    with handover.databases.owner.transaction() as connection:
        rows = [
            *connection.execute("select to_jsonb(clips)::text from handover.clips").fetchall(),
            *connection.execute("select to_jsonb(labels)::text from handover.labels").fetchall(),
        ]
    return str(rows)


def test_rt4_old_rows_read_the_same_before_and_after_they_are_sealed(handover: HandoverSide) -> None:
    handover.allow(2)
    clip_id, new = handover.place(), handover.place()
    make_old(handover, clip_id)
    assert "zanzibar" in plain(handover)
    before = read(handover, clip_id)
    assert before[1] == ["zanzibar"]
    assert sealing(handover).seal_all() == 1
    assert "zanzibar" not in plain(handover)
    assert read(handover, clip_id) == before
    assert sealing(handover).seal_all() == 0, "once is enough"
    with handover.databases[Role.CORPUS_WORKER].transaction() as connection:
        assert all(has_erasure_key(load_clip(connection, one).wrapped_key) for one in (clip_id, new))


def test_rt3_an_old_row_that_is_deleted_before_it_was_sealed_goes_as_well(handover: HandoverSide) -> None:
    handover.allow(1)
    clip_id = handover.place()
    make_old(handover, clip_id)
    with handover.databases[Role.CUSTOMER_PORTAL].transaction() as connection:
        withdraw(connection, [clip_id], reason=WithdrawalReason.DELETED_BY_CUSTOMER, withdrawn_at=handover.clock.now())
    assert sealing(handover).seal_all() == 1, "it is looked at, and left to the erasure"
    ClipErasure(database=handover.databases[Role.CORPUS_WORKER], objects=handover.objects, clock=handover.clock).sweep()
    assert "zanzibar" not in plain(handover)
    assert sealing(handover).seal_all() == 0
    assert list(handover.objects.keys()) == []
