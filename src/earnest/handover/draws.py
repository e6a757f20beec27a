"""Draws: where candidates, their lists and the keys of months are kept; what they mean stands in `drawing`."""

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import date, datetime, timedelta
from typing import Final

from psycopg import Connection
from psycopg.rows import TupleRow

from earnest.handover.allowances import AllowancePlace
from earnest.handover.drawing import DrawCandidate, Drawn, DrawOutcome, DrawSettlement, WaitingDraw
from earnest.services.audit.merkle import CompactRange
from earnest.services.database import load_queries

QUERIES = load_queries("earnest.handover")

KEPT_FOR: Final = timedelta(days=396)
"""Lists of candidates, from the beginning of their month."""
SECRET_KEPT_FOR: Final = timedelta(days=40)
"""Secrets, from the beginning of their month: an utterance said in its last seconds may be kept a while later."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DrawKeyRow:
    """The key of a month as it stands in the table."""

    public_key: bytes
    wrapped_key: bytes
    sealed_secret: bytes


def find_draw_key(connection: Connection[TupleRow], period: date) -> DrawKeyRow | None:
    """Return the key of a month; None where there is none, or its secret was removed."""
    row = connection.execute(QUERIES["find_draw_key"], {"period": period}).fetchone()
    if row is None or row[2] is None:
        return None
    return DrawKeyRow(public_key=bytes(row[0]), wrapped_key=bytes(row[1]), sealed_secret=bytes(row[2]))


def insert_draw_key(connection: Connection[TupleRow], period: date, key: DrawKeyRow, *, now: datetime) -> bool:
    """Keep a new key; False where another process was first, whose key counts."""
    names = {"period": period, "now": now, **asdict(key)}
    return connection.execute(QUERIES["insert_draw_key"], names).fetchone() is not None


def load_tree(connection: Connection[TupleRow], place: AllowancePlace) -> CompactRange:
    """Return the list of a region, programme and month; the caller holds its allowance."""
    row = connection.execute(QUERIES["find_candidate_tree"], place.as_parameters()).fetchone()
    return CompactRange() if row is None else CompactRange.stored(int(row[0]), bytes(row[1]))


def insert_drawn(
    connection: Connection[TupleRow], drawn: Drawn, tree: CompactRange, *, waits_until: datetime | None = None
) -> None:
    """Keep a candidate with what became of it, or until when it waits for a round, and its list with it as the last."""
    candidate = drawn.candidate
    names = {
        **asdict(candidate),
        "root": drawn.root,
        "proof": drawn.proof,
        "selected": drawn.selected,
        "waits_until": waits_until,
    }
    _ = connection.execute(QUERIES["insert_candidate"], names)
    grown = {"size": tree.size, "roots": tree.stored_roots()}
    place = {"region": candidate.region, "programme": candidate.programme, "period": candidate.period}
    _ = connection.execute(QUERIES["put_candidate_tree"], place | grown)


def find_waiting(connection: Connection[TupleRow], place: AllowancePlace) -> WaitingDraw | None:
    """Return the candidate of a list that waits for its round; the caller holds its allowance."""
    row = connection.execute(QUERIES["find_waiting_candidate"], place.as_parameters()).fetchone()
    if row is None:
        return None
    return WaitingDraw(
        place=place,
        number=row[0],
        utterance=row[1],
        root=bytes(row[2]),
        proof=bytes(row[3]),
        chain=row[4],
        round=row[5],
        waits_until=row[6],
    )


def insert_settlement(connection: Connection[TupleRow], waiting: WaitingDraw, settlement: DrawSettlement) -> None:
    """Keep what became of a candidate that waited; the caller holds its allowance."""
    names = {"number": waiting.number, **asdict(settlement)}
    _ = connection.execute(QUERIES["insert_settlement"], waiting.place.as_parameters() | names)


def list_drawn(connection: Connection[TupleRow]) -> Iterator[Drawn]:
    """Yield what is published, list by list and in order."""
    with connection.cursor(name="candidates") as cursor:
        for row in cursor.execute(QUERIES["list_candidates"]):
            yield Drawn(
                candidate=DrawCandidate(
                    region=row[0],
                    programme=row[1],
                    period=row[2],
                    number=row[3],
                    utterance=row[4],
                    chosen=row[5],
                    allowed=row[6],
                    share_millionths=row[7],
                    finding=row[8],
                    recording=row[9],
                    chain=row[13],
                    round=row[14],
                ),
                root=bytes(row[10]),
                proof=bytes(row[11]),
                selected=row[12] or row[15] == DrawOutcome.CHOSEN,
                settlement=None
                if row[15] is None
                else DrawSettlement(outcome=DrawOutcome(row[15]), utterance=row[16], signature=bytes(row[17])),
            )


def forget_draws(connection: Connection[TupleRow], *, now: datetime) -> None:
    """Remove lists after 13 months, and the secrets of months that are over."""
    _ = connection.execute(QUERIES["forget_settlements"], {"before": (now - KEPT_FOR).date()})
    _ = connection.execute(QUERIES["forget_draws"], {"before": (now - KEPT_FOR).date()})
    _ = connection.execute(QUERIES["forget_draw_secrets"], {"before": (now - SECRET_KEPT_FOR).date()})
