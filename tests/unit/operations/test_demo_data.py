"""What a tour left is removed by one command or by one button, and nothing of the own data with it."""

import os
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from earnest.foundation.settings import Settings, load_settings
from earnest.operations.data_folder import lock, prepare_folder
from earnest.operations.demo_data import DemoRemoval, has_demo, remove_demo
from earnest.operations.errors import AlreadyRunning
from earnest.services.demo_data.errors import DemoMissing
from earnest.services.demo_data.exchange import DemoExchange, exchange_folder
from earnest.services.demo_data.records import NO_DEMO, DemoStage

FILES = 250


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """Own data with a demo beside them, as a tour leaves it."""
    own = tmp_path / "data"
    for folder in (own, own / "demo"):
        prepare_folder(folder)
        (folder / "objects").mkdir()
        for number in range(FILES):
            _ = (folder / "objects" / str(number)).write_bytes(b"sound")
    return own


def settings_of(own: Path) -> Settings:
    return load_settings({"EARNEST_DATA": str(own)})


def own_files(own: Path) -> set[Path]:
    """Return what is not of the demo, nor told about it."""
    told = exchange_folder(own)
    return {path for path in own.rglob("*") if not {own / "demo", own / "demo.removed", told} & {path, *path.parents}}


def look_until(removal: DemoRemoval, exchange: DemoExchange, wanted: Callable[[DemoStage], bool]) -> DemoStage:
    """Let the supervisor look until the demo is as wanted; return how it is then."""
    deadline = time.monotonic() + 60
    while not wanted(exchange.told().stage) and time.monotonic() < deadline:
        removal.look()
        time.sleep(0.02)
    return exchange.told().stage


def test_the_demo_goes_and_the_own_data_stay(own: Path) -> None:
    before = own_files(own)
    # The demo's list of deletions is a file beside its folder, as the supervisor writes it.
    tombstones = settings_of(own / "demo").tombstones
    _ = tombstones.write_text("list")
    assert has_demo(own)
    assert remove_demo(settings_of(own)) == own / "demo"
    assert own_files(own) == before
    assert not tombstones.exists()
    assert not has_demo(own)
    assert not list(own.glob("demo*"))
    with pytest.raises(DemoMissing):
        _ = remove_demo(settings_of(own))


def test_a_demo_that_runs_is_not_removed(own: Path) -> None:
    held = lock(own / "demo", "supervisor")
    exchange = DemoExchange(exchange_folder(own))
    removal = DemoRemoval(settings_of(own))
    removal.look()
    try:
        with pytest.raises(AlreadyRunning):
            _ = remove_demo(settings_of(own))
        exchange.ask()
        assert look_until(removal, exchange, lambda stage: stage is DemoStage.RUNNING) is DemoStage.RUNNING
        assert (own / "demo" / "keys").is_dir()
    finally:
        os.close(held)
    exchange.ask()
    assert look_until(removal, exchange, lambda stage: stage is DemoStage.REMOVED) is DemoStage.REMOVED


def test_the_supervisor_removes_what_the_portal_asks_for_and_tells_how_far_it_is(own: Path) -> None:
    before, exchange = own_files(own), DemoExchange(exchange_folder(own))
    removal = DemoRemoval(settings_of(own))
    removal.look()
    found = exchange.told()
    assert found.stage is DemoStage.THERE
    assert found.files >= FILES
    assert found.size_bytes >= FILES * len(b"sound")
    removal.look()
    assert has_demo(own)
    exchange.ask()
    assert look_until(removal, exchange, lambda stage: stage is DemoStage.REMOVED) is DemoStage.REMOVED
    assert exchange.told().removed_files == exchange.told().files == found.files
    assert own_files(own) == before
    assert not list(own.glob("demo*"))
    # The next start has nothing to tell, and a request that comes late removes nothing.
    exchange.ask()
    later = DemoRemoval(settings_of(own))
    later.look()
    assert exchange.told() == NO_DEMO
    assert own_files(own) == before


def test_a_removal_that_was_interrupted_goes_on_at_the_next_start(own: Path) -> None:
    _ = (own / "demo").rename(own / "demo.removed")
    exchange = DemoExchange(exchange_folder(own))
    assert has_demo(own)
    removal = DemoRemoval(settings_of(own))
    assert look_until(removal, exchange, lambda stage: stage is DemoStage.REMOVED) is DemoStage.REMOVED
    assert not list(own.glob("demo*"))


def test_a_start_never_says_that_nothing_was_asked_while_a_request_waits(own: Path) -> None:
    """The page stops looking where it reads that the demo is there."""
    exchange = DemoExchange(exchange_folder(own))
    exchange.prepare()
    exchange.ask()
    DemoRemoval(settings_of(own)).look()
    assert exchange.told().stage in {DemoStage.REMOVING, DemoStage.REMOVED}


def test_keys_go_first_so_that_what_an_interruption_leaves_cannot_be_opened(own: Path) -> None:
    seen: list[tuple[bool, bool]] = []

    def tell(_removed: int) -> None:
        leaving = own / "demo.removed"
        seen.append((bool(list((leaving / "keys").iterdir())), bool(list((leaving / "objects").iterdir()))))

    _ = remove_demo(settings_of(own), tell)
    assert seen
    assert seen[0] == (False, True)
