"""RT3, RT4: rows from before words were sealed stay readable, and are sealed at the corpus worker's start."""

import json
from uuid import uuid4

from support.clips import Hatch

from earnest.deidentified.corpus.erasure import Erasure
from earnest.deidentified.corpus.sealing import Sealing
from earnest.foundation.identifiers import ClipId
from earnest.handover.labels import Label
from earnest.handover.placing import clip_binding
from earnest.handover.taking import load_clip, open_sound, open_words
from earnest.handover.withdrawals import WithdrawalReason, withdraw
from earnest.services.database.roles import Role
from earnest.services.objects import ObjectStore
from earnest.services.shredding import is_guarded, unguard_key


def make_old(hatch: Hatch, clip_id: ClipId) -> None:
    """Write a clip and its label as the version before did."""
    with hatch.databases.owner.transaction() as connection:
        clip = load_clip(connection, clip_id)
        wrapped = unguard_key(
            clip.wrapped_key,
            parent=hatch.handover_key,
            objects=hatch.objects,
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
    hatch.objects.delete("k" + clip.object_key)


def read(hatch: Hatch, clip_id: ClipId) -> tuple[bytes, list[str], Label]:
    """Read what there is of a clip, as the corpus worker does."""
    with hatch.databases[Role.CORPUS_WORKER].transaction() as connection:
        clip = load_clip(connection, clip_id)
        label = hatch.find_label(connection, clip_id)
    assert label is not None
    sound = open_sound(clip, handover_key=hatch.handover_key, objects=hatch.objects)
    words = open_words(clip, handover_key=hatch.handover_key, objects=hatch.objects)
    return sound, [word.text for word in words], label


def sealing(hatch: Hatch, objects: ObjectStore | None = None) -> Sealing:
    return Sealing(
        database=hatch.databases[Role.CORPUS_WORKER],
        objects=objects or hatch.objects,
        handover_key=hatch.handover_key,
    )


def plain(hatch: Hatch) -> str:
    with hatch.databases.owner.transaction() as connection:
        rows = [
            *connection.execute("select to_jsonb(clips)::text from handover.clips").fetchall(),
            *connection.execute("select to_jsonb(labels)::text from handover.labels").fetchall(),
        ]
    return str(rows)


def test_rt4_old_rows_read_the_same_before_and_after_they_are_sealed(hatch: Hatch) -> None:
    hatch.allow(2)
    clip_id, new = hatch.place(), hatch.place()
    make_old(hatch, clip_id)
    assert "zanzibar" in plain(hatch)
    before = read(hatch, clip_id)
    assert before[1] == ["zanzibar"]
    assert sealing(hatch).seal_all() == 1
    assert "zanzibar" not in plain(hatch)
    assert read(hatch, clip_id) == before
    assert sealing(hatch).seal_all() == 0, "once is enough"
    with hatch.databases[Role.CORPUS_WORKER].transaction() as connection:
        assert all(is_guarded(load_clip(connection, one).wrapped_key) for one in (clip_id, new))


def test_rt3_an_old_row_that_is_deleted_before_it_was_sealed_goes_as_well(hatch: Hatch) -> None:
    hatch.allow(1)
    clip_id = hatch.place()
    make_old(hatch, clip_id)
    with hatch.databases[Role.CUSTOMER_PORTAL].transaction() as connection:
        withdraw(connection, [clip_id], reason=WithdrawalReason.DELETED_BY_CUSTOMER, withdrawn_at=hatch.clock.now())
    assert sealing(hatch).seal_all() == 1, "it is looked at, and left to the erasure"
    Erasure(database=hatch.databases[Role.CORPUS_WORKER], objects=hatch.objects, clock=hatch.clock).sweep()
    assert "zanzibar" not in plain(hatch)
    assert sealing(hatch).seal_all() == 0
    assert list(hatch.objects.keys()) == []
