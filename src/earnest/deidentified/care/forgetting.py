"""Forgetting: the end of what is recorded about reviewers (WK3)."""

from dataclasses import dataclass
from datetime import UTC, timedelta
from typing import Final

from earnest.deidentified.care.store import QUERIES
from earnest.foundation.clock import Clock
from earnest.services.database import Database

KEPT_FOR: Final = timedelta(days=400)
"""How long the records are kept: a year of work and time to ask about it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ForgettingExposure:
    """Removes what the exposure records keep no longer."""

    database: Database
    """Connections of the corpus worker's role."""
    clock: Clock

    def forget(self) -> None:
        """Remove days and events that are past their end."""
        before = self.clock.now() - KEPT_FOR
        with self.database.transaction() as connection:
            _ = connection.execute(QUERIES["forget_old_exposure"], {"day": before.astimezone(UTC).date()})
            _ = connection.execute(QUERIES["forget_old_distressing"], {"before": before})
