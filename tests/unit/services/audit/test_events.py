"""Entries are canonical, fixed for ever, and hold nothing that was said (AD2)."""

import json
import re
from collections.abc import Iterator
from dataclasses import MISSING, dataclass, fields
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from typing import ClassVar
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as some

from earnest.foundation.identifiers import ClipId, ConsentEventId, LeaseId
from earnest.services.audit import AuditEvent, ClipPlayed, ClipWithdrawn, ConsentRecorded, Pseudonyms, events
from earnest.services.audit.errors import EventUnfit
from earnest.services.cryptography import KeyUnreadable
from earnest.services.cryptography.secret_files import write_secret_file

AT = datetime(2026, 1, 2, 3, 4, 5, 678, tzinfo=UTC)
PERSON = Pseudonyms(bytes(32)).of(UUID(int=1))


def kinds() -> Iterator[type[AuditEvent]]:
    for value in vars(events).values():
        if isinstance(value, type) and issubclass(value, AuditEvent) and value is not AuditEvent:
            yield value


def test_an_entry_is_fixed_for_ever() -> None:
    event = ConsentRecorded(
        at=AT,
        customer=PERSON,
        consent_event_id=ConsentEventId(UUID(int=2)),
        purpose="human_review",
        given=True,
        wording_hash=bytes(32),
    )
    assert event.entry() == (
        b'{"at":"2026-01-02T03:04:05.000678Z","consent_event_id":"00000000-0000-0000-0000-000000000002",'
        b'"customer":"' + PERSON.encode() + b'","given":true,"kind":"consent_recorded","purpose":"human_review",'
        b'"version":1,"wording_hash":"' + b"0" * 64 + b'"}'
    )


def test_a_time_of_another_zone_is_the_same_entry() -> None:
    there = AT.astimezone(timezone(timedelta(hours=5)))
    one, other = (ClipWithdrawn(at=at, clip_id=ClipId(UUID(int=1)), reason="expired").entry() for at in (AT, there))
    assert one == other


def test_every_kind_has_a_name_of_its_own_and_only_fields_that_cannot_hold_content() -> None:
    names = [kind.kind for kind in kinds()]
    assert len(names) == len(set(names)) >= 17
    allowed = {"datetime", "bool", "bytes", "int", "str"}
    for kind in kinds():
        assert kind.version >= 1
        for field in fields(kind):
            assert field.default is MISSING, "an event tells everything"
            name = re.findall(r"[A-Za-z]+", re.sub(r"(, | \| )None(Type)?", "", str(field.type)))[-1]
            assert name in allowed or name.endswith("Id"), name


@pytest.mark.parametrize(
    "reason", ["call my wife", "Expired", "", "+49 30 123456", "a@b.de", "a" * 41, "müll", "a\n", "1", "not-said"]
)
def test_a_text_is_refused(reason: str) -> None:
    with pytest.raises(EventUnfit) as unfit:
        _ = ClipWithdrawn(at=AT, clip_id=ClipId(UUID(int=1)), reason=reason).entry()
    assert not reason or reason not in str(unfit.value)


@pytest.mark.parametrize("person", ["anna", "00000000-0000-0000-0000-000000000001", "", PERSON.upper(), PERSON + "0"])
def test_a_name_or_a_bare_identifier_of_a_person_is_refused(person: str) -> None:
    event = ClipPlayed(at=AT, clip_id=ClipId(UUID(int=1)), lease_id=LeaseId(UUID(int=2)), reviewer=person)
    with pytest.raises(EventUnfit):
        _ = event.entry()


def test_a_time_without_zone_and_a_short_hash_are_refused() -> None:
    with pytest.raises(EventUnfit):
        _ = ClipWithdrawn(at=AT.replace(tzinfo=None), clip_id=ClipId(UUID(int=1)), reason="expired").entry()
    with pytest.raises(EventUnfit):
        _ = ConsentRecorded(
            at=AT,
            customer=PERSON,
            consent_event_id=ConsentEventId(UUID(int=2)),
            purpose="human_review",
            given=True,
            wording_hash=b"words",
        ).entry()


@dataclass(frozen=True, slots=True, kw_only=True)
class Odd(AuditEvent):
    kind: ClassVar[str] = "odd"
    value: object


@pytest.mark.parametrize("value", [1.5, 2**53, -(2**53), [], {}, b"", object(), "two words", ("a",)])
def test_other_values_are_refused(value: object) -> None:
    with pytest.raises(EventUnfit):
        _ = Odd(at=AT, value=value).entry()


@given(
    value=some.one_of(
        some.none(),
        some.booleans(),
        some.integers(-(2**53) + 1, 2**53 - 1),
        some.uuids(),
        some.binary(min_size=32, max_size=32),
    ),
    at=some.datetimes(timezones=some.just(UTC)),
)
def test_entries_are_canonical(value: object, at: datetime) -> None:
    entry = Odd(at=at, value=value).entry()
    assert entry.isascii()
    assert b"\n" not in entry
    assert json.dumps(json.loads(entry), sort_keys=True, separators=(",", ":")).encode() == entry


@given(one=some.uuids(), other=some.uuids())
def test_pseudonyms_are_the_same_for_one_person_and_differ_for_two(one: UUID, other: UUID) -> None:
    pseudonyms = Pseudonyms(bytes(range(32)))
    assert pseudonyms.of(one) == pseudonyms.of(UUID(bytes=one.bytes))
    assert (pseudonyms.of(one) == pseudonyms.of(other)) == (one == other)
    assert one.hex not in pseudonyms.of(one)
    assert pseudonyms.of(one) != Pseudonyms(bytes(32)).of(one)


def test_the_key_of_pseudonyms_is_read_from_its_file_and_not_printed(tmp_path: Path) -> None:
    path = tmp_path / "pseudonym.key"
    write_secret_file(path, bytes(32))
    assert Pseudonyms.load(path).of(UUID(int=1)) == PERSON
    assert repr(Pseudonyms.load(path)) == "Pseudonyms(<withheld>)"
    path.chmod(0o640)
    with pytest.raises(KeyUnreadable):
        _ = Pseudonyms.load(path)
    with pytest.raises(KeyUnreadable):
        _ = Pseudonyms(bytes(31))
