"""Sessions: signed-in browsers of customers."""

from typing import cast
from uuid import UUID

from psycopg import Connection
from psycopg.rows import TupleRow, class_row

from earnest.foundation.clock import Clock
from earnest.foundation.identifiers import CustomerId
from earnest.personal.customers.errors import CustomerSignInRefused
from earnest.personal.customers.passwords import HASHING
from earnest.personal.customers.records import Customer
from earnest.personal.customers.rows import CustomerRow
from earnest.services.audit import CustomerSignedIn, Pseudonyms, append
from earnest.services.database import load_queries
from earnest.services.sign_in.attempts import count_attempt
from earnest.services.sign_in.tokens import SESSION_LENGTH, new_token, text_hash

QUERIES = load_queries("earnest.personal.customers")


def sign_in(
    connection: Connection[TupleRow],
    login: str,
    password: str,
    *,
    pseudonyms: Pseudonyms,
    clock: Clock,
) -> str:
    """Check login and password and return a new session token.

    The database compares what the password gives, and opens the session itself: this process never sees the hash. The
    attempt is counted and *committed* before it is checked, so call it at the beginning of a transaction.

    Args:
        connection: of the portal's role, outside of `connection.transaction()`.
        login: what was typed.
        password: what was typed.
        pseudonyms: how the customer appears in the audit log.
        clock: the time.

    Raises:
        CustomerSignInRefused: one of both is wrong; which one is not told.
        TooManyAttempts: five attempts for this login within a minute, whether or not it exists.
    """
    now = clock.now()
    count_attempt(connection, QUERIES["count_attempt"], login, now)
    looked_up = _login_to_look_up(login)
    row = connection.execute(QUERIES["find_sign_in_parameters"], {"login": looked_up}).fetchone()
    parameters = None if row is None else cast("str | None", row[0])
    proof = HASHING.prove(password, parameters)
    token = new_token()
    opened = connection.execute(
        QUERIES["open_session"],
        {
            "login": looked_up,
            "proof": proof,
            "token_hash": text_hash(token),
            "created_at": now,
            "expires_at": now + SESSION_LENGTH,
        },
    ).fetchone()
    if opened is None or opened[0] is None:
        raise CustomerSignInRefused
    _ = connection.execute(QUERIES["delete_expired_sessions"], {"now": now})
    _ = append(connection, CustomerSignedIn(at=now, customer=pseudonyms.of_subject(cast("UUID", opened[0]), now)))
    return token


def _login_to_look_up(login: str) -> str:
    """Return a login as customers have it, or an empty one, which no customer has: PostgreSQL takes no zero byte."""
    return login if login.isprintable() else ""


def find_session(connection: Connection[TupleRow], token: str, clock: Clock) -> Customer | None:
    """Return who is signed in with a session token; None where there is no such session, or it has ended."""
    scope = {"token_hash": text_hash(token), "now": clock.now()}
    with connection.cursor(row_factory=class_row(CustomerRow)) as cursor:
        row = cursor.execute(QUERIES["find_session"], scope).fetchone()
    return None if row is None else row.parse()


def sign_out(connection: Connection[TupleRow], token: str) -> CustomerId | None:
    """End a session and return whose it was; repeating it changes nothing and returns None."""
    row = connection.execute(QUERIES["delete_session"], {"token_hash": text_hash(token)}).fetchone()
    return None if row is None else CustomerId(cast("UUID", row[0]))
