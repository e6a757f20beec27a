"""Parts joined are the file, wherever it was cut."""

import hashlib
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st

from earnest.weights.errors import ModelMissing, WeightsDiffer, WeightsTruncated
from earnest.weights.known_model import WeightFile
from earnest.weights.reading import read_parts


def written(folder: Path, parts: list[bytes]) -> list[Path]:
    paths = [folder / f"model.bin.part{number}" for number in range(len(parts))]
    for path, part in zip(paths, parts, strict=True):
        _ = path.write_bytes(part)
    return paths


def expectation(content: bytes) -> WeightFile:
    return WeightFile(name="model.bin", size=len(content), sha256=hashlib.sha256(content).hexdigest())


@given(parts=st.lists(st.binary(max_size=300), min_size=1, max_size=5))
def test_parts_are_joined_in_order_and_hashed(parts: list[bytes]) -> None:
    content = b"".join(parts)
    with TemporaryDirectory() as folder:
        paths = written(Path(folder), parts)
        checked, unchecked = read_parts(paths, expectation(content)), read_parts(paths)
    assert checked.content == unchecked.content == content
    assert checked.sha256 == unchecked.sha256 == hashlib.sha256(content).hexdigest()


@given(content=st.binary(min_size=2, max_size=300), place=st.integers(min_value=0), flipped=st.integers(1, 255))
def test_any_changed_byte_is_noticed(content: bytes, place: int, flipped: int) -> None:
    changed = bytearray(content)
    changed[place % len(content)] ^= flipped
    cut = len(content) // 2
    with TemporaryDirectory() as folder:
        paths = written(Path(folder), [bytes(changed[:cut]), bytes(changed[cut:])])
        with pytest.raises(WeightsDiffer):
            _ = read_parts(paths, expectation(content))


@given(content=st.binary(min_size=1, max_size=300), lost=st.integers(min_value=1))
def test_any_lost_byte_is_noticed(content: bytes, lost: int) -> None:
    with TemporaryDirectory() as folder:
        paths = written(Path(folder), [content[: -(lost % len(content)) or None][:-1]])
        with pytest.raises(WeightsTruncated):
            _ = read_parts(paths, expectation(content))


def test_large_files_are_read_in_pieces_and_are_the_same(tmp_path: Path) -> None:
    content = bytes(range(251)) * 12_000  # three megabytes: several pieces, of a length that no piece divides
    paths = written(tmp_path, [content[:1_500_000], content[1_500_000:]])
    assert read_parts(paths, expectation(content)).content == content


def test_a_part_that_is_gone_is_missing(tmp_path: Path) -> None:
    [there] = written(tmp_path, [b"weights"])
    with pytest.raises(ModelMissing):
        _ = read_parts([there, tmp_path / "gone"])
