"""What a clip waits for is kept by the database, so that the next one is found by an index however many wait."""

from collections.abc import Mapping
from datetime import timedelta
from pathlib import Path
from typing import Literal

import pytest
from psycopg import Connection
from psycopg.rows import TupleRow
from support.clips import HandoverSide, open_handover
from support.databases import Databases

from earnest.foundation.identifiers import ClipId
from earnest.handover.reviews import MOST_COUNTED, QUERIES, UNROUTED, count_offered, is_offered, list_offered
from earnest.handover.withdrawals import WithdrawalReason, withdraw
from earnest.services.database.roles import Role

MANY = 20_000
COPIES = """
insert into handover.clips (clip_id, region, language, programme, period, day_part, wake_word, sealed_words,
    confidence, domain, selection_reason, selection_probability, disguise_profile, sample_count, object_key,
    wrapped_key, placed_on, delete_after, reviews_wanted)
select gen_random_uuid(), region, language, programme, period, day_part, wake_word, sealed_words, confidence,
    domain, selection_reason, selection_probability, disguise_profile, sample_count, object_key || number, wrapped_key,
    placed_on + number, delete_after, reviews_wanted
from handover.clips, generate_series(1, %(many)s) as number
where clip_id = %(clip_id)s
"""


@pytest.fixture
def handover(databases: Databases, tmp_path: Path) -> HandoverSide:
    return open_handover(databases, tmp_path / "handover")


def _waits_for(handover: HandoverSide, clip_id: ClipId) -> str | None:
    with handover.databases.owner.transaction() as connection:
        row = connection.execute("select waits_for from handover.clips where clip_id = %s", [clip_id]).fetchone()
    assert row is not None
    return row[0]


def test_a_withdrawn_clip_waits_for_nothing_and_neither_does_one_without_a_key(handover: HandoverSide) -> None:
    handover.allow(2)
    withdrawn, emptied = handover.place(), handover.place()
    assert _waits_for(handover, withdrawn) == _waits_for(handover, emptied) == "review"
    with handover.databases[Role.PERSONAL_WORKER].transaction() as connection:
        moment = handover.clock.now()
        withdraw(connection, [withdrawn], reason=WithdrawalReason.CONSENT_WITHDRAWN, withdrawn_at=moment)
    with handover.databases.owner.transaction() as connection:
        _ = connection.execute("update handover.clips set wrapped_key = null where clip_id = %s", [emptied])
    assert _waits_for(handover, withdrawn) is None
    assert _waits_for(handover, emptied) is None


def test_the_next_clip_is_found_by_the_index_and_the_count_ends_at_a_thousand(handover: HandoverSide) -> None:
    handover.allow(MANY + 1)
    first = handover.place()
    with handover.databases.owner.transaction() as connection:
        _ = connection.execute(COPIES, {"clip_id": first, "many": MANY})
        _ = connection.execute("analyze handover.clips")
    with handover.databases[Role.WORKBENCH].transaction() as connection:
        now = handover.clock.now()
        assert list_offered(connection, now=now, without=(), most=1) == (first,)
        assert count_offered(connection, now=now, without=()) == MOST_COUNTED
        parameters = {"now": now, "without": [first], "most": 64, "purpose": "review", **UNROUTED.parameters()}
        plan = _plan(connection, parameters | {"among": None})
        plan_of_one = _plan(connection, parameters | {"among": [first]})
    assert "waiting_clips" in plan
    assert "Seq Scan on clips" not in plan
    assert "clips_pkey" in plan_of_one
    assert "Seq Scan on clips" not in plan_of_one


def _plan(connection: Connection[TupleRow], parameters: Mapping[str, object]) -> str:
    statement = b"explain " + QUERIES["list_offered"].encode()
    return "\n".join(row[0] for row in connection.execute(statement, parameters))


@pytest.mark.parametrize("held", ["stopped", "frozen", "expired"])
def test_what_is_held_back_is_offered_neither_from_all_clips_nor_by_its_name(
    handover: HandoverSide, held: Literal["stopped", "frozen", "expired"]
) -> None:
    """RG1, RT1: one statement answers both, so a condition cannot be forgotten in one of them."""
    handover.allow(2)
    clip_id = handover.place()
    now = handover.clock.now()
    with handover.databases[Role.WORKBENCH].transaction() as connection:
        assert is_offered(connection, clip_id, now=now)
        assert list_offered(connection, now=now, without=(), most=1) == (clip_id,)
    with handover.databases.owner.transaction() as connection:
        match held:
            case "stopped":
                _ = connection.execute(
                    "insert into handover.stops (stop_id, scope, value, reason, stopped_by, stopped_at)"
                    " values (gen_random_uuid(), 'purpose', 'human_review', 'drill', gen_random_uuid(), %s)",
                    [now],
                )
            case "frozen":
                _ = connection.execute(
                    "insert into handover.frozen_clips (clip_id, frozen_at) values (%s, %s)", [clip_id, now]
                )
            case "expired":
                now += timedelta(days=400)
    with handover.databases[Role.WORKBENCH].transaction() as connection:
        assert not is_offered(connection, clip_id, now=now)
        assert list_offered(connection, now=now, without=(), most=1) == ()
        assert list_offered(connection, now=now, without=(), first=[clip_id], most=1) == ()
        assert count_offered(connection, now=now, without=()) == 0
