"""Stops: what may not be heard or learned now, and how it goes on again (RG1, RG2, RG3).

One officer stops, in the name of whom the session is; from the commit on no clip of it is chosen, placed, given, played
or learned from. Two different people let it go on. What cannot be known (a replica answers, a row is missing) is
stopped.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Final
from uuid import UUID

from psycopg import Connection
from psycopg.errors import InsufficientPrivilege
from psycopg.rows import TupleRow, class_row

from earnest.foundation.identifiers import ClipId, StaffId, StopId
from earnest.handover.reviews import Route
from earnest.handover.stop_errors import ResumptionNotYours, ReviewStopped, StopEndedAlready, StopNotYours
from earnest.services.database import load_queries

QUERIES = load_queries("earnest.handover")

MOST_SHOWN: Final = 500
"""Stops in the history."""


class StopScope(StrEnum):
    """By what something is stopped."""

    EVERYTHING = "everything"
    """All that people hear and all that is learned; answering and what customers keep for themselves go on."""
    REGION = "region"
    """Country of the person who spoke, ISO 3166-1 alpha-2."""
    LANGUAGE = "language"
    """ISO 639-1."""
    VENDOR = "vendor"
    """Employer of reviewers: its people are given no clip."""
    PURPOSE = "purpose"
    """One of `StopPurpose`."""
    PROGRAMME = "programme"
    """`general`, `panel`, or `campaign` for all clips that were chosen for campaigns."""


class StopPurpose(StrEnum):
    """What is done with clips."""

    HUMAN_REVIEW = "human_review"
    """Choosing, placing, giving and playing."""
    TRAINING = "training"
    """Learning from labels, and exporting them."""
    WAKE_WORD_LEARNING = "wake_word_learning"
    """Learning the wake word from what reviewers say about it."""


class StopReason(StrEnum):
    """Why something was stopped; reviewers are told this and no more."""

    AUTHORITY_ORDER = "authority_order"
    PRIVACY_INCIDENT = "privacy_incident"
    SECURITY_INCIDENT = "security_incident"
    LEGAL_REVIEW = "legal_review"
    QUALITY_PROBLEM = "quality_problem"
    DRILL = "drill"
    STATE_UNKNOWN = "state_unknown"
    """The database cannot tell what is stopped; no person chooses this."""


class ResumptionReason(StrEnum):
    """Why it may go on."""

    CAUSE_REMOVED = "cause_removed"
    ORDER_LIFTED = "order_lifted"
    STOPPED_BY_MISTAKE = "stopped_by_mistake"
    DRILL_OVER = "drill_over"


PROGRAMMES: Final = ("general", "panel", "campaign")
_WHOLE: Final = frozenset({StopScope.EVERYTHING, StopScope.PURPOSE, StopScope.VENDOR})
"""Scopes that leave a reviewer whom they concern no clip."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LiveStop:
    """Something that is stopped now."""

    scope: StopScope
    value: str | None
    """Which one; None for everything."""
    reason: StopReason
    stopped_at: datetime | None
    """None where it cannot be known."""
    stop_id: StopId | None
    """None where everything is stopped because it cannot be known."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stop:
    """A stop with who stopped, and who let it go on."""

    stop_id: StopId
    scope: StopScope
    value: str | None
    reason: StopReason
    stopped_by: StaffId | None
    """None where a start stopped it, because the data were an older copy."""
    stopped_at: datetime
    resumed_at: datetime | None
    asked_by: StaffId | None
    asked_at: datetime | None
    resumption_reason: ResumptionReason | None
    agreed_by: StaffId | None


@dataclass(frozen=True, slots=True, kw_only=True)
class _StopRow:
    stop_id: UUID
    scope: str
    value: str | None
    reason: str
    stopped_by: UUID | None
    stopped_at: datetime
    resumed_at: datetime | None
    asked_by: UUID | None
    asked_at: datetime | None
    resumption_reason: str | None
    agreed_by: UUID | None

    def parse(self) -> Stop:
        return Stop(
            stop_id=StopId(self.stop_id),
            scope=StopScope(self.scope),
            value=self.value,
            reason=StopReason(self.reason),
            stopped_by=None if self.stopped_by is None else StaffId(self.stopped_by),
            stopped_at=self.stopped_at,
            resumed_at=self.resumed_at,
            asked_by=None if self.asked_by is None else StaffId(self.asked_by),
            asked_at=self.asked_at,
            resumption_reason=None if self.resumption_reason is None else ResumptionReason(self.resumption_reason),
            agreed_by=None if self.agreed_by is None else StaffId(self.agreed_by),
        )


def begin_stop(
    connection: Connection[TupleRow],
    stop_id: StopId,
    *,
    scope: StopScope,
    value: str | None,
    reason: StopReason,
    token: str,
    now: datetime,
) -> StaffId:
    """Stop something at once; return the officer, who is whose session the token is.

    Args:
        connection: of the administration's role.
        stop_id: random identifier.
        scope: by what.
        value: which one; None for everything.
        reason: why.
        token: of the officer's live session; the database looks it up itself.
        now: the present moment.

    Raises:
        StopNotYours: it is no session of an active officer.
    """
    names = {
        "stop_id": stop_id,
        "scope": scope.value,
        "value": value,
        "reason": reason.value,
        "token": token,
        "now": now,
    }
    row = connection.execute(QUERIES["begin_stop"], names).fetchone()
    if row is None or row[0] is None:
        raise StopNotYours
    return StaffId(row[0])


def request_resumption(
    connection: Connection[TupleRow], stop_id: StopId, *, reason: ResumptionReason, token: str, now: datetime
) -> StaffId:
    """Ask that a stop ends; nothing goes on before a second person agrees. Return who asked.

    Raises:
        StopEndedAlready: there is no such stop, it has ended, or it was asked before.
    """
    names = {"stop_id": stop_id, "reason": reason.value, "token": token, "now": now}
    row = connection.execute(QUERIES["request_resumption"], names).fetchone()
    if row is None or row[0] is None:
        raise StopEndedAlready
    return StaffId(row[0])


def approve_resumption(connection: Connection[TupleRow], stop_id: StopId, *, token: str, now: datetime) -> StaffId:
    """Let a stop end as the second person; return who that is. The database counts people, not accounts.

    Raises:
        StopEndedAlready: there is no such stop, or it has ended.
        ResumptionNotYours: nothing was asked, or it was asked by this person, or neither is a privacy officer.
    """
    try:
        with connection.transaction():
            names = {"stop_id": stop_id, "token": token, "now": now}
            row = connection.execute(QUERIES["approve_resumption"], names).fetchone()
    except InsufficientPrivilege:
        raise ResumptionNotYours from None
    if row is None or row[0] is None:
        if all(stop.stop_id != stop_id for stop in list_live(connection)):
            raise StopEndedAlready
        raise ResumptionNotYours
    return StaffId(row[0])


def list_stops(connection: Connection[TupleRow]) -> tuple[Stop, ...]:
    """Return stops: those that last first, then the newest."""
    with connection.cursor(row_factory=class_row(_StopRow)) as cursor:
        return tuple(row.parse() for row in cursor.execute(QUERIES["list_stops"], {"most": MOST_SHOWN}))


def list_live(connection: Connection[TupleRow]) -> tuple[LiveStop, ...]:
    """Return what is stopped now; everything, for `state_unknown`, where that cannot be known."""
    return tuple(
        LiveStop(
            stop_id=None if row[0] is None else StopId(row[0]),
            scope=StopScope(row[1]),
            value=row[2],
            reason=StopReason(row[3]),
            stopped_at=row[4],
        )
        for row in connection.execute(QUERIES["list_live_stops"]).fetchall()
    )


def count_hit(connection: Connection[TupleRow], scope: StopScope, value: str | None) -> tuple[int, int]:
    """Return how many clips a stop keeps waiting, and how many are in the hands of reviewers; counts only."""
    row = connection.execute(QUERIES["count_hit"], {"scope": scope.value, "value": value}).fetchone()
    return (0, 0) if row is None else (int(row[0]), int(row[1]))


def is_stopped(
    connection: Connection[TupleRow],
    purpose: StopPurpose,
    *,
    region: str | None = None,
    language: str | None = None,
    programme: str | None = None,
    selection: str | None = None,
) -> bool:
    """Tell whether something is stopped, by what is known of it."""
    names = {
        "purpose": purpose.value,
        "region": region,
        "language": language,
        "programme": programme,
        "selection": selection,
    }
    row = connection.execute(QUERIES["find_stop"], names).fetchone()
    return row is None or row[0] is not None


def require_going(
    connection: Connection[TupleRow],
    clip_id: ClipId,
    *,
    purpose: StopPurpose = StopPurpose.HUMAN_REVIEW,
    vendor: str | None = None,
) -> None:
    """Go on only where a clip is not stopped.

    Args:
        connection: the caller's transaction.
        clip_id: the clip.
        purpose: what for.
        vendor: identifier of the employer of who hears it; None: our own people.

    Raises:
        ReviewStopped: it is.
    """
    names = {"clip_id": clip_id, "purpose": purpose.value, "vendor": vendor}
    row = connection.execute(QUERIES["find_clip_stop"], names).fetchone()
    if row is not None:
        raise ReviewStopped


def require_reviewing(connection: Connection[TupleRow], route: Route, *, nothing_waits: bool = False) -> None:
    """Go on only where a reviewer may be given clips at all.

    Args:
        connection: the caller's transaction.
        route: which clips may go to them.
        nothing_waits: they were given none; then also a stop of a part of what they review is told to them.

    Raises:
        ReviewStopped: all that they could be given is stopped, or a part of it and nothing else waits.
    """
    stops = list_stops_for(connection, route)
    if nothing_waits and stops:
        raise ReviewStopped
    stopped = {(stop.scope, stop.value) for stop in stops}
    if any(scope in _WHOLE for scope, _ in stopped) or any(
        # Who may be given nothing at all, for no country of theirs is known, is told so elsewhere.
        bool(named) and all((scope, one) in stopped for one in named or ())
        for scope, named in ((StopScope.LANGUAGE, route.languages), (StopScope.REGION, route.regions))
    ):
        raise ReviewStopped


def list_stops_for(connection: Connection[TupleRow], route: Route) -> tuple[LiveStop, ...]:
    """Return the stops that keep clips from a reviewer."""
    return tuple(stop for stop in list_live(connection) if _concerns(stop, route))


def _concerns(stop: LiveStop, route: Route) -> bool:
    match stop.scope:
        case StopScope.EVERYTHING | StopScope.PROGRAMME:
            return True
        case StopScope.PURPOSE:
            return stop.value == StopPurpose.HUMAN_REVIEW
        case StopScope.VENDOR:
            return stop.value == route.vendor
        case StopScope.LANGUAGE:
            return route.languages is None or stop.value in route.languages
        case StopScope.REGION:
            return route.regions is None or stop.value in route.regions


def find_stopped_since(
    connection: Connection[TupleRow], clip_ids: Collection[ClipId], since: datetime
) -> frozenset[ClipId]:
    """Return those of some clips that are stopped, or were until after a moment."""
    if not clip_ids:
        return frozenset()
    names = {"clip_ids": list(clip_ids), "since": since}
    return frozenset(ClipId(row[0]) for row in connection.execute(QUERIES["list_stopped_since"], names).fetchall())


def stop_unknown(connection: Connection[TupleRow], stop_ids: Collection[UUID], *, now: datetime) -> int:
    """Stop everything for each stop that this database does not hold, and count anew; return how many.

    Args:
        connection: of the owner, at a start.
        stop_ids: all that were begun and not ended, by the list outside the data folder.
        now: the present moment.
    """
    row = connection.execute(QUERIES["stop_unknown"], {"stop_ids": list(stop_ids), "now": now}).fetchone()
    return 0 if row is None else int(row[0])
