"""Stops over HTTP, on the bytes, and as an attacker with a login role (RG1, RG2, RG3, S25, S26)."""

import time
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from uuid import UUID, uuid4

import psycopg
import pytest
from fastapi.testclient import TestClient
from pyotp.totp import TOTP
from support.bench import Bench, Json, code_of, hear, label_body, lease, open_bench, sound_of
from support.databases import Databases
from support.reviewing import TEN_MINUTES, open_reviewing
from typer.testing import CliRunner

from earnest.cli.main import application
from earnest.deidentified.review.errors import LeaseEnded
from earnest.deidentified.review.playing import ASK_SECONDS, PIECE_BYTES
from earnest.foundation.identifiers import ClipId
from earnest.foundation.settings import load_settings
from earnest.handover.labels import list_labels
from earnest.handover.stop_errors import ReviewStopped
from earnest.handover.stops import StopPurpose, find_stopped_since, is_stopped, list_live
from earnest.organisation.oversight.checkpoints import CheckpointSigner
from earnest.organisation.staff.records import StaffRole
from earnest.processes.administration import build_application
from earnest.services.audit import load_signer_key
from earnest.services.database.roles import Role

REFUSED = (psycopg.errors.InsufficientPrivilege, psycopg.errors.IntegrityError)


@dataclass(frozen=True, slots=True, kw_only=True)
class Officers:
    """A workbench, and officers who may stop it."""

    bench: Bench

    def sign_in(self, role: StaffRole, name: str) -> TestClient:
        """Return the browser of a new officer."""
        bench = self.bench
        member = bench.add_member(name, role=role)
        settings = load_settings({"EARNEST_DATA": str(bench.settings.data_folder), "EARNEST_PASSKEYS": "offered"})
        database = bench.handover.databases[Role.ADMINISTRATION]
        key = load_signer_key(bench.settings.data_folder / "keys" / "audit.json")
        application = build_application(
            settings, database, CheckpointSigner(database, key, bench.handover.clock), bench.handover.clock
        )
        browser = TestClient(
            application, base_url="http://localhost", headers={"X-Earnest": "1", "X-Earnest-Idle": "0"}
        )
        code = TOTP(member.totp_secret).at(bench.handover.clock.now())
        body = {"name": name, "password": member.password, "code": code}
        assert browser.post("/api/session", json=body).status_code == 200
        return browser

    def privacy(self, name: str = "Petra") -> TestClient:
        """Return the browser of a new privacy officer."""
        return self.sign_in(StaffRole.PRIVACY_OFFICER, name)

    def leaves(self) -> str:
        """Return the audit log as one text."""
        with self.bench.handover.databases.owner.transaction() as connection:
            rows = connection.execute("select entry from audit.leaves order by leaf_index").fetchall()
        return "\n".join(bytes(row[0]).decode() for row in rows)

    def execute(self, statement: str, *values: object) -> None:
        """Run a statement as the owner of the database."""
        with self.bench.handover.databases.owner.transaction() as connection:
            _ = connection.execute(statement.encode(), values)


@pytest.fixture
def officers(databases: Databases, tmp_path: Path) -> Officers:
    bench = open_bench(databases, tmp_path / "data")
    bench.handover.allow(9)
    return Officers(bench=bench)


def stop(browser: TestClient, scope: str, value: str | None = None, reason: str = "authority_order") -> str:
    """Stop something; return its identifier."""
    answer = browser.post("/api/stops", json={"scope": scope, "value": value, "reason": reason})
    assert answer.status_code == 204, answer.text
    shown: list[Json] = browser.get("/api/stops").json()["stops"]
    return str(shown[0]["stop_id"])


def resume(first: TestClient, second: TestClient, stop_id: str) -> None:
    """Let it go on by two people."""
    assert first.post(f"/api/stops/{stop_id}/resumption", json={"reason": "drill_over"}).status_code == 204
    assert second.post(f"/api/stops/{stop_id}/resumption/approval").status_code == 204


WHAT = [
    ("everything", None),
    ("region", "DE"),
    ("language", "en"),
    ("purpose", "human_review"),
    ("programme", "panel"),
]


