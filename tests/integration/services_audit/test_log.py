"""The log in PostgreSQL: one at a time, in order, with the caller's transaction, and for ever (AD1)."""

import threading
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import UUID

import psycopg
import pytest
from psycopg import sql
from psycopg.rows import TupleRow
from support.databases import Databases

from earnest.foundation.clock import SettableClock
from earnest.foundation.identifiers import ClipId
from earnest.services.audit import Checkpoint, ClipPlaced, LogDamaged, Signer, SignerKey, append, find_last_checkpoint
from earnest.services.audit.commands import export_log, sign_checkpoint, verify_database, verify_export
from earnest.services.audit.errors import NoteInvalid
from earnest.services.audit.verification import LogFindingKind
from earnest.services.database.roles import Role

KEY = SignerKey(name="example.org/log", seed=bytes(range(32)))
AT = datetime(2026, 1, 1, tzinfo=UTC)
CLOCK = SettableClock(moment=AT)


def event(number: int = 0) -> ClipPlaced:
    return ClipPlaced(at=AT, clip_id=ClipId(UUID(int=number)))


def fill(databases: Databases, count: int, first: int = 0) -> None:
    for number in range(first, first + count):
        with databases[Role.PERSONAL_WORKER].transaction() as connection:
            assert append(connection, event(number)) == number


def sign(databases: Databases, key: SignerKey = KEY) -> str:
    with databases[Role.ADMINISTRATION].transaction() as connection:
        return sign_checkpoint(connection, key, CLOCK)


def attack(databases: Databases, *statements: str) -> None:
    """What an attacker with the database's own superuser rights can do: switch the triggers off and rewrite."""
    with databases.owner.transaction() as connection:
        _ = connection.execute("set local session_replication_role = replica")
        for statement in statements:
            _ = connection.execute(statement.encode())


def _newest(connection: psycopg.Connection[TupleRow]) -> str | None:
    found = find_last_checkpoint(connection, KEY.verifier)
    return None if found is None else found.note


def findings(databases: Databases, *kept: str) -> set[LogFindingKind]:
    with databases[Role.ADMINISTRATION].transaction() as connection:
        return {found.kind for found in verify_database(connection, KEY.verifier, kept).findings}


@pytest.mark.parametrize("role", list(Role))
def test_no_process_changes_the_log(databases: Databases, role: Role) -> None:
    if role is Role.PERSONAL_WORKER:
        with databases[role].transaction() as connection:
            assert append(connection, event()) == 0
    for statement in (
        "update audit.leaves set entry = 'x'",
        "delete from audit.leaves",
        "truncate audit.leaves",
        "insert into audit.leaves values (1, 'x', sha256('x'))",
        "update audit.checkpoints set note = 'x'",
        "delete from audit.checkpoints",
        "drop table audit.leaves",
        "alter table audit.leaves disable trigger all",
    ):
        with pytest.raises(psycopg.errors.InsufficientPrivilege), databases[role].transaction() as connection:
            _ = connection.execute(statement.encode())


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.ADMINISTRATION])
def test_only_administration_reads(databases: Databases, role: Role) -> None:
    for table in ("leaves", "checkpoints"):
        with pytest.raises(psycopg.errors.InsufficientPrivilege), databases[role].transaction() as connection:
            _ = connection.execute(sql.SQL("select * from audit.{}").format(sql.Identifier(table)))


def test_even_the_owner_is_refused_by_the_trigger(databases: Databases) -> None:
    fill(databases, 1)
    _ = sign(databases)
    for statement in (
        "update audit.leaves set entry = entry",
        "delete from audit.leaves",
        "truncate audit.leaves",
        "update audit.checkpoints set note = note",
        "delete from audit.checkpoints",
    ):
        with pytest.raises(psycopg.errors.InsufficientPrivilege), databases.owner.transaction() as connection:
            _ = connection.execute(statement.encode())


def test_a_rolled_back_event_is_not_in_the_log_and_leaves_no_gap(databases: Databases) -> None:
    fill(databases, 1)
    with databases[Role.PERSONAL_WORKER].transaction() as connection:
        assert append(connection, event(9)) == 1
        connection.rollback()
    fill(databases, 1, first=1)
    _ = sign(databases)
    assert findings(databases) == set()


