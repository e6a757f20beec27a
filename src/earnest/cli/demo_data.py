"""Demo data: removes what a tour left, its customers, recordings and models, which lie apart from the own data."""

import os
import shutil
from pathlib import Path

from earnest.cli.errors import DemoMissing
from earnest.foundation.settings import Settings
from earnest.operations.data_folder import lock

DEMO_FOLDER = "demo"


def has_demo(own_folder: Path) -> bool:
    """Tell whether a tour left something beside the own data."""
    return (own_folder / DEMO_FOLDER / "run").is_dir()


def remove_demo(settings: Settings) -> Path:
    """Remove the demo's folder and its list of deletions; return the folder. The own data stay as they are.

    Raises:
        DemoMissing: there is none.
        AlreadyRunning: the demo runs; it has to be stopped first.
    """
    folder = settings.data_folder / DEMO_FOLDER
    if not has_demo(settings.data_folder):
        raise DemoMissing
    held = lock(folder, "supervisor")
    try:
        shutil.rmtree(folder)
    finally:
        os.close(held)
    folder.with_name(f"{DEMO_FOLDER}.tombstones").unlink(missing_ok=True)
    return folder
