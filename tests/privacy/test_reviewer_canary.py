"""PS1, PS2: nothing that tells who spoke or which clip it is occurs in any byte that reaches a reviewer.

n = 120 clips in every run; `EARNEST_CANARY_CLIPS=3000` for the long one. Bodies, headers, sound and the process's log
lines are searched, in every form in which an identifier is written.
"""

import os
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from uuid import UUID, uuid4

import httpx2
import pytest
from fastapi.testclient import TestClient
from support.bench import Bench, label_body, open_bench, sound_of
from support.clips import PERIOD
from support.databases import Databases

from earnest.organisation.staff.records import NewMember

CLIPS = int(os.environ.get("EARNEST_CANARY_CLIPS", "120"))

LOGIN = "canary.login@example.org"
DEVICE = "canary bedroom of amelie"
SERIAL = "CANARY-7351-SERIAL"


@pytest.fixture
def bench(databases: Databases, tmp_path: Path) -> Bench:
    return open_bench(databases, tmp_path / "data")


def plant_identity(bench: Bench, clips: list[UUID]) -> list[str]:
    """Write a customer behind the clips, as the personal side has one, and return every value that must not show."""
    customer_id, device_id = uuid4(), uuid4()
    captured = bench.handover.clock.now() - timedelta(hours=1, minutes=23, seconds=45)
    with bench.handover.databases.owner.transaction() as connection:
        _ = connection.execute(
            "insert into personal.customers values (%s, %s, %s, 'DE', 'en', 'panel', false, %s)",
            [customer_id, LOGIN, SERIAL, captured],
        )
        _ = connection.execute(
            "insert into personal.devices values (%s, %s, %s, 'x', %s, null)",
            [device_id, customer_id, DEVICE, captured],
        )
        recordings = [uuid4() for _ in clips]
        for clip_id, recording_id in zip(clips, recordings, strict=True):
            _ = connection.execute(
                "insert into personal.clip_links values (%s, %s, %s, %s, %s)",
                [clip_id, recording_id, customer_id, captured, captured + timedelta(days=180)],
            )
        objects = [str(row[0]) for row in connection.execute("select object_key from handover.clips").fetchall()]
    identifiers = [customer_id, device_id, *recordings, *clips]
    written = [form for identifier in identifiers for form in (str(identifier), identifier.hex)]
    return [LOGIN, DEVICE, SERIAL, captured.isoformat()[:19], PERIOD.isoformat(), *objects, *written]


def everything_of(answer: httpx2.Response) -> bytes:
    headers = "\n".join(f"{name}: {value}" for name, value in answer.headers.items())
    return headers.encode() + b"\n" + answer.content


class Reviewing:
    """A reviewer who works through all clips, and all the bytes that reached the browser."""

    def __init__(self, bench: Bench, member: NewMember) -> None:
        self._bench = bench
        self._member = member
        self._browser: TestClient = bench.sign_in(member)
        self.lease_ids: list[str] = []
        self._signed_in_at = bench.handover.clock.now()

    def work(self) -> Iterator[bytes]:
        yield from self._read()
        while True:
            if self._bench.handover.clock.now() - self._signed_in_at > timedelta(hours=11):
                self._bench.pass_time(60)
                self._browser = self._bench.sign_in(self._member)
                self._signed_in_at = self._bench.handover.clock.now()
            answer = self._browser.post("/api/leases")
            yield everything_of(answer)
            if answer.status_code == 204:
                break
            lease_id = str(answer.json()["lease_id"])
            self.lease_ids.append(lease_id)
            yield from self._review(lease_id)
        yield from self._read()

    def _review(self, lease_id: str) -> Iterator[bytes]:
        path = f"/api/leases/{lease_id}"
        yield from self._sound(lease_id)
        self._bench.pass_time(0.5)
        yield everything_of(self._browser.post(f"{path}/played", json={"milliseconds": 500}))
        yield everything_of(self._browser.post(f"{path}/label", json=label_body(guideline_version="0")))
        answer = self._browser.post(f"{path}/label", json=label_body())
        assert answer.status_code == 204, answer.text
        yield everything_of(answer)
        yield from self._sound(lease_id)

    def _sound(self, lease_id: str) -> Iterator[bytes]:
        given = self._browser.post(f"/api/leases/{lease_id}/sound")
        yield everything_of(given)
        if given.status_code == 201:
            yield everything_of(self._browser.get(given.json()["address"]))

    def _read(self) -> Iterator[bytes]:
        for path in ("session", "guideline", "catalogue", "progress", f"sounds/{uuid4()}"):
            yield everything_of(self._browser.get(f"/api/{path}"))


def test_ps1_no_byte_that_reaches_a_reviewer_tells_who_spoke(bench: Bench, capfd: pytest.CaptureFixture[str]) -> None:
    bench.handover.allow(CLIPS)
    clips = [bench.handover.place(seconds=0.5) for _ in range(CLIPS)]
    forbidden = [value.encode() for value in plant_identity(bench, [UUID(str(clip)) for clip in clips])]
    reviewing = Reviewing(bench, bench.add_member())
    seen = 0
    for received in reviewing.work():
        seen += len(received)
        for value in forbidden:
            assert value not in received
    assert len(reviewing.lease_ids) == CLIPS
    assert seen > CLIPS * 16_000
    logged = "".join(capfd.readouterr()).encode()
    for value in forbidden:
        assert value not in logged


def test_ps2_two_leases_of_one_clip_have_nothing_in_common(bench: Bench) -> None:
    """Names are random: of 12 leases of a clip none shares its first four bytes with the clip or another."""
    bench.handover.allow(1)
    clip_id = bench.handover.place()
    names: list[str] = []
    for number in range(12):
        browser = bench.reviewer(f"Reviewer {number}")
        lease_id = str(browser.post("/api/leases").json()["lease_id"])
        names.append(lease_id)
        assert browser.post(f"/api/leases/{lease_id}/return").status_code == 204
    beginnings = {UUID(name).bytes[:4] for name in names} | {clip_id.bytes[:4]}
    assert len(beginnings) == 13


def test_ps1_the_sound_file_holds_nothing_but_sound(bench: Bench) -> None:
    """44 bytes of header with the values that the format demands, then samples: no chunk that could carry a name."""
    bench.handover.allow(1)
    _ = bench.handover.place(seconds=0.5)
    browser = bench.reviewer()
    sound = sound_of(browser, browser.post("/api/leases").json()["lease_id"]).content
    assert sound[:4] + sound[8:16] + sound[36:40] == b"RIFF" + b"WAVEfmt " + b"data"
    assert int.from_bytes(sound[4:8], "little") + 8 == len(sound)
    assert int.from_bytes(sound[16:20], "little") == 16
    assert int.from_bytes(sound[40:44], "little") + 44 == len(sound)
