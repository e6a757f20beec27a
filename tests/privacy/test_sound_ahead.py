"""Sound that is fetched ahead: it is nothing before the line in the log, and nothing after a stop or a withdrawal."""

from base64 import b64decode
from collections.abc import Callable
from pathlib import Path
from typing import LiteralString
from uuid import UUID

import pytest
from fastapi.testclient import TestClient
from psycopg.sql import SQL, Literal
from support.bench import Bench, Json, code_of, hear, label_body, lease, open_bench, sound_of
from support.databases import Databases

from earnest.foundation.identifiers import ClipId, LeaseId
from earnest.handover.marks import mark_of
from earnest.handover.taking import load_clip, open_sound
from earnest.handover.watermarking.marking import marked
from earnest.handover.withdrawals import WithdrawalReason, withdraw
from earnest.organisation.staff.records import NewMember, StaffRole
from earnest.services.audit import Pseudonyms
from earnest.services.cryptography import SealBroken
from earnest.services.cryptography.browser_seals import create_browser_key, open_for_browser
from earnest.services.database.roles import Role
from earnest.sound_files.decoding import decode
from earnest.sound_files.encoding import encode_wav
from earnest.speech.sound.level import limit_peak


@pytest.fixture
def bench(databases: Databases, tmp_path: Path) -> Bench:
    return open_bench(databases, tmp_path / "data")


class Holding:
    """A reviewer who holds one clip and has the next one's sound ahead."""

    def __init__(self, bench: Bench, *, clips: int = 2) -> None:
        self.bench = bench
        bench.handover.allow(9)
        self.clips = sorted(bench.handover.place() for _ in range(clips))
        self.member: NewMember = bench.add_member()
        self.browser: TestClient = bench.sign_in(self.member)
        self.held = lease(self.browser)["lease_id"]
        self.ahead: Json = fetch(self.browser)

    @property
    def sealed(self) -> bytes:
        return b64decode(str(self.ahead["sealed_sound"]))

    def finish(self) -> None:
        """Label the clip in hand."""
        _ = hear(self.bench, self.browser, self.held)
        assert self.browser.post(f"/api/leases/{self.held}/label", json=label_body()).status_code == 204

    def next(self, browser: TestClient | None = None) -> Json:
        """Ask for the next clip, naming what is there."""
        answer = (browser or self.browser).post("/api/leases", params={"ahead": str(self.ahead["lease_id"])})
        assert answer.status_code == 200, answer.text
        body: Json = answer.json()
        return body


def fetch(browser: TestClient) -> Json:
    answer = browser.post("/api/leases/ahead")
    assert answer.status_code == 200, answer.text
    body: Json = answer.json()
    return body


def count(bench: Bench, statement: str) -> int:
    with bench.handover.databases.owner.transaction() as connection:
        row = connection.execute(statement.encode()).fetchone()
    return 0 if row is None else int(row[0] or 0)


def played(bench: Bench) -> int:
    return count(bench, "select count(*) from audit.leaves where convert_from(entry, 'UTF8') like '%clip_played%'")


def reserved(bench: Bench) -> int:
    return count(bench, "select count(*) from deidentified.reserved_clips")


def withdraw_clip(bench: Bench, clip_id: ClipId) -> None:
    with bench.handover.databases.owner.transaction() as connection:
        now = bench.handover.clock.now()
        withdraw(connection, [clip_id], reason=WithdrawalReason.CONSENT_WITHDRAWN, withdrawn_at=now)


def stop_everything(bench: Bench) -> None:
    """As a start does with older data; what an officer does is tested elsewhere."""
    with bench.handover.databases.owner.transaction() as connection:
        _ = connection.execute(
            "insert into handover.stops (stop_id, scope, reason, stopped_at)"
            " values (gen_random_uuid(), 'everything', 'state_unknown', %s)",
            [bench.handover.clock.now()],
        )


def refuse_lines(bench: Bench, kind: LiteralString) -> None:
    """Let the log take no line of one kind, as where the disk is full at that moment; it takes every other."""
    with bench.handover.databases.owner.transaction() as connection:
        _ = connection.execute(
            "create function audit.refuse_line() returns trigger language plpgsql as $$ begin"
            " raise exception 'no line' using errcode = 'insufficient_privilege'; end $$"
        )
        _ = connection.execute(
            SQL(
                "create trigger refuse_line before insert on audit.leaves for each row"
                " when (convert_from(new.entry, 'UTF8') like {}) execute function audit.refuse_line()"
            ).format(Literal(f"%{kind}%"))
        )


