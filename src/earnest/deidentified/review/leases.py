"""Leases: hand a clip to one reviewer at a time, within the cap, and take it back."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from psycopg import Connection
from psycopg.rows import TupleRow, class_row

from earnest.deidentified.review.errors import ClipWithAnother, LeaseEnded, LeaseNotFound, NoClipFree
from earnest.deidentified.review.preferences import accepts_distressing
from earnest.deidentified.review.records import HeldLease, LeaseOutcome, ReservedClip, Reviewer
from earnest.deidentified.review.routing import Routing
from earnest.foundation.identifiers import ClipId, LabelId, LeaseId, ReceiptId, StaffId, random_identifier
from earnest.handover.allowances import raise_handed_out
from earnest.handover.households import list_households
from earnest.handover.receipts import Receipt, ReceiptKind, add_receipt
from earnest.handover.reviews import (
    ADJUDICATION,
    LeasePurpose,
    Route,
    count_offered,
    is_offered,
    list_offered,
    list_offered_among,
    load_reviews,
)
from earnest.handover.stops import find_stopped_since
from earnest.handover.withdrawals import find_withdrawn
from earnest.services.audit import ClipLeased, append_before
from earnest.services.database import load_queries

QUERIES = load_queries("earnest.deidentified.review")

DRAFT_KEPT_FOR = timedelta(hours=12)
"""How long a draft waits for its reviewer: as long as a session lives (AC3)."""

SKIPPED_FOR = timedelta(minutes=30)
"""How long a skipped clip is not given to who skipped it. Chosen: later in the same shift, not at once."""
_HOUSEHOLD_RESTS = timedelta(hours=24)
"""How long a person is given no second clip of a household: a day, wherever it begins (PS7)."""

_ATTEMPTS = 8
"""How often another clip is tried when another reviewer was faster."""


_LOOKED_AT = 64
"""How many clips are looked at for one that no other reviewer takes in the same moment: more than reviewers at once."""


EVERYWHERE: Final = Routing()
"""Nothing else decides."""


class _Taken(Exception):
    """Undoes one attempt."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _LeaseRow:
    lease_id: UUID
    clip_id: UUID
    leased_at: datetime
    expires_at: datetime
    ended_at: datetime | None
    outcome: str | None
    played_milliseconds: int
    sound_left_at: datetime | None
    label_id: UUID | None

    def parse(self) -> HeldLease:
        return HeldLease(
            lease_id=LeaseId(self.lease_id),
            clip_id=ClipId(self.clip_id),
            leased_at=self.leased_at,
            expires_at=self.expires_at,
            outcome=None if self.outcome is None else LeaseOutcome(self.outcome),
            played_milliseconds=self.played_milliseconds,
            sound_left_at=self.sound_left_at,
            label_id=None if self.label_id is None else LabelId(self.label_id),
        )


def take_lease(
    connection: Connection[TupleRow],
    reviewer: Reviewer,
    *,
    now: datetime,
    duration: timedelta,
    purpose: LeasePurpose = LeasePurpose.REVIEW,
    routing: Routing = EVERYWHERE,
    may_hold: bool = True,
    reserved: ReservedClip | None = None,
) -> HeldLease | None:
    """Give a reviewer a clip: the one that they hold already, else one of which they have a draft, else a free one.

    In the caller's transaction: ends overdue leases; skips clips that are withdrawn, expired or leased, that do not
    wait for this purpose, that this person has reviewed or given back, or that another ejected (unless this one chose
    such clips, DC1); and on the first lease of a clip raises `handed_out`, never above `chosen` (SP1).
    The receipt and the audit leaf are written in the same transaction. A clip that is held for the other purpose is set
    aside.

    Args:
        connection: the caller's transaction.
        reviewer: who listens.
        now: the present moment.
        duration: how long the reviewer may hold the clip.
        purpose: what the clip is given for.
        routing: what else decides.
        may_hold: whether the reviewer may hold a clip already; no where the caller has just looked.
        reserved: a clip that is given before others where it could be given now; its lease has the reserved name.

    Returns:
        The lease; None where no clip waits.

    Raises:
        NoClipFree: several reviewers asked at once and each attempt lost.
        LogUnavailable: the log takes no line, so no clip is given (AD4).
    """
    _end_overdue(connection, now)
    for attempt in range(_ATTEMPTS):
        held = find_open_lease(connection, reviewer.staff_id) if may_hold or attempt else None
        if held is not None and _waits_for(connection, held.clip_id, purpose, now):
            return held
        if held is not None:
            end_lease(connection, held, reviewer.staff_id, outcome=LeaseOutcome.SET_ASIDE, now=now)
        accounts = _accounts(connection, reviewer.staff_id, routing)
        found, lease_id = None, LeaseId(random_identifier())
        if reserved is not None and not attempt and _is_free(connection, accounts, reserved, now, routing):
            found, lease_id = (reserved.clip_id, reserved.purpose), reserved.lease_id
        found = found or _find_next(connection, accounts, now, purpose, routing)
        if found is None:
            return None
        clip_id, given_for = found
        try:
            with connection.transaction():
                return _take(
                    connection,
                    reviewer,
                    clip_id,
                    accounts,
                    now=now,
                    expires_at=now + duration,
                    purpose=given_for,
                    lease_id=lease_id,
                )
        except _Taken:
            continue
    raise NoClipFree


