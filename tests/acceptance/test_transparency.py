"""TR6: the public report is there without a session, as a page in three languages and as JSON."""

from datetime import date
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from support.bench import Bench, open_bench
from support.databases import Databases
from support.officers import administration_of

from earnest.foundation.settings import load_settings

THIS_MONTH, LAST_MONTH, EARLIER = date(2025, 5, 1), date(2025, 4, 1), date(2025, 3, 1)


@pytest.fixture
def bench(databases: Databases, tmp_path: Path) -> Bench:
    return open_bench(databases, tmp_path / "data")


@pytest.fixture
def public(bench: Bench) -> TestClient:
    """A browser without a session; three chosen in March, 37 in April, 20 in the month that is not over."""
    assert bench.handover.clock.now().date().replace(day=1) == THIS_MONTH
    with bench.handover.databases.owner.transaction() as connection:
        _ = connection.execute("set local session_replication_role = replica")
        _ = connection.execute("update handover.caps set share = 0.002")
    for month, chosen in ((EARLIER, 3), (LAST_MONTH, 37), (THIS_MONTH, 20)):
        bench.handover.allow(chosen, period=month)
    return administration_of(bench)


def test_tr6_counts_are_rounded_small_ones_are_few_and_the_present_month_is_left_out(public: TestClient) -> None:
    answer = public.get("/transparency.json")
    assert answer.status_code == 200
    report = answer.json()
    told = {one["month"]: (one["chosen"], one["utterances"]) for one in report["months"]}
    assert told == {
        "2025-04-01": ({"at_least": 30, "few": False}, {"at_least": 18_500, "few": False}),
        "2025-03-01": ({"at_least": 0, "few": True}, {"at_least": 1_500, "few": False}),
    }
    assert (report["smallest_count"], report["rounded_to"]) == (10, 10)
    assert "37" not in answer.text.replace("2025", "")


def test_sp1_the_share_that_the_public_reads_is_the_one_that_the_database_enforces(
    bench: Bench, public: TestClient
) -> None:
    """A process that is set to a smaller share, as on another host, must not let the report promise it."""
    for share in (0.004, 0.003):
        with bench.handover.databases.owner.transaction() as connection:
            _ = connection.execute("set local session_replication_role = replica")
            _ = connection.execute("update handover.caps set share = %s where programme = 'general'", [share])
        told = administration_of(bench).get("/transparency.json").json()
        assert told["cap_share"] == share
        assert told["cap_share"] != load_settings({}).cap_share


def test_s6_accidental_recordings_are_counted_for_the_public(bench: Bench, public: TestClient) -> None:
    with bench.handover.databases.owner.transaction() as connection:
        _ = connection.execute("insert into handover.wake_figures values ('DE', %s, 42, 2)", [LAST_MONTH])
    assert public.get("/transparency.json").json()["accidents"] == [
        {
            "region": "DE",
            "month": "2025-04-01",
            "dropped": {"at_least": 40, "few": False},
            "erased": {"at_least": 0, "few": True},
        }
    ]


@pytest.mark.parametrize(
    "change",
    [
        "update handover.allowances set chosen = chosen - 1 where chosen = 37",
        "update handover.allowances set utterances = utterances - 1 where chosen = 37",
        "update handover.wake_figures set stopped = stopped - 1",
        "update handover.counts set number = number - 1 where event = 'chosen'",
        "insert into handover.counts values (current_date, 'heard', 'DE', 'en', 'panel', '', 1)",
    ],
)
def test_rg4_the_report_says_openly_when_a_figure_was_changed(bench: Bench, public: TestClient, change: str) -> None:
    """An attacker who owns the database makes a figure smaller by one, which rounding would hide."""
    owner = bench.handover.databases.owner
    with owner.transaction() as connection:
        _ = connection.execute("insert into handover.wake_figures values ('DE', %s, 42, 2)", [LAST_MONTH])
    assert public.get("/transparency.json").json()["equals_log"] is True
    with owner.transaction() as connection:
        assert connection.execute(change.encode()).rowcount == 1
    bench.pass_time(3600)
    assert public.get("/transparency.json").json()["equals_log"] is False
    for language, said in (("en", "they differ"), ("de", "Sie weichen ab"), ("nl", "ze wijken af")):
        assert said in public.get("/transparency", params={"language": language}).text


@pytest.mark.parametrize(
    ("language", "said"), [("en", "they are equal"), ("de", "Sie stimmen überein"), ("nl", "ze zijn gelijk")]
)
def test_rg4_the_page_says_that_its_figures_equal_the_log(public: TestClient, language: str, said: str) -> None:
    assert said in public.get("/transparency", params={"language": language}).text


@pytest.mark.parametrize("path", ["/api/sampling", "/api/wake", "/api/overview"])
def test_tr6_exact_counts_are_not_public(public: TestClient, path: str) -> None:
    assert public.get(path).status_code in {401, 404}


@pytest.mark.parametrize(
    ("asked", "language", "said"),
    [
        ("nl-NL,nl;q=0.9", "nl", ("april 2025</td><td>Duitsland", "18.500</td>", "0,2%")),
        ("de-AT", "de", ("April 2025</td><td>Deutschland", "18.500</td>", "0,2\u00a0%")),
        ("fr, en;q=0.5", "en", ("April 2025</td><td>Germany", "18,500</td>", "0.2%")),
        ("", "en", ("April 2025</td><td>Germany", "18,500</td>", "0.2%")),
    ],
)
def test_tr6_the_page_is_in_the_language_of_the_browser(
    public: TestClient, asked: str, language: str, said: tuple[str, ...]
) -> None:
    """Months, countries and numbers too."""
    page = public.get("/transparency", headers={"accept-language": asked})
    assert page.status_code == 200
    assert f'<html lang="{language}">' in page.text
    for text in said:
        assert text in page.text
    assert "2025-0" not in page.text
    assert not any(f"<td>{present}" in page.text for present in ("May 2025", "Mai 2025", "mei 2025"))


def test_tr6_a_language_that_is_chosen_wins_and_the_page_runs_no_script(public: TestClient) -> None:
    page = public.get("/transparency", params={"language": "de"}, headers={"accept-language": "nl"})
    assert '<html lang="de">' in page.text
    assert "<script" not in page.text
    assert public.get("/transparency.css").headers["content-type"].startswith("text/css")
    assert public.get("/transparency", params={"language": "xx"}).status_code == 422


def test_tr6_one_address_is_answered_sixty_times_a_minute(bench: Bench, public: TestClient) -> None:
    statuses = [public.get("/transparency.json").status_code for _ in range(61)]
    assert statuses == [200] * 60 + [429]
    bench.pass_time(60)
    assert public.get("/transparency.json").status_code == 200
