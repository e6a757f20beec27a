"""What a tour left is removed by one command, and nothing of the own data with it."""

import os
from pathlib import Path

import pytest

from earnest.cli.demo_data import has_demo, remove_demo
from earnest.cli.errors import DemoMissing
from earnest.foundation.settings import load_settings
from earnest.operations.data_folder import lock, prepare_folder
from earnest.operations.errors import AlreadyRunning


def test_the_demo_goes_and_the_own_data_stay(tmp_path: Path) -> None:
    own = tmp_path / "data"
    prepare_folder(own)
    prepare_folder(own / "demo")
    before = {path for path in own.rglob("*") if own / "demo" not in (path, *path.parents)}
    # The demo's list of deletions is a file beside its folder, as the supervisor writes it.
    tombstones = load_settings({"EARNEST_DATA": str(own / "demo")}).tombstones
    _ = tombstones.write_text("list")
    assert has_demo(own)
    assert remove_demo(load_settings({"EARNEST_DATA": str(own)})) == own / "demo"
    assert set(own.rglob("*")) == before
    assert not tombstones.exists()
    assert not has_demo(own)
    with pytest.raises(DemoMissing):
        _ = remove_demo(load_settings({"EARNEST_DATA": str(own)}))


def test_a_demo_that_runs_is_not_removed(tmp_path: Path) -> None:
    prepare_folder(tmp_path / "demo")
    held = lock(tmp_path / "demo", "supervisor")
    try:
        with pytest.raises(AlreadyRunning):
            _ = remove_demo(load_settings({"EARNEST_DATA": str(tmp_path)}))
        assert (tmp_path / "demo" / "keys").is_dir()
    finally:
        os.close(held)
