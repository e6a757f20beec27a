"""Tasks of staff: ended sessions and old attempts go."""

from collections.abc import Callable, Mapping
from typing import Final

from psycopg import Connection
from psycopg.rows import TupleRow

from earnest.foundation.clock import Clock
from earnest.organisation.staff.passkeys import CHALLENGE_LENGTH
from earnest.organisation.staff.rules import IDLE_LENGTH
from earnest.organisation.staff.sessions import QUERIES
from earnest.organisation.staff.single_sign_on import ANSWERED_WITHIN
from earnest.services.database import Database
from earnest.services.sign_in.attempts import ATTEMPT_WINDOW

_FORGET_EVERY_SECONDS: Final = 60.0
"""Ended sessions are refused at once; this only removes their rows."""


def forget_ended(connection: Connection[TupleRow], clock: Clock) -> None:
    """Remove sessions that have ended and attempts that no limit counts any more; for the administration role."""
    now = clock.now()
    _ = connection.execute(QUERIES["forget_ended_sessions"], {"now": now, "idle_since": now - IDLE_LENGTH})
    _ = connection.execute(QUERIES["forget_challenges"], {"before": now - CHALLENGE_LENGTH})
    _ = connection.execute(QUERIES["forget_single_sign_ons"], {"before": now - ANSWERED_WITHIN})
    _ = connection.execute(QUERIES["forget_old_failures"], {"before": now - ATTEMPT_WINDOW})


def staff_tasks(database: Database, clock: Clock) -> Mapping[str, tuple[float, Callable[[], object]]]:
    """Return what is to be done again and again: name → (seconds from one turn's end to the next, work).

    Args:
        database: connections of the administration role.
        clock: the time.
    """

    def forget() -> None:
        with database.transaction() as connection:
            forget_ended(connection, clock)

    return {"forget_ended_sessions": (_FORGET_EVERY_SECONDS, forget)}
