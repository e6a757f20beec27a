"""Wake: verdicts on the wake word as numbers without sound, words, clip or person, and public counts of accidents."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from psycopg import Connection
from psycopg.rows import TupleRow

from earnest.handover.placing import first_of_month
from earnest.services.database import load_queries
from earnest.speech.hearing.wake_word.detector import WakeExample
from earnest.speech.hearing.wake_word.evidence import is_row

QUERIES = load_queries("earnest.handover")


@dataclass(frozen=True, slots=True, kw_only=True)
class PlacedExample:
    """One example in the handover."""

    example_id: UUID
    """Random; unrelated to clip and recording."""
    example: WakeExample


def place_example(connection: Connection[TupleRow], placed: PlacedExample, *, delete_after: date) -> None:
    """Put an example into the handover, in the caller's transaction.

    Raises:
        ValueError: the numbers are not in the one form that may cross.
    """
    if not is_row(placed.example.row):
        raise ValueError("not a row of evidence")
    _ = connection.execute(
        QUERIES["insert_wake_example"],
        {
            "example_id": placed.example_id,
            "measurements": list(placed.example.row),
            "addressed": placed.example.addressed,
            "delete_after": delete_after,
        },
    )


def list_examples(connection: Connection[TupleRow], *, today: date) -> tuple[PlacedExample, ...]:
    """Return the examples that may be learned from, in an order that does not change."""
    rows = connection.execute(QUERIES["list_wake_examples"], {"today": today}).fetchall()
    return tuple(
        PlacedExample(
            example_id=row[0],
            example=WakeExample(row=tuple(float(number) for number in row[1]), addressed=bool(row[2])),
        )
        for row in rows
    )


def remove_examples(connection: Connection[TupleRow], example_ids: Sequence[UUID]) -> None:
    """Remove examples: a no to learning, a deletion, or the end date."""
    _ = connection.execute(QUERIES["delete_wake_examples"], {"example_ids": list(example_ids)})


def count_accident(connection: Connection[TupleRow], *, region: str, day: date, stopped: int, not_said: int) -> None:
    """Add to the public counts of a region and month; the caller's transaction also does what is counted."""
    _ = connection.execute(
        QUERIES["count_accident"],
        {"region": region, "period": first_of_month(day), "stopped": stopped, "not_said": not_said},
    )
