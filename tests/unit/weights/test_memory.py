"""A model that does not fit is refused before it is read, with figures; what is left counts limits of containers."""

from pathlib import Path

import psutil
import pytest
from support.small_models import SMALL, TABLE, write_folder

from earnest.weights.errors import MemoryTooSmall, WeightsTruncated
from earnest.weights.finding import WeightPlaces, load_model
from earnest.weights.memory import available_memory, check_memory, left_in, needed_memory

MEBIBYTE = 2**20


@pytest.mark.parametrize(("weights_size", "measured"), [(75_537_502, 329), (145_217_532, 497)])
def test_what_is_needed_is_near_what_was_measured(weights_size: int, measured: int) -> None:
    assert needed_memory(weights_size) / MEBIBYTE == pytest.approx(measured, rel=0.03)


def test_a_model_that_is_too_large_is_refused_with_figures(tmp_path: Path) -> None:
    _ = write_folder(tmp_path / SMALL.name)
    places = WeightPlaces(folder=tmp_path, installed=[])
    with pytest.raises(MemoryTooSmall, match=r"small-model takes 147 MiB of memory, and 50 MiB are left") as refused:
        _ = load_model(SMALL.name, places, TABLE, available=50 * MEBIBYTE)
    assert "earnest models use" in refused.value.remedy
    assert load_model(SMALL.name, places, TABLE, available=148 * MEBIBYTE).name == SMALL.name
    _ = (tmp_path / SMALL.name / "model.bin").write_bytes(b"short")
    with pytest.raises(WeightsTruncated):
        _ = load_model(SMALL.name, places, TABLE, available=0)


def test_exactly_enough_is_enough() -> None:
    check_memory("whisper-base", 1_000_000, needed_memory(1_000_000))
    with pytest.raises(MemoryTooSmall):
        check_memory("whisper-base", 1_000_000, needed_memory(1_000_000) - 1)


def test_a_container_has_what_its_limit_leaves(tmp_path: Path) -> None:
    def group(limit: str, used: int, cached: int) -> list[int]:
        _ = (tmp_path / "memory.max").write_text(f"{limit}\n")
        _ = (tmp_path / "memory.current").write_text(f"{used}\n")
        _ = (tmp_path / "memory.stat").write_text(f"anon 1\ninactive_file {cached}\n")
        return left_in(tmp_path)

    assert group("1000", 700, 200) == [500]
    assert group("1000", 1200, 0) == [0]
    assert group("max", 700, 200) == []
    assert left_in(tmp_path / "none") == []


def test_this_machine_has_something_left() -> None:
    assert 0 < available_memory() <= psutil.virtual_memory().total + psutil.swap_memory().total
