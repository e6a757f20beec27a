"""Panel: invitations, taking them back, and rewards that officers ask for and the personal side carries out (CN8)."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final
from uuid import UUID

from psycopg import Connection
from psycopg.rows import TupleRow

from earnest.foundation.identifiers import StaffId, random_identifier
from earnest.handover.two_person_errors import ActNotYours
from earnest.services.database import load_queries

QUERIES = load_queries("earnest.handover")

KEPT: Final = timedelta(days=30)
"""A request is removed so long after it was asked, carried out or not. Chosen, not measured."""


class PanelAct(StrEnum):
    """What is asked of the personal side."""

    INVITE = "invite"
    """Invite the person; they agree or decline in the portal."""
    REWARD = "reward"
    """Note what a person who agreed was given."""
    TAKE_BACK = "take_back"
    """Take an invitation back that was not answered yet; always done, so that it tells nothing of a name."""


class PanelOutcome(StrEnum):
    """What became of a request; nothing of the person but this comes back."""

    DONE = "done"
    REFUSED = "refused"
    """There is no such name, or the person is a child, of another programme, or has not agreed: which is not told."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PanelRequest:
    """One request as officers see it; whom it names is not read again."""

    request_id: UUID
    act: PanelAct
    reward: str | None
    """What is offered or was given; None where an invitation is taken back."""
    asked_at: datetime
    outcome: PanelOutcome | None
    """None: not carried out yet."""
    ended_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class PanelTask:
    """One request that the personal side is to carry out."""

    request_id: UUID
    act: PanelAct
    login: str
    reward: str | None
    """What is offered or was given; None where an invitation is taken back."""


def ask_panel(
    connection: Connection[TupleRow], act: PanelAct, *, login: str, reward: str | None, token: str, now: datetime
) -> StaffId:
    """Ask the personal side to invite a person, to take that back, or to note a reward; return who asked.

    Args:
        connection: of the administration's role.
        act: what is asked.
        login: sign-in name of the person, 1 to 200 characters; kept until it was carried out.
        reward: what is offered or was given, 1 to 200 characters, in words that the person reads; None where an
            invitation is taken back.
        token: of the officer's session.
        now: the present time.

    Raises:
        ActNotYours: it is no session of an active privacy officer.
    """
    names = {
        "request_id": random_identifier(),
        "act": act.value,
        "login": login,
        "reward": reward,
        "token": token,
        "now": now,
    }
    row = connection.execute(QUERIES["ask_panel"], names).fetchone()
    if row is None or row[0] is None:
        raise ActNotYours
    return StaffId(row[0])


def list_panel_requests(connection: Connection[TupleRow]) -> tuple[PanelRequest, ...]:
    """Return what was asked in the last days, the newest first; without names."""
    rows = connection.execute(QUERIES["list_panel_requests"]).fetchall()
    return tuple(
        PanelRequest(
            request_id=row[0],
            act=PanelAct(row[1]),
            reward=row[2],
            asked_at=row[3],
            outcome=None if row[4] is None else PanelOutcome(row[4]),
            ended_at=row[5],
        )
        for row in rows
    )


def take_panel_task(connection: Connection[TupleRow]) -> PanelTask | None:
    """Return the oldest request that waits, and hold it until the transaction ends; None where none waits."""
    row = connection.execute(QUERIES["take_panel_task"]).fetchone()
    if row is None:
        return None
    return PanelTask(request_id=row[0], act=PanelAct(row[1]), login=str(row[2]), reward=row[3])


def end_panel_task(connection: Connection[TupleRow], request_id: UUID, outcome: PanelOutcome, *, now: datetime) -> None:
    """Keep what became of a request, and forget whom it named."""
    names = {"request_id": request_id, "outcome": outcome.value, "now": now}
    _ = connection.execute(QUERIES["end_panel_task"], names)


def forget_panel_requests(connection: Connection[TupleRow], *, now: datetime) -> int:
    """Remove requests that were kept long enough; return how many."""
    return connection.execute(QUERIES["forget_panel_requests"], {"before": now - KEPT}).rowcount
