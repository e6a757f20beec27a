"""Qualification in a real browser: a lead composes a test and demands it, a reviewer takes it, the lead decides."""

from browser.stage import Stage
from playwright.sync_api import expect
from support.planting import plant

from earnest.organisation.staff.records import StaffRole

SMALL = (1280, 800)
CLIPS = 5


def test_a_lead_demands_a_test_a_reviewer_takes_it_and_the_lead_decides(stage: Stage) -> None:
    stage.handover.allow(2)
    for _ in range(CLIPS):
        plant(stage.handover)
    lena = stage.open_workbench(stage.add_reviewer("Lena", role=StaffRole.LEAD), size=SMALL)
    lena.get_by_role("tab", name="Qualification").click()
    expect(lena.get_by_text("There is no test")).to_be_visible()
    for box in lena.get_by_role("checkbox", name="a large latte").all():
        box.check()
    lena.get_by_role("checkbox", name="Demand it").check()
    _ = lena.screenshot(path=stage.folder / "qualification_lead.png", full_page=True)
    lena.get_by_role("button", name="Let this test count").click()
    expect(lena.get_by_text("5 clips, passed with at most 10% word errors")).to_be_visible()

    _ = stage.place("a large latte")
    rosa = stage.open_workbench(size=SMALL)
    expect(rosa.get_by_text("Nothing waits")).to_be_visible()
    rosa.get_by_role("tab", name="My day").click()
    expect(rosa.get_by_text("needed for clips of this language")).to_be_visible()
    rosa.get_by_role("button", name="Take the test: English").click()
    _ = rosa.screenshot(path=stage.folder / "qualification_reviewer.png")
    rosa.get_by_role("tab", name="Review").click()
    for done in range(1, CLIPS + 1):
        box = rosa.get_by_role("textbox", name="What was said")
        expect(box).to_be_visible()
        box.fill("tea")
        expect(rosa.get_by_text("Ready to send.")).to_be_visible()
        rosa.keyboard.press("Control+Enter")
        expect(rosa.get_by_text(f"{done} done today")).to_be_visible()
    expect(rosa.get_by_text("Nothing waits")).to_be_visible()
    rosa.get_by_role("tab", name="My day").click()
    expect(rosa.get_by_text("your lead decides", exact=True)).to_be_visible()

    lena.bring_to_front()
    lena.get_by_role("tab", name="Notes").click()
    lena.get_by_role("tab", name="Qualification").click()
    expect(lena.get_by_text("waits for you")).to_be_visible()
    lena.get_by_role("button", name="Qualify: Rosa").click()
    expect(lena.get_by_text("qualified by a lead")).to_be_visible()
    rosa.bring_to_front()
    rosa.get_by_role("tab", name="Review").click()
    expect(rosa.get_by_role("textbox", name="What was said")).to_have_value("a large latte")
    print(stage.folder)  # noqa: T201
