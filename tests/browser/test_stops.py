"""The officer's page and the notice for reviewers, in a real browser (RG1, RG3, S25, WK5)."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from browser.stage import Stage, open_stage
from playwright.sync_api import Browser, Page, expect
from support.databases import Databases

from earnest.operations.data_folder import prepare_folder
from earnest.organisation.staff.records import StaffRole

SMALL = (1280, 800)


@pytest.fixture(scope="module")
def running_stage(
    module_databases: Databases, browser: Browser, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Stage]:
    """Workbench, portal and administration of its own: what was stopped once is not forgotten by emptying tables."""
    folder = tmp_path_factory.mktemp("stage") / "data"
    prepare_folder(folder)
    with open_stage(module_databases, folder, browser, more=("administration",)) as opened:
        yield opened


def _picture(page: Page, name: str) -> None:
    """Keep a picture to look at, where a folder for them is named."""
    folder = os.environ.get("EARNEST_TEST_PICTURES")
    if folder is not None:
        _ = page.screenshot(path=Path(folder) / f"{name}.png", full_page=True)


def test_rg1_rg3_a_region_is_stopped_the_sound_falls_silent_and_two_people_let_it_go_on(stage: Stage) -> None:
    stage.handover.allow(2)
    _ = stage.place("a very long sentence that plays for a while and then some more of it")
    _ = stage.place("another one")
    reviewer = stage.open_workbench(stage.add_reviewer("Rosa"), size=SMALL)
    transcript = reviewer.get_by_role("textbox").first
    expect(transcript).to_be_visible()
    petra = stage.open_administration(stage.add_reviewer("Petra", role=StaffRole.PRIVACY_OFFICER), size=SMALL)
    expect(petra.get_by_role("heading", name="Overview", level=1)).to_be_visible()
    _picture(petra, "overview")
    petra.get_by_role("button", name="Compare with the log").click()
    expect(petra.get_by_role("main").get_by_role("status")).to_contain_text("og")
    petra.get_by_role("tab", name="Stop").click()
    expect(petra.get_by_text("Nothing is stopped.")).to_be_visible()
    _picture(petra, "stops-none")
    _ = petra.get_by_label("Which").select_option("DE")
    petra.get_by_role("button", name="Stop now").click()
    expect(petra.get_by_role("dialog")).to_contain_text("takes effect at once")
    petra.get_by_role("dialog").get_by_role("button", name="Stop now").click()
    expect(petra.get_by_role("heading", name="Country: Germany")).to_be_visible()
    reviewer.bring_to_front()
    expect(reviewer.get_by_role("heading", name="Review is stopped")).to_be_visible(timeout=15_000)
    expect(reviewer.get_by_role("status").filter(has_text="order of an authority")).to_be_visible()
    _picture(reviewer, "stopped-notice")
    _picture(petra, "stops-one")
    petra.get_by_role("button", name="Ask that it goes on").click()
    petra.get_by_role("dialog").get_by_role("button", name="Ask that it goes on").click()
    expect(petra.get_by_text("Petra asks that it goes on")).to_be_visible()
    expect(petra.get_by_role("button", name="Agree: let it go on")).to_have_count(0)
    paul = stage.open_administration(stage.add_reviewer("Paul", role=StaffRole.PRIVACY_OFFICER), size=SMALL)
    paul.get_by_role("tab", name="Stop").click()
    paul.get_by_role("button", name="Agree: let it go on").click()
    paul.get_by_role("dialog").get_by_role("button", name="Agree: let it go on").click()
    expect(paul.get_by_text("Nothing is stopped.")).to_be_visible()
    expect(paul.get_by_role("row").filter(has_text="Petra and Paul")).to_be_visible()
    _picture(paul, "stops-before")
    reviewer.bring_to_front()
    expect(reviewer.get_by_role("heading", name="Review is stopped")).to_have_count(0, timeout=15_000)
    expect(transcript).to_be_visible()
