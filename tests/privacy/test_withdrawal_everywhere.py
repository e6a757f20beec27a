"""RT3, CN6, CN4: after a withdrawal nothing of a clip can be heard, learned from or found in any store of this side."""

from pathlib import Path

import pytest
from psycopg.errors import InsufficientPrivilege
from support.bench import Bench, label_body, open_bench, sound_of
from support.databases import Databases

from earnest.deidentified.corpus.erasure import ClipErasure
from earnest.deidentified.corpus.exports import Exporter
from earnest.deidentified.corpus.snapshots import list_snapshot_clips
from earnest.handover.taking import load_clip, open_sound
from earnest.handover.withdrawals import WithdrawalReason, withdraw
from earnest.services.audit import Signer, create_signer_key, load_signer_key, verify
from earnest.services.audit.log import reading
from earnest.services.database.roles import Role

SAID = "an unmistakable zanzibar"


@pytest.fixture
def bench(databases: Databases, tmp_path: Path) -> Bench:
    return open_bench(databases, tmp_path / "data")


def review_everything(bench: Bench) -> None:
    browser = bench.reviewer()
    while (answer := browser.post("/api/leases")).status_code == 200:
        lease_id = answer.json()["lease_id"]
        _ = sound_of(browser, lease_id)
        bench.pass_time(4)
        _ = browser.post(f"/api/leases/{lease_id}/played", json={"milliseconds": 4000})
        label = label_body(transcript=SAID, entities=[], intent="order", slots=[{"name": "drink", "value": "zanzibar"}])
        assert browser.post(f"/api/leases/{lease_id}/label", json=label).status_code == 204


