"""Sessions: signed-in browsers of customers."""

import threading
from collections import defaultdict, deque
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from psycopg import Connection
from psycopg.rows import TupleRow, class_row

from earnest.foundation.clock import Clock
from earnest.personal.customers.errors import SignInRefused, TooManyAttempts
from earnest.personal.customers.passwords import password_fits
from earnest.personal.customers.records import Customer
from earnest.personal.customers.rows import CustomerRow
from earnest.personal.customers.tokens import new_token, token_hash
from earnest.services.database import load_queries
from earnest.services.web import NotSignedIn

QUERIES = load_queries("earnest.personal.customers")

SESSION_LENGTH: Final = timedelta(hours=12)
MOST_FAILURES: Final = 5
"""Failed attempts for one login within `FAILURE_WINDOW`; the next is refused unseen (AC6)."""
FAILURE_WINDOW: Final = timedelta(minutes=1)


@dataclass(slots=True)
class FailureMemory:
    """Recent failed attempts by hash of the login, in memory; an unknown login is limited the same way."""

    _failures: dict[bytes, deque[datetime]] = field(default_factory=lambda: defaultdict(deque))
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def refuse_if_too_many(self, login: str, now: datetime) -> None:
        """Raise where this login failed too often just now.

        Raises:
            TooManyAttempts: five failures within a minute.
        """
        with self._lock:
            self._forget(now)
            if len(self._failures.get(token_hash(login), ())) >= MOST_FAILURES:
                raise TooManyAttempts

    def remember(self, login: str, now: datetime) -> None:
        """Count a failure."""
        with self._lock:
            self._failures[token_hash(login)].append(now)

    def _forget(self, now: datetime) -> None:
        for key in list(self._failures):
            failures = self._failures[key]
            while failures and failures[0] <= now - FAILURE_WINDOW:
                _ = failures.popleft()
            if not failures:
                del self._failures[key]


@dataclass(frozen=True, slots=True, kw_only=True)
class _PasswordRow:
    customer_id: UUID
    password_hash: str | None


def sign_in(
    connection: Connection[TupleRow], login: str, password: str, *, failures: FailureMemory, clock: Clock
) -> str:
    """Check login and password and return a new session token.

    Raises:
        SignInRefused: one of both is wrong; which one is not told.
        TooManyAttempts: too many failures for this login.
    """
    now = clock.now()
    failures.refuse_if_too_many(login, now)
    with connection.cursor(row_factory=class_row(_PasswordRow)) as cursor:
        row = cursor.execute(QUERIES["find_password"], {"login": login}).fetchone()
    if not password_fits(password, None if row is None else row.password_hash) or row is None:
        failures.remember(login, now)
        raise SignInRefused
    token = new_token()
    _ = connection.execute(QUERIES["delete_expired_sessions"], {"now": now})
    _ = connection.execute(
        QUERIES["insert_session"],
        {
            "token_hash": token_hash(token),
            "customer_id": row.customer_id,
            "created_at": now,
            "expires_at": now + SESSION_LENGTH,
        },
    )
    return token


def load_session(connection: Connection[TupleRow], token: str, clock: Clock) -> Customer:
    """Return who is signed in with a session token.

    Raises:
        NotSignedIn: there is no such session, or it has ended.
    """
    scope = {"token_hash": token_hash(token), "now": clock.now()}
    with connection.cursor(row_factory=class_row(CustomerRow)) as cursor:
        row = cursor.execute(QUERIES["find_session"], scope).fetchone()
    if row is None:
        raise NotSignedIn
    return row.parse()


def sign_out(connection: Connection[TupleRow], token: str) -> None:
    """End a session; repeating it changes nothing."""
    _ = connection.execute(QUERIES["delete_session"], {"token_hash": token_hash(token)})
