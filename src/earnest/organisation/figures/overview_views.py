"""Views of the overview: counts of a period for officers and auditors, and the comparison with the log."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, date, timedelta
from typing import Annotated, Final

from fastapi import APIRouter, Depends, Query
from psycopg import Connection
from psycopg.rows import TupleRow
from starlette.requests import Request

from earnest.foundation.clock import Clock
from earnest.handover.figures import (
    PanelFigures,
    WakeExampleFigures,
    count_panel,
    count_wake_examples,
    list_counts,
    sum_counts,
)
from earnest.handover.sounds import count_clips_without_sound
from earnest.organisation.figures.counts import (
    ComparedFigure,
    Difference,
    Dimension,
    PeriodFigures,
    reconcile,
    sums_by,
)
from earnest.services.database import Database
from earnest.services.web import OnlyFor

_MOST_DAYS: Final = 366
"""Days of one period, a leap year. Chosen as a bound."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OverviewPayload:
    """Counts of a period; live, to this second."""

    since: date
    """First day, UTC."""
    until: date
    """Last day, UTC."""
    total: PeriodFigures
    whole: PeriodFigures
    """As many whole days, up to yesterday, as the period has days: today is not over."""
    before: PeriodFigures
    """As many whole days before those."""
    regions: tuple[PeriodFigures, ...]
    languages: tuple[PeriodFigures, ...]
    programmes: tuple[PeriodFigures, ...]
    vendors: tuple[PeriodFigures, ...]
    """By name; empty: our own people, and what no vendor had a part in."""
    days: tuple[PeriodFigures, ...]
    """Every day of the period, those without anything too."""
    panel: PanelFigures
    """People of the invited panel now."""
    clips_without_sound: int
    """Clips that are offered to no reviewer because the object store has no sound of them, such as after a restore."""
    wake_examples: WakeExampleFigures
    """What the wake word has to learn from now."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReconciliationPayload:
    """What was compared with the log."""

    leaves: int
    days: int
    """Days of which the log holds the counts."""
    figures: tuple[ComparedFigure, ...]
    """Each figure as log and tables say it."""
    differences: tuple[Difference, ...]
    changed_days: tuple[date, ...]
    """Days of which the sums agree and the counts by region, language, programme or vendor do not."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OverviewRoutes:
    """The routes of the overview."""

    database: Database
    """Connections of the administration's role."""
    clock: Clock
    require_reader: Callable[[Request], object]
    """Raises where who asks may read neither figures nor the log."""
    vendor_names: Callable[[Connection[TupleRow]], dict[str, str]]
    """Names of vendors by their identifier."""

    def router(self) -> APIRouter:
        """Return the routes."""
        router = APIRouter(
            prefix="/api/overview",
            dependencies=[Depends(OnlyFor(self.require_reader, who="staff who read figures or the log"))],
        )
        router.add_api_route("", self.get_overview, methods=["GET"], response_model=OverviewPayload)
        router.add_api_route(
            "/reconciliation", self.post_reconciliation, methods=["POST"], response_model=ReconciliationPayload
        )
        return router

    def get_overview(self, days: Annotated[int, Query(ge=1, le=_MOST_DAYS)] = 30) -> OverviewPayload:
        """Show the counts of the last days, today included."""
        today = self.clock.now().astimezone(UTC).date()
        since = today - timedelta(days=days - 1)
        with self.database.transaction() as connection:
            counts = list_counts(connection, since=since, until=today + timedelta(days=1))
            whole = _of_days(connection, since=since - timedelta(days=1), days=days)
            before = _of_days(connection, since=since - timedelta(days=days + 1), days=days)
            names = self.vendor_names(connection)
            panel = count_panel(connection)
            without_sound = count_clips_without_sound(connection)
            wake_examples = count_wake_examples(connection)
        by_day = {one.name: one for one in sums_by(counts, Dimension.DAY)}
        every = [(since + timedelta(days=number)).isoformat() for number in range(days)]
        return OverviewPayload(
            since=since,
            until=today,
            total=_sum("", by_day.values()),
            whole=whole,
            before=before,
            regions=sums_by(counts, Dimension.REGION),
            languages=sums_by(counts, Dimension.LANGUAGE),
            programmes=sums_by(counts, Dimension.PROGRAMME),
            vendors=tuple(_sum(names.get(one.name, one.name), [one]) for one in sums_by(counts, Dimension.VENDOR)),
            panel=panel,
            clips_without_sound=without_sound,
            wake_examples=wake_examples,
            days=tuple(by_day.get(name, _sum(name, ())) for name in every),
        )

    def post_reconciliation(self) -> ReconciliationPayload:
        """Count what the log says and compare it with the tables; it reads the whole log."""
        with self.database.transaction() as connection:
            found = reconcile(connection)
        return ReconciliationPayload(
            leaves=found.leaves,
            days=found.days,
            figures=found.figures,
            differences=found.differences,
            changed_days=found.changed_days,
        )


def _of_days(connection: Connection[TupleRow], *, since: date, days: int) -> PeriodFigures:
    counts = sum_counts(connection, since=since, until=since + timedelta(days=days))
    return PeriodFigures(name="", **{event.value: number for event, number in counts.items()})


def _sum(name: str, figures: Iterable[PeriodFigures]) -> PeriodFigures:
    found = list(figures)
    return PeriodFigures(
        name=name,
        answered=sum(one.answered for one in found),
        chosen=sum(one.chosen for one in found),
        placed=sum(one.placed for one in found),
        heard=sum(one.heard for one in found),
        withheld=sum(one.withheld for one in found),
        accidental=sum(one.accidental for one in found),
        erased=sum(one.erased for one in found),
    )
