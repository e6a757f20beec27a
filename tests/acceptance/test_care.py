"""Care of reviewers over HTTP: breaks, caps and pauses are the server's, and each reviewer sees their own.

WK2: breaks. DC3: exposure records and limits. WK1, WK3: a reviewer's figures are theirs. DC9: no claim of protection.
"""

import re
from datetime import timedelta
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from support.bench import Bench, Json, hear, label_body, lease, open_bench, sound_of
from support.databases import Databases

from earnest.deidentified.care.forgetting import KEPT_FOR, ForgettingExposure
from earnest.deidentified.care.recorded import RecordLanguage, recorded_parts
from earnest.organisation.staff.records import StaffRole
from earnest.services.database.roles import Role


@pytest.fixture
def bench(databases: Databases, tmp_path: Path) -> Bench:
    return open_bench(databases, tmp_path / "data")


def shift_of(browser: TestClient) -> Json:
    answer = browser.get("/api/me/shift")
    assert answer.status_code == 200, answer.text
    body: Json = answer.json()
    return body


def rest_of(browser: TestClient) -> Json:
    rest: Json = browser.get("/api/me/shift").json()["rest"]
    return rest


def listen_for(bench: Bench, browser: TestClient, lease_id: object, seconds: int) -> None:
    """Hold a clip and play it again and again, with reports of play as the page sends them."""
    for _ in range(seconds // 60):
        bench.pass_time(60)
        assert browser.post(f"/api/leases/{lease_id}/played", json={"milliseconds": 4000}).status_code == 204


def listen_an_hour(bench: Bench, browser: TestClient) -> None:
    """Listen to clip after clip for an hour, with a label for each."""
    for _ in range(7):
        lease_id = lease(browser)["lease_id"]
        _ = hear(bench, browser, lease_id)
        listen_for(bench, browser, lease_id, 540)
        assert browser.post(f"/api/leases/{lease_id}/label", json=label_body()).status_code == 204


def test_wk2_after_an_hour_of_listening_the_next_clip_comes_after_ten_minutes(bench: Bench) -> None:
    bench.handover.allow(20)
    for _ in range(10):
        _ = bench.handover.place()
    member = bench.add_member()
    browser, other = bench.sign_in(member), bench.reviewer("Second")
    listen_an_hour(bench, browser)
    refused = browser.post("/api/leases")
    assert refused.status_code == 409
    body = refused.json()
    assert body["code"] == "rest_due"
    rest = rest_of(browser)
    assert rest["reason"] == "break"
    assert str(rest["until"])[:16].replace("T", " ") in body["message"]
    # Another process of the workbench, or a new page, begins nothing anew; and the rest is this reviewer's alone.
    assert bench.beside(browser).post("/api/leases").status_code == 409
    bench.pass_time(30)
    assert bench.sign_in(member).post("/api/leases").status_code == 409
    assert other.post("/api/leases").status_code in (200, 401)
    bench.pass_time(570)
    assert browser.post("/api/leases").status_code == 200
    assert shift_of(browser)["rest"] is None
    assert shift_of(browser)["until_break_seconds"] == 3600


def test_wk2_a_clip_in_hand_may_be_finished(bench: Bench) -> None:
    bench.handover.allow(20)
    for _ in range(10):
        _ = bench.handover.place()
    browser = bench.reviewer()
    listen_an_hour(bench, browser)
    bench.pass_time(600)
    held = lease(browser)["lease_id"]
    with bench.handover.databases.owner.transaction() as connection:
        _ = connection.execute("update deidentified.listening set stretch_milliseconds = 4000000, last_heard_at = %s",
                               [bench.handover.clock.now()])  # fmt: skip
    assert lease(browser)["lease_id"] == held
    _ = hear(bench, browser, held)
    assert browser.post(f"/api/leases/{held}/label", json=label_body()).status_code == 204
    assert browser.post("/api/leases").status_code == 409


def test_dc3_the_ledger_counts_listening_by_the_servers_clock(bench: Bench) -> None:
    """A page that claims less than it played, or plays in a second tab, changes nothing."""
    bench.handover.allow(2)
    _ = bench.handover.place()
    browser = bench.reviewer()
    lease_id = lease(browser)["lease_id"]
    _ = hear(bench, browser, lease_id)
    for _ in range(5):
        bench.pass_time(20)
        assert browser.post(f"/api/leases/{lease_id}/played", json={"milliseconds": 0}).status_code == 204
    shift = shift_of(browser)
    assert shift["listened_seconds"] == 100
    assert shift["week_listened_seconds"] == 100


def test_dc3_each_third_ejected_clip_is_followed_by_a_pause_and_a_shift_bears_twelve(bench: Bench) -> None:
    bench.handover.allow(30)
    for _ in range(14):
        _ = bench.handover.place()
    browser = bench.reviewer()
    for number in range(1, 13):
        lease_id = lease(browser)["lease_id"]
        assert browser.post(f"/api/leases/{lease_id}/eject").status_code == 204
        assert browser.post(f"/api/leases/{lease_id}/eject").status_code == 204
        shift = shift_of(browser)
        assert shift["distressing_clips"] == number
        if number == 12:
            assert rest_of(browser)["reason"] == "shift_distressing"
        elif number % 3 == 0:
            assert rest_of(browser)["reason"] == "pause"
            assert browser.post("/api/leases").status_code == 409
            bench.pass_time(300)
        else:
            assert shift["rest"] is None
    assert browser.post("/api/leases").status_code == 409
    # What the records know of pace is nothing: ejected clips count in no figure of work (DC1).
    assert browser.get("/api/progress").json()["labelled_by_me_today"] == 0


def test_dc3_a_clip_that_was_marked_before_counts_when_its_sound_leaves(bench: Bench) -> None:
    bench.handover.allow(2)
    _ = bench.handover.place()
    first, willing = bench.reviewer(), bench.reviewer("Willing")
    assert first.post(f"/api/leases/{lease(first)['lease_id']}/eject").status_code == 204
    assert willing.put("/api/preferences", json={"accepts_distressing": True}).status_code == 204
    lease_id = lease(willing)["lease_id"]
    assert shift_of(willing)["distressing_clips"] == 0
    assert sound_of(willing, lease_id).status_code == 200
    assert willing.post(f"/api/leases/{lease_id}/eject").status_code == 204
    assert shift_of(willing)["distressing_clips"] == 1
    assert shift_of(first)["distressing_clips"] == 1


def test_wk3_the_ledger_ends_after_four_hundred_days(bench: Bench) -> None:
    bench.handover.allow(2)
    _ = bench.handover.place()
    browser = bench.reviewer()
    lease_id = lease(browser)["lease_id"]
    _ = hear(bench, browser, lease_id)
    _ = hear(bench, browser, lease_id)
    assert browser.post(f"/api/leases/{lease_id}/eject").status_code == 204
    databases = bench.handover.databases
    forgetting = ForgettingExposure(database=databases[Role.CORPUS_WORKER], clock=bench.handover.clock)

    def left() -> list[int]:
        with databases.owner.transaction() as connection:
            return [
                len(connection.execute(f"select 1 from deidentified.{table}".encode()).fetchall())
                for table in ("exposure", "distressing_clips")
            ]

    forgetting.forget()
    assert left() == [1, 1]
    bench.handover.clock.advance(KEPT_FOR + timedelta(days=1))
    forgetting.forget()
    assert left() == [0, 0]


def test_wk3_all_that_is_recorded_about_a_reviewer_is_told_and_exported(bench: Bench) -> None:
    """Every column that says whose something is stands in the page's list, in three languages, and exists."""
    listed = {column for part in recorded_parts(RecordLanguage.ENGLISH) for column in part.columns}
    with bench.handover.databases.owner.transaction() as connection:
        rows = connection.execute(
            "select pg_namespace.nspname || '.' || pg_class.relname || '.' || pg_attribute.attname"
            " from pg_constraint join pg_class on pg_class.oid = conrelid"
            " join pg_namespace on pg_namespace.oid = relnamespace"
            " join pg_attribute on attrelid = pg_class.oid and attnum = any(conkey)"
            " where contype = 'f' and confrelid = 'staff.members'::regclass"
            " union select table_schema || '.' || table_name || '.' || column_name from information_schema.columns"
            " where table_schema in ('staff', 'deidentified', 'handover', 'oversight')"
            " and column_name in ('staff_id', 'member', 'raised_by', 'taken_by', 'decided_by', 'contacted_by')"
        ).fetchall()
        known = connection.execute(
            "select table_schema || '.' || table_name || '.' || column_name from information_schema.columns"
        ).fetchall()
    assert {str(row[0]) for row in rows} - listed == set(), "tell reviewers of these in recorded.json"
    assert listed <= {str(row[0]) for row in known}
    for language in RecordLanguage:
        for part in recorded_parts(language):
            assert part.what
            assert part.seen_by
            assert part.until


def test_wk3_a_reviewer_reads_and_takes_along_their_own_records_and_no_other(bench: Bench) -> None:
    bench.handover.allow(2)
    _ = bench.handover.place()
    first, second = bench.reviewer(), bench.reviewer("Second")
    lease_id = lease(first)["lease_id"]
    _ = hear(bench, first, lease_id)
    bench.pass_time(20)
    assert first.post(f"/api/leases/{lease_id}/played", json={"milliseconds": 4000}).status_code == 204
    assert first.post(f"/api/leases/{lease_id}/escalate", json={"category": "crime"}).status_code == 204
    own = first.get("/api/me/records?language=de").json()
    assert own["exposure"] == [{"day": "2025-05-05", "heard_milliseconds": 20_000}]
    assert own["distressing_clips"] == 1
    assert [one["category"] for one in own["escalations"]] == ["crime"]
    assert "Wie lange" in str(own["parts"])
    other = second.get("/api/me/records").json()
    assert (other["exposure"], other["distressing_clips"], other["escalations"]) == ([], 0, [])


LISTENED = 7_654_321
"""Milliseconds that no other figure has by chance."""
SINCE_MIDNIGHT = {"began_at": "2026-01-01T00:00:00Z"}


def test_wk1_no_route_shows_how_much_another_reviewer_does(bench: Bench) -> None:
    """Every route that is only read is asked by everyone else: none tells how long a reviewer listened."""
    rosa = bench.reviewer("Rosa")
    with bench.handover.databases.owner.transaction() as connection:
        _ = connection.execute(
            "insert into deidentified.exposure (staff_id, day, heard_milliseconds)"
            " select staff_id, %s, %s from staff.members where name = 'Rosa'",
            [bench.handover.clock.now().date(), LISTENED],
        )
    assert str(LISTENED // 1000) in rosa.get("/api/me/shift").text, "it is told to whom it belongs"
    read = [
        path for path, methods in bench.application.openapi()["paths"].items() if "get" in methods and "{" not in path
    ]
    assert len(read) > 15
    for role in (StaffRole.REVIEWER, StaffRole.LEAD, StaffRole.WELL_BEING_OFFICER, StaffRole.ADMINISTRATOR):
        other = bench.reviewer(f"Other {role.value}", role=role)
        for path in read:
            answer = other.get(path, params=SINCE_MIDNIGHT)
            assert str(LISTENED // 1000) not in answer.text, (role, path)
    for role in (StaffRole.ADMINISTRATOR, StaffRole.WELL_BEING_OFFICER, StaffRole.ENGINEER):
        assert bench.reviewer(role.value, role=role).get("/api/me/shift").status_code == 403


def test_wk1_a_shift_tells_what_is_named_and_no_more(bench: Bench) -> None:
    shift = shift_of(bench.reviewer())
    assert set(shift) == {
        "began_at", "listened_seconds", "until_break_seconds", "distressing_clips", "week_listened_seconds",
        "week_distressing_clips", "rest", "limits",
    }  # fmt: skip


def test_wk2_the_well_being_card_says_what_is_set(bench: Bench) -> None:
    card = bench.browser().get("/api/well-being").json()
    assert card["limits"] == shift_of(bench.reviewer())["limits"]
    assert card["limits"]["break_after_minutes"] == bench.settings.break_after_minutes
    assert card["escalation_minutes_in_office_hours"] == bench.settings.escalation_office_minutes


def test_dc9_no_page_says_that_a_disguise_or_covered_words_protect_a_reviewer() -> None:
    """Care says in each language that they do not; no text of a page and no how-to claims the contrary."""
    root = Path(__file__).parents[2]
    care = (root / "frontend" / "workbench" / "care" / "texts.ts").read_text("utf-8")
    for honest in ("do not make a hard clip harmless", "nicht harmlos", "niet onschuldig"):
        assert honest in care
    claim = re.compile(
        r"(?:mask|disguis|cover|verfremd|verdeck|vervorm|bedek)\w*[^.]{0,60}"
        r"(?:protects? (?:you|reviewers)|sch[uü]tz\w* (?:Sie|Prüf)|bescherm\w* (?:u|beoord))",
        re.IGNORECASE,
    )
    texts = [*(root / "frontend").glob("workbench/**/*.ts"), *(root / "docs" / "how-to").glob("*.md")]
    assert len(texts) > 30
    for path in texts:
        assert claim.search(path.read_text("utf-8")) is None, path
