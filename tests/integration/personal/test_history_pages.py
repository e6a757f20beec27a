"""A history of thousands: pages from a place in an index, filters, and only ever the own one (RI2, RI4)."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Final, cast
from uuid import UUID, uuid4

import pytest
from support.portal import PASSWORD, Browser, browser, portal_of
from support.speaking import PersonalSide, spoken, tone

from earnest.foundation.identifiers import ClipId, RecordingId, random_identifier
from earnest.handover.receipts import Receipt, ReceiptKind, add_receipt
from earnest.personal.consent.purposes import Purpose
from earnest.personal.customers.records import Customer
from earnest.personal.vault.store import QUERIES
from earnest.services.database.roles import Role

THOUSANDS: Final = 10_000
PAGE: Final = 50

COPY: Final = """
insert into personal.recordings (recording_id, customer_id, device_id, captured_at, sample_count, object_key,
    wrapped_key, sealed_content, understood, purposes, consent_event_ids, region, programme, selected, selection_reason,
    selection_probability, review_state, delete_after)
select gen_random_uuid(), customer_id, device_id, captured_at - number / 3 * interval '1 second', sample_count,
    'r-' || gen_random_uuid(), wrapped_key, sealed_content, understood, purposes, consent_event_ids, region, programme,
    selected, selection_reason, selection_probability, review_state, delete_after
