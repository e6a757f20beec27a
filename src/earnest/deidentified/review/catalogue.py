"""Catalogue and progress: what reviewers have named and how many clips wait; transcripts cannot be searched (SP7)."""

from dataclasses import dataclass
from datetime import datetime

from psycopg import Connection
from psycopg.rows import TupleRow

from earnest.deidentified.review.leases import count_waiting
from earnest.deidentified.review.names import NameState, is_hidden, list_names
from earnest.deidentified.review.routing import Routing
from earnest.deidentified.review.rules import began_today
from earnest.foundation.identifiers import StaffId
from earnest.handover.meanings import Meanings, values_by_slot
from earnest.services.database import load_queries

QUERIES = load_queries("earnest.deidentified.review")

_TENS = 10
MOST_VALUES = 200
"""Values shown for one slot, the most frequent first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SlotEntry:
    """A slot of an intent and the values that labels gave it."""

    name: str
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class IntentEntry:
    """An intent and its slots."""

    name: str
    slots: tuple[SlotEntry, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewerProgress:
    """How far a reviewer is; shown to that reviewer only, never compared with others (WK1)."""

    waiting: int
    """Clips that this reviewer could be given now; 1,000 where there are as many or more."""
    labelled_by_me_today: int
    """Labels and rejections since midnight where they are."""


def load_catalogue(connection: Connection[TupleRow], meanings: Meanings) -> tuple[IntentEntry, ...]:
    """Return intents, slots and values of labels whose clips were not withdrawn, ordered by name.

    What a lead accepted is there before a label uses it; what was renamed or refused is offered no more.
    """
    names = list_names(connection)
    labelled = values_by_slot(meanings.load(connection))
    for one in names:
        if one.state == NameState.ACCEPTED:
            slots = labelled.setdefault(one.intent, {})
            if one.slot:
                _ = slots.setdefault(one.slot, [])
    return tuple(
        IntentEntry(
            name=intent,
            slots=tuple(
                SlotEntry(name=name, values=tuple(values[:MOST_VALUES]))
                for name, values in sorted(slots.items())
                if not is_hidden(names, intent, name)
            ),
        )
        for intent, slots in sorted(labelled.items())
        if not is_hidden(names, intent, "")
    )


def load_progress(
    connection: Connection[TupleRow],
    staff_id: StaffId,
    *,
    now: datetime,
    routing: Routing,
    began_at: datetime | None = None,
) -> ReviewerProgress:
    """Return how much waits for a reviewer and how much that reviewer did today.

    Raises:
        DayUnfit: `began_at` is no midnight of today.
    """
    midnight = began_today(began_at, now=now)
    waiting = count_waiting(connection, staff_id, now=now, routing=routing)
    done = connection.execute(QUERIES["count_own_labels"], {"staff_id": staff_id, "since": midnight}).fetchone()
    return ReviewerProgress(
        # Rounded up to tens where clips are planted: a count that stands still would tell which one was.
        waiting=waiting if routing.planted_share == 0 else -(-waiting // _TENS) * _TENS,
        labelled_by_me_today=0 if done is None else int(done[0]),
    )
