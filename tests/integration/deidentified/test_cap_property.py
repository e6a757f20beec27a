"""SP1 as a property: whatever reviewers do at once, and whatever is stopped meanwhile, no region passes its cap.

The schedules are drawn; PostgreSQL decides in which order what comes at once is done.
"""

import threading
from collections import Counter
from collections.abc import Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import timedelta
from uuid import uuid4

from hypothesis import HealthCheck, Phase, event, given, settings
from hypothesis import strategies as some
from support.clips import HandoverSide

from earnest.deidentified.review.errors import NoClipFree
from earnest.deidentified.review.leases import end_lease, take_lease
from earnest.deidentified.review.records import HeldLease, LeaseOutcome, Reviewer
from earnest.foundation.identifiers import ClipId, StaffId
from earnest.handover.labels import ReviewerKind
from earnest.handover.withdrawals import WithdrawalReason, withdraw
from earnest.services.database import Database
from earnest.services.database.roles import Role

REGIONS = ("DE", "FR")
MOST_AT_ONCE = 16
OUTCOMES = (LeaseOutcome.RETURNED, LeaseOutcome.EJECTED, LeaseOutcome.SKIPPED, LeaseOutcome.SET_ASIDE)
KEEP, STOP, GO_ON, WITHDRAW = "keep", "stop", "go on", "withdraw"

TURNS = some.sampled_from([*OUTCOMES, KEEP, STOP, GO_ON, WITHDRAW])
"""What one does with a clip that was taken; an officer stops its region or lets it go on; its person says no."""


@dataclass(frozen=True, kw_only=True)
class Plan:
    """What happens at once."""

    caps: tuple[int, int]
    """Clips that may be heard, of each region."""
    sizes: tuple[int, int]
    """Clips that there are, of each region."""
    turns: Sequence[Sequence[LeaseOutcome | str]]
    """Of each of those who work at once."""


PLANS = some.builds(
    Plan,
    caps=some.tuples(some.integers(0, 8), some.integers(0, 8)),
    sizes=some.tuples(some.integers(0, 20), some.integers(0, 20)),
    turns=some.lists(some.lists(TURNS, min_size=1, max_size=3), min_size=8, max_size=MOST_AT_ONCE),
)