def test_many_that_append_at_once_get_places_without_gap(databases: Databases) -> None:
    places: list[int] = []

    def write() -> None:
        for _ in range(15):
            with databases[Role.PERSONAL_WORKER].transaction() as connection:
                place = append(connection, event())
            places.append(place)

    threads = [threading.Thread(target=write) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(places) == list(range(60))
    _ = sign(databases)
    assert findings(databases) == set()


def test_the_head_is_signed_when_the_log_grew_and_only_then(databases: Databases) -> None:
    signer = Signer(KEY, CLOCK)
    seen: list[tuple[int, bool]] = []
    for grow in (0, 0, 3, 0, 2):
        fill(databases, grow, first=sum(size for size, _ in seen[-1:]))
        with databases[Role.ADMINISTRATION].transaction() as connection:
            note, new = signer.sign(connection)
            assert _newest(connection) == note
        seen.append((Checkpoint.open(note, KEY.verifier).tree_size, new))
    assert seen == [(0, True), (0, False), (3, True), (3, False), (5, True)]
    assert findings(databases) == set()


def test_two_signers_do_not_disturb_each_other(databases: Databases) -> None:
    one, other = Signer(KEY, CLOCK), Signer(KEY, CLOCK)
    for number in range(4):
        fill(databases, 1, first=number)
        for signer in (one, other):
            with databases[Role.ADMINISTRATION].transaction() as connection:
                assert Checkpoint.open(signer.sign(connection)[0], KEY.verifier).tree_size == number + 1
    assert findings(databases) == set()


def change_entry(place: int) -> str:
    return (
        f"update audit.leaves set entry = e, leaf_hash = sha256('\\x00'::bytea || e) "
        f"from (select entry as e from audit.leaves where leaf_index = 0) as other where leaf_index = {place}"
    )


ATTACKS: dict[str, tuple[str, ...]] = {
    "changed": (change_entry(4),),
    "dropped": ("delete from audit.leaves where leaf_index = 4",),
    "dropped and renumbered": (
        "delete from audit.leaves where leaf_index = 4",
        "update audit.leaves set leaf_index = leaf_index - 1 + 1000 where leaf_index > 4",
        "update audit.leaves set leaf_index = leaf_index - 1000 where leaf_index > 900",
    ),
    "reordered": (
        "update audit.leaves set leaf_index = 1000 where leaf_index = 3",
        "update audit.leaves set leaf_index = 3 where leaf_index = 4",
        "update audit.leaves set leaf_index = 4 where leaf_index = 1000",
    ),
    "truncated": ("delete from audit.leaves where leaf_index > 5",),
    "emptied": ("truncate audit.leaves",),
}


@pytest.mark.parametrize("statements", ATTACKS.values(), ids=ATTACKS.keys())
def test_what_an_owner_who_switches_the_triggers_off_does_is_found(
    databases: Databases, statements: tuple[str, ...]
) -> None:
    fill(databases, 10)
    signer = Signer(KEY, CLOCK)
    with databases[Role.ADMINISTRATION].transaction() as connection:
        _ = signer.sign(connection)
    attack(databases, *statements)
    assert findings(databases) & {LogFindingKind.ROOT_DIFFERS, LogFindingKind.LOG_TRUNCATED}
    with pytest.raises(LogDamaged):
        _ = sign(databases)


def test_a_tail_removed_with_its_checkpoint_is_found_by_a_kept_one(databases: Databases) -> None:
    fill(databases, 5)
    _ = sign(databases)
    fill(databases, 5, first=5)
    kept = sign(databases)
    attack(
        databases, "delete from audit.leaves where leaf_index > 4", "delete from audit.checkpoints where tree_size = 10"
    )
    assert findings(databases) == set()
    assert findings(databases, kept) == {LogFindingKind.LOG_TRUNCATED}


def test_a_signer_that_runs_notices_a_tail_removed_with_its_checkpoint(databases: Databases) -> None:
    fill(databases, 5)
    _ = sign(databases)
    fill(databases, 5, first=5)
    signer = Signer(KEY, CLOCK)
    with databases[Role.ADMINISTRATION].transaction() as connection:
        _ = signer.sign(connection)
    attack(
        databases, "delete from audit.leaves where leaf_index > 4", "delete from audit.checkpoints where tree_size = 10"
    )
    with pytest.raises(LogDamaged), databases[Role.ADMINISTRATION].transaction() as connection:
        _ = signer.sign(connection)


def test_another_key_does_not_sign_on(databases: Databases) -> None:
    fill(databases, 1)
    _ = sign(databases)
    fill(databases, 1, first=1)
    with pytest.raises(NoteInvalid):
        _ = sign(databases, SignerKey(name="example.org/log", seed=bytes(32)))


def test_an_export_ends_with_its_checkpoint_and_verifies_without_the_database(
    databases: Databases, tmp_path: Path
) -> None:
    fill(databases, 3)
    _ = sign(databases)
    fill(databases, 2, first=3)
    with databases[Role.ADMINISTRATION].transaction() as connection:
        checkpoint = export_log(connection, tmp_path / "export", KEY, CLOCK)
    assert checkpoint.tree_size == 5
    report = verify_export(tmp_path / "export", KEY.verifier)
    assert report.intact
    assert (report.tree_size, report.checkpoints, report.unsigned_leaves) == (5, 2, 0)


def test_the_database_hashes_as_the_standard_does(databases: Databases) -> None:
    fill(databases, 7)
    with databases.owner.transaction() as connection, pytest.raises(psycopg.errors.CheckViolation):
        _ = connection.execute("insert into audit.leaves values (7, 'x', sha256('x'))")
    assert findings(databases) == set()


def test_erasing_what_a_leaf_names_breaks_nothing(databases: Databases) -> None:
    # Leaves hold identifiers only and no foreign keys, so that rows elsewhere come and go.
    with databases.owner.transaction() as connection:
        row = connection.execute(
            "select count(*) from pg_constraint where contype = 'f' and connamespace = 'audit'::regnamespace"
        ).fetchone()
    assert row == (0,)


def test_the_time_of_signing_is_the_clocks(databases: Databases) -> None:
    fill(databases, 1)
    _ = sign(databases)
    CLOCK.advance(timedelta(seconds=10))
    fill(databases, 1, first=1)
    note = sign(databases)
    with databases.owner.transaction() as connection:
        rows = connection.execute(
            "select tree_size, note, signed_at from audit.checkpoints order by tree_size"
        ).fetchall()
    assert [row[0] for row in rows] == [1, 2]
    assert rows[1][1] == note
    assert rows[1][2] - rows[0][2] == timedelta(seconds=10)
