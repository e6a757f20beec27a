"""What may be hard to hear (DC2): given only to who chose such clips, with a warning and the words first."""

from pathlib import Path
from typing import cast

import pytest
from fastapi.testclient import TestClient
from support.bench import Bench, Json, lease, open_bench
from support.databases import Databases


@pytest.fixture
def bench(databases: Databases, tmp_path: Path) -> Bench:
    bench = open_bench(databases, tmp_path / "data")
    bench.handover.allow(3)
    return bench


def choose(browser: TestClient) -> None:
    assert browser.put("/api/preferences", json={"accepts_distressing": True}).status_code == 204


def words_of(given: Json) -> list[object]:
    words = cast("list[Json]", given["words"])
    return [word["text"] for word in words]


def test_dc2_a_clip_with_a_warning_goes_only_to_reviewers_who_chose_such(bench: Bench) -> None:
    _ = bench.handover.place(text="he hurts me", warnings=("violence",))
    first, second = bench.reviewer("First"), bench.reviewer("Second")
    assert first.post("/api/leases").status_code == 204, "none chose it, so it waits"
    assert first.get("/api/progress").json()["waiting"] == 0
    choose(second)
    assert second.get("/api/progress").json()["waiting"] == 1
    given = lease(second)
    assert (given["distressing"], given["warnings"]) == (True, ["violence"])
    assert words_of(given) == ["he", "hurts", "me"]
    asked = second.post(f"/api/leases/{given['lease_id']}/question", json={"at_milliseconds": 1000})
    assert asked.status_code == 204
    assert first.get("/api/questions").json() == [], "nor are two seconds of it"
    choose(first)
    assert len(first.get("/api/questions").json()) == 1


def test_dc2_the_words_come_first_however_doubtful_and_nothing_is_filled_in(bench: Bench) -> None:
    _ = bench.handover.place(text="i want to die", posterior=0.2, warnings=("not_screened", "self_harm"))
    reviewer = bench.reviewer()
    choose(reviewer)
    given = lease(reviewer)
    assert given["prefill"] is False
    assert words_of(given) == ["i", "want", "to", "die"]


def test_dc3_hearing_a_clip_with_a_warning_counts_in_the_ledger(bench: Bench) -> None:
    _ = bench.handover.place(text="he hurts me", warnings=("outcry",))
    reviewer = bench.reviewer()
    choose(reviewer)
    address = reviewer.post(f"/api/leases/{lease(reviewer)['lease_id']}/sound").json()["address"]
    assert reviewer.get(address).status_code == 200
    with bench.handover.databases.owner.transaction() as connection:
        row = connection.execute("select count(*) from deidentified.distressing_clips where how = 'known'").fetchone()
    assert row == (1,)
