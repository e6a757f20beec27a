"""Who holds the log does not learn from an erasure which clip was made from which recording (AD2, RT4)."""

import json
from datetime import timedelta
from pathlib import Path

import pytest
from support.databases import Databases
from support.speaking import PersonalSide

from earnest.foundation.identifiers import ClipId, RecordingId, random_identifier
from earnest.handover.withdrawals import WithdrawalReason
from earnest.personal.consent.purposes import Purpose
from earnest.personal.customers.records import Customer
from earnest.services.database.roles import Role


@pytest.fixture
def side(databases: Databases, data_folder: Path) -> PersonalSide:
    return PersonalSide(databases=databases, folder=data_folder)


def _with_clip(side: PersonalSide, customer: Customer) -> tuple[RecordingId, ClipId]:
    """Store a recording and link it to a clip, as placing does."""
    recording_id, clip_id = side.store(customer), ClipId(random_identifier())
    with side.databases[Role.PERSONAL_WORKER].transaction() as connection:
        _ = connection.execute(
            "insert into personal.clip_links (clip_id, recording_id, customer_id, placed_at, cut_after) "
            "values (%s, %s, %s, %s, %s)",
            [clip_id, recording_id, customer.customer_id, side.clock.now(), side.clock.now() + timedelta(days=30)],
        )
    return recording_id, clip_id


def _leaves(side: PersonalSide) -> list[dict[str, str]]:
    with side.databases.owner.transaction() as connection:
        rows = connection.execute("select entry from audit.leaves order by leaf_index").fetchall()
    found: list[dict[str, str]] = [json.loads(bytes(row[0])) for row in rows]
    return [leaf for leaf in found if leaf["kind"] in {"clip_withdrawn", "recording_erased"}]


def test_an_erasure_is_told_another_day_in_another_order(side: PersonalSide) -> None:
    customers = [side.add_customer(Purpose.OWN_HISTORY) for _ in range(6)]
    pairs = [(customer, *_with_clip(side, customer)) for customer in customers for _ in range(2)]
    pairs.sort(key=lambda pair: pair[1], reverse=True)
    for customer, recording_id, _ in pairs:
        side.clock.advance(timedelta(minutes=7))
        with side.databases[Role.CUSTOMER_PORTAL].transaction() as connection:
            _ = side.erasure.erase_recordings(
                connection, customer.customer_id, [recording_id], WithdrawalReason.DELETED_BY_CUSTOMER
            )
    side.sweeper().sweep()
    assert [leaf["clip_id"] for leaf in _leaves(side)] == [str(clip_id) for _, _, clip_id in pairs]
    side.clock.advance(timedelta(days=1))
    side.sweeper().sweep()
    told = [leaf for leaf in _leaves(side) if leaf["kind"] == "recording_erased"]
    assert [leaf["recording_id"] for leaf in told] == sorted(str(recording_id) for _, recording_id, _ in pairs)
    assert len({leaf["at"] for leaf in told}) == 1
    assert told[0]["at"].endswith("T00:00:00.000000Z")
    side.sweeper().sweep()
    assert len(_leaves(side)) == 2 * len(pairs)
