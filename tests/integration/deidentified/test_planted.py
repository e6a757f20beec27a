"""Planted clips (RV7, AU10): the same as others to a reviewer, measured, and never counted or learned from."""

from dataclasses import replace

import psycopg
import pytest
from support.clips import NOON, PERIOD, HandoverSide
from support.reviewing import Reviewing, open_reviewing, order

from earnest.deidentified.corpus.errors import NothingLabelled
from earnest.deidentified.quality.alerts import AlertWatch, list_alerts
from earnest.deidentified.quality.planted import (
    PlantedQuestion,
    PlantedTruth,
    add_planted,
    load_answers,
    measure_planted,
)
from earnest.deidentified.quality.records import AlertPattern
from earnest.deidentified.review.catalogue import load_progress
from earnest.deidentified.review.routing import Routing
from earnest.deidentified.review.rules import show
from earnest.foundation.identifiers import ClipId, random_identifier
from earnest.handover.labels import list_meaningful
from earnest.handover.planting import PlantedKind
from earnest.handover.taking import load_clip, open_sound, open_words
from earnest.services.database.roles import Role

ALWAYS = Routing(planted_share=0.5, draw=lambda: 0.0)
NEVER = Routing(planted_share=0.5, draw=lambda: 0.9)


def plant(
    handover: HandoverSide,
    *,
    kind: PlantedKind = PlantedKind.TASK,
    wrong: str | None = None,
    asked: PlantedQuestion | None = None,
) -> ClipId:
    """Plant a clip like those that `handover.place` places."""
    like = handover.place(
        text="a large latte" if wrong is None else f"a large {wrong}", agreed=asked is PlantedQuestion.CONFIRM
    )
    truth = PlantedTruth(language="en", transcript="a large latte", intent="order", wrong_word=wrong, asked=asked)
    with handover.databases.owner.transaction() as connection:
        clip = load_clip(connection, like)
        words = open_words(clip, handover_key=handover.handover_key, objects=handover.objects)
        sound = open_sound(clip, handover_key=handover.handover_key, objects=handover.objects)
        _ = connection.execute("delete from handover.clips where clip_id = %s", [like])
    clip_id = ClipId(random_identifier())
    with handover.databases[Role.CORPUS_WORKER].transaction() as connection:
        add_planted(
            connection,
            replace(clip.description, clip_id=clip_id),
            words,
            sound,
            truth,
            kind=kind,
            licence="CC0-1.0",
            source=None,
            handover_key=handover.handover_key,
            objects=handover.objects,
            now=handover.clock.now(),
        )
    return clip_id


def shown(reviewing: Reviewing, clip_id: ClipId) -> object:
    with reviewing.handover.databases[Role.WORKBENCH].transaction() as connection:
        clip = load_clip(connection, clip_id)
        return show(clip.description, reviewing.player.open_clip_words(clip))


def test_rv7_a_planted_clip_is_given_among_others_and_looks_like_them(handover: HandoverSide) -> None:
    handover.allow(3)
    placed = {handover.place() for _ in range(3)}
    planted = plant(handover)
    reviewing = open_reviewing(handover, routing=ALWAYS)
    first = reviewing.label_next(order())
    assert first.clip_id == planted
    assert shown(reviewing, planted) == shown(reviewing, next(iter(placed)))
    reviewing.taking_back.take_back(first.lease_id, reviewing.reviewer, duration=first.expires_at - first.leased_at)
    again = reviewing.take()
    assert again.clip_id == planted, "taken back as any other"
    reviewing.verdicts.label(again.lease_id, reviewing.reviewer, order())
    for _ in range(3):
        assert reviewing.label_next(order()).clip_id in placed, "never twice to the same reviewer"
    with handover.databases[Role.WORKBENCH].transaction() as connection:
        assert reviewing.take_in(connection) is None
    other = open_reviewing(handover, routing=ALWAYS)
    with handover.databases[Role.WORKBENCH].transaction() as connection:
        assert other.take_in(connection) is None, (
            "where no clip waits none is planted, so the last ones are like others"
        )


def test_rv7_the_number_that_waits_does_not_tell_which_was_planted(handover: HandoverSide) -> None:
    handover.allow(12)
    for _ in range(12):
        _ = handover.place()
    _ = plant(handover)
    reviewing = open_reviewing(handover, routing=ALWAYS)

    def waiting() -> int:
        with handover.databases[Role.WORKBENCH].transaction() as connection:
            now = handover.clock.now()
            return load_progress(connection, reviewing.reviewer.staff_id, now=now, routing=ALWAYS).waiting

    before = waiting()
    _ = reviewing.label_next(order())
    assert waiting() == before == 20, "a planted clip"
    _ = reviewing.label_next(order())
    assert waiting() == before, "a customer's clip"