@settings(
    max_examples=12,
    deadline=None,
    derandomize=True,
    phases=[Phase.generate],  # what threads did is not done again by a smaller plan
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(plan=PLANS)
def test_sp1_no_order_of_leases_returns_ejects_stops_and_withdrawals_passes_the_cap(
    handover: HandoverSide, plan: Plan
) -> None:
    before, _ = look(handover)
    clips: dict[ClipId, str] = {}
    for region, cap, size in zip(REGIONS, plan.caps, plan.sizes, strict=True):
        handover.allow(before.get(region, 0) + cap, region=region)
        clips |= {handover.place(region=region): region for _ in range(size)}
    taken: list[ClipId] = []
    database = Database(handover.databases.dsn(Role.WORKBENCH), maximum_connections=MOST_AT_ONCE)
    begin = threading.Barrier(len(plan.turns))

    def shift(turns: Iterable[LeaseOutcome | str]) -> None:
        _ = begin.wait()
        for turn in turns:
            who = reviewer()
            lease = take(handover, who, database)
            if lease is not None:
                taken.append(lease.clip_id)
                happens(handover, turn, lease, who, clips[lease.clip_id])

    def rush(_: int) -> None:
        _ = begin.wait()
        while (lease := take(handover, reviewer(), database)) is not None:
            taken.append(lease.clip_id)

    try:
        with ThreadPoolExecutor(len(plan.turns)) as pool:
            for done in [pool.submit(shift, turns) for turns in plan.turns]:
                done.result()
            go_on(handover)
            # Whatever is left goes out at once until the cap is reached, and not one clip further.
            for done in [pool.submit(rush, number) for number in range(len(plan.turns))]:
                done.result()
        counted, doubled = look(handover)
    finally:
        database.close()
        clear(handover, clips)
    heard = Counter(clips[clip_id] for clip_id in set(taken))
    for region, cap in zip(REGIONS, plan.caps, strict=True):
        assert heard[region] <= cap
        assert counted[region] - before.get(region, 0) == heard[region], "each clip counts once, when it is first heard"
        event(f"cap of a region reached: {heard[region] == cap}")
    assert doubled == 0


def reviewer() -> Reviewer:
    """Return someone who heard nothing before."""
    return Reviewer(staff_id=StaffId(uuid4()), kind=ReviewerKind.REVIEWER, pseudonym="a" * 32)


def take(handover: HandoverSide, who: Reviewer, database: Database) -> HeldLease | None:
    """Take a clip; who lost every attempt to others asks again, as the page does."""
    while True:
        try:
            with database.transaction() as connection:
                return take_lease(connection, who, now=handover.clock.now(), duration=timedelta(minutes=10))
        except NoClipFree:
            continue


def happens(handover: HandoverSide, turn: LeaseOutcome | str, lease: HeldLease, who: Reviewer, region: str) -> None:
    """Do what the plan says with a clip that is held, or with its region."""
    now = handover.clock.now()
    if isinstance(turn, LeaseOutcome):
        with handover.databases[Role.WORKBENCH].transaction() as connection:
            end_lease(connection, lease, who.staff_id, outcome=turn, now=now)
    elif turn == STOP:
        with handover.databases.owner.transaction() as connection:
            _ = connection.execute(
                "insert into handover.stops (stop_id, scope, value, reason, stopped_by, stopped_at)"
                " values (%s, 'region', %s, 'drill', %s, now())",
                [uuid4(), region, uuid4()],
            )
    elif turn == WITHDRAW:
        with handover.databases.owner.transaction() as connection:
            withdraw(connection, [lease.clip_id], reason=WithdrawalReason.CONSENT_WITHDRAWN, withdrawn_at=now)
    elif turn == GO_ON:
        go_on(handover)


def go_on(handover: HandoverSide) -> None:
    """Let two officers end every stop."""
    with handover.databases.owner.transaction() as connection:
        for act, reason in (("request", "drill_over"), ("approve", None)):
            officer = uuid4()
            _ = connection.execute(
                "insert into staff.members (staff_id, name, role, kind, password_hash, sealed_totp, created_at)"
                " values (%(who)s, %(who)s::text, 'privacy_officer', 'person', 'x', 'x', now())",
                {"who": officer},
            )
            _ = connection.execute(
                "insert into handover.resumptions (stop_id, act, member, reason, at)"
                " select stop_id, %s, %s, %s, now() from handover.stops where resumed_at is null"
                " on conflict do nothing",
                [act, officer, reason],
            )
        _ = connection.execute(
            "update handover.stops set resumed_at = now() where resumed_at is null"
            " and handover.is_resumed_by_two(stop_id)"
        )


def look(handover: HandoverSide) -> tuple[dict[str, int], int]:
    """Return how many clips of each region count as heard, and how many are held by two at once."""
    with handover.databases.owner.transaction() as connection:
        counted = connection.execute("select region, handed_out from handover.allowances").fetchall()
        doubled = connection.execute(
            "select clip_id from deidentified.leases where ended_at is null group by clip_id having count(*) > 1"
        ).fetchall()
    return {str(region): int(count) for region, count in counted}, len(doubled)


def clear(handover: HandoverSide, clips: Iterable[ClipId]) -> None:
    """Leave nothing to the next plan."""
    with handover.databases.owner.transaction() as connection:
        _ = connection.execute("delete from deidentified.leases")
        withdraw(
            connection,
            list(clips),
            reason=WithdrawalReason.CONSENT_WITHDRAWN,
            withdrawn_at=handover.clock.now(),
        )
