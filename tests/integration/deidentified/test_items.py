"""Evaluation items are sealed, and a repeated import adds nothing."""

from dataclasses import replace

import numpy
from support.clips import HandoverSide

from earnest.deidentified.evaluation.items import count_items, import_items, list_items, open_item, remove_set
from earnest.deidentified.evaluation.records import KnownAnswer, ReferenceRecording
from earnest.foundation.units import Samples
from earnest.services.database.roles import Role
from earnest.speech.meaning.interpretation import Slot

ANSWER = KnownAnswer(
    set_name="held out",
    task="coffee orders",
    speaker="g1",
    language="en",
    reference=None,
    intent="order",
    slots=(Slot(name="size", value="large"),),
    licence="CC-BY-4.0",
)


def sound(seed: int) -> Samples:
    return numpy.random.default_rng(seed).integers(-3000, 3000, 8000).astype(numpy.int16)


def bring_in(handover: HandoverSide, *recordings: ReferenceRecording) -> int:
    return import_items(
        recordings,
        database=handover.databases[Role.CORPUS_WORKER],
        handover_key=handover.handover_key,
        objects=handover.objects,
    )


def test_items_come_back_sample_for_sample_and_only_once(handover: HandoverSide) -> None:
    first = ReferenceRecording(answer=ANSWER, samples=sound(1))
    second = ReferenceRecording(
        answer=replace(ANSWER, task="sentences", reference="go", intent=None, slots=()), samples=sound(2)
    )
    assert bring_in(handover, first, second, first) == 2
    assert bring_in(handover, first, second) == 0
    with handover.databases[Role.CORPUS_WORKER].transaction() as connection:
        items = list_items(connection)
        assert count_items(connection) == 2
    assert [item.answer for item in items] == [first.answer, second.answer]
    opened = [open_item(item, handover_key=handover.handover_key, objects=handover.objects) for item in items]
    assert numpy.array_equal(opened[0], first.samples)
    assert numpy.array_equal(opened[1], second.samples)
    assert len(list(handover.objects.keys())) == 2


def test_the_same_sound_in_another_set_is_another_item(handover: HandoverSide) -> None:
    assert bring_in(handover, ReferenceRecording(answer=ANSWER, samples=sound(1))) == 1
    assert bring_in(handover, ReferenceRecording(answer=replace(ANSWER, set_name="other"), samples=sound(1))) == 1


def test_what_lies_in_the_store_is_not_the_sound(handover: HandoverSide) -> None:
    recording = ReferenceRecording(answer=ANSWER, samples=sound(1))
    _ = bring_in(handover, recording)
    (key,) = handover.objects.keys()
    assert recording.samples.tobytes()[:64] not in handover.objects.get(key)


def test_an_import_that_died_before_its_commit_is_made_good_by_the_next(handover: HandoverSide) -> None:
    """The object is there and the row is not: the next import writes both, and the sound opens with the row's key."""
    recording = ReferenceRecording(answer=ANSWER, samples=sound(1))
    _ = bring_in(handover, recording)
    with handover.databases.owner.transaction() as connection:
        _ = connection.execute("delete from deidentified.evaluation_items")
    assert bring_in(handover, recording) == 1
    with handover.databases[Role.CORPUS_WORKER].transaction() as connection:
        (item,) = list_items(connection)
    assert numpy.array_equal(
        open_item(item, handover_key=handover.handover_key, objects=handover.objects), recording.samples
    )
    assert len(list(handover.objects.keys())) == 1


def test_removing_a_set_removes_its_sound(handover: HandoverSide) -> None:
    _ = bring_in(handover, ReferenceRecording(answer=ANSWER, samples=sound(1)))
    removed = remove_set("held out", database=handover.databases.owner, objects=handover.objects)
    assert removed == 1
    assert list(handover.objects.keys()) == []
