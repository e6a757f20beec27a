"""What is answered where a clip cannot be given: a plain reason, and never an unforeseen error."""

from pathlib import Path
from uuid import UUID

import pytest
from support.bench import Bench, code_of, hear, label_body, lease, open_bench
from support.databases import Databases

from earnest.deidentified.review.tickets import SoundTickets
from earnest.foundation.errors import NotSignedIn
from earnest.foundation.identifiers import LeaseId
from earnest.handover.taking import load_clip
from earnest.organisation.staff.records import StaffRole
from earnest.services.database.roles import Role
from earnest.services.shredding import erasure_key_name


@pytest.fixture
def bench(databases: Databases, tmp_path: Path) -> Bench:
    return open_bench(databases, tmp_path / "data")


def test_ad4_no_clip_is_given_and_that_is_said_where_the_log_takes_no_line(bench: Bench) -> None:
    bench.handover.allow(1)
    _ = bench.handover.place()
    browser = bench.reviewer()
    with bench.handover.databases.owner.transaction() as connection:
        _ = connection.execute("revoke execute on function audit.append(bytea) from earnest_workbench")
    answer = browser.post("/api/leases")
    assert (answer.status_code, code_of(answer)) == (503, "log_unavailable")
    with bench.handover.databases.owner.transaction() as connection:
        rows = connection.execute("select count(*) from deidentified.leases").fetchone()
        counted = connection.execute("select sum(handed_out) from handover.allowances").fetchone()
        _ = connection.execute("grant execute on function audit.append(bytea) to earnest_workbench")
    assert rows == (0,)
    assert counted == (0,)
    assert lease(browser)["language"] == "en"


@pytest.mark.parametrize("damage", ["changed", "destroyed", "without sound"])
@pytest.mark.parametrize("held", ["held", "next"])
def test_a_clip_that_cannot_be_opened_stands_in_no_reviewers_way(bench: Bench, damage: str, held: str) -> None:
    """Its key is damaged or was destroyed, or a back-up brought it back without its sound: the next one is given."""
    bench.handover.allow(2)
    broken, whole = sorted(bench.handover.place(text=text) for text in ("turn it on", "turn it on"))
    browser = bench.reviewer()
    if held == "held":
        assert lease(browser)["words"] != []
    with bench.handover.databases[Role.CORPUS_WORKER].transaction() as connection:
        sound = load_clip(connection, broken).object_key
    name = erasure_key_name(sound)
    if damage == "without sound":
        bench.handover.objects.delete(sound)
    elif damage == "changed":
        bench.handover.objects.put(name, b"\x00" * 64)
    else:
        bench.handover.objects.shred(name)
    for asked in (browser, bench.reviewer("Another")):
        answer = asked.post("/api/leases")
        assert answer.status_code in {200, 204}, answer.text
        if asked is browser:
            assert answer.status_code == 200
            with bench.handover.databases.owner.transaction() as connection:
                row = connection.execute("select clip_id from deidentified.leases where ended_at is null").fetchone()
            assert row == (whole,)


def test_a_clip_without_sound_stands_in_no_adjudicators_way(bench: Bench) -> None:
    bench.handover.allow(2)
    broken, whole = sorted(bench.handover.place(reviews_wanted=2) for _ in range(2))
    for name, transcript in (("Rosa", "a large latte"), ("Emil", "a large ladder")):
        browser = bench.reviewer(name)
        for _ in range(2):
            held = lease(browser)["lease_id"]
            _ = hear(bench, browser, held)
            body = label_body(transcript=transcript, unclear_words=[], entities=[])
            assert browser.post(f"/api/leases/{held}/label", json=body).status_code == 204
    with bench.handover.databases[Role.CORPUS_WORKER].transaction() as connection:
        bench.handover.objects.delete(load_clip(connection, broken).object_key)
    answer = bench.reviewer("Lena", role=StaffRole.LEAD).post("/api/adjudications")
    assert answer.status_code == 200, answer.text
    with bench.handover.databases.owner.transaction() as connection:
        row = connection.execute("select clip_id from deidentified.leases where ended_at is null").fetchone()
    assert row == (whole,)


def test_who_is_removed_while_a_clip_is_given_is_signed_out(bench: Bench) -> None:
    bench.handover.allow(1)
    _ = bench.handover.place()
    member = bench.add_member()
    held = LeaseId(UUID(str(lease(bench.sign_in(member))["lease_id"])))
    databases = bench.handover.databases
    with databases.owner.transaction() as connection:
        _ = connection.execute("delete from staff.members")
    tickets, now = SoundTickets(database=databases[Role.WORKBENCH]), bench.handover.clock.now()
    with pytest.raises(NotSignedIn), databases[Role.WORKBENCH].transaction() as connection:
        _ = tickets.give(connection, held, member.member.staff_id, now=now)
