"""Reviews: how many a clip wants, which it has, and which clips wait for one.

How many a clip wants is said when it is placed, and nothing changes it afterwards. Reviewers write without seeing what
others wrote. Where the last of the wanted reviews says something else than those before it, an adjudicator who sees
them all decides, and that label counts instead of the reviews; else the newest counts.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Final
from uuid import UUID

from psycopg import Connection
from psycopg.rows import TupleRow

from earnest.foundation.identifiers import ClipId, LabelId
from earnest.services.database import load_queries

QUERIES = load_queries("earnest.handover")

MOST_COUNTED: Final = 1_000
"""As far as waiting clips are counted: counting a million would take longer than giving the next one."""
ADJUDICATION: Final = 0
"""Number of the label that counts instead of the reviews, which are numbered from 1."""


class LeasePurpose(StrEnum):
    """What a clip is given for."""

    REVIEW = "review"
    """One of its reviews, without seeing the others (RV2)."""
    ADJUDICATION = "adjudication"
    """The decision where its reviews differ, with sight of them all (RV4)."""
    PLANTED = "planted"
    """A review of a clip whose words are known (RV7); reviewers are not told which these are."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Route:
    """Which of the waiting clips may go to one reviewer now."""

    regions: tuple[str, ...] | None = None
    """Regions of speakers that they may hear (RG5); None: all."""
    area: str | None = None
    """Their own area, whose speakers they never hear (PS6), nor speakers of whom none is known; None: not looked at."""
    households: tuple[UUID, ...] = ()
    """Households of which they had a clip today (PS7)."""
    languages: tuple[str, ...] | None = None
    """Languages in which they review; None: all."""
    given: tuple[ClipId, ...] = ()
    """The clips that they had today, which may come back to them."""
    distressing: bool = False
    """Whether they chose clips that a warning stands before (DC2); others are never given one."""
    closed_languages: tuple[str, ...] = ()
    """Languages of which they are given no clips, because they are not qualified."""
    vendor: str | None = None
    """Identifier of their employer, which may be stopped (RG1); None: our own people."""

    def parameters(self) -> dict[str, object]:
        """Return what the statements take."""
        return {
            "regions": None if self.regions is None else list(self.regions),
            "area": self.area,
            "households": list(self.households),
            "languages": None if self.languages is None else list(self.languages),
            "given": list(self.given),
            "distressing": self.distressing,
            "closed": list(self.closed_languages),
            "vendor": self.vendor,
        }


UNROUTED: Final = Route()
_ANY: Final = Route(distressing=True)
"""Asks whether a clip waits at all, of whoever holds it."""


def reviews_wanted(*, per_clip: int, double_share: float, draw: float) -> int:
    """Return how many reviewers are to write about a clip.

    Args:
        per_clip: how many write about each clip; 1 to 9.
        double_share: share of clips about which at least two write; 0 to 1.
        draw: uniform random number, 0 ≤ draw < 1, new for each clip, so that no reviewer can tell which are meant.
    """
    return max(per_clip, 2) if draw < double_share else per_clip


@dataclass(frozen=True, slots=True, kw_only=True)
class Reviews:
    """What a clip wants and has."""

    wanted: int
    """Reviews, 1 to 9."""
    numbers: frozenset[int]
    """Of the labels that there are."""
    differ: bool
    """Whether the newest review says something else than the others."""
    planted: bool = False
    """Whether it is a planted clip, of which every reviewer may write one and none is compared with another."""

    def next_number(self) -> int | None:
        """Return the number of the label that is wanted next; None where none is."""
        reviews = self.numbers - {ADJUDICATION}
        if len(reviews) < self.wanted:
            return next(number for number in range(1, self.wanted + 1) if number not in reviews)
        return ADJUDICATION if self.differ and ADJUDICATION not in self.numbers else None


