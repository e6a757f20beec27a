"""Sessions: signed-in browsers of customers."""

import threading
from collections import defaultdict, deque
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Final, cast
from uuid import UUID

from psycopg import Connection
from psycopg.rows import TupleRow, class_row

from earnest.foundation.clock import Clock
from earnest.foundation.identifiers import CustomerId
from earnest.personal.customers.errors import SignInRefused, TooManyAttempts
from earnest.personal.customers.passwords import password_proof
from earnest.personal.customers.records import Customer
from earnest.personal.customers.rows import CustomerRow
from earnest.personal.customers.tokens import new_token, token_hash
from earnest.services.audit import CustomerSignedIn, Pseudonyms, append
from earnest.services.database import load_queries
from earnest.services.web import NotSignedIn

QUERIES = load_queries("earnest.personal.customers")

SESSION_LENGTH: Final = timedelta(hours=12)
MOST_FAILURES: Final = 5
"""Attempts for one login within `FAILURE_WINDOW` without a sign-in; the next is refused unseen (AC6)."""
FAILURE_WINDOW: Final = timedelta(minutes=1)


@dataclass(slots=True)
class FailureMemory:
    """Recent attempts without a sign-in, by hash of the login, in memory; an unknown login is limited the same way."""

    _failures: dict[bytes, deque[datetime]] = field(default_factory=lambda: defaultdict(deque))
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def count(self, login: str, now: datetime) -> None:
        """Count an attempt before it is checked, so that attempts side by side do not escape the count.

        Raises:
            TooManyAttempts: five within a minute before this one.
        """
        with self._lock:
            self._forget(now)
            attempts = self._failures[token_hash(login)]
            if len(attempts) >= MOST_FAILURES:
                raise TooManyAttempts
            attempts.append(now)

    def forgive(self, login: str) -> None:
        """Forget the attempts of a login that has signed in."""
        with self._lock:
            _ = self._failures.pop(token_hash(login), None)

    def _forget(self, now: datetime) -> None:
        for key in list(self._failures):
            failures = self._failures[key]
            while failures and failures[0] <= now - FAILURE_WINDOW:
                _ = failures.popleft()
            if not failures:
                del self._failures[key]


def sign_in(
    connection: Connection[TupleRow],
    login: str,
    password: str,
    *,
    failures: FailureMemory,
    pseudonyms: Pseudonyms,
    clock: Clock,
) -> str:
    """Check login and password and return a new session token.

    The database compares what the password gives, and opens the session itself: this process never sees the hash.

    Raises:
        SignInRefused: one of both is wrong; which one is not told.
        TooManyAttempts: too many failures for this login.
    """
    now = clock.now()
    failures.count(login, now)
    looked_up = _login_to_look_up(login)
    row = connection.execute(QUERIES["find_sign_in_parameters"], {"login": looked_up}).fetchone()
    parameters = None if row is None else cast("str | None", row[0])
    proof = password_proof(password, parameters)
    token = new_token()
    opened = connection.execute(
        QUERIES["open_session"],
        {
            "login": looked_up,
            "proof": proof,
            "token_hash": token_hash(token),
            "created_at": now,
            "expires_at": now + SESSION_LENGTH,
        },
    ).fetchone()
    if opened is None or opened[0] is None:
        raise SignInRefused
    failures.forgive(login)
    _ = connection.execute(QUERIES["delete_expired_sessions"], {"now": now})
    _ = append(connection, CustomerSignedIn(at=now, customer=pseudonyms.of(cast("UUID", opened[0]))))
    return token


def _login_to_look_up(login: str) -> str:
    """Return a login as customers have it, or an empty one, which nobody has: a zero byte is no text to a database."""
    return login if login.isprintable() else ""


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


def sign_out(connection: Connection[TupleRow], token: str) -> CustomerId | None:
    """End a session and return whose it was; repeating it changes nothing and returns None."""
    row = connection.execute(QUERIES["delete_session"], {"token_hash": token_hash(token)}).fetchone()
    return None if row is None else CustomerId(cast("UUID", row[0]))
