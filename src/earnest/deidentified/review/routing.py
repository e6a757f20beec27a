"""Routing: what else decides which clips a reviewer is given; the workbench's main composes it."""

import random
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from psycopg import Connection
from psycopg.rows import TupleRow

from earnest.foundation.identifiers import ClipId, StaffId
from earnest.handover.reviews import UNROUTED, Route


def _no_other_accounts(_connection: Connection[TupleRow], _staff_id: StaffId) -> Collection[StaffId]:
    return ()


def _no_test(_connection: Connection[TupleRow], _accounts: Sequence[StaffId], _now: datetime) -> tuple[ClipId, ...]:
    return ()


def _all_languages(_connection: Connection[TupleRow], _staff_id: StaffId, _now: datetime) -> tuple[str, ...]:
    return ()


def _unrouted(_connection: Connection[TupleRow], _staff_id: StaffId) -> Route:
    return UNROUTED


@dataclass(frozen=True, slots=True, kw_only=True)
class Routing:
    """Asked in the transaction that gives a clip."""

    other_accounts: Callable[[Connection[TupleRow], StaffId], Collection[StaffId]] = _no_other_accounts
    """Other accounts of the same person: who has reviewed a clip under one is not given it under another (RV2)."""
    route_of: Callable[[Connection[TupleRow], StaffId], Route] = _unrouted
    """Regions and area of the reviewer (RG5, PS6)."""
    one_clip_per_household: bool = False
    """Whether a person is given one clip of a household within 24 hours at most (PS7)."""
    test_clips: Callable[[Connection[TupleRow], Sequence[StaffId], datetime], tuple[ClipId, ...]] = _no_test
    """Planted clips of a test that a person takes, given before others; that account first which is used."""
    closed_languages: Callable[[Connection[TupleRow], StaffId, datetime], tuple[str, ...]] = _all_languages
    """Languages of which a reviewer is given no clips, because a lead demands a qualification that they do not have."""
    planted_share: float = 0.0
    """Share of clips given that are planted ones, while there are some (RV7); 0 to 0.5."""
    draw: Callable[[], float] = random.SystemRandom().random
    """Uniform random number, 0 ≤ draw < 1."""
