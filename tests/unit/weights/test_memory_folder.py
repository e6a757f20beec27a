"""Files in memory are read as a folder's, and nothing of them lies on the disk or stays."""

import tempfile
from pathlib import Path

import pytest

from earnest.weights.memory_folder import memory_folder

FILES = {"model.bin": bytes(range(256)) * 10_000, "config.json": b"{}", "empty": b""}


def test_a_library_reads_the_folder_and_the_disk_has_links_only(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    open_before = set(Path("/proc/self/fd").iterdir())
    with memory_folder(FILES) as folder:
        assert {path.name: path.read_bytes() for path in folder.iterdir()} == FILES
        assert folder.parent == tmp_path
        assert all(path.is_symlink() for path in folder.iterdir())
        assert sum(path.lstat().st_size for path in folder.iterdir()) < 100
    assert list(tmp_path.iterdir()) == []
    assert set(Path("/proc/self/fd").iterdir()) == open_before


def test_without_a_temporary_folder_it_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "gone"))
    with pytest.raises(OSError, match="gone"), memory_folder(FILES):
        pass