@pytest.mark.parametrize(("scope", "value"), WHAT)
def test_rg1_what_is_stopped_is_neither_given_nor_played_and_goes_on_afterwards(
    officers: Officers, scope: str, value: str | None
) -> None:
    """S25, S26: the clip in hand falls silent at the next report, and no other one is given."""
    bench = officers.bench
    _ = bench.handover.place()
    _ = bench.handover.place()
    holder, other = bench.reviewer("Holder"), bench.reviewer("Other")
    lease_id = lease(holder)["lease_id"]
    assert sound_of(holder, lease_id).status_code == 200
    address = holder.post(f"/api/leases/{lease_id}/sound").json()["address"]
    petra = officers.privacy()
    stop_id = stop(petra, scope, value)
    bench.pass_time(1)
    refused = (
        holder.post(f"/api/leases/{lease_id}/played", json={"milliseconds": 500}),
        holder.get(address),
        holder.post(f"/api/leases/{lease_id}/sound"),
        holder.post("/api/leases"),
        other.post("/api/leases"),
    )
    for answer in refused:
        assert (answer.status_code, code_of(answer)) == (409, "review_stopped"), answer.request.url
    (told,) = other.get("/api/stops").json()
    assert (told["scope"], told["value"], told["reason"]) == (scope, value, "authority_order")
    assert "Petra" not in str(told)
    resume(petra, officers.privacy("Paul"), stop_id)
    assert other.post("/api/leases").status_code == 200
    assert other.get("/api/stops").json() == []
    assert holder.post("/api/leases").status_code == 200


@pytest.mark.parametrize(
    ("scope", "value"),
    [
        ("region", "NL"),
        ("language", "de"),
        ("programme", "general"),
        ("programme", "campaign"),
        ("purpose", "training"),
    ],
)
def test_rg1_a_stop_of_something_else_changes_nothing_here(officers: Officers, scope: str, value: str) -> None:
    bench = officers.bench
    _ = bench.handover.place()
    _ = stop(officers.privacy(), scope, value)
    browser = bench.reviewer()
    assert hear(bench, browser, lease(browser)["lease_id"])


def test_rg1_a_vendor_is_stopped_and_no_other(officers: Officers) -> None:
    bench = officers.bench
    vendor = uuid4()
    officers.execute("insert into staff.vendors values (%s, 'Listeners Ltd', now())", vendor)
    _ = bench.handover.place()
    _ = bench.handover.place()
    theirs, own = bench.reviewer("Theirs"), bench.reviewer("Own")
    officers.execute("update staff.members set vendor_id = %s where name = 'Theirs'", vendor)
    lease_id = lease(theirs)["lease_id"]
    _ = stop(officers.privacy(), "vendor", str(vendor))
    for answer in (theirs.post("/api/leases"), theirs.post(f"/api/leases/{lease_id}/sound")):
        assert (answer.status_code, code_of(answer)) == (409, "review_stopped")
    assert own.post("/api/leases").status_code == 200
    assert own.get("/api/stops").json() == []
    # The employer is not named to its own people, and the database itself gives them no lease.
    assert theirs.get("/api/stops").json()[0]["value"] is None
    with bench.handover.databases[Role.WORKBENCH].transaction() as connection:
        inserted = connection.execute(
            "insert into deidentified.leases (lease_id, clip_id, staff_id, leased_at, expires_at)"
            " select %s, clip_id, (select staff_id from staff.members where name = 'Theirs'), now(), now()"
            " from handover.clips limit 1 on conflict do nothing",
            [uuid4()],
        ).rowcount
    assert inserted == 0


def test_rg1_no_label_is_lost(officers: Officers) -> None:
    """What was heard to its end before may still be sent; what is half written waits as long as the stop."""
    bench = officers.bench
    _ = bench.handover.place()
    _ = bench.handover.place()
    done, half = bench.reviewer("Done"), bench.reviewer("Half")
    heard, written = lease(done)["lease_id"], lease(half)["lease_id"]
    _ = hear(bench, done, heard)
    petra = officers.privacy()
    stop_id = stop(petra, "region", "DE")
    assert done.post(f"/api/leases/{heard}/label", json=label_body()).status_code == 204
    draft = {"wake_word_verdict": None, "transcript": "half of it", "intent": ""}
    assert half.put(f"/api/leases/{written}/draft", json=draft).status_code == 204
    bench.pass_time(60 * 86_400)
    officers.execute("update handover.clips set delete_after = delete_after + interval '1 year'")
    # Sessions have ended by now; who asks for a clip makes the workbench forget what was abandoned.
    assert bench.reviewer("Later").post("/api/leases").status_code == 409
    resume(officers.privacy("Paula"), officers.privacy("Paul"), stop_id)
    with bench.handover.databases.owner.transaction() as connection:
        clips = connection.execute("select clip_id from deidentified.drafts").fetchall()
        assert len(clips) == 1
        assert find_stopped_since(connection, [ClipId(clips[0][0])], bench.handover.clock.now() - timedelta(hours=12))


