"""Progress is written as a whole, read without trust, and costs nothing when it cannot be written."""

from pathlib import Path
from uuid import uuid4

import pytest

from earnest.deidentified.training.progress import Progress, ProgressFile, Stage
from earnest.foundation.identifiers import SnapshotId


@pytest.fixture
def file(tmp_path: Path) -> ProgressFile:
    return ProgressFile(tmp_path / "run", SnapshotId(uuid4()))


def test_what_is_written_is_read(file: ProgressFile, tmp_path: Path) -> None:
    for progress in (
        Progress(stage=Stage.TRAINING, done=3, total=10),
        Progress(stage=Stage.FAILED, done=0, total=0, code="too_few_labels"),
    ):
        file.write(progress)
        assert file.read() == progress
    assert len(list((tmp_path / "run").iterdir())) == 1


def test_nothing_written_is_waiting(file: ProgressFile) -> None:
    assert file.read().stage is Stage.WAITING
    file.remove()


@pytest.mark.parametrize("content", ["", "{", "[]", '{"stage": "dancing"}', "null", '{"done": 3}'])
def test_a_damaged_file_is_waiting(file: ProgressFile, tmp_path: Path, content: str) -> None:
    file.write(Progress(stage=Stage.TRAINING, done=1, total=2))
    (path,) = (tmp_path / "run").iterdir()
    _ = path.write_text(content)
    assert file.read().stage is Stage.WAITING


def test_where_it_cannot_be_written_the_work_goes_on(tmp_path: Path) -> None:
    _ = (tmp_path / "run").write_text("a file where the folder should be")
    file = ProgressFile(tmp_path / "run", SnapshotId(uuid4()))
    file.write(Progress(stage=Stage.TRAINING, done=1, total=2))
    assert file.read().stage is Stage.WAITING
