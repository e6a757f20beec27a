"""RT7: the list of tombstones tells when it was changed, and survives a crash in the middle of a line."""

from datetime import UTC, datetime
from pathlib import Path
from uuid import uuid4

import pytest

from earnest.operations.tombstones.errors import TombstonesUnreadable, TombstonesUnwritable
from earnest.operations.tombstones.list_file import Tombstone, TombstoneKind, TombstoneList

KEY = bytes(range(32))
NOW = datetime(2026, 3, 4, tzinfo=UTC)


def tombstones(count: int) -> list[Tombstone]:
    return [Tombstone(kind=TombstoneKind.RECORDING, identifier=uuid4(), at=NOW) for _ in range(count)]


def test_it_comes_back_as_it_was_written(tmp_path: Path) -> None:
    path = tmp_path / "list"
    written = tombstones(3)
    tombstone_list = TombstoneList.create(path, KEY)
    tombstone_list.append(written[:2])
    tombstone_list.append(written[2:])
    read = TombstoneList.read(path, KEY)
    assert read is not None
    assert (read.list_id, read.tombstones) == (tombstone_list.list_id, written)
    assert path.stat().st_mode & 0o077 == 0
    assert TombstoneList.read(tmp_path / "other", KEY) is None


def test_two_writers_lose_nothing(tmp_path: Path) -> None:
    path = tmp_path / "list"
    one = TombstoneList.create(path, KEY)
    other = TombstoneList.read(path, KEY)
    assert other is not None
    first, second, third = tombstones(3)
    one.append([first])
    other.append([second])
    one.append([third])
    read = TombstoneList.read(path, KEY)
    assert read is not None
    assert read.tombstones == [first, second, third]


def test_a_line_cut_short_by_a_crash_is_left_out_and_written_over(tmp_path: Path) -> None:
    path = tmp_path / "list"
    first, second = tombstones(2)
    TombstoneList.create(path, KEY).append([first, second])
    _ = path.write_bytes(path.read_bytes()[:-9])
    read = TombstoneList.read(path, KEY)
    assert read is not None
    assert read.tombstones == [first]
    read.append([second])
    again = TombstoneList.read(path, KEY)
    assert again is not None
    assert again.tombstones == [first, second]


@pytest.mark.parametrize("line", [0, 1, 2])
def test_a_change_a_gap_and_another_key_are_noticed(tmp_path: Path, line: int) -> None:
    path = tmp_path / "list"
    TombstoneList.create(path, KEY).append(tombstones(3))
    whole = path.read_bytes()
    lines = whole.splitlines(keepends=True)
    changed = lines[line].replace(b'"mac":"', b'"mac":"0', 1)
    for content in (
        b"".join([*lines[:line], changed, *lines[line + 1 :]]),
        b"".join([*lines[:line], *lines[line + 1 :]]),
        b"",
        b"not a list\n",
    ):
        _ = path.write_bytes(content)
        with pytest.raises(TombstonesUnreadable):
            _ = TombstoneList.read(path, KEY)
    _ = path.write_bytes(whole)
    with pytest.raises(TombstonesUnreadable):
        _ = TombstoneList.read(path, bytes(32))


def test_a_list_that_is_there_is_never_begun_anew(tmp_path: Path) -> None:
    _ = TombstoneList.create(tmp_path / "list", KEY)
    with pytest.raises(TombstonesUnwritable):
        _ = TombstoneList.create(tmp_path / "list", KEY)
    with pytest.raises(TombstonesUnwritable):
        _ = TombstoneList.create(tmp_path / "no folder" / "list", KEY)