def test_rg1_the_bytes_end_in_the_middle(officers: Officers) -> None:
    """The sound leaves piece by piece, and is asked about at most every fifth of a second."""
    bench = officers.bench
    _ = bench.handover.place()
    browser = bench.reviewer()
    lease_id = lease(browser)["lease_id"]
    whole = sound_of(browser, lease_id).content
    assert len(whole) > 3 * PIECE_BYTES
    assert ASK_SECONDS < 1
    petra = officers.privacy()
    reviewing = open_reviewing(bench.handover)
    _ = bench.handover.place()
    held = reviewing.take()
    sound = reviewing.player.open_clip_sound(held.lease_id, reviewing.reviewer)
    left = reviewing.player.pieces(sound, held.lease_id, reviewing.reviewer)
    assert len(next(left)) == PIECE_BYTES
    _ = stop(petra, "everything")
    time.sleep(ASK_SECONDS)
    with pytest.raises(ReviewStopped):
        _ = next(left)


def test_rg1_stopped_clips_teach_nothing(officers: Officers) -> None:
    bench = officers.bench
    _ = bench.handover.place()
    browser = bench.reviewer()
    lease_id = lease(browser)["lease_id"]
    _ = hear(bench, browser, lease_id)
    assert browser.post(f"/api/leases/{lease_id}/label", json=label_body()).status_code == 204

    def taught() -> int:
        side = bench.handover
        with side.databases[Role.CORPUS_WORKER].transaction() as connection:
            return len(list(list_labels(connection, handover_key=side.handover_key, objects=side.objects)))

    assert taught() == 1
    petra, paul = officers.privacy(), officers.privacy("Paul")
    for scope, value in (("region", "DE"), ("purpose", "training"), ("everything", None)):
        stop_id = stop(petra, scope, value)
        assert taught() == 0, scope
        resume(petra, paul, stop_id)
        assert taught() == 1


def test_rg2_what_cannot_be_known_is_stopped(officers: Officers) -> None:
    """A missing row, and a stop that was removed past every rule, stop everything: nothing is given."""
    bench = officers.bench
    _ = bench.handover.place()
    petra = officers.privacy()
    stop_id = stop(petra, "region", "NL")
    browser = bench.reviewer()
    lease_id = lease(browser)["lease_id"]
    assert sound_of(browser, lease_id).status_code == 200
    with bench.handover.databases.owner.transaction() as connection:
        _ = connection.execute("alter table handover.stops disable trigger all")
        _ = connection.execute("delete from handover.stops where stop_id = %s", [stop_id])
        _ = connection.execute("alter table handover.stops enable trigger all")
    for answer in (sound_of(browser, lease_id), browser.post("/api/leases")):
        assert (answer.status_code, code_of(answer)) == (409, "review_stopped")
    assert browser.get("/api/stops").json()[0]["reason"] == "state_unknown"
    assert petra.get("/api/stops").json()["unknown"] is True
    officers.execute("update handover.stop_state set changes = 0")
    assert sound_of(browser, lease_id).status_code == 200
    with bench.handover.databases.owner.transaction() as connection:
        _ = connection.execute("alter table handover.stop_state disable trigger all")
        _ = connection.execute("delete from handover.stop_state")
    assert code_of(sound_of(browser, lease_id)) == "review_stopped"


