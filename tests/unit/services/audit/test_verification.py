"""Whatever is done to the log after signing, verification tells; and nothing where nothing was done (AD1, AD5)."""

from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as some

from earnest.foundation.identifiers import ClipId
from earnest.services.audit import Checkpoint, ClipPlaced, SignerKey, VerificationReport, verify
from earnest.services.audit.commands import verify_export
from earnest.services.audit.errors import ExportExists, ExportInvalid
from earnest.services.audit.export import tile_path, write_export
from earnest.services.audit.merkle import leaf_hash, root_of
from earnest.services.audit.verification import Leaf, LogFindingKind

KEY = SignerKey(name="example.org/log", seed=bytes(range(32)))
THIEF = SignerKey(name="example.org/log", seed=bytes(32))
AT = datetime(2026, 1, 1, tzinfo=UTC)


def entry(number: int) -> bytes:
    return ClipPlaced(at=AT, clip_id=ClipId(UUID(int=number))).entry()


def log_of(entries: Sequence[bytes]) -> list[Leaf]:
    return [Leaf(index=index, entry=held, leaf_hash=leaf_hash(held)) for index, held in enumerate(entries)]


def signed(entries: Sequence[bytes], key: SignerKey = KEY) -> str:
    root = root_of([leaf_hash(held) for held in entries])
    return Checkpoint(origin=key.verifier.name, tree_size=len(entries), root_hash=root).sign(key)


def kinds_of(report: VerificationReport) -> set[LogFindingKind]:
    return {finding.kind for finding in report.findings}


ENTRIES = [entry(number) for number in range(20)]
NOTES = [signed(ENTRIES[:size]) for size in (0, 5, 12, 17)]


def test_an_honest_log_is_intact() -> None:
    report = verify(log_of(ENTRIES), NOTES, KEY.verifier)
    assert report.intact
    assert (report.tree_size, report.checkpoints, report.signed_size, report.unsigned_leaves) == (20, 4, 17, 3)
    assert report.root_hash == root_of([leaf_hash(held) for held in ENTRIES])


def test_an_empty_log_is_intact() -> None:
    assert verify([], [], KEY.verifier).intact
    assert verify([], [signed([])], KEY.verifier).intact


@given(place=some.integers(0, 16), other=some.integers(100, 200))
def test_a_changed_entry_is_found(place: int, other: int) -> None:
    changed = [*ENTRIES[:place], entry(other), *ENTRIES[place + 1 :]]
    assert LogFindingKind.ROOT_DIFFERS in kinds_of(verify(log_of(changed), NOTES, KEY.verifier))


@given(place=some.integers(0, 16))
def test_an_entry_changed_under_its_stored_hash_is_found(place: int) -> None:
    leaves = log_of(ENTRIES)
    leaves[place] = Leaf(index=place, entry=entry(999), leaf_hash=leaves[place].leaf_hash)
    report = verify(leaves, NOTES, KEY.verifier)
    assert kinds_of(report) == {LogFindingKind.LEAF_HASH_WRONG, LogFindingKind.ROOT_DIFFERS}


@given(place=some.integers(0, 16))
def test_a_dropped_entry_is_found_even_when_the_rest_is_renumbered(place: int) -> None:
    dropped = [*ENTRIES[:place], *ENTRIES[place + 1 :]]
    assert LogFindingKind.ROOT_DIFFERS in kinds_of(verify(log_of(dropped), NOTES, KEY.verifier))
    gap = [leaf for leaf in log_of(ENTRIES) if leaf.index != place]
    report = verify(gap, NOTES, KEY.verifier)
    missing = [finding.place for finding in report.findings if finding.kind is LogFindingKind.LEAF_MISSING]
    assert missing == [place]


@given(place=some.integers(0, 16), number=some.integers(100, 200))
def test_an_inserted_entry_is_found(place: int, number: int) -> None:
    inserted = [*ENTRIES[:place], entry(number), *ENTRIES[place:]]
    assert LogFindingKind.ROOT_DIFFERS in kinds_of(verify(log_of(inserted), NOTES, KEY.verifier))


@given(one=some.integers(0, 16), other=some.integers(0, 19))
def test_reordered_entries_are_found(one: int, other: int) -> None:
    if one == other:
        return
    swapped = list(ENTRIES)
    swapped[one], swapped[other] = swapped[other], swapped[one]
    assert LogFindingKind.ROOT_DIFFERS in kinds_of(verify(log_of(swapped), NOTES, KEY.verifier))


@given(length=some.integers(0, 16))
def test_a_truncated_log_is_found(length: int) -> None:
    report = verify(log_of(ENTRIES[:length]), NOTES, KEY.verifier)
    assert LogFindingKind.LOG_TRUNCATED in kinds_of(report)


def test_a_tail_that_vanished_with_its_checkpoints_is_found_by_who_kept_one() -> None:
    leaves, left = log_of(ENTRIES[:12]), NOTES[:3]
    assert verify(leaves, left, KEY.verifier).intact, "what the documentation says the log alone cannot show"
    assert kinds_of(verify(leaves, [*left, NOTES[3]], KEY.verifier)) == {LogFindingKind.LOG_TRUNCATED}


