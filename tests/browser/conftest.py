"""Fixtures of the browser tests: one Chromium, one set of processes for all that need no settings of their own, an
emptied database for a test.
"""

from collections.abc import Iterator
from pathlib import Path

import pytest
from browser.stage import PATIENCE_MILLISECONDS, Stage, chromium, clear, open_stage, restore
from playwright.sync_api import Browser, Playwright, expect, sync_playwright
from support.databases import Databases

from earnest.operations.data_folder import prepare_folder
from earnest.services.web.pages import page_folder

expect.set_options(timeout=PATIENCE_MILLISECONDS)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Every test here drives the browser."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    """What starts browsers; there can be one of it in a process."""
    with sync_playwright() as started:
        yield started


@pytest.fixture(scope="session")
def browser(playwright: Playwright) -> Iterator[Browser]:
    """One real Chromium."""
    for page in ("workbench", "portal", "administration"):
        assert (page_folder(page) / "index.html").is_file(), "the pages are not built: `make run` builds them"
    with chromium(playwright) as opened:
        yield opened


@pytest.fixture(scope="session")
def shared_stage(
    session_databases: Databases, browser: Browser, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Stage]:
    """Workbench, portal and administration, running."""
    folder = tmp_path_factory.mktemp("stage") / "data"
    prepare_folder(folder)
    with open_stage(session_databases, folder, browser, more=("administration",)) as opened:
        yield opened


@pytest.fixture(scope="module")
def running_stage(shared_stage: Stage) -> Stage:
    """The shared stage with nothing of another module; a module that needs settings starts one of its own."""
    restore(shared_stage)
    return shared_stage


@pytest.fixture
def stage(running_stage: Stage) -> Iterator[Stage]:
    """The stage without customers and reviewers; at the end the browser must have had nothing to complain about."""
    clear(running_stage)
    yield running_stage
    running_stage.close_pages()
    assert running_stage.troubles.take() == []