def test_ad4_sp1_what_is_ahead_is_neither_given_nor_counted_nor_heard(bench: Bench) -> None:
    before = Holding(bench)
    assert count(bench, "select sum(handed_out) from handover.allowances") == 1
    assert count(bench, "select count(*) from deidentified.leases") == 1
    assert count(bench, "select count(*) from handover.receipts") == 1
    assert played(bench) == 0
    assert set(before.ahead) == {"lease_id", "sealed_sound"}, "nothing else is told of the clip"
    with bench.handover.databases[Role.CORPUS_WORKER].transaction() as connection:
        clip = load_clip(connection, before.clips[1])
    placed = open_sound(clip, handover_key=bench.handover.handover_key, objects=bench.handover.objects)
    assert placed[:4] not in before.sealed
    assert not any(placed[at : at + 16] in before.sealed for at in range(44, 4_000, 16))


def test_au9_with_the_lease_comes_the_key_after_the_line_in_the_log_and_opens_the_marked_sound(bench: Bench) -> None:
    holding = Holding(bench)
    holding.finish()
    assert played(bench) == 1
    held = holding.next()
    assert held["lease_id"] == holding.ahead["lease_id"]
    assert played(bench) == 2
    assert count(bench, "select sum(handed_out) from handover.allowances") == 2
    assert count(bench, "select count(*) from deidentified.leases where sound_left_at is not null") == 2
    lease_id = UUID(str(held["lease_id"]))
    sound = open_for_browser(holding.sealed, b64decode(str(held["sound_key"])), lease_id)
    with bench.handover.databases[Role.CORPUS_WORKER].transaction() as connection:
        clip = load_clip(connection, holding.clips[1])
    placed = decode(open_sound(clip, handover_key=bench.handover.handover_key, objects=bench.handover.objects))
    mark = mark_of(Pseudonyms.load(bench.settings.pseudonym_key_file), LeaseId(lease_id))
    assert sound == encode_wav(limit_peak(marked(placed, mark)))
    assert holding.next()["sound_key"] is None, "a key leaves once"
    bench.pass_time(4)
    assert holding.browser.post(f"/api/leases/{lease_id}/played", json={"milliseconds": 4000}).status_code == 204
    assert holding.browser.post(f"/api/leases/{lease_id}/label", json=label_body()).status_code == 204


def test_ad4_no_key_leaves_where_the_log_takes_no_line(bench: Bench) -> None:
    holding = Holding(bench)
    holding.finish()
    refuse_lines(bench, "clip_played")
    answer = holding.browser.post("/api/leases", params={"ahead": str(holding.ahead["lease_id"])})
    assert (answer.status_code, code_of(answer)) == (503, "log_unavailable")
    assert "sound_key" not in answer.text
    assert count(bench, "select count(*) from deidentified.leases") == 1


def test_rg1_after_a_stop_there_is_no_key_for_what_lies_in_the_page(bench: Bench) -> None:
    holding = Holding(bench)
    holding.finish()
    stop_everything(bench)
    for browser in (holding.browser, bench.beside(holding.browser)):
        answer = browser.post("/api/leases", params={"ahead": str(holding.ahead["lease_id"])})
        assert (answer.status_code, code_of(answer)) == (409, "review_stopped")
        refused = browser.post("/api/leases/ahead")
        assert (refused.status_code, code_of(refused)) == (409, "review_stopped")
    assert reserved(bench) == 0
    assert played(bench) == 1
    with pytest.raises(SealBroken):
        _ = open_for_browser(holding.sealed, create_browser_key(), UUID(str(holding.ahead["lease_id"])))


def test_cn4_after_a_withdrawal_another_clip_comes_and_no_key(bench: Bench) -> None:
    holding = Holding(bench, clips=3)
    holding.finish()
    withdraw_clip(bench, holding.clips[1])
    assert reserved(bench) == 0
    held = holding.next()
    assert held["lease_id"] != holding.ahead["lease_id"]
    assert held["sound_key"] is None
    assert played(bench) == 1


def _return(holding: Holding) -> None:
    assert holding.browser.delete("/api/leases/ahead").status_code == 204


def _eject(holding: Holding) -> None:
    assert holding.browser.post(f"/api/leases/{holding.held}/eject").status_code == 204


