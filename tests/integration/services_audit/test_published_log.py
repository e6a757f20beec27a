"""AD1, AD5: the log as tiles that any web server serves, accepted by programs of others, cosigned by a witness.

Whoever owns the machine flips, drops, reorders, cuts, forks or rolls back the log; the auditor has the folder, the
public key and an older checkpoint, and no database.
"""

import json
import os
import random
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID

import pytest
from support import witness as witness_program
from support.databases import Databases

from earnest.foundation.clock import SettableClock
from earnest.foundation.identifiers import ClipId
from earnest.services.audit import Checkpoint, ClipPlaced, LogDamaged, ProofMaker, SignerKey, append
from earnest.services.audit.commands import publish_log
from earnest.services.audit.cosigning import Witness, WitnessKey
from earnest.services.audit.errors import ExportInvalid, NoteInvalid, WitnessRefuses, WitnessSilent
from earnest.services.audit.merkle import leaf_hash, root_of
from earnest.services.audit.tiles import TileWriter, read_checkpoint, verify_tiles, write_checkpoint
from earnest.services.audit.verification import LogFindingKind
from earnest.services.database.roles import Role

KEY = SignerKey(name="example.org/log", seed=bytes(range(32)))
AT = datetime(2026, 1, 1, tzinfo=UTC)
CLOCK = SettableClock(moment=AT)
CHECKER = Path(witness_program.__file__).with_name("check_log.go")
GO = shutil.which("go")
GO_PACKAGES = Path("/usr/share/gocode/src/golang.org/x/mod/sumdb/tlog")
AICS = Path(__file__).parents[3] / ".make" / "log-verifier" / "bin" / "python"
"""A Python from 3.12 on that has the package aics-tlog (Apache-2.0), a verifier by others; `.ci/make-log-verifier`."""


def entry(number: int) -> bytes:
    return ClipPlaced(at=AT, clip_id=ClipId(UUID(int=number))).entry()


def write_log(folder: Path, entries: list[bytes], key: SignerKey = KEY) -> str:
    """Write a log of entries as its owner could, and return its head."""
    writer = TileWriter(folder, 0)
    writer.append(entries)
    writer.finish()
    note = Checkpoint(origin=key.verifier.name, tree_size=len(entries), root_hash=writer.root()).sign(key)
    write_checkpoint(folder, note)
    return note


def kinds(folder: Path, *kept: str) -> set[LogFindingKind]:
    return {finding.kind for finding in verify_tiles(folder, KEY.verifier, kept).report.findings}


