"""Demo data: removes what a tour left, its customers, recordings and models, which lie apart from the own data."""

import os
import shutil
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from earnest.foundation.settings import Settings
from earnest.operations.data_folder import lock
from earnest.operations.errors import AlreadyRunning
from earnest.services.demo_data.errors import DemoMissing
from earnest.services.demo_data.exchange import DemoExchange, exchange_folder
from earnest.services.demo_data.records import NO_DEMO, DemoData, DemoStage

DEMO_FOLDER: Final = "demo"
_LEAVING: Final = "demo.removed"
"""Name of the demo's folder while its files go; what an interrupted removal left is removed by the next one."""
_LOOK_SECONDS: Final = 1.0
"""Between two looks of the supervisor; how soon a removal begins."""
_STEP_FILES: Final = 100
"""Files between two words about progress. A tour leaves about 4,000."""


def has_demo(own_folder: Path) -> bool:
    """Tell whether a tour left something beside the own data."""
    return (own_folder / DEMO_FOLDER / "run").is_dir() or (own_folder / _LEAVING).is_dir()


def find_demo(own_folder: Path) -> DemoData:
    """Return what a tour left beside the own data: when, and how much."""
    if not has_demo(own_folder):
        return NO_DEMO
    sizes = [_size(path) for folder in _folders(own_folder) for path in _files(folder)]
    begun = own_folder / DEMO_FOLDER / "postgres" / "PG_VERSION"
    made_at = datetime.fromtimestamp(begun.stat().st_mtime, UTC) if begun.exists() else None
    return DemoData(stage=DemoStage.THERE, made_at=made_at, size_bytes=sum(sizes), files=len(sizes), removed_files=0)


def remove_demo(settings: Settings, tell: Callable[[int], None] = lambda _removed: None) -> Path:
    """Remove the demo's folder and its list of deletions; return the folder. The own data stay as they are.

    Its keys go first, so what an interruption leaves cannot be opened.

    Args:
        settings: of the own data.
        tell: called with how many files are removed, as it goes on.

    Raises:
        DemoMissing: there is none.
        AlreadyRunning: the demo runs; it has to be stopped first.
        OSError: the machine does not let a file be removed.
    """
    folder, leaving = _folders(settings.data_folder)
    if not has_demo(settings.data_folder):
        raise DemoMissing
    removed = _remove_files(leaving, tell, 0)
    if (folder / "run").is_dir():
        held = lock(folder, "supervisor")
        try:
            _ = folder.rename(leaving)
        finally:
            os.close(held)
        _ = _remove_files(leaving, tell, removed)
    folder.with_name(f"{DEMO_FOLDER}.tombstones").unlink(missing_ok=True)
    return folder


class DemoRemoval:
    """Tells the portal of the demo beside the own data, and removes it when the portal asks for it.

    What was interrupted goes on at the next start.
    """

    def __init__(self, settings: Settings) -> None:
        """Take the settings of the own data; nothing is looked at yet."""
        self._settings = settings
        self._exchange = DemoExchange(exchange_folder(settings.data_folder))
        self._thread: threading.Thread | None = None
        self._due = 0.0
        self._demo: DemoData | None = None

    def look(self) -> None:
        """Do one round, at most one a second: take a request, or say how the demo is where that has changed.

        Raises:
            OSError: the folder of the exchange cannot be written.
        """
        if time.monotonic() < self._due or (self._thread is not None and self._thread.is_alive()):
            return
        self._due = time.monotonic() + _LOOK_SECONDS
        here = has_demo(self._settings.data_folder)
        if self._demo is None:
            self._exchange.prepare()
            begun = self._exchange.take_request() or (self._settings.data_folder / _LEAVING).is_dir()
            found = find_demo(self._settings.data_folder)
            # A page that reads "there" between two words about a removal would take it for not begun.
            self._tell(replace(found, stage=DemoStage.REMOVING) if begun and here else found)
        else:
            begun = self._exchange.take_request()
            if here and self._demo.stage in {DemoStage.NONE, DemoStage.REMOVED}:
                self._tell(find_demo(self._settings.data_folder))
            elif not here and self._demo.stage is DemoStage.THERE:
                self._tell(NO_DEMO)
        if begun and here:
            self._thread = threading.Thread(target=self._remove, name="demo", daemon=True)
            self._thread.start()

    def _remove(self) -> None:
        """Remove the demo, and say how far that is."""
        found = replace(find_demo(self._settings.data_folder), stage=DemoStage.REMOVING)
        try:
            self._tell(found)
            _ = remove_demo(self._settings, lambda removed: self._tell(replace(found, removed_files=removed)))
            self._tell(replace(found, stage=DemoStage.REMOVED, removed_files=found.files))
        except AlreadyRunning:
            self._tell(replace(found, stage=DemoStage.RUNNING))
        except (OSError, DemoMissing):
            left = find_demo(self._settings.data_folder)
            self._tell(replace(left, stage=DemoStage.FAILED) if left.files else left)

    def _tell(self, demo: DemoData) -> None:
        self._exchange.tell(demo)
        self._demo = demo


def _folders(own_folder: Path) -> tuple[Path, Path]:
    """Return the demo's folder, and that of a demo whose removal has begun."""
    return own_folder / DEMO_FOLDER, own_folder / _LEAVING


def _remove_files(folder: Path, tell: Callable[[int], None], before: int) -> int:
    """Remove a folder file by file, its keys first; return how many files are removed, `before` among them."""
    removed = before
    for part in (folder / "keys", folder / "secrets", folder):
        for path in _files(part):
            path.unlink(missing_ok=True)
            removed += 1
            if removed % _STEP_FILES == 0:
                tell(removed)
    if folder.is_dir():
        shutil.rmtree(folder)
    return removed


def _files(folder: Path) -> Iterator[Path]:
    """Yield every file below a folder; links are yielded and not followed."""
    for path, _, names in os.walk(folder):
        yield from (Path(path) / name for name in names)


def _size(path: Path) -> int:
    """Return the bytes of a file; 0 where it has gone meanwhile."""
    try:
        return path.lstat().st_size
    except FileNotFoundError:
        return 0