def files_below(folder: Path) -> dict[Path, bytes]:
    return {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_rt3_a_byte_search_over_every_store_finds_nothing(bench: Bench, databases: Databases) -> None:
    bench.handover.allow(1)
    clip_id = bench.handover.place(text=SAID)
    worker = databases[Role.CORPUS_WORKER]
    with worker.transaction() as connection:
        sound = open_sound(
            load_clip(connection, clip_id), handover_key=bench.handover.handover_key, objects=bench.handover.objects
        )
    review_everything(bench)
    with worker.transaction() as connection:
        snapshot = bench.handover.make_snapshot(connection)
    sealed = files_below(bench.settings.data_folder / "objects")
    assert sealed
    with databases[Role.CUSTOMER_PORTAL].transaction() as connection:
        withdraw(
            connection, [clip_id], reason=WithdrawalReason.DELETED_BY_CUSTOMER, withdrawn_at=bench.handover.clock.now()
        )
    ClipErasure(database=worker, objects=bench.handover.objects, clock=bench.handover.clock).sweep()
    for content in files_below(bench.settings.data_folder).values():
        assert b"zanzibar" not in content
        assert sound[1000:1100] not in content
        assert all(old not in content for old in sealed.values())
    with databases.owner.transaction() as connection:
        assert connection.execute("select 1 from handover.labels").fetchone() is None
        assert connection.execute("select 1 from deidentified.snapshot_clips").fetchone() is None
        assert connection.execute("select wrapped_key, sealed_words, sealed_answer from handover.clips").fetchone() == (
            None,
            None,
            None,
        )
    with worker.transaction() as connection:
        assert list_snapshot_clips(connection, snapshot.snapshot_id) == ()
    browser = bench.reviewer("Ada")
    assert "zanzibar" not in browser.get("/api/catalogue").text
    assert browser.post("/api/leases").status_code == 204


def exporter_of(bench: Bench) -> Exporter:
    handover = bench.handover
    return Exporter(
        database=handover.databases[Role.CORPUS_WORKER],
        objects=handover.objects,
        handover_key=handover.handover_key,
        clock=handover.clock,
    )


def test_ad1_ad4_no_sound_is_copied_out_without_a_leaf(bench: Bench, databases: Databases, tmp_path: Path) -> None:
    bench.handover.allow(1)
    _ = bench.handover.place()
    review_everything(bench)
    with databases[Role.CORPUS_WORKER].transaction() as connection:
        snapshot = bench.handover.make_snapshot(connection)
    assert exporter_of(bench).export_snapshot(snapshot.snapshot_id, tmp_path / "told") == 1
    with databases.owner.transaction() as connection:
        entries = [bytes(row[0]) for row in connection.execute("select entry from audit.leaves").fetchall()]
        [leaf] = [entry for entry in entries if b"snapshot_exported" in entry]
        assert str(snapshot.snapshot_id).encode() in leaf
        assert b'"clip_count":1' in leaf
        _ = connection.execute("revoke execute on function audit.append(bytea) from earnest_corpus_worker")
    with pytest.raises(InsufficientPrivilege):
        _ = exporter_of(bench).export_snapshot(snapshot.snapshot_id, tmp_path / "untold")
    assert files_below(tmp_path / "untold") == {}


@pytest.mark.parametrize(
    "attack",
    [
        "revoke execute on function audit.append(bytea) from earnest_workbench",
        "alter table audit.leaves add constraint full_disk check (leaf_index < 0) not valid",
        "alter table audit.leaves rename to lost",
    ],
)
def test_ad4_where_the_log_takes_no_line_no_sound_leaves_and_a_sentence_says_so(
    bench: Bench, databases: Databases, attack: str
) -> None:
    bench.handover.allow(1)
    clip_id = bench.handover.place()
    browser = bench.reviewer()
    lease_id = browser.post("/api/leases").json()["lease_id"]
    with databases.owner.transaction() as connection:
        _ = connection.execute(attack.encode())
    refused = sound_of(browser, lease_id)
    assert refused.status_code == 503
    assert refused.json()["code"] == "log_unavailable"
    assert "no sound leaves" in refused.json()["message"]
    assert b"RIFF" not in refused.content
    with databases.owner.transaction() as connection:
        played = connection.execute("select 1 from handover.receipts where clip_id = %s and kind = 'played'", [clip_id])
        assert played.fetchone() is None


def test_an_export_leaves_out_what_was_withdrawn(bench: Bench, databases: Databases, tmp_path: Path) -> None:
    bench.handover.allow(3)
    clips = [bench.handover.place() for _ in range(3)]
    review_everything(bench)
    worker = databases[Role.CORPUS_WORKER]
    with worker.transaction() as connection:
        snapshot = bench.handover.make_snapshot(connection)
    exporter = exporter_of(bench)
    assert exporter.export_snapshot(snapshot.snapshot_id, tmp_path / "whole") == 3
    with databases[Role.CUSTOMER_PORTAL].transaction() as connection:
        withdraw(
            connection, clips[:1], reason=WithdrawalReason.CONSENT_WITHDRAWN, withdrawn_at=bench.handover.clock.now()
        )
    # Before the erasure has even begun: the withdrawal alone is enough.
    assert exporter.export_snapshot(snapshot.snapshot_id, tmp_path / "rest") == 2
    names = {path.stem for path in (tmp_path / "rest" / "audio").iterdir()}
    assert names == {str(clip) for clip in clips[1:]}
    for content in files_below(tmp_path / "rest").values():
        assert str(clips[0]).encode() not in content


def test_the_audit_proof_still_verifies_after_the_erasure(bench: Bench, databases: Databases, tmp_path: Path) -> None:
    bench.handover.allow(1)
    clip_id = bench.handover.place()
    review_everything(bench)
    public = create_signer_key(tmp_path / "audit.json")
    signer = Signer(load_signer_key(tmp_path / "audit.json"), bench.handover.clock)
    with databases[Role.ADMINISTRATION].transaction() as connection:
        before, _ = signer.sign(connection)
    with databases[Role.CUSTOMER_PORTAL].transaction() as connection:
        withdraw(
            connection, [clip_id], reason=WithdrawalReason.DELETED_BY_CUSTOMER, withdrawn_at=bench.handover.clock.now()
        )
    ClipErasure(
        database=databases[Role.CORPUS_WORKER], objects=bench.handover.objects, clock=bench.handover.clock
    ).sweep()
    with databases[Role.ADMINISTRATION].transaction() as connection:
        after, _ = signer.sign(connection)
        with reading(connection) as stored:
            leaves = list(stored)
    report = verify(leaves, [before, after], public)
    assert report.intact
    assert report.checkpoints == 2
    entries = [leaf.entry for leaf in leaves]
    kinds = [b'"kind":"%s"' % kind for kind in (b"clip_leased", b"clip_played", b"clip_labelled", b"clip_erased")]
    assert all(any(kind in entry for entry in entries) for kind in kinds)
    assert not any(b"zanzibar" in entry for entry in entries)