def test_rv7_accuracy_and_automation_bias_are_measured_with_intervals(handover: HandoverSide) -> None:
    """One reviewer hears and corrects; the other confirms what stands in the box."""
    handover.allow(12)
    for _ in range(12):
        _ = handover.place()
    for _ in range(10):
        _ = plant(handover, wrong="ladder")
    careful, hasty = open_reviewing(handover, routing=ALWAYS), open_reviewing(handover, routing=ALWAYS)
    for _ in range(10):
        _ = careful.label_next(order("a large latte"))
        _ = hasty.label_next(order("a large ladder"))
    with handover.databases[Role.WORKBENCH].transaction() as connection:
        answers = load_answers(connection, handover_key=handover.handover_key, objects=handover.objects)
    assert len(answers) == 20
    found = {
        reviewing.reviewer.staff_id: measure_planted(
            [one for one in answers if one.reviewer == reviewing.reviewer.staff_id]
        )
        for reviewing in (careful, hasty)
    }
    good, biased = found[careful.reviewer.staff_id], found[hasty.reviewer.staff_id]
    assert good.wrong_word_kept is not None
    assert biased.wrong_word_kept is not None
    assert biased.word_error_rate is not None
    assert good.word_error_rate is not None
    assert (good.wrong_word_kept.value, biased.wrong_word_kept.value) == (0.0, 1.0)
    assert good.wrong_word_kept.interval.high < biased.wrong_word_kept.interval.low
    assert good.word_error_rate.value == 0.0
    assert biased.word_error_rate.value == pytest.approx(1 / 3)


def test_confirming_is_measured_against_typing_on_like_clips_and_wrong_words_are_in_neither(
    handover: HandoverSide,
) -> None:
    """RV7, RV8: two clips of four were confirmed by one key, one of them wrongly."""
    handover.allow(8)
    for _ in range(8):
        _ = handover.place()
    confirm = [plant(handover, asked=PlantedQuestion.CONFIRM) for _ in range(4)]
    typed = [plant(handover, asked=PlantedQuestion.TYPE) for _ in range(3)]
    misled = plant(handover, wrong="ladder", asked=PlantedQuestion.CONFIRM)
    reviewing = open_reviewing(handover, routing=ALWAYS)
    for _ in range(8):
        lease = reviewing.take()
        _ = reviewing.listen(lease)
        first = lease.clip_id == confirm[0]
        written = order("a large ladder" if first or lease.clip_id == misled else "a large latte")
        keys = 1 if lease.clip_id in confirm[:2] or lease.clip_id == misled else 9
        reviewing.verdicts.label(lease.lease_id, reviewing.reviewer, written, keystrokes=keys)
    with handover.databases[Role.WORKBENCH].transaction() as connection:
        answers = load_answers(connection, handover_key=handover.handover_key, objects=handover.objects)
    found = measure_planted(answers)
    assert found.one_key is not None
    assert found.confirmed_errors is not None
    assert found.typed_errors is not None
    assert (found.one_key.value, found.one_key.items) == (0.5, 4)
    assert found.confirmed_errors.value == pytest.approx(1 / 12)
    assert (found.typed_errors.value, found.typed_errors.items) == (0.0, len(typed))


def test_rv7_planted_clips_count_in_no_figure_and_teach_nothing(handover: HandoverSide) -> None:
    handover.allow(1)
    _ = handover.place()
    planted = plant(handover)
    assert open_reviewing(handover, routing=ALWAYS).label_next(order()).clip_id == planted
    with handover.databases.owner.transaction() as connection:
        row = connection.execute("select chosen, handed_out from handover.allowances").fetchall()
    assert row == [(1, 0)]
    with handover.databases[Role.CORPUS_WORKER].transaction() as connection:
        assert list_meaningful(connection) == frozenset()
        with pytest.raises(NothingLabelled):
            _ = handover.make_snapshot(connection)
    with pytest.raises(psycopg.errors.InsufficientPrivilege), handover.databases[Role.CORPUS_WORKER].transaction() as c:
        _ = c.execute(
            "insert into handover.clips (clip_id, region, language, programme, period, day_part, confidence, domain,"
            " selection_reason, selection_probability, disguise_profile, sample_count, object_key,"
            " placed_on, delete_after)"
            " values (gen_random_uuid(), 'DE', 'en', 'panel', %s, 'night', 1, 'x', 'x', 1, 'x', 1, 'x', %s, %s)",
            [PERIOD, NOON.date(), NOON],
        )


def test_rv7_with_another_draw_a_customers_clip_is_given(handover: HandoverSide) -> None:
    handover.allow(1)
    placed = handover.place()
    _ = plant(handover)
    assert open_reviewing(handover, routing=NEVER).take().clip_id == placed


def test_au10_whoever_takes_a_honey_clip_is_told_of(handover: HandoverSide) -> None:
    """An attacker writes a lease past the queue, which never gives it: the alert comes with the next look."""
    handover.allow(1)
    _ = handover.place()
    honey = plant(handover, kind=PlantedKind.HONEY)
    reviewing = open_reviewing(handover, routing=ALWAYS)
    assert reviewing.take().clip_id != honey
    watch = AlertWatch(database=handover.databases[Role.CORPUS_WORKER], clock=handover.clock, hours=None)
    watch.look()
    intruder = open_reviewing(handover)
    with handover.databases[Role.WORKBENCH].transaction() as connection:
        assert list_alerts(connection) == ()
        _ = connection.execute(
            "insert into deidentified.leases (lease_id, clip_id, staff_id, leased_at, expires_at)"
            " values (gen_random_uuid(), %s, %s, %s, %s + interval '10 minutes')",
            [honey, intruder.reviewer.staff_id, handover.clock.now(), handover.clock.now()],
        )
    watch.look()
    with handover.databases[Role.WORKBENCH].transaction() as connection:
        (alert,) = list_alerts(connection)
    assert (alert.pattern, alert.staff_id) == (AlertPattern.HONEY_CLIP, intruder.reviewer.staff_id)