def find_next(
    connection: Connection[TupleRow], staff_id: StaffId, *, now: datetime, routing: Routing
) -> tuple[ClipId, LeasePurpose] | None:
    """Return the clip that a reviewer would be given next, and for what; None where nothing waits.

    None as well where they take a test: its clips come in their order.
    """
    accounts = _accounts(connection, staff_id, routing)
    if routing.test_clips(connection, accounts, now):
        return None
    return _find_next(connection, accounts, now, LeasePurpose.REVIEW, routing)


def _find_next(
    connection: Connection[TupleRow],
    accounts: Sequence[StaffId],
    now: datetime,
    purpose: LeasePurpose,
    routing: Routing,
) -> tuple[ClipId, LeasePurpose] | None:
    tested = _find_test_clip(connection, accounts, now, routing) if purpose is LeasePurpose.REVIEW else None
    clip_id = tested or _find_free_clip(connection, accounts, now, purpose, routing)
    if clip_id is None:
        return None
    given_for = purpose if tested is None else LeasePurpose.PLANTED
    if given_for is LeasePurpose.REVIEW and routing.planted_share > 0:
        # Looked for every time and given only where a clip waits, so that neither time nor end of work tells it.
        planted = _find_free_clip(connection, accounts, now, LeasePurpose.PLANTED, routing)
        if planted is not None and routing.draw() < routing.planted_share:
            return planted, LeasePurpose.PLANTED
    return clip_id, given_for


def _is_free(
    connection: Connection[TupleRow],
    accounts: Sequence[StaffId],
    reserved: ReservedClip,
    now: datetime,
    routing: Routing,
) -> bool:
    """Return whether a reserved clip could be given now: by every rule by which it would be chosen."""
    without = _not_for(connection, accounts, now, overdue_too=True)
    route = _route(connection, accounts, now, routing, reserved.purpose)
    among = [reserved.clip_id]
    offered = list_offered_among(connection, among, now=now, without=without, purpose=reserved.purpose, route=route)
    return offered == (reserved.clip_id,)


def use_reserved(connection: Connection[TupleRow], staff_id: StaffId, *, now: datetime) -> ReservedClip | None:
    """Take the clip that is reserved for a reviewer, which is then reserved no more; None where none is."""
    row = connection.execute(QUERIES["use_reserved"], {"staff_id": staff_id, "now": now}).fetchone()
    if row is None:
        return None
    lease_id, clip_id, purpose, sealed_key = row
    return ReservedClip(
        lease_id=LeaseId(lease_id), clip_id=ClipId(clip_id), purpose=LeasePurpose(purpose), sealed_key=bytes(sealed_key)
    )


def find_open_lease(connection: Connection[TupleRow], staff_id: StaffId) -> HeldLease | None:
    """Return the lease that a reviewer holds, if any."""
    with connection.cursor(row_factory=class_row(_LeaseRow)) as cursor:
        row = cursor.execute(QUERIES["find_own_open_lease"], {"staff_id": staff_id}).fetchone()
    return None if row is None else row.parse()


