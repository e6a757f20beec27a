"""Requests of data subjects with the legal clock: what is asked, since when, until when, and how it was answered (RI8).

Only a pseudonym stands beside a request. What it is about (which recordings, which device and time of a claim) stays
with the personal side, which carries requests out and ends them here.
"""

import calendar
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from typing import Final
from uuid import UUID

from psycopg import Connection
from psycopg.rows import TupleRow, class_row

from earnest.foundation.identifiers import RequestId, random_identifier
from earnest.handover.request_errors import RequestEnded, RequestMissing, RequestTimeUnfit
from earnest.services.audit import RequestAnswered, RequestOpened, RequestProlonged, append
from earnest.services.database import load_queries

QUERIES = load_queries("earnest.handover")

MONTHS: Final = 1
"""Until when a request is answered, from the day on which it came in (GDPR Art. 12(3))."""
MONTHS_PROLONGED: Final = 3
"""The same where the person was told within the first month that it takes longer, and why."""
SOON: Final = timedelta(days=7)
"""So long before its day the officers are reminded of a request."""
_EARLIEST: Final = timedelta(days=92)


class RequestKind(StrEnum):
    """What a data subject asks."""

    ACCESS = "access"
    """Article 15."""
    EXPORT = "export"
    """Articles 15(3) and 20: everything as files."""
    RECTIFICATION = "rectification"
    """Article 16."""
    ERASURE = "erasure"
    """Article 17."""
    RESTRICTION = "restriction"
    """Article 18."""
    OBJECTION = "objection"
    """Article 21."""
    CLAIM = "claim"
    """Of a person without an account, for a device and a time."""
    HUMAN_REVIEW = "human_review"
    """That a person looks at a decision that a program made (Article 22(3))."""
    TRANSPORT_DATA = "transport_data"
    """Data of a connected product for its user or a third party (Data Act, Articles 4 and 5)."""


class RequestOutcome(StrEnum):
    """How a request was answered."""

    FULFILLED = "fulfilled"
    FULFILLED_IN_PART = "fulfilled_in_part"
    WITHDRAWN_BY_PERSON = "withdrawn_by_person"
    NOTHING_HELD = "nothing_held"
    REFUSED_UNFOUNDED = "refused_unfounded"
    """Manifestly unfounded (Article 12(5))."""
    REFUSED_EXCESSIVE = "refused_excessive"
    REFUSED_NOT_IDENTIFIED = "refused_not_identified"
    """It cannot be told who asks (Articles 11(2) and 12(6))."""
    REFUSED_RIGHTS_OF_OTHERS = "refused_rights_of_others"
    """Article 15(4)."""


class ExtensionReason(StrEnum):
    """Why two more months are needed."""

    COMPLEX = "complex"
    MANY_REQUESTS = "many_requests"


@dataclass(frozen=True, slots=True, kw_only=True)
class SubjectRequest:
    """One request as it stands."""

    request_id: UUID
    kind: RequestKind
    pseudonym: str | None
    """Of the person, as in the audit log; None: the person has no account."""
    opened_at: datetime
    """When it came in."""
    due_at: datetime
    extension_reason: ExtensionReason | None
    extended_at: datetime | None
    outcome: RequestOutcome | None
    """None: open."""
    ended_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Row:
    request_id: UUID
    kind: str
    pseudonym: str | None
    opened_at: datetime
    due_at: datetime
    extension_reason: str | None
    extended_at: datetime | None
    outcome: str | None
    ended_at: datetime | None

    def parse(self) -> SubjectRequest:
        return SubjectRequest(
            request_id=self.request_id,
            kind=RequestKind(self.kind),
            pseudonym=self.pseudonym,
            opened_at=self.opened_at,
            due_at=self.due_at,
            extension_reason=None if self.extension_reason is None else ExtensionReason(self.extension_reason),
            extended_at=self.extended_at,
            outcome=None if self.outcome is None else RequestOutcome(self.outcome),
            ended_at=self.ended_at,
        )


def months_after(moment: datetime, months: int) -> datetime:
    """Return the same day and time of a later month, or its last day where the month is shorter.

    This is how a period in months ends (Regulation 1182/71, Art. 3(2)(c)). That a period which ends on a holiday goes
    on to the next working day is left out, so the clock is never later than the law's.
    """
    month = moment.month - 1 + months
    year, month = moment.year + month // 12, month % 12 + 1
    return moment.replace(year=year, month=month, day=min(moment.day, calendar.monthrange(year, month)[1]))


