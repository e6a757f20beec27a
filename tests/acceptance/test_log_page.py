"""RG4: an auditor is shown the newest head, and the proof that the log only grew since one that they kept."""

from pathlib import Path

import pytest
from support.bench import Bench, open_bench
from support.databases import Databases
from support.officers import officer_of

from earnest.organisation.staff.records import StaffRole
from earnest.services.audit import Checkpoint, ClipPlaced, VerifierKey, append
from earnest.services.audit.merkle import proves_consistency
from earnest.services.database.roles import Role


@pytest.fixture
def bench(databases: Databases, tmp_path: Path) -> Bench:
    return open_bench(databases, tmp_path / "data")


def grow(bench: Bench, leaves: int) -> None:
    with bench.handover.databases[Role.PERSONAL_WORKER].transaction() as connection:
        for _ in range(leaves):
            _ = append(connection, ClipPlaced(at=bench.handover.clock.now(), clip_id=bench.handover.place()))


def test_rg4_any_head_that_was_kept_is_proven_to_be_the_beginning(bench: Bench) -> None:
    auditor = officer_of(bench, StaffRole.AUDITOR)
    kept: list[Checkpoint] = []
    bench.handover.allow(400)
    for leaves in (1, 3, 260, 5):
        grow(bench, leaves)
        bench.pass_time(2)
        head = auditor.get("/api/log").json()
        kept.append(Checkpoint.open(head["checkpoint"], VerifierKey.parse(head["public_key"])))
    newest = kept[-1]
    assert newest.tree_size > 256, "more than a tile"
    for before in kept:
        proof = auditor.get("/api/log/growth", params={"kept": before.tree_size}).json()
        steps = [bytes.fromhex(step) for step in proof["proof"]]
        assert Checkpoint.open(proof["checkpoint"], VerifierKey.parse(head["public_key"])) == newest
        assert proves_consistency(before.tree_size, before.root_hash, newest.tree_size, newest.root_hash, steps)


@pytest.mark.parametrize(("kept", "status"), [(0, 422), (10**6, 409)])
def test_a_head_of_a_longer_log_is_refused_by_name(bench: Bench, kept: int, status: int) -> None:
    answer = officer_of(bench, StaffRole.AUDITOR).get("/api/log/growth", params={"kept": kept})
    assert answer.status_code == status
    assert answer.json()["code"] == ("log_shorter" if status == 409 else "invalid_form")


def test_who_does_not_read_the_log_is_given_neither(bench: Bench) -> None:
    safety = officer_of(bench, StaffRole.SAFETY_OFFICER)
    assert safety.get("/api/log").status_code == 403
    assert safety.get("/api/log/growth", params={"kept": 1}).status_code == 403