def test_two_histories_signed_with_the_right_key_are_found() -> None:
    other = [*ENTRIES[:3], entry(77), *ENTRIES[4:12]]
    report = verify(log_of(ENTRIES), [*NOTES, signed(other)], KEY.verifier)
    assert kinds_of(report) == {LogFindingKind.ROOT_DIFFERS}


def test_a_history_rewritten_and_signed_by_a_thief_is_found() -> None:
    rewritten = [entry(number + 500) for number in range(20)]
    report = verify(log_of(rewritten), [signed(rewritten, THIEF)], KEY.verifier)
    assert kinds_of(report) == {LogFindingKind.CHECKPOINT_INVALID}
    assert report.signed_size == 0


@pytest.mark.parametrize(
    "held",
    [
        b"",
        b"hello",
        b"[]",
        b"{}",
        b'{"kind":"x"}',
        b'{"version":1,"kind":"x"}',
        b'{"kind": "x","version":1}',
        b'{"kind":"x","version":1}\n',
        b'{"kind":"x","version":1,"words":["call","my","wife"]}',
        b'{"kind":"x","version":1.5}',
        b'{"kind":"x","kind":"x","version":1}',
        '{"kind":"ä","version":1}'.encode(),
        b"[" * 100_000,
        b"\xff",
    ],
)
def test_an_entry_that_earnest_did_not_write_is_found(held: bytes) -> None:
    assert kinds_of(verify(log_of([held]), [], KEY.verifier)) == {LogFindingKind.ENTRY_MALFORMED}


@pytest.mark.parametrize("size", [0, 1, 255, 256, 257, 600])
def test_an_export_verifies_elsewhere(tmp_path: Path, size: int) -> None:
    entries = [entry(number) for number in range(size)]
    notes = [signed(entries[: size // 2]), signed(entries)]
    folder = tmp_path / "export"
    write_export(folder, log_of(entries), notes, KEY)
    report = verify_export(folder, KEY.verifier)
    assert report.intact
    assert (report.tree_size, report.signed_size) == (size, size)
    assert (folder / "entries.jsonl").read_bytes() == b"".join(held + b"\n" for held in entries)
    assert (folder / "checkpoint").read_text(encoding="utf-8") == notes[-1]
    assert (folder / "key").read_text(encoding="utf-8").strip() == KEY.verifier.line()


def test_tiles_lie_where_c2sp_says(tmp_path: Path) -> None:
    # https://c2sp.org/tlog-tiles: tile/<level>/<number>, partial ones with .p/<width>
    entries = [str(number).encode() for number in range(70_000)]
    hashes = [leaf_hash(held) for held in entries]
    write_export(tmp_path / "export", log_of(entries), [signed(entries)], KEY)
    tiles = tmp_path / "export" / "tile"
    assert (tiles / "0" / "000").read_bytes() == b"".join(hashes[:256])
    assert (tiles / "0" / "273.p" / "112").read_bytes() == b"".join(hashes[273 * 256 :])
    assert (tiles / "1" / "000").read_bytes()[32:64] == root_of(hashes[256:512])
    assert (tiles / "1" / "001.p" / "17").stat().st_size == 17 * 32
    assert (tiles / "2" / "000.p" / "1").read_bytes() == root_of(hashes[: 256 * 256])
    assert (tiles / "entries" / "273.p" / "112").is_file()
    assert tile_path(1234067, 256) == "x001/x234/067"
    assert tile_path(1234067, 8) == "x001/x234/067.p/8"
    assert tile_path(0, 256) == "000"


def test_a_changed_export_is_found(tmp_path: Path) -> None:
    entries = [entry(number) for number in range(300)]
    for name in ("tile/entries/000", "tile/entries/001.p/44", "tile/0/000", "checkpoints"):
        folder = tmp_path / name.replace("/", "-")
        write_export(folder, log_of(entries), [signed(entries)], KEY)
        content = bytearray((folder / name).read_bytes())
        content[len(content) // 2] ^= 1
        _ = (folder / name).write_bytes(content)
        assert not verify_export(folder, KEY.verifier).intact


def test_a_truncated_export_is_found(tmp_path: Path) -> None:
    entries = [entry(number) for number in range(300)]
    folder = tmp_path / "export"
    write_export(folder, log_of(entries), [signed(entries)], KEY)
    (folder / "tile/entries/001.p/44").unlink()
    (folder / "tile/entries/001.p").rmdir()
    assert LogFindingKind.FILE_UNREADABLE in kinds_of(verify_export(folder, KEY.verifier))
    (folder / "tile/0/001.p/44").unlink()
    assert LogFindingKind.LOG_TRUNCATED in kinds_of(verify_export(folder, KEY.verifier))


def test_an_export_never_writes_over_anything(tmp_path: Path) -> None:
    (tmp_path / "export").mkdir()
    with pytest.raises(ExportExists):
        write_export(tmp_path / "export", [], [], KEY)
    assert not verify_export(tmp_path / "export", KEY.verifier).intact
    with pytest.raises(ExportInvalid):
        _ = verify_export(tmp_path / "nothing", KEY.verifier)
