"""Giving: the next clip to a reviewer, with everything that they are told of it."""

from base64 import b64encode
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Final

from psycopg import Connection
from psycopg.rows import TupleRow

from earnest.deidentified.guideline.store import confirmed_guideline
from earnest.deidentified.review.drafts import Drafts
from earnest.deidentified.review.errors import NoClipFree
from earnest.deidentified.review.leases import EVERYWHERE, find_open_lease, is_distressing, take_lease, use_reserved
from earnest.deidentified.review.limits import ListeningLimits
from earnest.deidentified.review.notes import Notes
from earnest.deidentified.review.payloads import LeasePayload, lease_payload
from earnest.deidentified.review.playing import ClipPlayer
from earnest.deidentified.review.records import HeldLease, ReservedClip, Reviewer
from earnest.deidentified.review.routing import Routing
from earnest.deidentified.review.rules import show
from earnest.deidentified.review.taking_back import TakingBack
from earnest.deidentified.review.tickets import SoundTickets
from earnest.deidentified.review.verdicts import Verdicts, return_lease
from earnest.foundation.clock import Clock
from earnest.foundation.identifiers import LeaseId, StaffId
from earnest.handover.meanings import Meanings
from earnest.handover.reviews import Route
from earnest.handover.stops import require_reviewing
from earnest.handover.taking import load_clip
from earnest.services.cryptography import SealBroken
from earnest.services.database import Database
from earnest.services.objects import ObjectMissing
from earnest.services.observability import LogWord, UnexpectedError, log

MOST_UNOPENED: Final = 5
"""Clips that cannot be opened which one request sets aside, before it says that none is free."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Workbench:
    """What the routes work with."""

    database: Database
    """Connections of the workbench's role."""
    player: ClipPlayer
    verdicts: Verdicts
    drafts: Drafts
    notes: Notes
    taking_back: TakingBack
    meanings: Meanings
    limits: ListeningLimits
    clock: Clock
    lease_duration: timedelta
    routing: Routing = EVERYWHERE
    """What else decides which clips a reviewer is given."""


def give_next(workbench: Workbench, reviewer: Reviewer, *, ahead: LeaseId | None = None) -> LeasePayload | None:
    """Return the clip that the reviewer now holds; None where nothing waits.

    One whose words cannot be opened, because its key is damaged or was destroyed in this moment, or whose sound is not
    there, because a back-up without sound was restored, is given back in the reviewer's name, so that it keeps no
    reviewer from the next one, which is given; that is logged.

    Args:
        workbench: what the routes work with.
        reviewer: who asks.
        ahead: name under which their page has a sealed sound; where that is the reserved clip, and it may still be
            given, it is, with the key. None: it has none.

    Raises:
        RestDue, GuidelineUnconfirmed, ReviewStopped, NoClipFree, LogUnavailable: as `post_lease` says.
    """
    with workbench.database.transaction() as connection:
        now = workbench.clock.now()
        _ = confirmed_guideline(connection, reviewer.staff_id)
        route = workbench.routing.route_of(connection, reviewer.staff_id)
        # Where a reviewer is does not change while they are given one clip.
        routing = replace(workbench.routing, route_of=known_route(route))
        require_reviewing(connection, route)
        holds = find_open_lease(connection, reviewer.staff_id) is not None
        if not holds:
            workbench.limits.require_rested(connection, reviewer.staff_id, now=now)
        reserved = None if holds or ahead is None else use_reserved(connection, reviewer.staff_id, now=now)
        if reserved is not None and reserved.lease_id != ahead:
            reserved = None
        for _attempt in range(MOST_UNOPENED):
            lease = take_lease(
                connection,
                reviewer,
                now=now,
                duration=workbench.lease_duration,
                routing=routing,
                may_hold=holds,
                reserved=reserved,
            )
            if lease is None:
                require_reviewing(connection, route, nothing_waits=True)
                return None
            try:
                return describe_lease(connection, workbench, lease, reviewer, reserved=reserved)
            except (SealBroken, ObjectMissing) as error:
                set_aside(connection, lease, reviewer, error, now=now)
    raise NoClipFree


def set_aside(
    connection: Connection[TupleRow], lease: HeldLease, reviewer: Reviewer, error: Exception, *, now: datetime
) -> None:
    """Give a clip that cannot be opened back in the reviewer's name, and write why into the operations log."""
    log(UnexpectedError(place=LogWord("workbench:deidentified.review.giving"), error=type(error)))
    return_lease(connection, lease, reviewer, now=now)


def known_route(route: Route) -> Callable[[Connection[TupleRow], StaffId], Route]:
    """Return a lookup that always answers with a route that is known already."""

    def known(_connection: Connection[TupleRow], _staff_id: StaffId) -> Route:
        return route

    return known


def describe_lease(
    connection: Connection[TupleRow],
    workbench: Workbench,
    lease: HeldLease,
    reviewer: Reviewer,
    *,
    reserved: ReservedClip | None = None,
) -> LeasePayload:
    """Return what whoever holds a clip is told of it; the same whatever it is given for.

    Where it is the reserved clip, and one that plays by itself, the key of its sound is told, which is logged before.

    Raises:
        ClipGone: it was withdrawn in this moment.
        ObjectMissing, SealBroken: its words cannot be opened, or its sound is not there.
    """
    clip, player = load_clip(connection, lease.clip_id), workbench.player
    player.objects.require(clip.object_key)
    shown = show(clip.description, player.open_clip_words(clip), player.open_clip_answer(clip))
    distressing = bool(shown.warnings) or is_distressing(connection, lease.clip_id)
    draft = workbench.drafts.find(connection, clip, reviewer.staff_id)
    address = sound_address(connection, workbench, lease.lease_id, reviewer)
    key = None
    if reserved is not None and reserved.lease_id == lease.lease_id and not distressing:
        # The log's lock is held until the commit, so this comes last.
        key = b64encode(player.open_ahead(connection, lease, reviewer, reserved)).decode("ascii")
    return lease_payload(lease, shown, distressing=distressing, draft=draft, sound_address=address, sound_key=key)


def sound_address(connection: Connection[TupleRow], workbench: Workbench, lease_id: LeaseId, reviewer: Reviewer) -> str:
    """Return an address that gives the sound of a clip once; the caller has checked that the reviewer holds it."""
    tickets = SoundTickets(database=workbench.database)
    return f"/api/sounds/{tickets.give(connection, lease_id, reviewer.staff_id, now=workbench.clock.now())}"