def open_request(
    connection: Connection[TupleRow],
    kind: RequestKind,
    *,
    pseudonym: str | None,
    opened_at: datetime,
    now: datetime,
) -> RequestId:
    """Enter a request and the day by which it is answered, tell the log, and return its identifier.

    Args:
        connection: the transaction in which the personal side notes what the request is about.
        kind: what is asked.
        pseudonym: of the person, as in the audit log; None where the person has no account.
        opened_at: when it came in; aware.
        now: the present time.

    Raises:
        RequestTimeUnfit: it came in later than now or more than three months ago.
    """
    if opened_at.tzinfo is None or not now - _EARLIEST <= opened_at <= now:
        raise RequestTimeUnfit
    request_id = RequestId(random_identifier())
    names = {
        "request_id": request_id,
        "kind": kind.value,
        "pseudonym": pseudonym,
        "opened_at": opened_at,
        "due_at": months_after(opened_at.astimezone(UTC), MONTHS),
    }
    _ = connection.execute(QUERIES["open_request"], names)
    _ = append(connection, RequestOpened(at=now, request_id=request_id, request=kind.value))
    return request_id


def list_requests(connection: Connection[TupleRow]) -> tuple[SubjectRequest, ...]:
    """Return all requests: open ones first, the one that is due first before the others."""
    with connection.cursor(row_factory=class_row(_Row)) as cursor:
        return tuple(row.parse() for row in cursor.execute(QUERIES["list_requests"]))


def list_requests_of(connection: Connection[TupleRow], pseudonym: str) -> tuple[SubjectRequest, ...]:
    """Return the requests of one person, newest first."""
    with connection.cursor(row_factory=class_row(_Row)) as cursor:
        rows = cursor.execute(QUERIES["list_requests_of"], {"pseudonym": pseudonym})
        return tuple(row.parse() for row in rows)


def load_request(connection: Connection[TupleRow], request_id: RequestId) -> SubjectRequest:
    """Return one request.

    Raises:
        RequestMissing: there is none of this identifier.
    """
    with connection.cursor(row_factory=class_row(_Row)) as cursor:
        row = cursor.execute(QUERIES["load_request"], {"request_id": request_id}).fetchone()
    if row is None:
        raise RequestMissing
    return row.parse()


def end_request(
    connection: Connection[TupleRow], request_id: RequestId, outcome: RequestOutcome, *, now: datetime
) -> None:
    """End a request with its answer, and tell the log. An answer is not changed later.

    Raises:
        RequestMissing: there is none of this identifier.
        RequestEnded: it was answered already.
    """
    names = {"request_id": request_id, "outcome": outcome.value, "now": now}
    if connection.execute(QUERIES["end_request"], names).rowcount == 0:
        _ = load_request(connection, request_id)
        raise RequestEnded
    _ = append(connection, RequestAnswered(at=now, request_id=request_id, outcome=outcome.value))


def prolong_request(
    connection: Connection[TupleRow], request_id: RequestId, reason: ExtensionReason, *, now: datetime
) -> None:
    """Give a request two more months, of which the person has been told; once, and before its day.

    Raises:
        RequestMissing: there is none of this identifier.
        RequestEnded: it was answered or prolonged already, or its day has passed.
    """
    due_at = months_after(load_request(connection, request_id).opened_at.astimezone(UTC), MONTHS_PROLONGED)
    names = {"request_id": request_id, "reason": reason.value, "due_at": due_at, "now": now}
    if connection.execute(QUERIES["prolong_request"], names).rowcount == 0:
        raise RequestEnded
    _ = append(connection, RequestProlonged(at=now, request_id=request_id, reason=reason.value))


def note_due_requests(
    connection: Connection[TupleRow], *, now: datetime
) -> tuple[tuple[RequestId, ...], tuple[RequestId, ...]]:
    """Note which open requests are due within a week, and which are late; each is returned once for each."""
    soon = connection.execute(QUERIES["note_requests_soon"], {"now": now, "until": now + SOON}).fetchall()
    late = connection.execute(QUERIES["note_requests_late"], {"now": now}).fetchall()
    return tuple(RequestId(row[0]) for row in soon), tuple(RequestId(row[0]) for row in late)


def forget_requests(connection: Connection[TupleRow], *, now: datetime) -> int:
    """Remove requests of which three whole years passed since the end of the year of the answer; return how many."""
    before = now.replace(year=now.year - 3, month=1, day=1, hour=0, minute=0, second=0, microsecond=0)
    return connection.execute(QUERIES["forget_requests"], {"before": before}).rowcount
