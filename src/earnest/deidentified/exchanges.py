"""Exchanges between reviewers, questions and messages, and their end (CH3, CH5)."""

from dataclasses import dataclass

from earnest.deidentified.help.asking import QUERIES as HELP
from earnest.deidentified.talk.messages import QUERIES as TALK
from earnest.foundation.clock import Clock
from earnest.services.database import Database


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