def _sign_out(holding: Holding) -> None:
    assert holding.browser.delete("/api/session").status_code == 204
    holding.bench.pass_time(31)
    holding.browser = holding.bench.sign_in(holding.member)


def _lose_session(holding: Holding) -> None:
    """As where an account is disabled, or the place changes."""
    with holding.bench.handover.databases.owner.transaction() as connection:
        _ = connection.execute("delete from staff.sessions where staff_id = %s", [holding.member.member.staff_id])
    holding.bench.pass_time(31)
    holding.browser = holding.bench.sign_in(holding.member)


def _wait(holding: Holding) -> None:
    holding.bench.pass_time(301)


@pytest.mark.parametrize("leave", [_return, _eject, _sign_out, _lose_session, _wait])
def test_whoever_stops_gives_back_what_is_ahead_and_gets_no_key(bench: Bench, leave: Callable[[Holding], None]) -> None:
    holding = Holding(bench)
    other = bench.reviewer("Another")
    assert other.post("/api/leases").status_code == 204, "it is kept for who has it ahead"
    leave(holding)
    assert lease(other)["sound_key"] is None
    answer = holding.browser.post("/api/leases", params={"ahead": str(holding.ahead["lease_id"])})
    assert answer.status_code == 204 or answer.json()["lease_id"] != holding.ahead["lease_id"]
    assert answer.status_code == 204 or answer.json()["sound_key"] is None
    assert played(bench) == 0


def test_ac8_another_reviewer_gets_no_key_by_the_name_of_what_is_ahead(bench: Bench) -> None:
    holding = Holding(bench, clips=3)
    other = bench.reviewer("Another")
    held = holding.next(other)
    assert held["lease_id"] != holding.ahead["lease_id"]
    assert held["sound_key"] is None
    name = holding.ahead["lease_id"]
    for browser in (other, holding.browser):
        assert sound_of(browser, name).status_code == 404, "there is no such lease"
        assert browser.post(f"/api/leases/{name}/label", json=label_body()).status_code == 404
    assert bench.reviewer("Lead", role=StaffRole.LEAD).post("/api/leases/ahead").status_code == 403


def test_sp1_the_cap_is_asked_when_it_is_given(bench: Bench) -> None:
    holding = Holding(bench)
    holding.finish()
    with bench.handover.databases.owner.transaction() as connection:
        _ = connection.execute("update handover.allowances set chosen = handed_out, allowed = handed_out")
    answer = holding.browser.post("/api/leases", params={"ahead": str(holding.ahead["lease_id"])})
    assert answer.status_code == 204, "the cap is used up"
    assert played(bench) == 1


def test_dc2_what_does_not_play_by_itself_is_not_fetched_ahead(bench: Bench) -> None:
    bench.handover.allow(2)
    _ = bench.handover.place()
    browser = bench.reviewer()
    assert browser.put("/api/preferences", json={"accepts_distressing": True}).status_code == 204
    _ = lease(browser)
    _ = bench.handover.place(warnings=("violence",))
    assert browser.post("/api/leases/ahead").status_code == 204
    assert reserved(bench) == 0


def test_nothing_is_ahead_of_who_holds_no_clip(bench: Bench) -> None:
    bench.handover.allow(1)
    _ = bench.handover.place()
    assert bench.reviewer().post("/api/leases/ahead").status_code == 204
    assert reserved(bench) == 0


LANGUAGES = "update staff.members set languages = '{de}'"
HOUSEHOLD = "update handover.clips set household = '00000000-0000-4000-8000-000000000001'"


@pytest.mark.parametrize("change", [LANGUAGES, HOUSEHOLD])
def test_ps7_s17_where_it_may_go_no_more_it_is_not_given_though_it_lies_in_the_page(
    databases: Databases, tmp_path: Path, change: LiteralString
) -> None:
    """Languages, and the household of a clip that was given today, are asked when it is given, as for any clip."""
    bench = open_bench(databases, tmp_path / "data", EARNEST_ONE_CLIP_PER_HOUSEHOLD="yes")
    holding = Holding(bench)
    holding.finish()
    with bench.handover.databases.owner.transaction() as connection:
        _ = connection.execute(change)
    answer = holding.browser.post("/api/leases", params={"ahead": str(holding.ahead["lease_id"])})
    assert answer.status_code == 204
    assert played(bench) == 1
