"""Public figures of the sample: counts that show how few utterances people may hear."""

from dataclasses import dataclass
from datetime import date

from psycopg import Connection
from psycopg.rows import TupleRow, class_row

from earnest.services.database import load_queries

_QUERIES = load_queries("earnest.services.audit")


@dataclass(frozen=True, slots=True, kw_only=True)
class SamplingFigures:
    """Counts of one region, programme and month; nothing of any single utterance."""

    region: str
    """Country."""
    programme: str
    period: date
    """First day of the month, UTC."""
    utterances: int
    """Answered, consented or not."""
    allowed: int
    """Most clips that may be chosen now: the cap's share of the utterances, rounded down."""
    chosen: int
    """Clips that the gate chose."""
    handed_out: int
    """Clips that a reviewer was given."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WakeFigures:
    """Accidental recordings of one region and month; nothing of any single one."""

    region: str
    """Country."""
    period: date
    """First day of the month, UTC."""
    stopped: int
    """Dropped before anything was recognised."""
    not_said: int
    """Erased because a listener said that the wake word was not said."""


def list_wake_figures(connection: Connection[TupleRow]) -> list[WakeFigures]:
    """Return the figures of every region and month, newest month first."""
    with connection.cursor(row_factory=class_row(WakeFigures)) as cursor:
        return cursor.execute(_QUERIES["list_wake_figures"]).fetchall()


def list_sampling_figures(connection: Connection[TupleRow]) -> list[SamplingFigures]:
    """Return the figures of every region, programme and month, newest month first."""
    with connection.cursor(row_factory=class_row(SamplingFigures)) as cursor:
        return cursor.execute(_QUERIES["list_allowances"]).fetchall()
