"""WK5: every page of staff is clean for axe-core, in light and dark, and works by keyboard where tabs are changed."""

from collections.abc import Mapping, Sequence
from datetime import time

import pytest
from browser.axe import violations, violations_in_both_looks, wait_for_answers
from browser.stage import Stage
from playwright.sync_api import Page, expect

from earnest.organisation.staff.records import StaffRole
from earnest.organisation.staff.tenants import ALL_TENANTS, NewSite, add_site, add_vendor
from earnest.services.database.roles import Role


def _look_at_tabs(page: Page) -> dict[str, Sequence[Mapping[str, object]]]:
    """Open each tab by keyboard and return what is wrong on it."""
    tabs = page.get_by_role("tablist").first.get_by_role("tab")
    expect(tabs.first).to_be_visible()
    found: dict[str, Sequence[Mapping[str, object]]] = {}
    tabs.first.focus()
    for _ in range(tabs.count()):
        tab = page.locator('[role="tablist"] [role="tab"][aria-selected="true"]').first
        expect(tab).to_be_focused()
        name = tab.inner_text()
        expect(page.get_by_role("tabpanel", name=name).get_by_role("heading").first).to_be_visible()
        wait_for_answers(page)
        found[name] = violations_in_both_looks(page)
        page.keyboard.press("ArrowRight")
    return {name: wrong for name, wrong in found.items() if wrong}


def _site(stage: Stage, vendor: str) -> None:
    site = NewSite(
        vendor=vendor,
        name="Kiel",
        country="DE",
        area=None,
        networks=("192.0.2.0/24",),
        opens=time(8),
        closes=time(8),
        time_zone="Europe/Berlin",
        is_home=False,
    )
    with stage.databases[Role.ADMINISTRATION].transaction() as connection:
        _ = add_vendor(connection, vendor, stage.side.clock)
        _ = add_site(connection, site, ALL_TENANTS, stage.side.clock)


def test_wk5_the_pages_of_the_administration_are_clean(stage: Stage) -> None:
    _site(stage, "North")
    _ = stage.add_reviewer("Rosa")
    stage.handover.allow(2)
    _ = stage.place("a large latte")
    reviewer = stage.open_workbench(stage.add_reviewer("Ruth"))
    reviewer.get_by_role("button", name="Escalate").click()
    reviewer.get_by_role("button", name="A child in danger").click()
    expect(reviewer.get_by_role("dialog")).to_have_count(0)
    signed_out = stage.open_page("administration")
    expect(signed_out.get_by_role("heading")).to_be_visible()
    assert violations_in_both_looks(signed_out) == []
    roles = (StaffRole.ADMINISTRATOR, StaffRole.SAFETY_OFFICER, StaffRole.PRIVACY_OFFICER, StaffRole.AUDITOR)
    for role in roles:
        page = stage.open_administration(stage.add_reviewer(role.value, role=role))
        assert _look_at_tabs(page) == {}, role
    page = stage.open_administration(stage.add_reviewer("carer", role=StaffRole.WELL_BEING_OFFICER))
    expect(page.get_by_role("row").nth(1)).to_be_visible()
    assert violations_in_both_looks(page) == []


@pytest.mark.parametrize("language", ["en", "de", "nl"])
def test_wk5_the_public_report_is_clean(stage: Stage, language: str) -> None:
    _site(stage, f"East {language}")
    stage.handover.allow(20)
    page = stage.open_page("administration", size=(390, 844))
    _ = page.goto(f"{stage.addresses['administration']}/transparency?language={language}")
    assert page.locator("html").get_attribute("lang") == language
    assert page.get_by_role("row").count() > 2
    for size in ((1280, 800), (1920, 1080), (390, 844)):
        page.set_viewport_size({"width": size[0], "height": size[1]})
        assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
        assert violations(page) == []
    page.emulate_media(color_scheme="dark")
    assert violations(page) == []


def test_wk5_dialogs_and_an_open_escalation_are_clean(stage: Stage) -> None:
    _site(stage, "West")
    stage.handover.allow(2)
    _ = stage.place("a large latte")
    reviewer = stage.open_workbench()
    reviewer.get_by_role("button", name="Escalate").click()
    expect(reviewer.get_by_role("dialog")).to_be_visible()
    assert violations(reviewer) == []
    reviewer.get_by_role("button", name="A child in danger").click()
    page = stage.open_administration(stage.add_reviewer("Olga", role=StaffRole.ADMINISTRATOR))
    page.get_by_role("button", name="Invite a person").click()
    assert violations(page) == []
    page.keyboard.press("Escape")
    page.get_by_role("tab", name="Vendors and sites").click()
    page.get_by_role("row", name="West").get_by_role("button", name="Change Kiel").click()
    assert violations(page) == []
    safety = stage.open_administration(stage.add_reviewer("Sam", role=StaffRole.SAFETY_OFFICER))
    safety.get_by_role("button", name="A child in danger").first.click()
    safety.get_by_role("button", name="Take it").click()
    expect(safety.get_by_role("button", name="Close with this decision")).to_be_visible()
    assert violations(safety) == []


def test_wk5_the_pages_of_the_workbench_are_clean(stage: Stage) -> None:
    stage.handover.allow(2)
    _ = stage.place("a large latte", wake_word="hey jarvis")
    page = stage.open_workbench()
    expect(page.get_by_role("heading", name="What was said")).to_be_visible()
    assert _look_at_tabs(page) == {}
    lead = stage.open_workbench(stage.add_reviewer("Lena", role=StaffRole.LEAD))
    expect(lead.get_by_role("heading").first).to_be_visible()
    assert _look_at_tabs(lead) == {}
