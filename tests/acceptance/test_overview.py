"""The overview equals what the log says, and a difference is shown and named (TR6, RG4, CN8)."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import psycopg
import pytest
from fastapi.testclient import TestClient
from pyotp.totp import TOTP
from support.bench import Bench, Json, hear, lease, open_bench
from support.clips import NOON
from support.databases import Databases

from earnest.deidentified.corpus.erasure import ClipErasure
from earnest.deidentified.corpus.orphans import OrphanSweep
from earnest.foundation.identifiers import ClipId
from earnest.foundation.settings import load_settings
from earnest.handover.taking import load_clip
from earnest.handover.withdrawals import WithdrawalReason, withdraw
from earnest.organisation.figures.counts import Dimension, figures_of, keep_days, reconcile
from earnest.organisation.oversight.checkpoints import CheckpointSigner
from earnest.organisation.staff.records import StaffRole
from earnest.processes.administration import build_application
from earnest.services.audit import ClipPlaced, append, load_signer_key
from earnest.services.database.roles import Role


@pytest.fixture
def bench(databases: Databases, tmp_path: Path) -> Bench:
    opened = open_bench(databases, tmp_path / "data")
    opened.handover.allow(9)
    return opened


def reader(bench: Bench, role: StaffRole = StaffRole.PRIVACY_OFFICER) -> TestClient:
    """Return the browser of a new member at the administration."""
    member = bench.add_member(role.value, role=role)
    settings = load_settings({"EARNEST_DATA": str(bench.settings.data_folder), "EARNEST_PASSKEYS": "offered"})
    database = bench.handover.databases[Role.ADMINISTRATION]
    key = load_signer_key(bench.settings.data_folder / "keys" / "audit.json")
    application = build_application(
        settings, database, CheckpointSigner(database, key, bench.handover.clock), bench.handover.clock
    )
    browser = TestClient(application, base_url="http://localhost", headers={"X-Earnest": "1", "X-Earnest-Idle": "0"})
    code = TOTP(member.totp_secret).at(bench.handover.clock.now())
    body = {"name": member.member.name, "password": member.password, "code": code}
    assert browser.post("/api/session", json=body).status_code == 200
    return browser


def place(bench: Bench) -> ClipId:
    """Place a clip with its leaf, as the personal worker does."""
    clip_id = bench.handover.place()
    with bench.handover.databases[Role.PERSONAL_WORKER].transaction() as connection:
        _ = append(connection, ClipPlaced(at=bench.handover.clock.now(), clip_id=clip_id))
    return clip_id


def erase(bench: Bench, clip_id: ClipId) -> None:
    """Withdraw and erase a clip, as the corpus worker does."""
    side = bench.handover
    with side.databases.owner.transaction() as connection:
        withdraw(connection, [clip_id], reason=WithdrawalReason.EXPIRED, withdrawn_at=side.clock.now())
    ClipErasure(database=side.databases[Role.CORPUS_WORKER], objects=side.objects, clock=side.clock).erase_clip(clip_id)


def differences(bench: Bench) -> list[tuple[str, int, int]]:
    with bench.handover.databases[Role.ADMINISTRATION].transaction() as connection:
        return [(one.event.value, one.log, one.tables) for one in reconcile(connection).differences]


def test_tr6_counts_equal_the_log_and_outlive_the_clips(bench: Bench) -> None:
    first = place(bench)
    _ = place(bench)
    browser = bench.reviewer()
    lease_id = lease(browser)["lease_id"]
    _ = hear(bench, browser, lease_id)
    _ = hear(bench, browser, lease_id)
    officer = reader(bench)
    shown: Json = officer.get("/api/overview?days=30").json()
    (region,) = [one for one in shown["regions"] if one["name"] == "DE"]  # type: ignore[union-attr]
    assert (region["placed"], region["heard"], region["erased"]) == (2, 1, 0)
    assert [one["name"] for one in shown["languages"] if one["heard"]] == ["en"]  # type: ignore[union-attr]
    assert [one["name"] for one in shown["programmes"] if one["heard"]] == ["panel"]  # type: ignore[union-attr]
    assert len(shown["days"]) == 30  # type: ignore[arg-type]
    erase(bench, first)
    with bench.handover.databases.owner.transaction() as connection:
        _ = connection.execute("delete from handover.clips where clip_id = %s", [first])
    proved: Json = officer.post("/api/overview/reconciliation").json()
    figures = {one["event"]: one for one in proved["figures"]}  # type: ignore[union-attr, index]
    assert [one["event"] for one in proved["figures"] if one["by_leaves"]] == ["placed", "heard", "erased"]  # type: ignore[union-attr]
    for event, number in (("placed", 2), ("heard", 1), ("erased", 1)):
        assert (figures[event]["log"], figures[event]["tables"], figures[event]["equal"]) == (number, number, True)
    assert (proved["differences"], proved["changed_days"]) == ([], [])


def test_rg4_an_attacker_who_removes_a_count_is_seen(bench: Bench) -> None:
    """Whoever owns the database and cannot rewrite the log is found out, by name of what differs."""
    _ = place(bench)
    browser = bench.reviewer()
    _ = hear(bench, browser, lease(browser)["lease_id"])
    assert differences(bench) == []
    with bench.handover.databases.owner.transaction() as connection:
        _ = connection.execute("delete from handover.counts where event = 'heard'")
    assert differences(bench) == [("heard", 1, 0)]
    figures: Json = reader(bench).post("/api/overview/reconciliation").json()["figures"]
    assert [(one["event"], one["log"], one["tables"]) for one in figures if not one["equal"]] == [("heard", 1, 0)]  # type: ignore[index, call-overload]


def test_rt4_clips_without_sound_are_counted_and_offered_to_no_reviewer(bench: Bench) -> None:
    """A back-up leaves sound out: what it brought back is seen by the officer, and found again once it is there."""
    side = bench.handover
    silent, whole = place(bench), place(bench)
    officer = reader(bench)
    sweep = OrphanSweep(database=side.databases[Role.CORPUS_WORKER], objects=side.objects, clock=side.clock)

    def counted() -> object:
        sweep.sweep()
        return officer.get("/api/overview").json()["clips_without_sound"]

    assert counted() == 0
    with side.databases[Role.CORPUS_WORKER].transaction() as connection:
        name = load_clip(connection, silent).object_key
    sound = side.objects.get(name)
    side.objects.delete(name)
    assert counted() == 1
    held = lease(bench.reviewer("Rosa"))["lease_id"]
    assert bench.reviewer("Emil").post("/api/leases").status_code == 204
    with side.databases.owner.transaction() as connection:
        leased = connection.execute("select lease_id::text, clip_id from deidentified.leases").fetchall()
    assert leased == [(held, whole)], "it was not even tried"
    side.objects.put(name, sound)
    assert counted() == 0
    assert lease(bench.reviewer("Lena"))["words"] != []
    side.objects.delete(name)
    assert counted() == 1
    erase(bench, silent)
    assert counted() == 0, "what is withdrawn has no sound for good"


def test_rt5_the_officer_sees_how_many_examples_the_wake_word_has(bench: Bench) -> None:
    with bench.handover.databases.owner.transaction() as connection:
        for addressed, frozen in ((True, False), (False, False), (False, False), (False, True)):
            _ = connection.execute(
                "insert into handover.wake_examples values (gen_random_uuid(), array_fill(0, array[11]), %s, %s, %s)",
                [addressed, date(2099, 1, 1), frozen],
            )
    shown: Json = reader(bench).get("/api/overview").json()
    assert shown["wake_examples"] == {"addressed": 1, "accidental": 2, "frozen": 1}


def test_rg4_counts_without_leaves_of_their_own_are_held_by_the_day(bench: Bench) -> None:
    """What was answered leaves nothing of a single utterance in the log; the sums of each day that is over do."""
    owner = bench.handover.databases.owner
    later = datetime.now(UTC) + timedelta(days=2)
    with bench.handover.databases[Role.ADMINISTRATION].transaction() as connection:
        assert keep_days(connection, now=NOON - timedelta(days=900)) == 0
        assert keep_days(connection, now=later) >= 1
    with bench.handover.databases[Role.ADMINISTRATION].transaction() as connection:
        assert keep_days(connection, now=later) == 0, "each day is written once"
    with bench.handover.databases[Role.ADMINISTRATION].transaction() as connection:
        assert reconcile(connection).changed_days == ()
    with owner.transaction() as connection:
        _ = connection.execute("update handover.counts set region = 'FR' where event = 'answered'")
    with bench.handover.databases[Role.ADMINISTRATION].transaction() as connection:
        moved = reconcile(connection)
        assert (moved.differences, len(moved.changed_days)) == ((), 1)
    with owner.transaction() as connection:
        _ = connection.execute("update handover.counts set number = number - 1 where event = 'answered'")
    ((event, log, tables),) = differences(bench)
    assert (event, log - tables) == ("answered", 1)


def test_tr6_whole_days_are_compared_with_as_many_before_them(bench: Bench) -> None:
    """Today is not over: it counts in neither."""
    today = bench.handover.clock.now().astimezone(UTC).date()
    numbers = {0: 100_000, 1: 5, 7: 7, 8: 11, 14: 13, 15: 1_000}
    with bench.handover.databases.owner.transaction() as connection:
        for days_ago, number in numbers.items():
            for region in ("DE", "NL"):
                _ = connection.execute(
                    "insert into handover.counts (day, event, region, language, programme, vendor, number)"
                    " values (%s, 'withheld', %s, '', 'panel', '', %s)",
                    [today - timedelta(days=days_ago), region, number],
                )
    found = reader(bench).get("/api/overview", params={"days": 7}).json()
    assert found["total"]["withheld"] == 2 * (100_000 + 5)
    assert (found["whole"]["withheld"], found["before"]["withheld"]) == (2 * (5 + 7), 2 * (11 + 13))
    assert (found["whole"]["erased"], found["before"]["erased"]) == (0, 0)


def test_cn8_the_panel_has_a_figure_of_its_own(bench: Bench) -> None:
    """What the panel heard is never in the figure of the general programme."""
    bench.handover.allow(3, programme="general", region="NL")
    with bench.handover.databases[Role.ADMINISTRATION].transaction() as connection:
        today = datetime.now(UTC).date()
        by_programme = {
            one.name: one
            for one in figures_of(connection, since=today, until=today + timedelta(days=1), by=Dimension.PROGRAMME)
        }
    assert by_programme["panel"].chosen == 9
    assert by_programme["general"].chosen == 3


@pytest.mark.parametrize(
    ("role", "status"),
    [
        (StaffRole.AUDITOR, 200),
        (StaffRole.ENGINEER, 200),
        (StaffRole.SAFETY_OFFICER, 403),
        (StaffRole.VENDOR_ADMINISTRATOR, 403),
    ],
)
def test_the_overview_is_for_those_who_read_figures_or_the_log(bench: Bench, role: StaffRole, status: int) -> None:
    browser = reader(bench, role)
    assert browser.get("/api/overview").status_code == status
    assert browser.post("/api/overview/reconciliation").status_code == status


def test_no_login_role_writes_counts(bench: Bench) -> None:
    """They are made by triggers alone."""
    for role in Role:
        for statement in (
            "delete from handover.counts",
            "update handover.counts set number = 0",
            "select handover.count_event('2026-01-01', 'heard', 'DE', 'de', 'general', '', 1)",
        ):
            database = bench.handover.databases[role]
            with pytest.raises(psycopg.errors.InsufficientPrivilege), database.transaction() as connection:
                _ = connection.execute(statement.encode())
