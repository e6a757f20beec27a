"""Attempts: how often a sign-in with one name may be tried; counted in the database, so that all processes share it."""

from datetime import datetime, timedelta
from typing import Final, LiteralString

from psycopg import Connection
from psycopg.rows import TupleRow

from earnest.services.sign_in.errors import TooManyAttempts
from earnest.services.sign_in.tokens import text_hash

MOST_ATTEMPTS: Final = 5
"""Attempts for one name within `ATTEMPT_WINDOW` without a sign-in; the next is refused unseen (AC6)."""
ATTEMPT_WINDOW: Final = timedelta(minutes=1)


def count_attempt(connection: Connection[TupleRow], statement: LiteralString, name: str, now: datetime) -> None:
    """Count an attempt for a name, known or not, and commit that before anything is checked.

    So neither attempts side by side nor an error afterwards escape the count. An attempt that is refused here is not
    counted: after a minute without a check the name is free again, however often it was tried.

    Args:
        connection: at the beginning of a transaction, outside of `connection.transaction()`.
        statement: `count_attempt` of the kind of account, which takes `name_hash`, `now`, `since` and `most`, and
            tells whether the attempt may be checked.
        name: what was typed, in the form in which it is compared.
        now: aware.

    Raises:
        TooManyAttempts: five within a minute before this one.
    """
    scope = {"name_hash": text_hash(name), "now": now, "since": now - ATTEMPT_WINDOW, "most": MOST_ATTEMPTS}
    row = connection.execute(statement, scope).fetchone()
    connection.commit()
    if row is None or row[0] is not True:
        raise TooManyAttempts
