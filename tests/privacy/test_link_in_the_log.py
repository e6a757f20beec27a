"""PS5, AD2: six months later whoever holds the log, the database and every key that is left joins no person to a clip.

The attacker knows which leaves stand beside each other: the opening of a recording beside the placing of its clip, and
the erasure of a recording on the day on which a clip was withdrawn. What they lack is which recording was whose.
"""

import itertools
import json
from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import cast
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st
from psycopg import sql
from support.databases import Databases
from support.speaking import START, PersonalSide

from earnest.foundation.identifiers import ClipId, RecordingId, random_identifier
from earnest.foundation.sensitive import RevealReason
from earnest.operations.data_folder import prepare_folder
from earnest.personal.consent.purposes import Purpose
from earnest.personal.customers.records import Customer
from earnest.personal.private_hours.hours import PrivateHours
from earnest.personal.vault.store import load_own_recording
from earnest.services.audit import ClipPlaced, Pseudonyms, advance_subject_key, append, subject_key_file
from earnest.services.audit.monthly_pseudonyms import MONTHS_KEPT, MonthlyPseudonyms, create
from earnest.services.database.roles import Role

HALF_A_YEAR = timedelta(days=183)


@pytest.fixture
def side(databases: Databases, data_folder: Path) -> PersonalSide:
    key = subject_key_file(data_folder / "secrets" / "pseudonym.key")
    key.unlink()
    create(key, START)
    return PersonalSide(databases=databases, folder=data_folder)


def place(side: PersonalSide, customer: Customer) -> ClipId:
    """Open a recording and place its clip, one leaf after the other, as the worker does."""
    recording_id, clip_id = side.store(customer, days=180), ClipId(random_identifier())
    worker = side.databases[Role.PERSONAL_WORKER]
    with worker.transaction() as connection:
        recording = load_own_recording(connection, customer.customer_id, RecordingId(recording_id))
    _ = side.vault.open_recording(worker, recording, RevealReason.DEIDENTIFICATION)
    with worker.transaction() as connection:
        _ = connection.execute(
            "insert into personal.clip_links (clip_id, recording_id, customer_id, placed_at, cut_after) "
            "values (%s, %s, %s, %s, %s)",
            [clip_id, recording_id, customer.customer_id, side.clock.now(), side.clock.now() + timedelta(days=180)],
        )
        _ = append(connection, ClipPlaced(at=side.clock.now(), clip_id=clip_id))
    return clip_id


def leaves(side: PersonalSide) -> list[Mapping[str, object]]:
    with side.databases.owner.transaction() as connection:
        rows = connection.execute("select entry from audit.leaves order by leaf_index").fetchall()
    return [cast("Mapping[str, object]", json.loads(bytes(row[0]))) for row in rows]


def named(value: object) -> Iterator[str]:
    """Return what can name something in a value: identifiers and pseudonyms, as text."""
    match value:
        case UUID():
            yield str(value)
        case str() if len(value) in {32, 36}:
            yield value
        case list():
            for item in cast("list[object]", value):
                yield from named(item)
        case _:
            return


def rows_naming(side: PersonalSide, customer: Customer) -> set[str]:
    """Return every identifier that stands in a row of any table of the database together with a customer's."""
    found: set[str] = set()
    with side.databases.owner.transaction() as connection:
        tables = connection.execute(
            "select table_schema, table_name from information_schema.columns "
            "where column_name = 'customer_id' and table_schema in ('personal', 'handover', 'deidentified', 'staff')"
        ).fetchall()
        for schema, table in tables:
            statement = sql.SQL("select * from {} where customer_id = %s").format(sql.Identifier(schema, table))
            for row in connection.execute(statement, [customer.customer_id]).fetchall():
                found.update(name for value in row for name in named(value))
    return found


