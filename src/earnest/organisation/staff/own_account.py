"""Own account: what a member sees and changes of their own sign-in: password, recovery codes, passkeys, sessions."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from psycopg import Connection
from psycopg.rows import TupleRow, class_row

from earnest.foundation.identifiers import SessionId, StaffId
from earnest.organisation.staff.errors import StaffSignInRefused
from earnest.organisation.staff.passwords import HASHING
from earnest.organisation.staff.records import Member, OwnSession
from earnest.organisation.staff.rules import check_password, idle_length
from earnest.services.audit import Pseudonyms, StaffPasswordChanged, StaffSessionsEnded, append
from earnest.services.database import load_queries
from earnest.services.sign_in.attempts import count_attempt
from earnest.services.sign_in.tokens import text_hash

_QUERIES = load_queries("earnest.organisation.staff")
CONFIRMED_FOR: Final = timedelta(minutes=10)
"""How long after a sign-in a member may change how they sign in; afterwards they sign in anew, in place."""


def change_password(
    connection: Connection[TupleRow],
    member: Member,
    present: str,
    chosen: str,
    token: str,
    *,
    now: datetime,
    pseudonyms: Pseudonyms,
) -> None:
    """Give a member the password that they chose; their other sessions end. Counted as an attempt to sign in.

    Args:
        connection: at the beginning of a transaction.
        member: who asks.
        present: the password until now.
        chosen: the password from now on.
        token: the session that asks, which stays.
        now: aware.
        pseudonyms: how the member appears in the log.

    Raises:
        StaffPasswordTooShort, PasswordCommon: the chosen one is too easily tried.
        StaffSignInRefused: the present one is wrong.
        TooManyAttempts: it was tried too often.
    """
    check_password(chosen, member.name)
    count_attempt(connection, _QUERIES["count_attempt"], member.name, now)
    found = connection.execute(_QUERIES["find_credentials"], {"name": member.name}).fetchone()
    proof = HASHING.prove(present, None if found is None else str(found[1]))
    names = {"staff_id": member.staff_id, "proof": proof, "password_hash": HASHING.hash(chosen)}
    changed = connection.execute(_QUERIES["change_password"], names).fetchone()
    if changed is None or changed[0] is not True:
        raise StaffSignInRefused
    _ = connection.execute(
        _QUERIES["end_other_sessions"], {"staff_id": member.staff_id, "token_hash": text_hash(token)}
    )
    _ = append(connection, StaffPasswordChanged(at=now, member=pseudonyms.of(member.staff_id)))


def list_own_sessions(
    connection: Connection[TupleRow], member: Member, token: str, *, now: datetime
) -> tuple[OwnSession, ...]:
    """Return the browsers that a member is signed in with, newest first."""
    names = {
        "staff_id": member.staff_id,
        "token_hash": text_hash(token),
        "now": now,
        "idle_since": now - idle_length(member.role),
    }
    with connection.cursor(row_factory=class_row(_SessionRow)) as cursor:
        return tuple(row.parse() for row in cursor.execute(_QUERIES["list_sessions"], names))


def end_other_sessions(
    connection: Connection[TupleRow], staff_id: StaffId, token: str, *, now: datetime, pseudonyms: Pseudonyms
) -> None:
    """Sign a member out everywhere but in the browser that asks."""
    _ = connection.execute(_QUERIES["end_other_sessions"], {"staff_id": staff_id, "token_hash": text_hash(token)})
    _ = append(connection, StaffSessionsEnded(at=now, member=pseudonyms.of(staff_id)))


@dataclass(frozen=True, slots=True, kw_only=True)
class _SessionRow:
    session_id: UUID
    created_at: datetime
    last_used_at: datetime
    present: bool

    def parse(self) -> OwnSession:
        return OwnSession(
            session_id=SessionId(self.session_id),
            created_at=self.created_at,
            last_used_at=self.last_used_at,
            present=self.present,
        )
