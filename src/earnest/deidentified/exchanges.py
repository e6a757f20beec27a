"""Exchanges between reviewers, questions and messages, and their end (CH3, CH5)."""

from dataclasses import dataclass

from earnest.foundation.clock import Clock
from earnest.services.database import Database, load_queries

# Not from the modules that ask and write: they load what plays sound, which the worker does not need.
HELP = load_queries("earnest.deidentified.help")
TALK = load_queries("earnest.deidentified.talk")


@dataclass(frozen=True, slots=True, kw_only=True)
class ForgettingExchanges:
    """Removes what reviewers asked or wrote to each other and what is past its end."""

    database: Database
    """Connections of the corpus worker's role."""
    clock: Clock

    def forget(self) -> None:
        """Remove ended questions, with their tickets, and ended messages."""
        now = self.clock.now()
        with self.database.transaction() as connection:
            _ = connection.execute(HELP["forget_ended_questions"], {"now": now})
            _ = connection.execute(TALK["forget_ended_messages"], {"now": now})