from personal.recordings, generate_series(1, %s) as number where recording_id = %s
"""
"""Three recordings have one time each: what two devices heard at once."""


@pytest.fixture
def customer(side: PersonalSide) -> Customer:
    return side.add_customer(Purpose.OWN_HISTORY, Purpose.AUTOMATIC_LEARNING, password=PASSWORD)


@pytest.fixture
def page(side: PersonalSide, customer: Customer) -> Browser:
    opened = browser(portal_of(side))
    assert opened.sign_in(customer).status_code == 204
    return opened


def copy(side: PersonalSide, recording_id: RecordingId, count: int) -> None:
    with side.databases.owner.transaction() as connection:
        _ = connection.execute(COPY.encode(), [count, recording_id])
        _ = connection.execute(b"analyze personal.recordings")


def read_pages(page: Browser, **chosen: str) -> list[str]:
    """Follow the pages to the end."""
    found: list[str] = []
    while True:
        answer = page.client.get("/api/utterances", params=chosen)
        assert answer.status_code == 200, answer.text
        shown = answer.json()
        found += [entry["recording_id"] for entry in shown["utterances"]]
        if shown["next"] is None:
            return found
        chosen["after"] = shown["next"]


def rows_read(plan: Mapping[str, object]) -> int:
    """How many rows of recordings a plan looked at, those that it left out included."""
    read = 0
    if plan.get("Relation Name") == "recordings":
        counts = [cast("float", plan.get(name, 0)) for name in ("Actual Rows", "Rows Removed by Filter")]
        read = int(sum(counts) * cast("float", plan["Actual Loops"]))
    return read + sum(rows_read(one) for one in cast("list[Mapping[str, object]]", plan.get("Plans", [])))


def index_names(plan: Mapping[str, object]) -> set[object]:
    deeper = [index_names(one) for one in cast("list[Mapping[str, object]]", plan.get("Plans", []))]
    return {plan.get("Index Name")}.union(*deeper)


def test_ri2_every_page_of_ten_thousand_reads_one_page(side: PersonalSide, customer: Customer) -> None:
    first = side.store(customer, samples=tone(0.01))
    copy(side, first, THOUSANDS)
    other = side.add_customer(Purpose.OWN_HISTORY)
    copy(side, side.store(other, samples=tone(0.01)), THOUSANDS)
    newest = side.clock.now()
    for age in (0, 1000, 3300):
        names = {
            "customer_id": customer.customer_id,
            "before": newest - timedelta(seconds=age),
            "before_id": UUID(int=2**128 - 1),
            "limit": PAGE,
            "since": None,
            "device_id": None,
            "only_not_understood": False,
            "only_learned": False,
            "only_withheld": False,
            "heard": None,
        }
        with side.databases[Role.CUSTOMER_PORTAL].transaction() as connection:
            explained = "explain (analyze, format json) " + QUERIES["list_own_recordings"]
            row = connection.execute(explained.encode(), names).fetchone()
        assert row is not None
        plan = row[0][0]["Plan"]
        assert "recordings_history" in index_names(plan), plan
        assert PAGE <= rows_read(plan) <= PAGE + 3, plan


def test_ri2_pages_of_recordings_with_one_time_leave_none_out(
    side: PersonalSide, customer: Customer, page: Browser
) -> None:
    first = side.store(customer, samples=tone(0.01))
    copy(side, first, 199)
    found = read_pages(page)
    assert len(found) == len(set(found)) == 200


def test_ri2_filters_find_what_they_say(side: PersonalSide, customer: Customer, page: Browser) -> None:
    plain, misheard, taught, heard, simulated, withheld = (
        _say(side, customer, f"drink number {number}", intent=None if number == 1 else "orderDrink")
        for number in range(6)
    )
    corrected = {"text": "drink number two please", "learn": True}
    assert page.send("PUT", f"/api/utterances/{taught}/correction", corrected).status_code == 200
    _hear(side, customer, heard, role="reviewer")
    _hear(side, customer, simulated, role="simulated reviewer")
    with side.databases.owner.transaction() as connection:
        statement = b"update personal.recordings set review_state = 'withheld' where recording_id = %s"
        _ = connection.execute(statement, [withheld])
        statement = b"select device_id from personal.recordings where recording_id = %s"
        row = connection.execute(statement, [plain]).fetchone()
    assert row is not None
    for chosen, expected in (
        ({"only": "not_understood"}, misheard),
        ({"only": "learned"}, taught),
        ({"only": "heard"}, heard),
        ({"only": "withheld"}, withheld),
        ({"device": str(row[0])}, plain),
        ({"search": "number 0"}, plain),
    ):
        assert read_pages(page, **chosen) == [str(expected)], chosen
    assert read_pages(page, device=str(uuid4())) == []


def test_ac8_a_place_in_the_history_of_another_shows_nothing_of_theirs(
    side: PersonalSide, customer: Customer, page: Browser
) -> None:
    own = side.store(customer)
    other = side.add_customer(Purpose.OWN_HISTORY)
    side.clock.advance(timedelta(seconds=5))
    theirs = [side.store(other) for _ in range(3)]
    after = f"{side.clock.now().isoformat()}~{theirs[-1]}"
    assert read_pages(page, after=after) == [str(own)]


@pytest.mark.parametrize("after", ["yesterday", "2026-03-04T15:07:00+00:00~1", "2026-03-04T15:07:00~" + "0" * 32, "~"])
def test_what_is_no_place_in_a_history_is_refused_plainly(page: Browser, after: str) -> None:
    answer = page.client.get("/api/utterances", params={"after": after})
    assert answer.status_code == 422
    assert answer.json()["code"] == "position_invalid"


def _say(side: PersonalSide, customer: Customer, text: str, *, intent: str | None) -> RecordingId:
    side.clock.advance(timedelta(seconds=1))
    return side.store(customer, samples=tone(0.01), content=spoken(*text.split(), intent=intent))


def _hear(side: PersonalSide, customer: Customer, recording_id: RecordingId, *, role: str) -> None:
    clip_id = ClipId(random_identifier())
    with side.databases.owner.transaction() as connection:
        _ = connection.execute(
            b"insert into personal.clip_links values (%s, %s, %s, now(), now())",
            [clip_id, recording_id, customer.customer_id],
        )
        receipt = Receipt(
            receipt_id=uuid4(),  # pyright: ignore[reportArgumentType]
            clip_id=clip_id,
            kind=ReceiptKind.PLAYED,
            role=role,
            played_milliseconds=900,
            recorded_at=side.clock.now(),
        )
        add_receipt(connection, receipt)
