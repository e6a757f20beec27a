"""Whatever is done to any file of an export, verification names the file (AD5); nothing of it is read unverified."""

import json
import shutil
import subprocess
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID

import pytest

from earnest.foundation.identifiers import ClipId
from earnest.services.audit import Checkpoint, ClipPlaced, SignerKey, verify
from earnest.services.audit.commands import verify_export
from earnest.services.audit.export import write_export
from earnest.services.audit.merkle import leaf_hash, root_of
from earnest.services.audit.notes import split_notes
from earnest.services.audit.verification import Leaf, LogFindingKind

KEY = SignerKey(name="example.org/log", seed=bytes(range(32)))
THIEF = SignerKey(name="example.org/log", seed=bytes(32))
AT = datetime(2026, 1, 1, tzinfo=UTC)
ENTRIES = [ClipPlaced(at=AT, clip_id=ClipId(UUID(int=number))).entry() for number in range(600)]
FILES = (
    "checkpoint",
    "checkpoints",
    "entries.jsonl",
    "files.note",
    "files.sha256",
    "key",
    "tile/0/000",
    "tile/0/001",
    "tile/0/002.p/88",
    "tile/1/000.p/2",
    "tile/entries/000",
    "tile/entries/001",
    "tile/entries/002.p/88",
)


def _signed(size: int, key: SignerKey = KEY) -> str:
    root = root_of([leaf_hash(entry) for entry in ENTRIES[:size]])
    return Checkpoint(origin=key.verifier.name, tree_size=size, root_hash=root).sign(key)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("made") / "export"
    leaves = [Leaf(index=index, entry=entry, leaf_hash=leaf_hash(entry)) for index, entry in enumerate(ENTRIES)]
    write_export(folder, leaves, [_signed(100), _signed(300), _signed(600)], KEY)
    return folder


@pytest.fixture
def export(made: Path, tmp_path: Path) -> Path:
    return shutil.copytree(made, tmp_path / "export")


def _named(folder: Path) -> set[str]:
    report = verify_export(folder, KEY.verifier)
    assert not report.intact
    return {finding.name for finding in report.findings}


def test_what_was_written_is_intact_and_complete(export: Path) -> None:
    found = {path.relative_to(export).as_posix() for path in export.rglob("*") if path.is_file()}
    assert found == set(FILES)
    report = verify_export(export, KEY.verifier)
    assert report.intact
    assert (report.tree_size, report.signed_size, report.checkpoints) == (600, 600, 3)


def test_the_list_of_files_is_read_by_other_tools(export: Path) -> None:
    checked = subprocess.run(
        ["sha256sum", "--check", "--quiet", "files.sha256"], cwd=export, check=False, capture_output=True
    )
    assert checked.returncode == 0, checked.stderr


MUTATIONS: Mapping[str, Callable[[bytes], bytes]] = {
    "first_bit": lambda held: bytes([held[0] ^ 1]) + held[1:],
    "middle_bit": lambda held: held[: len(held) // 2] + bytes([held[len(held) // 2] ^ 2]) + held[len(held) // 2 + 1 :],
    "last_bit": lambda held: held[:-1] + bytes([held[-1] ^ 4]),
    "cut_by_one": lambda held: held[:-1],
    "cut_by_half": lambda held: held[: len(held) // 2],
    "emptied": lambda _: b"",
    "longer_by_a_line_feed": lambda held: held + b"\n",
    "doubled": lambda held: held + held,
}


@pytest.mark.parametrize("name", FILES)
@pytest.mark.parametrize("mutation", MUTATIONS)
def test_a_file_that_was_altered_is_named(export: Path, name: str, mutation: str) -> None:
    path = export / name
    _ = path.write_bytes(MUTATIONS[mutation](path.read_bytes()))
    assert name in _named(export)


@pytest.mark.parametrize("name", FILES)
def test_a_file_that_was_removed_is_named(export: Path, name: str) -> None:
    (export / name).unlink()
    assert name in _named(export)


@pytest.mark.parametrize("name", ["extra", "tile/0/003", "tile/entries/009.p/3"])
def test_a_file_that_was_added_is_named(export: Path, name: str) -> None:
    (export / name).parent.mkdir(exist_ok=True)
    _ = (export / name).write_bytes(b"more")
    assert name in _named(export)


def test_entries_for_reading_that_lost_lines_are_told_with_the_line(export: Path) -> None:
    lines = (export / "entries.jsonl").read_bytes().splitlines(keepends=True)
    _ = (export / "entries.jsonl").write_bytes(b"".join(lines[:100]))
    report = verify_export(export, KEY.verifier)
    assert [(one.kind, one.place) for one in report.findings if one.kind is LogFindingKind.LINE_MISSING] == [
        (LogFindingKind.LINE_MISSING, 100)
    ]
    _ = (export / "entries.jsonl").write_bytes(b"".join([*lines[:7], lines[8], lines[7], *lines[9:]]))
    report = verify_export(export, KEY.verifier)
    assert [one.place for one in report.findings if one.kind is LogFindingKind.LINE_DIFFERS] == [7]


def test_a_checkpoint_taken_out_of_the_list_is_noticed(export: Path) -> None:
    notes = json.loads((export / "checkpoints").read_text(encoding="utf-8"))
    _ = (export / "checkpoints").write_text(
        json.dumps(notes[1:], ensure_ascii=False, indent=0) + "\n", encoding="utf-8"
    )
    assert "checkpoints" in _named(export)


def test_a_list_of_files_signed_by_another_key_is_refused(made: Path, tmp_path: Path) -> None:
    leaves = [Leaf(index=index, entry=entry, leaf_hash=leaf_hash(entry)) for index, entry in enumerate(ENTRIES)]
    write_export(tmp_path / "export", leaves, [_signed(600)], THIEF)
    _ = shutil.copyfile(made / "checkpoints", tmp_path / "export" / "checkpoints")
    assert "files.note" in _named(tmp_path / "export")


def test_a_list_of_files_is_no_checkpoint(export: Path) -> None:
    note = (export / "files.note").read_text(encoding="utf-8")
    assert {finding.kind for finding in verify((), [note], KEY.verifier).findings} == {
        LogFindingKind.CHECKPOINT_INVALID
    }


KEPT = f"{_signed(100)}\npublic key  {KEY.verifier.line()}\n"


@pytest.mark.parametrize(
    ("kept", "sizes"),
    [
        (_signed(100), [100]),
        (KEPT, [100]),
        (KEPT.removesuffix("\n"), [100]),
        (KEPT.replace("\n", "\r\n"), [100]),
        (KEPT + f"{_signed(300)}\npublic key  {KEY.verifier.line()}\n", [100, 300]),
        (_signed(100) + _signed(300) + "\n" + _signed(600), [100, 300, 600]),
    ],
)
def test_what_the_command_printed_can_be_kept_and_given_back(kept: str, sizes: list[int]) -> None:
    assert [Checkpoint.open(note, KEY.verifier).tree_size for note in split_notes(kept)] == sizes


@pytest.mark.parametrize("kept", ["", "\n", "nothing", "public key  x\n", KEPT.replace("100", "101")])
def test_what_is_no_checkpoint_stays_refused(kept: str) -> None:
    report = verify((), split_notes(kept), KEY.verifier)
    assert LogFindingKind.CHECKPOINT_INVALID in {finding.kind for finding in report.findings}
