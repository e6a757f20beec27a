"""Figures: public counts of the sample and of false wakes; nothing of any single utterance."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from psycopg import Connection
from psycopg.rows import TupleRow, class_row

from earnest.services.database import load_queries

QUERIES = load_queries("earnest.handover")


@dataclass(frozen=True, slots=True, kw_only=True)
class SamplingFigures:
    """Counts of one region, programme and month; they show how few utterances people may hear."""

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
class FalseWakes:
    """Devices that woke without being addressed, in one region and month."""

    region: str
    """Country."""
    period: date
    """First day of the month, UTC."""
    stopped: int
    """Dropped before anything was recognised."""
    not_said: int
    """Erased because a reviewer said that the wake word was not said."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PanelFigures:
    """How many people the invited panel has (CN8); without names."""

    invited: int
    """Have not answered."""
    agreed: int
    """Agreed to the contract and are in it."""
    ended: int
    """Declined or left; not those whose invitation was taken back."""
    rewards: int
    """That were noted."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WakeExampleFigures:
    """How many examples the wake word has to learn from: eleven coarse numbers each, neither sound nor words."""

    addressed: int
    """A person said: the wake word was said, to the device."""
    accidental: int
    """A person said: it was not."""
    frozen: int
    """Kept and not used, because who spoke asked for it."""


class CountedEvent(StrEnum):
    """What is counted by day."""

    ANSWERED = "answered"
    """Utterances that were answered, consented or not."""
    CHOSEN = "chosen"
    """Of these, chosen by the gate."""
    PLACED = "placed"
    """Clips that were made of them and wait for reviewers."""
    HEARD = "heard"
    """Clips that a reviewer heard, each once."""
    WITHHELD = "withheld"
    """Recordings of which no clip was made, because a step failed or found something."""
    ACCIDENTAL = "accidental"
    """Recordings that no person had meant for the assistant."""
    ERASED = "erased"
    """Clips that are gone from every store."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DayCount:
    """How often something happened on a day; an empty text where it is not known or there is none."""

    day: date
    """UTC."""
    event: CountedEvent
    region: str
    language: str
    programme: str
    vendor: str
    """Identifier of the employer of who heard it."""
    number: int


def list_counts(connection: Connection[TupleRow], *, since: date, until: date) -> tuple[DayCount, ...]:
    """Return the counts of each day from `since` until before `until`."""
    rows = connection.execute(QUERIES["list_counts"], {"since": since, "until": until}).fetchall()
    return tuple(
        DayCount(
            day=row[0],
            event=CountedEvent(row[1]),
            region=str(row[2]),
            language=str(row[3]),
            programme=str(row[4]),
            vendor=str(row[5]),
            number=int(row[6]),
        )
        for row in rows
    )


def sum_counts(connection: Connection[TupleRow], *, since: date, until: date) -> dict[CountedEvent, int]:
    """Return how often each event happened from `since` until before `until`; what did not happen is 0."""
    rows = connection.execute(QUERIES["sum_counts"], {"since": since, "until": until}).fetchall()
    return {**dict.fromkeys(CountedEvent, 0), **{CountedEvent(row[0]): int(row[1]) for row in rows}}


def list_sampling_figures(connection: Connection[TupleRow]) -> tuple[SamplingFigures, ...]:
    """Return the figures of every region, programme and month, newest month first."""
    with connection.cursor(row_factory=class_row(SamplingFigures)) as cursor:
        return tuple(cursor.execute(QUERIES["list_sampling_figures"]))


def list_false_wakes(connection: Connection[TupleRow]) -> tuple[FalseWakes, ...]:
    """Return the counts of every region and month, newest month first."""
    with connection.cursor(row_factory=class_row(FalseWakes)) as cursor:
        return tuple(cursor.execute(QUERIES["list_false_wakes"]))


def count_panel(connection: Connection[TupleRow]) -> PanelFigures:
    """Return how many people the panel has now."""
    with connection.cursor(row_factory=class_row(PanelFigures)) as cursor:
        found = cursor.execute(QUERIES["count_panel"]).fetchone()
    return found or PanelFigures(invited=0, agreed=0, ended=0, rewards=0)


def count_wake_examples(connection: Connection[TupleRow]) -> WakeExampleFigures:
    """Return how many examples the wake word has to learn from."""
    with connection.cursor(row_factory=class_row(WakeExampleFigures)) as cursor:
        found = cursor.execute(QUERIES["count_wake_examples"]).fetchone()
    return found or WakeExampleFigures(addressed=0, accidental=0, frozen=0)
