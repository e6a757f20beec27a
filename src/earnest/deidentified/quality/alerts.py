"""Alerts: patterns of use are noticed by the corpus worker and decided by a lead; reports of abuse beside them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from psycopg import Connection
from psycopg.rows import TupleRow, class_row

from earnest.deidentified.quality.errors import NothingToDecide, NothingToReopen
from earnest.deidentified.quality.records import (
    AbuseCategory,
    AlertDecision,
    AlertPattern,
    LeaseUse,
    ListedAlert,
    ListedReport,
    NoticedPattern,
    ReopeningReason,
)
from earnest.deidentified.quality.rules import LOOKED_BACK, notice_patterns
from earnest.foundation.clock import Clock
from earnest.foundation.identifiers import AlertId, ClipId, LeaseId, StaffId, random_identifier
from earnest.foundation.units import SampleCount, milliseconds
from earnest.handover.clips import find_honey, find_sample_counts
from earnest.services.audit import AbuseReported, AlertDecided, AlertRaised, AlertReopened, append
from earnest.services.database import Database, load_queries

QUERIES = load_queries("earnest.deidentified.quality")

KEPT_FOR: Final = timedelta(days=400)
"""How long an alert is kept. Chosen, not measured."""
MOST_SHOWN: Final = 200
"""Entries on one page, the newest. Chosen as a bound."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AlertWatch:
    """Looks at the use of the last day."""

    database: Database
    """Connections of the corpus worker's role."""
    clock: Clock
    hours: tuple[int, int] | None
    """Hours of work, as for `notice_patterns`."""

    def look(self) -> None:
        """Tell the lead of what is noticed, once a day for each member and pattern; forget what is past its time."""
        with self.database.transaction() as connection:
            now = self.clock.now()
            for noticed in notice_patterns(_list_uses(connection, since=now - LOOKED_BACK), hours=self.hours):
                _raise(connection, noticed, now=now)
            for noticed in _taken_honey(connection, since=now - LOOKED_BACK):
                _raise(connection, noticed, now=now)
            for name in ("forget_alerts", "forget_reports"):
                _ = connection.execute(QUERIES[name], {"before": now - KEPT_FOR})


def list_alerts(connection: Connection[TupleRow]) -> tuple[ListedAlert, ...]:
    """Return alerts, those without a decision first, the newest first."""
    with connection.cursor(row_factory=class_row(_AlertRow)) as cursor:
        return tuple(row.parse() for row in cursor.execute(QUERIES["list_alerts"], {"most": MOST_SHOWN}))


def list_reports(connection: Connection[TupleRow]) -> tuple[ListedReport, ...]:
    """Return reports of abuse, those without a decision first, the newest first."""
    with connection.cursor(row_factory=class_row(_ReportRow)) as cursor:
        return tuple(row.parse() for row in cursor.execute(QUERIES["list_reports"], {"most": MOST_SHOWN}))


def decide(connection: Connection[TupleRow], identifier: UUID, decision: AlertDecision, *, now: datetime) -> None:
    """Keep what a person decided about an alert or a report.

    Raises:
        NothingToDecide: there is none of this identifier that waits for a decision.
    """
    values = {"identifier": identifier, "decision": decision.value, "now": now}
    changed = connection.execute(QUERIES["decide_alert"], values).rowcount
    changed += connection.execute(QUERIES["decide_report"], values).rowcount
    if changed == 0:
        raise NothingToDecide
    _ = append(connection, AlertDecided(at=now, alert_id=AlertId(identifier), decision=decision.value))


def reopen(connection: Connection[TupleRow], identifier: UUID, reason: ReopeningReason, *, now: datetime) -> None:
    """Take back what was decided about an alert or a report; the log keeps both.

    Raises:
        NothingToReopen: there is none of this identifier that was decided.
    """
    values = {"identifier": identifier}
    changed = connection.execute(QUERIES["reopen_alert"], values).rowcount
    changed += connection.execute(QUERIES["reopen_report"], values).rowcount
    if changed == 0:
        raise NothingToReopen
    _ = append(connection, AlertReopened(at=now, alert_id=AlertId(identifier), reason=reason.value))