def load_reviews(connection: Connection[TupleRow], clip_id: ClipId) -> Reviews:
    """Return what a clip wants and has; one review and nothing for a clip that is not there."""
    row = connection.execute(QUERIES["load_reviews"], {"clip_id": clip_id}).fetchone()
    wanted, numbers, differ, planted = (1, (), False, False) if row is None else row
    return Reviews(
        wanted=int(wanted),
        numbers=frozenset(int(number) for number in numbers),
        differ=bool(differ),
        planted=bool(planted),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewedClip:
    """A clip with several reviews."""

    clip_id: ClipId
    language: str
    """ISO 639-1."""
    label_ids: tuple[LabelId, ...]
    """Its reviews, without an adjudication."""


def list_reviewed_together(connection: Connection[TupleRow], *, most: int) -> tuple[ReviewedClip, ...]:
    """Return the newest clips with two reviews or more; withdrawn ones are left out."""
    rows = connection.execute(QUERIES["list_reviewed_together"], {"most": most}).fetchall()
    return tuple(
        ReviewedClip(clip_id=ClipId(row[0]), language=str(row[1]), label_ids=tuple(LabelId(one) for one in row[2]))
        for row in rows
    )


def list_offered(
    connection: Connection[TupleRow],
    *,
    now: datetime,
    without: Collection[ClipId],
    first: Collection[ClipId] = (),
    most: int,
    purpose: LeasePurpose = LeasePurpose.REVIEW,
    route: Route = UNROUTED,
) -> tuple[ClipId, ...]:
    """Return clips that wait: not withdrawn, not expired, within the allowance; the oldest first.

    Args:
        connection: of the workbench's role.
        now: the present moment.
        without: clips that are left out: in other hands, or not for the reviewer who asks.
        first: clips that come before the others where they wait.
        most: how many at most, ≥ 1.
        purpose: what they wait for.
        route: which may go to the reviewer who asks.
    """
    left_out = frozenset(without)
    before = [
        clip_id
        for clip_id in _offered_of(connection, first, now=now, purpose=purpose, route=route)
        if clip_id not in left_out
    ]
    if len(before) >= most:
        return tuple(before[:most])
    without_these = [*left_out, *before]
    more = most - len(before)
    return (
        *before,
        *_waiting(connection, None, now=now, without=without_these, most=more, purpose=purpose, route=route),
    )


def list_offered_among(
    connection: Connection[TupleRow],
    among: Collection[ClipId],
    *,
    now: datetime,
    without: Collection[ClipId],
    purpose: LeasePurpose,
    route: Route = UNROUTED,
) -> tuple[ClipId, ...]:
    """Return which of some clips wait; arguments as for `list_offered`."""
    offered = _offered_of(connection, among, now=now, purpose=purpose, route=route)
    left_out = frozenset(without)
    return tuple(clip_id for clip_id in offered if clip_id not in left_out)


def count_offered(
    connection: Connection[TupleRow],
    *,
    now: datetime,
    without: Collection[ClipId],
    purpose: LeasePurpose = LeasePurpose.REVIEW,
    route: Route = UNROUTED,
) -> int:
    """Return how many clips wait, at most `MOST_COUNTED`; arguments as for `list_offered`."""
    return len(list_offered(connection, now=now, without=without, most=MOST_COUNTED, purpose=purpose, route=route))


def is_offered(
    connection: Connection[TupleRow],
    clip_id: ClipId,
    *,
    now: datetime,
    purpose: LeasePurpose = LeasePurpose.REVIEW,
) -> bool:
    """Return whether a clip waits for this; the caller holds it."""
    return bool(_offered_of(connection, [clip_id], now=now, purpose=purpose, route=_ANY))


def list_within_route(
    connection: Connection[TupleRow], clip_ids: Collection[ClipId], route: Route
) -> frozenset[ClipId]:
    """Return which of some clips may be heard on a route: its regions, area and languages; whether they wait or not."""
    if not clip_ids:
        return frozenset()
    parameters = {"among": list(clip_ids), **route.parameters()}
    return frozenset(ClipId(row[0]) for row in connection.execute(QUERIES["list_within_route"], parameters).fetchall())


def _offered_of(
    connection: Connection[TupleRow], among: Collection[ClipId], *, now: datetime, purpose: LeasePurpose, route: Route
) -> tuple[ClipId, ...]:
    """Return which of some clips wait."""
    if not among:
        return ()
    return _waiting(connection, among, now=now, without=(), most=len(among), purpose=purpose, route=route)


def _waiting(
    connection: Connection[TupleRow],
    among: Collection[ClipId] | None,
    *,
    now: datetime,
    without: Collection[ClipId],
    most: int,
    purpose: LeasePurpose,
    route: Route,
) -> tuple[ClipId, ...]:
    """Return what waits, of all clips or of a few: one statement, so that what is stopped or frozen is so for both."""
    parameters = {
        "now": now,
        "among": None if among is None else list(among),
        "without": list(without),
        "most": most,
        "purpose": purpose.value,
        **route.parameters(),
    }
    # Prepared, it would be planned once for both uses, and find a few clips by walking through all that wait.
    rows = connection.execute(QUERIES["list_offered"], parameters, prepare=False).fetchall()
    return tuple(ClipId(row[0]) for row in rows)


@dataclass(frozen=True, slots=True, kw_only=True)
class WaitingLanguage:
    """What waits in a language."""

    language: str
    """ISO 639-1."""
    review: int
    """Clips that wait for a review."""
    older: int
    """Of these, placed a week ago or earlier."""
    oldest: date | None
    """Day on which the oldest of these was placed."""
    second_review: int
    """Of these, reviewed once and waiting for another."""
    adjudication: int
    """Clips on which reviewers differ."""


def count_queue(connection: Connection[TupleRow], *, now: datetime) -> tuple[WaitingLanguage, ...]:
    """Return what waits, by language; it reads every waiting clip."""
    names = {"now": now, "week_ago": (now - timedelta(days=7)).date()}
    return tuple(
        WaitingLanguage(
            language=str(row[0]),
            review=int(row[1]),
            older=int(row[2]),
            oldest=row[3],
            second_review=int(row[4]),
            adjudication=int(row[5]),
        )
        for row in connection.execute(QUERIES["count_queue"], names).fetchall()
    )
