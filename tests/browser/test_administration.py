"""The administration in a real browser: tabs by permission, people, and what each role does not see (S17, AC7)."""

from collections.abc import Iterator

import pytest
from browser.stage import Stage, open_stage
from playwright.sync_api import Browser, expect
from support.databases import Databases

from earnest.operations.data_folder import prepare_folder
from earnest.organisation.staff.records import StaffRole

SMALL = (1280, 800)


@pytest.fixture(scope="module")
def running_stage(
    module_databases: Databases, browser: Browser, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Stage]:
    """Workbench, portal and administration, running."""
    folder = tmp_path_factory.mktemp("stage") / "data"
    prepare_folder(folder)
    with open_stage(module_databases, folder, browser, more=("administration",)) as opened:
        yield opened


def test_s17_an_administrator_sees_people_and_finds_one(stage: Stage) -> None:
    _ = stage.add_reviewer("Rosa")
    page = stage.open_administration(stage.add_reviewer("Olga", role=StaffRole.ADMINISTRATOR), size=SMALL)
    expect(page.get_by_role("heading", name="People")).to_be_visible()
    expect(page.get_by_role("row", name="Rosa")).to_be_visible()
    page.get_by_label("Search by name").fill("olg")
    expect(page.get_by_role("row", name="Olga")).to_be_visible()
    expect(page.get_by_role("row", name="Rosa")).to_have_count(0)
    page.get_by_label("Search by name").fill("another name")
    expect(page.get_by_text("No account fits.")).to_be_visible()


def test_ac7_a_reviewer_is_told_where_their_work_is(stage: Stage) -> None:
    page = stage.open_administration(stage.add_reviewer(), size=SMALL)
    expect(page.get_by_role("heading", name="Nothing here for your role")).to_be_visible()
    expect(page.get_by_role("tab")).to_have_count(0)
    page.get_by_role("button", name="Sign out").click()
    expect(page.get_by_role("heading", name="Sign in to the administration")).to_be_visible()