def report_abuse(
    connection: Connection[TupleRow], staff_id: StaffId, category: AbuseCategory, *, now: datetime
) -> None:
    """Keep a report of abuse; it has a category and no words, so that nothing of a clip can be in it."""
    report_id = AlertId(random_identifier())
    values = {"report_id": report_id, "reported_by": staff_id, "category": category.value, "now": now}
    _ = connection.execute(QUERIES["insert_report"], values)
    _ = append(connection, AbuseReported(at=now, alert_id=report_id, category=category.value))


def _raise(connection: Connection[TupleRow], noticed: NoticedPattern, *, now: datetime) -> None:
    alert_id = AlertId(random_identifier())
    added = connection.execute(
        QUERIES["insert_alert"],
        {
            "alert_id": alert_id,
            "pattern": noticed.pattern.value,
            "staff_id": noticed.staff_id,
            "occasions": noticed.occasions,
            "began_at": noticed.began_at,
            "ended_at": noticed.ended_at,
            "noticed_at": now,
            "since": now - LOOKED_BACK,
        },
    ).rowcount
    if added:
        _ = append(connection, AlertRaised(at=now, alert_id=alert_id, pattern=noticed.pattern.value))


@dataclass(frozen=True, slots=True, kw_only=True)
class _UseRow:
    lease_id: UUID
    clip_id: UUID
    staff_id: UUID
    leased_at: datetime
    ended_at: datetime | None
    outcome: str | None
    sound_left_at: datetime | None
    sound_requests: int
    played_milliseconds: int

    def parse(self, lengths: Mapping[ClipId, SampleCount]) -> LeaseUse:
        length = lengths.get(ClipId(self.clip_id))
        return LeaseUse(
            lease_id=LeaseId(self.lease_id),
            staff_id=StaffId(self.staff_id),
            leased_at=self.leased_at,
            ended_at=self.ended_at,
            outcome=self.outcome,
            sound_left_at=self.sound_left_at,
            sound_requests=self.sound_requests,
            played_milliseconds=self.played_milliseconds,
            duration_milliseconds=0 if length is None else milliseconds(length),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class _AlertRow:
    alert_id: UUID
    pattern: str
    staff_id: UUID
    occasions: int
    began_at: datetime
    ended_at: datetime
    noticed_at: datetime
    decision: str | None

    def parse(self) -> ListedAlert:
        return ListedAlert(
            alert_id=self.alert_id,
            pattern=AlertPattern(self.pattern),
            staff_id=self.staff_id,
            occasions=self.occasions,
            began_at=self.began_at,
            ended_at=self.ended_at,
            noticed_at=self.noticed_at,
            decision=None if self.decision is None else AlertDecision(self.decision),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class _ReportRow:
    report_id: UUID
    category: str
    reported_at: datetime
    decision: str | None

    def parse(self) -> ListedReport:
        return ListedReport(
            report_id=self.report_id,
            category=AbuseCategory(self.category),
            reported_at=self.reported_at,
            decision=None if self.decision is None else AlertDecision(self.decision),
        )


def _taken_honey(connection: Connection[TupleRow], *, since: datetime) -> list[NoticedPattern]:
    rows = connection.execute(QUERIES["list_planted_uses"], {"since": since}).fetchall()
    honey = find_honey(connection, [ClipId(row[0]) for row in rows])
    return [
        NoticedPattern(
            pattern=AlertPattern.HONEY_CLIP, staff_id=StaffId(row[1]), occasions=1, began_at=row[2], ended_at=row[2]
        )
        for row in rows
        if ClipId(row[0]) in honey
    ]


def _list_uses(connection: Connection[TupleRow], *, since: datetime) -> list[LeaseUse]:
    with connection.cursor(row_factory=class_row(_UseRow)) as cursor:
        rows = cursor.execute(QUERIES["list_uses"], {"since": since}).fetchall()
    lengths = find_sample_counts(connection, [ClipId(row.clip_id) for row in rows])
    return [row.parse(lengths) for row in rows]
