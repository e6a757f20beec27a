"""The page of skills in a real browser: off at first, what is asked and sent, switching, what does not work (S1)."""

import os
from pathlib import Path
from typing import Final

import pytest
from browser.stage import Stage
from playwright.sync_api import Page, expect
from support.home_assistant_server import TOKEN, home_assistant

from earnest.personal.assistant.skills.running import SkillRunner
from earnest.personal.customers.records import Programme
from earnest.personal.household.skills.refreshing import SkillRefresher
from earnest.services.database.roles import Role

PASSWORD: Final = "correct horse battery"


def picture(page: Page, name: str) -> None:
    """Keep what the page looks like, where a folder for it is named."""
    if "EARNEST_PICTURES" in os.environ:
        _ = page.screenshot(path=Path(os.environ["EARNEST_PICTURES"]) / f"{name}.png", full_page=True)


@pytest.mark.browser
def test_s1_a_household_switches_its_smart_home_on_and_off(stage: Stage, tmp_path: Path) -> None:
    _ = stage.side.add_customer(programme=Programme.HOUSEHOLD, login="owner", password=PASSWORD)
    page = stage.open_portal("owner", PASSWORD)
    page.get_by_role("navigation").get_by_role("link", name="Skills").click()
    home = page.get_by_role("form", name="Smart home")
    expect(home).to_contain_text("never what was said")
    expect(home.get_by_role("button", name="Switch off")).to_have_count(0)
    picture(page, "skills-off")
    home.get_by_label("Address").fill("house")
    home.get_by_role("button", name="Save and switch on").click()
    expect(home.get_by_role("alert")).to_contain_text("an address begins with http://")
    assert all("422" in one for one in stage.troubles.take())
    runner = SkillRunner(tmp_path)
    refresher = SkillRefresher(
        database=stage.databases[Role.DEVICE_GATEWAY],
        master_key=stage.side.master_key,
        runner=runner,
        clock=stage.side.clock,
    )
    try:
        with home_assistant() as house:
            home.get_by_label("Address").fill(house.address)
            home.get_by_label("Long-lived access token").fill("wrong")
            home.get_by_role("button", name="Save and switch on").click()
            expect(home.get_by_role("status")).to_contain_text("Trying")
            _ = refresher.fetch_due()
            expect(home.get_by_role("status")).to_contain_text("Home Assistant refuses the access token")
            picture(page, "skills-refused")
            home.get_by_label("Long-lived access token").fill(TOKEN)
            home.get_by_role("button", name="Save").click()
            expect(home.get_by_role("status")).to_contain_text("Trying")
            _ = refresher.fetch_due()
            expect(home.get_by_role("status")).to_contain_text("13 names of your house are known")
            expect(home).to_contain_text("Asks: 127.0.0.1")
            expect(home.get_by_label("Long-lived access token")).to_have_value("")
            picture(page, "skills-on")
        _ = page.get_by_label("Language of the page").select_option("de")
        expect(page.get_by_role("heading", name="Fähigkeiten")).to_be_visible()
        picture(page, "skills-german")
        page.emulate_media(color_scheme="dark")
        picture(page, "skills-dark")
        page.get_by_role("button", name="Ausschalten").click()
        expect(page.get_by_role("button", name="Ausschalten")).to_have_count(0)
    finally:
        runner.close()
