"""The guideline in a real browser: a lead writes a version, a reviewer confirms it and goes on with their draft."""

import re

from browser.stage import Stage
from playwright.sync_api import expect

from earnest.organisation.staff.records import StaffRole

SMALL = (1280, 800)


def test_rv6_a_lead_writes_a_version_and_a_reviewer_confirms_it_before_the_next_clip(stage: Stage) -> None:
    stage.handover.allow(2)
    _ = stage.place("a large latte")
    rosa = stage.open_workbench(size=SMALL)
    expect(rosa.get_by_role("textbox", name="What was said")).to_be_visible()
    rosa.get_by_role("textbox", name="What was said").fill("a large latte please")
    expect(rosa.get_by_text("Saved")).to_be_visible()

    lena = stage.open_workbench(stage.add_reviewer("Lena", role=StaffRole.LEAD), size=SMALL)
    lena.get_by_role("tab", name="Guideline").click()
    box = lena.get_by_role("textbox", name="Text, English")
    expect(box).to_have_value(re.compile("## Transcript"))
    box.fill(box.input_value().replace("numbers as words", "numbers in **figures**"))
    expect(lena.get_by_text("Changed in: English.")).to_be_visible()
    lena.get_by_role("button", name="What changes").click()
    expect(lena.locator("ins")).to_contain_text("in **figures**")
    _ = lena.screenshot(path=stage.folder / "guideline_lead.png", full_page=True)
    lena.get_by_role("button", name="Publish this version").click()
    expect(lena.get_by_text("Version 2.1", exact=True)).to_be_visible()
    expect(lena.get_by_text("confirmed by 1 person")).to_be_visible()

    rosa.bring_to_front()
    expect(rosa.get_by_text("Ready to send.")).to_be_visible()
    rosa.keyboard.press("Control+Enter")
    expect(rosa.get_by_role("heading", name="The guideline has changed")).to_be_focused()
    expect(rosa.locator("ins")).to_contain_text("figures")
    _ = rosa.screenshot(path=stage.folder / "guideline_reviewer.png")
    print(stage.folder)  # noqa: T201
    rosa.keyboard.press("Tab")
    rosa.keyboard.press("Tab")
    rosa.keyboard.press("Enter")
    expect(rosa.get_by_role("textbox", name="What was said")).to_have_value("a large latte please")
    expect(rosa.locator("aside").get_by_text("Version 2.1.")).to_be_visible()
    expect(rosa.locator("aside strong").get_by_text("figures")).to_be_visible()
    rosa.keyboard.press("Control+Enter")
    expect(rosa.get_by_text("Nothing waits")).to_be_visible()
    with stage.databases.owner.transaction() as connection:
        assert connection.execute("select guideline_version from handover.labels").fetchall() == [("2.1",)]
    lena.get_by_role("tab", name="Alerts").click()
    lena.get_by_role("tab", name="Guideline").click()
    expect(lena.get_by_text("confirmed by 2 people")).to_be_visible()