def join(side: PersonalSide, customer: Customer) -> set[str]:
    """Attack: return every clip that can be joined to a customer with the database, the log and the keys of now."""
    path = side.folder / "secrets" / "pseudonym.key"
    read = leaves(side)
    months = {datetime.fromisoformat(str(leaf["at"])) for leaf in read}
    known = rows_naming(side, customer) | {str(customer.customer_id)}
    keys = Pseudonyms.load(path), MonthlyPseudonyms.load(subject_key_file(path))
    known |= {keys[0].of(customer.customer_id)} | {keys[1].of(customer.customer_id, at) for at in months}
    beside: dict[str, set[str]] = defaultdict(set)
    for leaf in read:
        names = {name for field, value in leaf.items() if field not in {"at", "kind"} for name in named(value)}
        for name in names:
            beside[name] |= names
    for before, after in itertools.pairwise(read):
        if before["kind"] == "recording_opened" and after["kind"] == "clip_placed":
            beside[str(before["recording_id"])].add(str(after["clip_id"]))
    waiting = list(known)
    while waiting:
        for name in beside[waiting.pop()] - known:
            known.add(name)
            waiting.append(name)
    return known & {str(leaf["clip_id"]) for leaf in read if "clip_id" in leaf}


def live(side: PersonalSide, customer: Customer) -> None:
    """Let a customer do what leaves a leaf with their pseudonym."""
    hours = PrivateHours(database=side.databases[Role.CUSTOMER_PORTAL], pseudonyms=side.pseudonyms, clock=side.clock)
    _ = hours.begin(customer, timedelta(minutes=1))
    side.clock.advance(timedelta(minutes=2))


def test_ps5_six_months_later_no_clip_is_joined_to_a_person(side: PersonalSide) -> None:
    people = [side.add_customer(Purpose.OWN_HISTORY, Purpose.HUMAN_REVIEW) for _ in range(3)]
    clips: dict[Customer, set[str]] = defaultdict(set)
    for number in range(9):
        customer = people[number % 3]
        live(side, customer)
        clips[customer].add(str(place(side, customer)))
    # While the recordings live the attack works, and finds exactly the right ones.
    assert {customer: join(side, customer) for customer in people} == clips
    side.clock.advance(HALF_A_YEAR)
    sweeper = side.sweeper()
    for _ in range(3):
        sweeper.sweep()
        side.clock.advance(timedelta(days=1))
    assert advance_subject_key(subject_key_file(side.folder / "secrets" / "pseudonym.key"), side.clock.now())
    for customer in people:
        assert join(side, customer) == set()


def test_ps5_a_key_that_was_moved_on_gives_no_earlier_pseudonym(tmp_path: Path) -> None:
    path = tmp_path / "customer-pseudonym.key"
    create(path, START)
    customer = random_identifier()
    before = MonthlyPseudonyms.load(path).of(customer, START)
    assert not advance_subject_key(path, START + timedelta(days=20))
    copied = path.read_bytes()
    later = START + timedelta(days=31 * (MONTHS_KEPT + 1))
    assert MonthlyPseudonyms.load(path).of(customer, START) == before
    assert advance_subject_key(path, later)
    assert path.stat().st_mode & 0o077 == 0
    assert before not in {MonthlyPseudonyms.load(path).of(customer, START + timedelta(days=day)) for day in range(400)}
    # The keys that are left go on to be the same.
    held = MonthlyPseudonyms.load(path).of(customer, later)
    _ = path.write_bytes(copied)
    assert MonthlyPseudonyms.load(path).of(customer, later) == held


@given(months=st.integers(min_value=0, max_value=40))
def test_ps5_the_pseudonym_of_a_month_is_the_same_all_month_and_another_the_next(months: int) -> None:
    names = MonthlyPseudonyms(bytes(range(32)), datetime(2026, 1, 1, tzinfo=UTC))
    at = datetime(2026 + months // 12, months % 12 + 1, 1, tzinfo=UTC)
    first, last, after = at, at + timedelta(days=27, hours=23), at + timedelta(days=31)
    assert names.of(UUID(int=7), first) == names.of(UUID(int=7), last)
    assert names.of(UUID(int=7), after) != names.of(UUID(int=7), first)
    assert names.of(UUID(int=8), first) != names.of(UUID(int=7), first)


def test_ps5_a_data_folder_has_the_key_and_moves_it_on_at_each_start(tmp_path: Path) -> None:
    folder = tmp_path / "data"
    prepare_folder(folder)
    path = subject_key_file(folder / "secrets" / "pseudonym.key")
    path.unlink()
    create(path, datetime.now(UTC) - timedelta(days=400))
    old = path.read_bytes()
    prepare_folder(folder)
    assert path.read_bytes() != old