def load_lease(connection: Connection[TupleRow], lease_id: LeaseId, staff_id: StaffId) -> HeldLease:
    """Return a reviewer's own lease, open or ended, and hold its row until the transaction ends.

    Raises:
        LeaseNotFound: there is none of this identifier, or it is another reviewer's: both look the same (AC8).
    """
    with connection.cursor(row_factory=class_row(_LeaseRow)) as cursor:
        row = cursor.execute(QUERIES["load_own_lease"], {"lease_id": lease_id, "staff_id": staff_id}).fetchone()
    if row is None:
        raise LeaseNotFound
    return row.parse()


def load_open_lease(
    connection: Connection[TupleRow], lease_id: LeaseId, staff_id: StaffId, *, now: datetime
) -> HeldLease:
    """Return a reviewer's own lease that is still open, and hold its row until the transaction ends.

    Raises:
        LeaseNotFound: as for `load_lease`.
        LeaseEnded: its time is over, or it was ended.
    """
    lease = load_lease(connection, lease_id, staff_id)
    if lease.outcome is not None or lease.expires_at <= now:
        raise LeaseEnded
    return lease


def end_lease(
    connection: Connection[TupleRow],
    lease: HeldLease,
    staff_id: StaffId,
    *,
    outcome: LeaseOutcome,
    now: datetime,
    label_id: LabelId | None = None,
    keystrokes: int | None = None,
) -> None:
    """End a lease; the draft goes with it, unless the clip was only set aside or skipped.

    Args:
        connection: the caller's transaction.
        lease: which one.
        staff_id: whose it is.
        outcome: how it ended.
        now: when.
        label_id: what was written; this reviewer alone can take it back.
        keystrokes: keys pressed for it, ≥ 0; None where they were not counted.
    """
    _ = connection.execute(
        QUERIES["end_lease"],
        {
            "lease_id": lease.lease_id,
            "staff_id": staff_id,
            "outcome": outcome.value,
            "now": now,
            "label_id": label_id,
            "keystrokes": keystrokes,
        },
    )
    if outcome not in {LeaseOutcome.SET_ASIDE, LeaseOutcome.SKIPPED}:
        _ = connection.execute(QUERIES["delete_own_draft"], {"clip_id": lease.clip_id, "staff_id": staff_id})


def eject_lease(connection: Connection[TupleRow], lease: HeldLease, staff_id: StaffId, *, now: datetime) -> None:
    """Mark a clip as hard to bear by ending a lease, also one that ended without a verdict; the draft goes with it."""
    _ = connection.execute(QUERIES["eject_lease"], {"lease_id": lease.lease_id, "staff_id": staff_id, "now": now})
    _ = connection.execute(QUERIES["delete_own_draft"], {"clip_id": lease.clip_id, "staff_id": staff_id})


def is_distressing(connection: Connection[TupleRow], clip_id: ClipId) -> bool:
    """Return whether a reviewer found a clip hard to bear."""
    return connection.execute(QUERIES["is_distressing"], {"clip_id": clip_id}).fetchone() is not None


def take_again(
    connection: Connection[TupleRow], reviewer: Reviewer, lease: HeldLease, *, now: datetime, expires_at: datetime
) -> HeldLease:
    """Give a reviewer the clip of an earlier lease of theirs again, with what was heard of it then.

    Raises:
        ClipWithAnother: another reviewer has it, or it is past its end date.
    """
    reviews = load_reviews(connection, lease.clip_id)
    adjudicated = reviews.next_number() == ADJUDICATION
    purpose = LeasePurpose.ADJUDICATION if adjudicated else LeasePurpose.REVIEW
    purpose = LeasePurpose.PLANTED if reviews.planted else purpose
    try:
        # It was theirs, so what they wrote about it before does not stand in the way.
        new = LeaseId(random_identifier())
        taken = _take(
            connection, reviewer, lease.clip_id, (), now=now, expires_at=expires_at, purpose=purpose, lease_id=new
        )
    except _Taken:
        raise ClipWithAnother from None
    record_play(connection, taken, reviewer.staff_id, played_milliseconds=lease.played_milliseconds)
    return taken


