"""Abuse of the workbench is told to a lead with a measured delay, and nothing else happens (S27, AD6, CH4)."""

import json
from datetime import timedelta

import pytest
from support.clips import HandoverSide
from support.reviewing import open_reviewing

from earnest.deidentified.quality.alerts import AlertWatch, decide, list_alerts, list_reports, reopen, report_abuse
from earnest.deidentified.quality.errors import NothingToDecide, NothingToReopen
from earnest.deidentified.quality.records import AbuseCategory, AlertDecision, AlertPattern, ReopeningReason
from earnest.services.database.roles import Role

LOOKS_EVERY = timedelta(seconds=30)


def test_ad6_synthetic_abuse_is_noticed_and_the_delay_is_measured(
    handover: HandoverSide, capsys: pytest.CaptureFixture[str]
) -> None:
    """One reviewer opens clips and gives them back, another hears them again and again; the worker looks by turns."""
    handover.allow(40)
    for _ in range(40):
        _ = handover.place()
    watch = AlertWatch(database=handover.databases[Role.CORPUS_WORKER], clock=handover.clock, hours=(12, 20))
    looking, amused, honest = open_reviewing(handover), open_reviewing(handover), open_reviewing(handover)
    next_look = handover.clock.now() + LOOKS_EVERY

    def pass_time(seconds: float) -> None:
        nonlocal next_look
        until = handover.clock.now() + timedelta(seconds=seconds)
        while next_look <= until:
            handover.clock.advance(next_look - handover.clock.now())
            watch.look()
            next_look += LOOKS_EVERY
        handover.clock.advance(until - handover.clock.now())

    for _ in range(12):
        lease = looking.take()
        _ = looking.player.open_clip_sound(lease.lease_id, looking.reviewer)
        pass_time(7)
        looking.verdicts.give_back(lease.lease_id, looking.reviewer)
    for _ in range(4):
        lease = amused.take()
        for _ in range(10):
            _ = amused.player.open_clip_sound(lease.lease_id, amused.reviewer)
            pass_time(4)
        amused.verdicts.give_back(lease.lease_id, amused.reviewer)
    for _ in range(12):
        lease = honest.take()
        _ = honest.player.open_clip_sound(lease.lease_id, honest.reviewer)
        pass_time(1)
        honest.verdicts.eject(lease.lease_id, honest.reviewer)
    pass_time(31)
    with handover.databases[Role.WORKBENCH].transaction() as connection:
        alerts = list_alerts(connection)
        assert {(alert.staff_id, alert.pattern) for alert in alerts} == {
            (looking.reviewer.staff_id, AlertPattern.OPENINGS_WITHOUT_LABELS),
            (amused.reviewer.staff_id, AlertPattern.REPLAYS),
        }
        delays = {alert.pattern.value: alert.noticed_at - alert.ended_at for alert in alerts}
        assert all(timedelta(0) <= delay <= LOOKS_EVERY for delay in delays.values())
        with capsys.disabled():
            print({pattern: f"{delay.total_seconds():.0f} s" for pattern, delay in delays.items()})  # noqa: T201
        assert looking.take_in(connection) is not None, "no automatic punishment: the next clip is given"
        decide(connection, alerts[0].alert_id, AlertDecision.TALKED, now=handover.clock.now())
        with pytest.raises(NothingToDecide):
            decide(connection, alerts[0].alert_id, AlertDecision.MISTAKEN, now=handover.clock.now())


def test_a_decision_is_taken_back_with_a_reason_and_the_log_keeps_both(handover: HandoverSide) -> None:
    reviewing = open_reviewing(handover)
    with handover.databases[Role.WORKBENCH].transaction() as connection:
        report_abuse(connection, reviewing.reviewer.staff_id, AbuseCategory.SHARED_CLIPS, now=handover.clock.now())
        report_id = list_reports(connection)[0].report_id
        with pytest.raises(NothingToReopen):
            reopen(connection, report_id, ReopeningReason.MISTAKE, now=handover.clock.now())
        decide(connection, report_id, AlertDecision.MISTAKEN, now=handover.clock.now())
        reopen(connection, report_id, ReopeningReason.MISTAKE, now=handover.clock.now())
        assert list_reports(connection)[0].decision is None
        decide(connection, report_id, AlertDecision.PASSED_ON, now=handover.clock.now())
        assert list_reports(connection)[0].decision is AlertDecision.PASSED_ON
    with handover.databases.owner.transaction() as connection:
        rows = connection.execute(
            b"select convert_from(entry, 'UTF8') from audit.leaves order by leaf_index"
        ).fetchall()
    of_report = [json.loads(row[0]) for row in rows if str(report_id) in row[0]]
    assert [one["kind"] for one in of_report[1:]] == ["alert_decided", "alert_reopened", "alert_decided"]
    assert [one.get("decision", one.get("reason")) for one in of_report[1:]] == ["mistaken", "mistake", "passed_on"]


def test_ch4_a_report_of_abuse_has_no_words_and_no_name(handover: HandoverSide) -> None:
    reviewing = open_reviewing(handover)
    with handover.databases[Role.WORKBENCH].transaction() as connection:
        report_abuse(connection, reviewing.reviewer.staff_id, AbuseCategory.SHARED_CLIPS, now=handover.clock.now())
        (report,) = list_reports(connection)
    assert report.category is AbuseCategory.SHARED_CLIPS
    assert str(reviewing.reviewer.staff_id) not in str(report)
