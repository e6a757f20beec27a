"""Ahead: the sound of the clip that may come next, sealed, in the page of a reviewer who hears another one.

What the page has is ciphertext. Its key leaves with the lease of that clip, in the transaction that writes into the log
that it is played (AD4), and only where the clip could be given just then by every rule: cap, household, route, rest,
stops and withdrawals are asked at that moment, not before. Until then there is no lease, nothing is counted as handed
out or heard, and nothing is told of the clip but how long it is. A reservation keeps the clip from others for minutes.
"""

from base64 import b64encode
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Final

from psycopg import Connection
from psycopg.errors import ForeignKeyViolation
from psycopg.rows import TupleRow

from earnest.deidentified.guideline.store import confirmed_guideline
from earnest.deidentified.review.giving import Workbench, known_route
from earnest.deidentified.review.leases import QUERIES, find_next, find_open_lease, is_distressing
from earnest.deidentified.review.payloads import AheadPayload
from earnest.deidentified.review.records import ReservedClip, Reviewer
from earnest.foundation.errors import NotSignedIn
from earnest.foundation.identifiers import LeaseId, StaffId, random_identifier
from earnest.handover.stops import require_reviewing
from earnest.handover.taking import PlacedClip, load_clip, open_key
from earnest.services.cryptography import SealBroken
from earnest.services.cryptography.browser_seals import create_browser_key, seal_for_browser
from earnest.services.objects import ObjectMissing

RESERVED_FOR: Final = timedelta(minutes=5)
"""How long a clip waits for its reviewer; nearly all clips are done sooner, and then others are given it. Chosen."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Reserved:
    clip: PlacedClip
    lease_id: LeaseId
    key: bytes


def fetch_ahead(workbench: Workbench, reviewer: Reviewer) -> AheadPayload | None:
    """Reserve the clip that this reviewer would be given next and return its sound, sealed.

    None where nothing waits, where they hold no clip, where they take a test, and where the clip is one that does not
    play by itself (DC2): that comes without haste.

    Raises:
        RestDue, GuidelineUnconfirmed, ReviewStopped: no clip would be given.
        NotSignedIn: the account was removed in this moment.
    """
    with workbench.database.transaction() as connection:
        reserved = _reserve(connection, workbench, reviewer)
    if reserved is None:
        return None
    try:
        sound = workbench.player.prepare_sound(reserved.clip, reserved.lease_id)
    except (SealBroken, ObjectMissing):
        give_back_ahead(workbench, reviewer.staff_id)
        return None
    sealed = seal_for_browser(sound, reserved.key, reserved.lease_id)
    return AheadPayload(lease_id=reserved.lease_id, sealed_sound=b64encode(sealed).decode("ascii"))


def give_back_ahead(workbench: Workbench, staff_id: StaffId) -> None:
    """Let others be given the clip that was reserved for a reviewer, if any; what their page has never opens."""
    with workbench.database.transaction() as connection:
        _ = connection.execute(QUERIES["give_back_reserved"], {"staff_id": staff_id})


def _reserve(connection: Connection[TupleRow], workbench: Workbench, reviewer: Reviewer) -> _Reserved | None:
    now, staff_id = workbench.clock.now(), reviewer.staff_id
    _ = confirmed_guideline(connection, staff_id)
    route = workbench.routing.route_of(connection, staff_id)
    routing = replace(workbench.routing, route_of=known_route(route))
    require_reviewing(connection, route)
    workbench.limits.require_rested(connection, staff_id, now=now)
    _ = connection.execute(QUERIES["give_back_reserved"], {"staff_id": staff_id})
    if find_open_lease(connection, staff_id) is None:
        return None
    found = find_next(connection, staff_id, now=now, routing=routing)
    if found is None:
        return None
    clip_id, purpose = found
    clip = load_clip(connection, clip_id)
    if clip.description.warnings or is_distressing(connection, clip_id):
        return None
    key = create_browser_key()
    reserved = ReservedClip(lease_id=LeaseId(random_identifier()), clip_id=clip_id, purpose=purpose)
    try:
        sealed_key = open_key(clip, handover_key=workbench.player.handover_key, objects=workbench.player.objects).seal(
            key, reserved.binding
        )
    except (SealBroken, ObjectMissing):
        return None
    return (
        _Reserved(clip=clip, lease_id=reserved.lease_id, key=key)
        if _keep(connection, reserved, staff_id, sealed_key, now)
        else None
    )


def _keep(
    connection: Connection[TupleRow], reserved: ReservedClip, staff_id: StaffId, sealed_key: bytes, now: datetime
) -> bool:
    """Keep a reservation; False where another reviewer was faster."""
    names = {
        "staff_id": staff_id,
        "clip_id": reserved.clip_id,
        "lease_id": reserved.lease_id,
        "purpose": reserved.purpose.value,
        "sealed_key": sealed_key,
        "now": now,
        "ends_at": now + RESERVED_FOR,
    }
    try:
        return connection.execute(QUERIES["reserve_clip"], names).rowcount == 1
    except ForeignKeyViolation:
        raise NotSignedIn from None