def record_sound_left(connection: Connection[TupleRow], lease: HeldLease, staff_id: StaffId, *, now: datetime) -> bool:
    """Remember that the sound of a clip leaves; only the first time counts.

    Returns:
        False where the database refuses, because it was stopped in this moment; then no sound may leave.
    """
    names = {"lease_id": lease.lease_id, "staff_id": staff_id, "now": now}
    return connection.execute(QUERIES["record_sound_left"], names).rowcount == 1


def record_play(
    connection: Connection[TupleRow], lease: HeldLease, staff_id: StaffId, *, played_milliseconds: int
) -> None:
    """Remember how much of a clip was played; a smaller sum than before changes nothing."""
    _ = connection.execute(
        QUERIES["record_play"],
        {"lease_id": lease.lease_id, "staff_id": staff_id, "played_milliseconds": played_milliseconds},
    )


def count_waiting(
    connection: Connection[TupleRow],
    staff_id: StaffId,
    *,
    now: datetime,
    purpose: LeasePurpose = LeasePurpose.REVIEW,
    routing: Routing = EVERYWHERE,
) -> int:
    """Return how many clips a reviewer could be given now."""
    accounts = _accounts(connection, staff_id, routing)
    without = _not_for(connection, accounts, now, overdue_too=False)
    route = _route(connection, accounts, now, routing, purpose)
    return count_offered(connection, now=now, without=without, purpose=purpose, route=route)


def _waits_for(connection: Connection[TupleRow], clip_id: ClipId, purpose: LeasePurpose, now: datetime) -> bool:
    """Return whether a clip that is held is still wanted for what its holder asks for."""
    wanted = [purpose, LeasePurpose.PLANTED] if purpose is LeasePurpose.REVIEW else [purpose]
    return any(is_offered(connection, clip_id, now=now, purpose=one) for one in wanted)


def _accounts(connection: Connection[TupleRow], staff_id: StaffId, routing: Routing) -> list[StaffId]:
    """Return this account, first, and the other ones of the same person."""
    return [staff_id, *routing.other_accounts(connection, staff_id)]


def _end_overdue(connection: Connection[TupleRow], now: datetime) -> None:
    """End leases whose time is over, and leases and drafts of clips that were withdrawn."""
    in_use = connection.execute(QUERIES["list_in_use"]).fetchall()
    withdrawn = find_withdrawn(connection, _clip_ids(in_use))
    uses = {use: [ClipId(clip_id) for clip_id, one in in_use if one == use] for use in ("leased", "drafted", "noted")}
    if uses["leased"]:
        _ = connection.execute(QUERIES["end_overdue_leases"], {"now": now, "withdrawn": list(withdrawn)})
    if uses["drafted"]:
        # A draft of what is stopped waits as long as the stop, and then as long as any other.
        kept = find_stopped_since(connection, uses["drafted"], now - DRAFT_KEPT_FOR)
        stale = {"before": now - DRAFT_KEPT_FOR, "withdrawn": list(withdrawn), "kept": list(kept)}
        _ = connection.execute(QUERIES["forget_stale_drafts"], stale)
    if withdrawn.intersection(uses["noted"]):
        _ = connection.execute(QUERIES["forget_notes"], {"withdrawn": list(withdrawn)})


def _route(
    connection: Connection[TupleRow],
    accounts: Sequence[StaffId],
    now: datetime,
    routing: Routing,
    purpose: LeasePurpose,
) -> Route:
    """Return which clips may go to a person now; who adjudicates takes no test."""
    adjudicates = purpose is LeasePurpose.ADJUDICATION
    closed = () if adjudicates else routing.closed_languages(connection, accounts[0], now)
    chosen = accepts_distressing(connection, accounts[0])
    route = replace(routing.route_of(connection, accounts[0]), distressing=chosen, closed_languages=closed)
    if not routing.one_clip_per_household:
        return route
    since = {"accounts": list(accounts), "since": now - _HOUSEHOLD_RESTS}
    given = _clip_ids(connection.execute(QUERIES["list_given_since"], since))
    return replace(route, given=given, households=list_households(connection, given))


