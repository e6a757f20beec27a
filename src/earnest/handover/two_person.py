"""Acts of the organisation that two people approve: a higher share of clips, and exports (AC10).

A household, where one person keeps everything, needs no second one: `needs_two_people` tells.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from psycopg import Connection
from psycopg.errors import InsufficientPrivilege
from psycopg.rows import TupleRow

from earnest.foundation.identifiers import ActRequestId, StaffId
from earnest.handover.two_person_errors import ActNotYours, ExportNotApproved, ShareTakesTwo
from earnest.services.database import load_queries

QUERIES = load_queries("earnest.handover")


class OrganisationAct(StrEnum):
    """What two people approve."""

    RAISE_SHARE = "raise_share"
    """A higher share of the utterances of a programme may be heard by people."""
    EXPORT = "export"
    """Sound and labels are copied to where no erasure reaches."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ActRequest:
    """What was asked for."""

    request_id: ActRequestId
    act: OrganisationAct
    programme: str | None
    region: str | None
    """Country whose share it is, ISO 3166-1 alpha-2; None: the whole programme's, or an export."""
    share: float | None
    """Up to which share, above 0 and at most 1; None for an export."""
    requested_by: StaffId
    requested_at: datetime
    ends_at: datetime
    """Until when it can be used."""
    approved_by: StaffId | None
    approved_at: datetime | None
    used_at: datetime | None


def request_act(
    connection: Connection[TupleRow],
    request_id: ActRequestId,
    act: OrganisationAct,
    *,
    programme: str | None,
    region: str | None,
    share: float | None,
    token: str,
    now: datetime,
) -> StaffId:
    """Ask for an act; return who asked, who is whose session the token is.

    Raises:
        ActNotYours: it is no session of an active officer.
    """
    names = {
        "request_id": request_id,
        "act": act.value,
        "programme": programme,
        "region": region,
        "share": share,
        "token": token,
        "now": now,
    }
    row = connection.execute(QUERIES["request_act"], names).fetchone()
    if row is None or row[0] is None:
        raise ActNotYours
    return StaffId(row[0])


def approve_act(connection: Connection[TupleRow], request_id: ActRequestId, *, token: str, now: datetime) -> StaffId:
    """Approve an act as the second person; return who that is. The database counts people, not accounts.

    Raises:
        ActNotYours: it was asked for by this person, is over, or neither of both is a privacy officer.
    """
    try:
        with connection.transaction():
            names = {"request_id": request_id, "token": token, "now": now}
            row = connection.execute(QUERIES["approve_act"], names).fetchone()
    except InsufficientPrivilege:
        raise ActNotYours from None
    if row is None or row[0] is None:
        raise ActNotYours
    return StaffId(row[0])


def list_acts(connection: Connection[TupleRow]) -> tuple[ActRequest, ...]:
    """Return what was asked for, the newest first."""
    return tuple(
        ActRequest(
            request_id=ActRequestId(row[0]),
            act=OrganisationAct(row[1]),
            programme=row[2],
            region=row[3],
            share=row[4],
            requested_by=StaffId(row[5]),
            requested_at=row[6],
            ends_at=row[7],
            approved_by=None if row[8] is None else StaffId(row[8]),
            approved_at=row[9],
            used_at=row[10],
        )
        for row in connection.execute(QUERIES["list_acts"]).fetchall()
    )


def list_shares(connection: Connection[TupleRow]) -> dict[str, float]:
    """Return the share in force of each programme."""
    return {str(row[0]): float(row[1]) for row in connection.execute(QUERIES["list_shares"]).fetchall()}


def list_region_shares(connection: Connection[TupleRow]) -> dict[tuple[str, str], float]:
    """Return the shares of single regions by programme and region, where they have one of their own.

    In force is the smaller one of it and the programme's.
    """
    rows = connection.execute(QUERIES["list_region_shares"]).fetchall()
    return {(str(row[0]), str(row[1])): float(row[2]) for row in rows}


def list_counted_regions(connection: Connection[TupleRow]) -> tuple[str, ...]:
    """Return the regions of which something was counted, and those with a share of their own, in order."""
    return tuple(str(row[0]) for row in connection.execute(QUERIES["list_counted_regions"]).fetchall())


def lower_region_share(
    connection: Connection[TupleRow], *, programme: str, region: str, share: float, token: str, now: datetime
) -> None:
    """Lower the share of a region at once; one officer is enough. A household may raise it so, too.

    Args:
        connection: of the administration's role.
        programme: `general` or `panel`.
        region: country, ISO 3166-1 alpha-2.
        share: of the utterances, 0 to 1.
        token: of the officer's session.
        now: the present moment.

    Raises:
        ShareTakesTwo: it is higher than what is in force, or it is no session of an active officer.
    """
    names = {"programme": programme, "region": region, "share": share, "token": token, "now": now}
    row = connection.execute(QUERIES["lower_region_share"], names).fetchone()
    if row is None or row[0] is not True:
        raise ShareTakesTwo


def needs_two_people(connection: Connection[TupleRow]) -> bool:
    """Tell whether this is more than a household: there is a vendor, or more than one officer."""
    row = connection.execute(QUERIES["needs_two_people"]).fetchone()
    return row is None or row[0] is not False


def use_export(connection: Connection[TupleRow], request_id: UUID | None, *, now: datetime) -> None:
    """Use up the approval of an export, once; a household needs none.

    Raises:
        ExportNotApproved: two people have not approved it, it was used, or its days are over.
    """
    row = connection.execute(QUERIES["use_export"], {"request_id": request_id, "now": now}).fetchone()
    if row is None or row[0] is not True:
        raise ExportNotApproved
