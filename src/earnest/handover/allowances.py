"""Allowances: how many clips of a region, programme and month may be chosen and were heard (SP1); counts only."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from psycopg import Connection
from psycopg.rows import TupleRow

from earnest.foundation.identifiers import LeaseId
from earnest.handover.two_person_errors import ShareNotApproved
from earnest.services.database import load_queries

QUERIES = load_queries("earnest.handover")

MOST_ALONE: Final = 0.002
"""Share of the general programme that one person may set, 0.2 %; more takes two people (S30, AC10)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AllowancePlace:
    """What an allowance is for."""

    region: str
    """Country, ISO 3166-1 alpha-2."""
    programme: str
    period: date
    """First day of the month (UTC)."""

    def as_parameters(self) -> dict[str, object]:
        """Return the parameters of a statement."""
        return {"region": self.region, "programme": self.programme, "period": self.period}


@dataclass(frozen=True, slots=True, kw_only=True)
class AllowanceCounts:
    """What was counted there."""

    utterances: int
    """Answered, consented or not; ≥ 0."""
    chosen: int
    """Clips that the gate chose; ≥ 0."""
    handed_out: int
    """Clips that a reviewer was given; ≥ 0."""


def count_utterance(
    connection: Connection[TupleRow], place: AllowancePlace, *, language: str | None = None
) -> tuple[int, int]:
    """Count an utterance and hold the row until the transaction ends; return utterances and chosen clips so far.

    Args:
        connection: the caller's transaction.
        place: of which region, programme and month.
        language: ISO 639-1, for the counts by day; None where it is not known.
    """
    names = {**place.as_parameters(), "language": language or ""}
    row = connection.execute(QUERIES["count_utterance"], names).fetchone()
    return (0, 0) if row is None else (int(row[0]), int(row[1]))


def hold_allowance(connection: Connection[TupleRow], place: AllowancePlace) -> tuple[int, int]:
    """Hold the row until the transaction ends, and count nothing; return utterances and chosen clips so far."""
    row = connection.execute(QUERIES["hold_allowance"], place.as_parameters()).fetchone()
    return (0, 0) if row is None else (int(row[0]), int(row[1]))


def set_allowance(connection: Connection[TupleRow], place: AllowancePlace, *, allowed: int, chosen: bool) -> None:
    """Write how many may be chosen now and count one that was; the database allows no more than the cap's share.

    Args:
        connection: transaction that has counted an utterance there.
        place: of which region, programme and month.
        allowed: most clips that may be chosen.
        chosen: whether one was chosen just now.
    """
    _ = connection.execute(QUERIES["set_allowance"], {**place.as_parameters(), "allowed": allowed, "chosen": chosen})


def find_share(connection: Connection[TupleRow], *, region: str, programme: str) -> float:
    """Return the share of the utterances that the database keeps to there, 0 to 1; 0 for an unknown programme.

    Args:
        connection: of a role that chooses clips or tells of it.
        region: country, ISO 3166-1 alpha-2.
        programme: which one; a region without a share of its own has the programme's.
    """
    row = connection.execute(QUERIES["find_share"], {"region": region, "programme": programme}).fetchone()
    return 0.0 if row is None or row[0] is None else float(row[0])


def is_active_country(connection: Connection[TupleRow], region: str) -> bool:
    """Tell whether clips of a country may be chosen: a privacy officer or the owner declared it active."""
    row = connection.execute(QUERIES["is_active_country"], {"region": region}).fetchone()
    return row is not None and row[0] is True


def declare_countries(connection: Connection[TupleRow], countries: Collection[str]) -> None:
    """Write which countries the owner of the machine declares active, instead of those of an earlier start.

    Args:
        connection: of the owner.
        countries: ISO 3166-1 alpha-2.
    """
    _ = connection.execute(QUERIES["forget_declared_countries"])
    for country in sorted(countries):
        _ = connection.execute(QUERIES["declare_country"], {"country": country})


def raise_handed_out(connection: Connection[TupleRow], lease_id: LeaseId) -> bool:
    """Count the clip of an open first lease as heard; False where the allowance is used up."""
    row = connection.execute(QUERIES["raise_handed_out"], {"lease_id": lease_id}).fetchone()
    return row is not None and row[0] is True


def find_allowance(connection: Connection[TupleRow], place: AllowancePlace) -> AllowanceCounts:
    """Return what was counted; zeros where nothing was."""
    row = connection.execute(QUERIES["find_allowance"], place.as_parameters()).fetchone()
    utterances, chosen, handed_out = (0, 0, 0) if row is None else (int(row[0]), int(row[1]), int(row[2]))
    return AllowanceCounts(utterances=utterances, chosen=chosen, handed_out=handed_out)


def set_caps(connection: Connection[TupleRow], shares: Mapping[str, float], *, now: datetime) -> None:
    """Write the shares that the database itself keeps to; only its owner may.

    Args:
        connection: of the owner.
        shares: programme → share of the utterances, 0 to 1.
        now: the present moment.

    Raises:
        ShareNotApproved: one is higher than what is in force, or than one person may set, this is more than a
            household, and two people have not approved it. Nothing was changed.
    """
    for programme, share in shares.items():
        most_alone = MOST_ALONE if programme == "general" else 1.0
        names = {"programme": programme, "share": share, "most_alone": most_alone, "now": now}
        row = connection.execute(QUERIES["put_share"], names).fetchone()
        if row is None or row[0] is not True:
            raise ShareNotApproved