def test_rg3_resuming_takes_two_people(officers: Officers) -> None:
    """AC10: no officer resumes alone, under whichever account; the reason is in the log."""
    bench = officers.bench
    petra = officers.privacy()
    stop_id = stop(petra, "everything", reason="privacy_incident")
    one = f"/api/stops/{stop_id}/resumption"
    early = petra.post(f"{one}/approval")
    assert (early.status_code, code_of(early)) == (403, "resumption_not_yours")
    assert petra.post(one, json={"reason": "never_mind"}).status_code == 422
    assert petra.post(one, json={"reason": "cause_removed"}).status_code == 204
    assert code_of(petra.post(one, json={"reason": "cause_removed"})) == "stop_ended_already"
    again = petra.post(f"{one}/approval")
    assert (again.status_code, code_of(again)) == (403, "resumption_not_yours")
    second_account = officers.privacy("Petra too")
    bench.state_person("Petra", "P-1")
    bench.state_person("Petra too", "P-1")
    same = second_account.post(f"{one}/approval")
    assert (same.status_code, code_of(same)) == (403, "resumption_not_yours")
    assert petra.get("/api/stops").json()["stops"][0]["resumed_at"] is None
    sam = officers.sign_in(StaffRole.SAFETY_OFFICER, "Sam")
    assert sam.post(f"{one}/approval").status_code == 204
    (shown,) = sam.get("/api/stops").json()["stops"]
    assert (shown["asked_by"], shown["agreed_by"], shown["resumption_reason"]) == ("Petra", "Sam", "cause_removed")
    assert code_of(sam.post(f"{one}/approval")) == "stop_ended_already"
    for kind in ("stop_begun", "resumption_requested", "stop_ended"):
        assert officers.leaves().count(f'"kind":"{kind}"') == 1, kind


def test_rg3_a_stop_whose_end_was_asked_for_by_an_officer_who_left_can_be_ended_by_two_others(
    officers: Officers,
) -> None:
    """What was asked by an account that was disabled counts no more: it neither ends a stop nor keeps it for ever."""
    petra, paul, olga = (officers.privacy(name) for name in ("Petra", "Paul", "Olga"))
    stop_id = stop(petra, "everything")
    one = f"/api/stops/{stop_id}/resumption"
    assert petra.post(one, json={"reason": "cause_removed"}).status_code == 204
    assert code_of(paul.post(one, json={"reason": "cause_removed"})) == "stop_ended_already"
    officers.execute("update staff.members set active = false where name = 'Petra'")
    officers.bench.handover.clock.advance(timedelta(seconds=1))
    assert code_of(paul.post(f"{one}/approval")) == "resumption_not_yours", "of both only one is an officer now"
    assert [shown["asked_by"] for shown in paul.get("/api/stops").json()["stops"]] == [None], (
        "nothing waits for another officer"
    )
    assert paul.post(one, json={"reason": "drill_over"}).status_code == 204
    assert code_of(paul.post(f"{one}/approval")) == "resumption_not_yours"
    assert code_of(olga.post(one, json={"reason": "drill_over"})) == "stop_ended_already"
    assert olga.post(f"{one}/approval").status_code == 204
    (shown,) = olga.get("/api/stops").json()["stops"]
    assert (shown["asked_by"], shown["agreed_by"], shown["resumption_reason"]) == ("Paul", "Olga", "drill_over")
    assert officers.leaves().count('"kind":"resumption_requested"') == 2


