"""Tasks of accountability: packs that wait, reminders of breaches, lists and requests that were kept long enough."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from earnest.foundation.clock import Clock
from earnest.handover.affected import forget_affected
from earnest.handover.panel import forget_panel_requests
from earnest.organisation.accountability.breaches import remind_of_breaches
from earnest.organisation.accountability.packing import Packer
from earnest.services.database import Database

_PACK_SECONDS = 2.0
"""How often it is looked whether a pack waits; an officer waits for it at the page."""
_REMIND_SECONDS = 30.0
_FORGET_SECONDS = 3600.0


@dataclass(frozen=True, slots=True, kw_only=True)
class BreachClock:
    """Looks at the clock of breaches, at sealed lists, and at what was asked of the panel."""

    database: Database
    """Connections of the administration's role."""
    clock: Clock

    def remind(self) -> None:
        """Tell the log of breaches whose 72 hours end within a day or ended, each once."""
        with self.database.transaction() as connection:
            remind_of_breaches(connection, now=self.clock.now())

    def forget(self) -> None:
        """Remove sealed lists that were made 30 days ago, and what was asked of the panel 30 days ago."""
        with self.database.transaction() as connection:
            _ = forget_affected(connection, now=self.clock.now())
            _ = forget_panel_requests(connection, now=self.clock.now())


def register_tasks(
    packer: Packer, database: Database, clock: Clock
) -> Mapping[str, tuple[float, Callable[[], object]]]:
    """Return what is to be done again and again: name → (seconds from one turn's end to the next, work)."""
    breaches = BreachClock(database=database, clock=clock)
    return {
        "make_packs": (_PACK_SECONDS, packer.work),
        "remind_of_breaches": (_REMIND_SECONDS, breaches.remind),
        "forget_affected": (_FORGET_SECONDS, breaches.forget),
    }