def _find_free_clip(
    connection: Connection[TupleRow],
    accounts: Sequence[StaffId],
    now: datetime,
    purpose: LeasePurpose,
    routing: Routing,
) -> ClipId | None:
    offered = list_offered(
        connection,
        now=now,
        # An overdue lease is open for as long as another transaction is about to end it.
        without=_not_for(connection, accounts, now, overdue_too=True),
        first=_clip_ids(connection.execute(QUERIES["list_drafted"], {"staff_id": accounts[0]})),
        most=_LOOKED_AT,
        purpose=purpose,
        route=_route(connection, accounts, now, routing, purpose),
    )
    row = connection.execute(QUERIES["find_free_clip"], {"clip_ids": list(offered)}).fetchone()
    return None if row is None else ClipId(row[0])


def _find_test_clip(
    connection: Connection[TupleRow], accounts: Sequence[StaffId], now: datetime, routing: Routing
) -> ClipId | None:
    """Return a clip of the test that a person takes; None where they take none, or its clips are in other hands."""
    left = routing.test_clips(connection, accounts, now)
    if not left:
        return None
    offered = list_offered_among(
        connection,
        left,
        now=now,
        without=_not_for(connection, accounts, now, overdue_too=True),
        purpose=LeasePurpose.PLANTED,
    )
    row = connection.execute(QUERIES["find_free_clip"], {"clip_ids": list(offered)}).fetchone()
    return None if row is None else ClipId(row[0])


def _not_for(
    connection: Connection[TupleRow], accounts: Sequence[StaffId], now: datetime, *, overdue_too: bool
) -> tuple[ClipId, ...]:
    """Return clips that a reviewer is not given now.

    Args:
        connection: the caller's transaction.
        accounts: of the reviewer, that which asks first.
        now: the present moment.
        overdue_too: whether a clip of a lease whose time is over, but which is not ended yet, is still in other hands.
    """
    parameters = {
        "staff_id": accounts[0],
        "accounts": list(accounts),
        "now": now,
        "overdue_too": overdue_too,
        "skipped_since": now - SKIPPED_FOR,
    }
    return _clip_ids(connection.execute(QUERIES["list_not_for"], parameters))


def _clip_ids(rows: Iterable[TupleRow]) -> tuple[ClipId, ...]:
    return tuple(ClipId(row[0]) for row in rows)


def _take(
    connection: Connection[TupleRow],
    reviewer: Reviewer,
    clip_id: ClipId,
    accounts: Sequence[StaffId],
    *,
    now: datetime,
    expires_at: datetime,
    purpose: LeasePurpose,
    lease_id: LeaseId,
) -> HeldLease:
    """Take a clip, unless another reviewer has, or one of these accounts has finished with it meanwhile."""
    names = {"lease_id": lease_id, "clip_id": clip_id}
    inserted = connection.execute(
        QUERIES["insert_lease"], {**names, "staff_id": reviewer.staff_id, "now": now, "expires_at": expires_at}
    ).rowcount
    # Asked after the lease is there, in a statement of its own: it sees a label that was written until just now.
    if inserted == 0 or not is_offered(connection, clip_id, now=now, purpose=purpose):
        raise _Taken
    # Whoever is given a clip is the only one who has a draft of it.
    _ = connection.execute(QUERIES["delete_drafts_of_others"], {"clip_id": clip_id, "staff_id": reviewer.staff_id})
    others = connection.execute(QUERIES["look_at_others"], {**names, "accounts": list(accounts)}).fetchone()
    if others is None or others[1]:
        raise _Taken
    counted = purpose is not LeasePurpose.PLANTED and others[0] is True
    if counted and not raise_handed_out(connection, lease_id):
        raise _Taken
    add_receipt(
        connection,
        Receipt(
            receipt_id=ReceiptId(random_identifier()),
            clip_id=clip_id,
            kind=ReceiptKind.LEASED,
            role=reviewer.kind.value,
            played_milliseconds=None,
            recorded_at=now,
        ),
    )
    _ = append_before(connection, ClipLeased(at=now, clip_id=clip_id, lease_id=lease_id, reviewer=reviewer.pseudonym))
    return HeldLease(
        lease_id=lease_id,
        clip_id=clip_id,
        leased_at=now,
        expires_at=expires_at,
        outcome=None,
        played_milliseconds=0,
        sound_left_at=None,
        label_id=None,
    )