@pytest.mark.parametrize("size", [0, 1, 2, 255, 256, 257, 511, 512, 1000, 65_536, 65_537, 66_000])
def test_ad1_tiles_written_in_turns_are_those_written_at_once(tmp_path: Path, size: int) -> None:
    entries = [entry(number) for number in range(size)]
    chance, done = random.Random(size), 0  # noqa: S311 - no secret
    while True:
        writer = TileWriter(tmp_path, done)
        assert writer.root() == root_of([leaf_hash(one) for one in entries[:done]])
        if done == size:
            break
        upto = min(size, done + 1 + chance.randrange(max(1, size // 3)))
        writer.append(entries[done:upto])
        writer.finish()
        done = upto
    head = Checkpoint(origin=KEY.verifier.name, tree_size=size, root_hash=writer.root()).sign(KEY)
    write_checkpoint(tmp_path, head)
    found = verify_tiles(tmp_path, KEY.verifier)
    assert found.report.intact
    assert (found.report.signed_size, found.pruned) == (size, 0)


def flip(folder: Path, entries: list[bytes]) -> None:
    _ = write_log(folder, [*entries[:300], entries[300].replace(b"2026", b"2027"), *entries[301:]])


def drop(folder: Path, entries: list[bytes]) -> None:
    _ = write_log(folder, [*entries[:300], *entries[301:], entry(9_999)])


def reorder(folder: Path, entries: list[bytes]) -> None:
    _ = write_log(folder, [*entries[:300], entries[301], entries[300], *entries[302:]])


def insert(folder: Path, entries: list[bytes]) -> None:
    _ = write_log(folder, [*entries[:300], entry(9_999), *entries[300:]])


def truncate(folder: Path, entries: list[bytes]) -> None:
    _ = write_log(folder, entries[:500])


def fork(folder: Path, entries: list[bytes]) -> None:
    _ = write_log(folder, [*entries[:590], *(entry(10_000 + number) for number in range(60))])


Attack = Callable[[Path, list[bytes]], None]
ATTACKS: dict[Attack, LogFindingKind] = {
    flip: LogFindingKind.ROOT_DIFFERS,
    drop: LogFindingKind.ROOT_DIFFERS,
    reorder: LogFindingKind.ROOT_DIFFERS,
    insert: LogFindingKind.ROOT_DIFFERS,
    truncate: LogFindingKind.LOG_TRUNCATED,
    fork: LogFindingKind.ROOT_DIFFERS,
}


@pytest.mark.parametrize("attack", list(ATTACKS), ids=lambda one: one.__name__)
def test_ad1_ad5_whoever_owns_key_and_machine_is_found_by_one_kept_checkpoint(tmp_path: Path, attack: Attack) -> None:
    entries = [entry(number) for number in range(600)]
    kept = write_log(tmp_path / "log", entries)
    assert kinds(tmp_path / "log", kept) == set()
    shutil.rmtree(tmp_path / "log")
    attack(tmp_path / "log", entries)
    assert kinds(tmp_path / "log") == set(), "by itself the new history is whole, which is why one keeps a checkpoint"
    assert ATTACKS[attack] in kinds(tmp_path / "log", kept)


def test_ad1_an_old_head_that_is_put_back_is_found(tmp_path: Path) -> None:
    old = write_log(tmp_path, [entry(number) for number in range(300)])
    writer = TileWriter(tmp_path, 300)
    writer.append([entry(number) for number in range(300, 600)])
    writer.finish()
    new = Checkpoint(origin=KEY.verifier.name, tree_size=600, root_hash=writer.root()).sign(KEY)
    write_checkpoint(tmp_path, new)
    assert kinds(tmp_path, old, new) == set(), "the log grew out of the older one"
    write_checkpoint(tmp_path, old)
    assert kinds(tmp_path, new) == {LogFindingKind.LOG_TRUNCATED}


def test_ad1_one_bit_of_any_file_is_found(tmp_path: Path) -> None:
    _ = write_log(tmp_path, [entry(number) for number in range(600)])
    for path in [one for one in tmp_path.rglob("*") if one.is_file()]:
        content = path.read_bytes()
        for place in {0, len(content) // 2, len(content) - 1}:
            _ = path.write_bytes(content[:place] + bytes([content[place] ^ 1]) + content[place + 1 :])
            assert kinds(tmp_path) != set(), (path, place)
        path.unlink()
        if "entries" not in path.parts:
            try:
                assert kinds(tmp_path) != set(), path
            except ExportInvalid:
                assert path.name == "checkpoint"
        _ = path.write_bytes(content)
    assert kinds(tmp_path) == set()


def test_ad1_entries_that_were_removed_leave_every_other_proof(tmp_path: Path) -> None:
    kept = write_log(tmp_path, [entry(number) for number in range(600)])
    (tmp_path / "tile" / "entries" / "000").unlink()
    found = verify_tiles(tmp_path, KEY.verifier, [kept])
    assert found.report.intact
    assert found.pruned == 256


def fill(databases: Databases, first: int, count: int) -> None:
    for number in range(first, first + count):
        with databases[Role.PERSONAL_WORKER].transaction() as connection:
            assert append(connection, ClipPlaced(at=AT, clip_id=ClipId(UUID(int=number)))) == number


def publish(databases: Databases, folder: Path, *witnesses: Witness) -> str:
    with databases[Role.ADMINISTRATION].transaction() as connection:
        return publish_log(connection, folder, KEY, CLOCK, witnesses)


@dataclass(frozen=True, slots=True, kw_only=True)
class OtherParty:
    """A running witness."""

    witness: Witness
    process: subprocess.Popen[str]


@pytest.fixture
def other_party() -> Iterator[OtherParty]:
    seed = os.urandom(32)
    command = [sys.executable, witness_program.__file__, "0", seed.hex(), KEY.verifier.line()]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        address = f"http://127.0.0.1:{int(process.stdout.readline())}"
        key = WitnessKey.parse(witness_program.key_line(seed))
        try:
            yield OtherParty(witness=Witness(address=address, key=key), process=process)
        finally:
            process.kill()


def test_ad1_a_witness_signs_what_grew_and_nothing_else(
    databases: Databases, tmp_path: Path, other_party: OtherParty
) -> None:
    folder, witness = tmp_path / "log", other_party.witness
    fill(databases, 0, 3)
    first = publish(databases, folder, witness)
    assert witness.key.cosigned_at(first) is not None
    fill(databases, 3, 297)
    second = publish(databases, folder, witness)
    assert witness.key.cosigned_at(second) is not None
    assert Checkpoint.open(second, KEY.verifier).tree_size == 300
    assert kinds(folder, first, second) == set()
    lost_folder = publish(databases, tmp_path / "again", witness)
    assert witness.key.cosigned_at(lost_folder) is not None, "the witness tells which size it knows"
    moved = second.replace("\n300\n", "\n299\n")
    assert witness.key.cosigned_at(moved) is None

    with databases.owner.transaction() as connection:
        _ = connection.execute("set local session_replication_role = replica")
        _ = connection.execute("delete from audit.checkpoints")
        _ = connection.execute("delete from audit.leaves where leaf_index >= 200")
    with pytest.raises(LogDamaged):
        _ = publish(databases, folder)
    with pytest.raises(WitnessRefuses, match="300 entries"):
        _ = publish(databases, tmp_path / "rolled-back", witness)
    assert read_checkpoint(tmp_path / "rolled-back") is None, "no head is given out that the witness refused"
    fill_fork(databases)
    with pytest.raises(WitnessRefuses, match="422"):
        _ = publish(databases, tmp_path / "fork", witness)
    other_party.process.kill()
    with pytest.raises(WitnessSilent):
        _ = publish(databases, tmp_path / "silent", witness)


def fill_fork(databases: Databases) -> None:
    """Go on after 200 with another history, longer than what the witness knows."""
    with databases.owner.transaction() as connection:
        row = connection.execute("select count(*) from audit.leaves").fetchone()
    assert row == (200,)
    with databases.owner.transaction() as connection:
        _ = connection.execute("set local session_replication_role = replica")
        for index in range(200, 310):
            one = entry(10_000 + index)
            _ = connection.execute(
                "insert into audit.leaves (leaf_index, entry, leaf_hash) values (%s, %s, %s)",
                [index, one, leaf_hash(one)],
            )


def test_ad1_a_folder_of_another_log_or_with_other_tiles_is_not_written_on(
    databases: Databases, tmp_path: Path
) -> None:
    fill(databases, 0, 5)
    _ = publish(databases, tmp_path / "log")
    fill(databases, 5, 5)
    _ = (tmp_path / "log" / "tile" / "0" / "000.p" / "5").write_bytes(bytes(160))
    with pytest.raises(LogDamaged):
        _ = publish(databases, tmp_path / "log")
    _ = write_log(tmp_path / "other", [entry(1)], SignerKey(name="example.org/log", seed=bytes(32)))
    with pytest.raises(NoteInvalid):
        _ = publish(databases, tmp_path / "other")


READ_WITH_AICS = """
import json, sys
from pathlib import Path
from aics_tlog import *
folder, log_key, witness_key, old, proofs = sys.argv[1:]
log_key, witness_key = parse_vkey(log_key), parse_vkey(witness_key)
notes = [parse_note(Path(path).read_bytes()) for path in (folder + "/checkpoint", old)]
heads = [verify_checkpoint(note, log_key, [witness_key], quorum=1) for note in notes]
assert all(head.ok for head in heads), heads
now, before = (parse_checkpoint(note.text) for note in notes)
reader = VerifiedTileReader(DirectoryTileStore(folder), now.size, now.root)
tree = MerkleTree([reader.entry(index) for index in range(now.size)])
assert tree.root() == now.root
proof = tree.consistency_proof(before.size, now.size)
assert verify_consistency(before.size, now.size, before.root, now.root, proof)
for one in json.loads(Path(proofs).read_text()):
    path, hashed = [bytes.fromhex(node) for node in one["path"]], leaf_hash(one["entry"].encode())
    assert verify_inclusion(hashed, one["index"], now.size, path, now.root), one
print("accepted", now.size)
"""


def read_with_aics(folder: Path, *more: str) -> subprocess.CompletedProcess[str]:
    command = [str(AICS), "-c", READ_WITH_AICS, str(folder), KEY.verifier.line(), *more]
    return subprocess.run(command, capture_output=True, text=True, check=False, timeout=300)


def proof_of(databases: Databases, index: int) -> dict[str, object]:
    """Return the proof that a customer is shown in the portal."""
    with databases[Role.CUSTOMER_PORTAL].transaction() as connection:
        found = ProofMaker().prove(connection, index, entry(index))
    assert found is not None
    return {"index": found.index, "entry": found.entry, "path": found.proof}


def run_go(folder: Path, *more: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "GO111MODULE": "off", "GOPATH": "/usr/share/gocode", "GOFLAGS": ""}
    command = [GO or "go", "run", str(CHECKER), str(folder), KEY.verifier.line(), *more]
    return subprocess.run(command, capture_output=True, text=True, check=False, env=environment, timeout=300)


@pytest.mark.skipif(GO is None or not GO_PACKAGES.is_dir(), reason="golang-go and golang-golang-x-mod-dev are missing")
def test_ad5_the_reference_packages_of_go_accept_the_log_unchanged(tmp_path: Path) -> None:
    folder, old = tmp_path / "log", tmp_path / "old"
    _ = old.write_text(write_log(folder, [entry(number) for number in range(300)]))
    _ = write_log(folder, [entry(number) for number in range(700)])
    accepted = run_go(folder, str(old))
    assert (accepted.returncode, accepted.stdout) == (0, "accepted 700\n"), accepted.stderr
    bundle = folder / "tile" / "entries" / "001"
    content = bundle.read_bytes()
    _ = bundle.write_bytes(content.replace(b"2026", b"2027", 1))
    assert run_go(folder).returncode != 0
    _ = bundle.write_bytes(content)
    fork(tmp_path / "fork", [entry(number) for number in range(600)])
    forked = tmp_path / "forked"
    _ = forked.write_text(read_checkpoint(tmp_path / "fork") or "")
    assert run_go(folder, str(forked)).returncode != 0


@pytest.mark.skipif(not AICS.exists(), reason="aics-tlog is missing: it needs Python 3.12 (make .make/peers)")
def test_ad1_ad5_another_verifier_accepts_tiles_cosignature_and_proofs_unchanged(
    databases: Databases, tmp_path: Path, other_party: OtherParty
) -> None:
    folder, kept, proofs = tmp_path / "log", tmp_path / "old", tmp_path / "proofs"
    fill(databases, 0, 300)
    _ = kept.write_text(publish(databases, folder, other_party.witness))
    fill(databases, 300, 300)
    _ = publish(databases, folder, other_party.witness)
    _ = proofs.write_text(json.dumps([proof_of(databases, number) for number in (0, 255, 256, 511, 599)]))
    arguments = (other_party.witness.key.line(), str(kept), str(proofs))
    accepted = read_with_aics(folder, *arguments)
    assert accepted.stdout == "accepted 600\n", accepted.stderr
    bundle = folder / "tile" / "entries" / "001"
    content = bundle.read_bytes()
    _ = bundle.write_bytes(content.replace(b"2026", b"2027", 1))
    assert "TileVerificationError" in read_with_aics(folder, *arguments).stderr
    _ = bundle.write_bytes(content)
    fork(tmp_path / "fork", [entry(number) for number in range(600)])
    _ = kept.write_text(read_checkpoint(tmp_path / "fork") or "")
    assert "AssertionError" in read_with_aics(folder, *arguments).stderr