def test_rg3_the_command_lists_a_stop_by_the_whole_name_that_resuming_asks_for(
    officers: Officers, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In a terminal of the usual 80 columns."""
    stop_id = stop(officers.privacy(), "region", "DE")
    monkeypatch.setenv("EARNEST_DATA", str(officers.bench.settings.data_folder))
    monkeypatch.setenv("EARNEST_ROLE_DATABASE", officers.bench.handover.databases.dsn(Role.ADMINISTRATION))
    monkeypatch.setenv("COLUMNS", "80")
    shown = CliRunner().invoke(application, ["stops"], catch_exceptions=False)
    assert shown.exit_code == 0, shown.output
    assert stop_id in shown.output


def test_rg3_two_safety_officers_are_not_enough(officers: Officers) -> None:
    sam, sue = (officers.sign_in(StaffRole.SAFETY_OFFICER, name) for name in ("Sam", "Sue"))
    stop_id = stop(sam, "everything")
    assert sam.post(f"/api/stops/{stop_id}/resumption", json={"reason": "drill_over"}).status_code == 204
    assert code_of(sue.post(f"/api/stops/{stop_id}/resumption/approval")) == "resumption_not_yours"
    assert officers.privacy().post(f"/api/stops/{stop_id}/resumption/approval").status_code == 204


@pytest.mark.parametrize("role", [StaffRole.AUDITOR, StaffRole.ADMINISTRATOR, StaffRole.WELL_BEING_OFFICER])
def test_rg1_others_stop_nothing(officers: Officers, role: StaffRole) -> None:
    browser = officers.sign_in(role, "Other")
    answer = browser.post("/api/stops", json={"scope": "everything", "value": None, "reason": "drill"})
    assert answer.status_code == 403
    assert browser.get("/api/stops").status_code == 403


@pytest.mark.parametrize(
    ("scope", "value"),
    [("region", "de"), ("region", None), ("everything", "DE"), ("vendor", "Acme"), ("purpose", "all"), ("region", "")],
)
def test_rg1_what_cannot_be_stopped_is_refused(officers: Officers, scope: str, value: str | None) -> None:
    answer = officers.privacy().post("/api/stops", json={"scope": scope, "value": value, "reason": "drill"})
    assert answer.status_code == 422


TRIED = {
    "end it": "update handover.stops set resumed_at = now() where stop_id = %(stop)s",
    "remove it": "delete from handover.stops where stop_id = %(stop)s",
    "remove all": "truncate handover.stops cascade",
    "narrow it": "update handover.stops set scope = 'region', value = 'ZZ' where stop_id = %(stop)s",
    "forge the second": "insert into handover.resumptions (stop_id, act, member, at)"
    " values (%(stop)s, 'approve', %(paul)s, now())",
    "forge a stop": "insert into handover.stops (stop_id, scope, reason, stopped_by, stopped_at)"
    " values (gen_random_uuid(), 'everything', 'drill', %(paul)s, now())",
    "change the count": "update handover.stop_state set changes = 99",
    "replace the rule": "create or replace function handover.find_stop(text, text, text, text, text) returns text"
    " language sql as 'select null'",
    "remove the trigger": "drop trigger keep_stop on handover.stops",
    "guess a session": "select 1 / count(handover.approve_resumption(%(stop)s, 'guessed', now()))"
    " from (values (1)) as one",
}


def test_rg3_no_login_role_ends_a_stop(officers: Officers) -> None:
    """Whoever has taken over a process, with its role, ends no stop and begins none in another's name."""
    petra = officers.privacy()
    _ = officers.privacy("Paul")
    stop_id = stop(petra, "everything")
    assert petra.post(f"/api/stops/{stop_id}/resumption", json={"reason": "drill_over"}).status_code == 204
    owner = officers.bench.handover.databases.owner
    with owner.transaction() as connection:
        row = connection.execute("select staff_id from staff.members where name = 'Paul'").fetchone()
    assert row is not None
    for role in Role:
        for statement in TRIED.values():
            database = officers.bench.handover.databases[role]
            with pytest.raises((*REFUSED, psycopg.errors.DivisionByZero)), database.transaction() as connection:
                _ = connection.execute(statement.encode(), {"stop": stop_id, "paul": row[0]})
    with owner.transaction() as connection:
        assert [one.stop_id for one in list_live(connection)] == [UUID(stop_id)]
        assert is_stopped(connection, StopPurpose.HUMAN_REVIEW)


def test_rg3_not_even_the_owner_of_the_database_ends_a_stop_alone(officers: Officers) -> None:
    """The rule is in the table: two different people, or no end."""
    petra = officers.privacy()
    stop_id = stop(petra, "region", "DE")
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        officers.execute("update handover.stops set resumed_at = now() where stop_id = %s", stop_id)
    officers.execute(
        "insert into handover.resumptions (stop_id, act, member, reason, at)"
        " select %s, 'request', staff_id, 'drill_over', now() from staff.members where name = 'Petra'",
        stop_id,
    )
    with pytest.raises(psycopg.errors.UniqueViolation):
        officers.execute(
            "insert into handover.resumptions (stop_id, act, member, at)"
            " select %s, 'approve', staff_id, now() from staff.members where name = 'Petra'",
            stop_id,
        )


def test_rg1_a_lease_that_ended_is_not_streamed(officers: Officers) -> None:
    _ = officers.bench.handover.place()
    reviewing = open_reviewing(officers.bench.handover)
    held = reviewing.take()
    left = reviewing.player.pieces(bytes(4 * PIECE_BYTES), held.lease_id, reviewing.reviewer)
    _ = next(left)
    officers.bench.handover.clock.advance(TEN_MINUTES)
    time.sleep(ASK_SECONDS)
    with pytest.raises(LeaseEnded):
        _ = next(left)
