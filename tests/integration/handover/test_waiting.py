"""What a clip waits for is kept by the database, so that the next one is found by an index however many wait."""

from pathlib import Path

import pytest
from support.clips import HandoverSide, open_handover
from support.databases import Databases

from earnest.foundation.identifiers import ClipId
from earnest.handover.reviews import MOST_COUNTED, QUERIES, UNROUTED, count_offered, list_offered
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
        plan = "\n".join(
            row[0] for row in connection.execute(b"explain " + QUERIES["list_offered"].encode(), parameters)
        )
    assert "waiting_clips" in plan
    assert "Seq Scan on clips" not in plan
