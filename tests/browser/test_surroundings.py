"""Before the first clip a reviewer declares their surroundings, by keyboard alone, where that is asked for (WP3)."""

from collections.abc import Iterator

import pytest
from browser.stage import Stage, open_stage
from playwright.sync_api import Browser, expect
from support.databases import Databases

from earnest.operations.data_folder import prepare_folder


@pytest.fixture(scope="module")
def running_stage(
    module_databases: Databases, browser: Browser, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Stage]:
    """Workbench and portal, running with the attestation."""
    folder = tmp_path_factory.mktemp("stage") / "data"
    prepare_folder(folder)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("EARNEST_ATTESTATION", "yes")
        with open_stage(module_databases, folder, browser) as opened:
            yield opened


def test_wp3_the_page_asks_before_the_first_clip(stage: Stage) -> None:
    stage.handover.allow(9)
    _ = stage.place("a large latte")
    page = stage.open_workbench(size=(1280, 800))
    expect(page.get_by_role("heading", name="Where do you work?")).to_be_visible()
    for _box in range(3):
        page.keyboard.press("Tab")
        page.keyboard.press("Space")
    page.keyboard.press("Enter")
    expect(page.get_by_role("alert")).to_contain_text("only where all four are true")
    page.get_by_label("I am alone.").focus()
    page.keyboard.press("Space")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="What was said")).to_be_visible()
    _ = page.reload()
    expect(page.get_by_role("heading", name="What was said")).to_be_visible()
