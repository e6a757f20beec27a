"""The administration in a real browser: people, sites, escalations with two officers, roster, countries, follow-up."""

import os
from pathlib import Path

from browser.stage import Stage
from playwright.sync_api import Locator, Page, expect
from pyotp.totp import TOTP

from earnest.deidentified.care.evidence import EvidenceStorage
from earnest.organisation.staff.records import StaffRole
from earnest.services.cryptography import MasterKey
from earnest.services.database.roles import Role

SMALL = (1280, 800)


def _picture(page: Page, name: str) -> None:
    """Keep a picture to look at, where a folder for them is named."""
    folder = os.environ.get("EARNEST_TEST_PICTURES")
    if folder is not None:
        _ = page.screenshot(path=Path(folder) / f"{name}.png")


def _officer(stage: Stage, name: str, role: StaffRole) -> Page:
    return stage.open_administration(stage.add_reviewer(name, role=role), size=SMALL)


def _row(page: Page, name: str) -> Locator:
    return page.get_by_role("row").filter(has=page.get_by_role("rowheader", name=name, exact=True))


def test_s17_a_person_is_invited_signs_in_is_changed_disabled_and_comes_back(stage: Stage) -> None:
    page = _officer(stage, "Olga", StaffRole.ADMINISTRATOR)
    expect(page.get_by_role("heading", name="People")).to_be_visible()
    expect(_row(page, "Olga")).to_contain_text("You")
    page.get_by_role("button", name="Invite a person").click()
    page.get_by_role("button", name="Create the account").click()
    expect(page.get_by_role("alert")).to_contain_text("Give a name")
    page.get_by_role("dialog").get_by_label("Name").fill("Nina")
    page.get_by_role("dialog").get_by_label("Languages").fill("de, nl")
    _picture(page, "invite")
    page.get_by_role("button", name="Create the account").click()
    expect(page.get_by_role("dialog")).to_contain_text("This is shown once")
    password = page.get_by_label("Password").input_value()
    secret = page.get_by_label("Address for an authenticator app").input_value().split("secret=")[1].split("&")[0]
    expect(page.get_by_role("img", name="The address as a picture")).to_be_visible()
    _picture(page, "enrolment")
    page.get_by_role("button", name="I have handed it over").click()
    expect(_row(page, "Nina")).to_contain_text("de, nl")

    nina = stage.open_page("workbench", size=SMALL)
    expect(nina.locator("#name")).to_be_focused()
    for text in ("Nina", password, TOTP(secret).now()):
        nina.keyboard.type(text)
        nina.keyboard.press("Tab")
    nina.keyboard.press("Enter")
    expect(nina.get_by_role("heading", name="Nothing waits")).to_be_visible()

    page.get_by_role("button", name="Change Nina").click()
    _ = page.get_by_role("dialog").get_by_label("Role").select_option("adjudicator")
    page.get_by_role("button", name="Save").click()
    expect(_row(page, "Nina")).to_contain_text("Adjudicator")
    page.get_by_role("button", name="Disable Nina").click()
    expect(page.get_by_role("dialog")).to_contain_text("Every session ends at once")
    page.get_by_role("dialog").get_by_role("button", name="Disable").click()
    expect(_row(page, "Nina")).to_have_count(0)
    _ = page.get_by_label("State").select_option("disabled")
    page.get_by_role("button", name="Enable Nina").click()
    page.get_by_role("dialog").get_by_role("button", name="Enable").click()
    expect(page.get_by_label("Password")).not_to_have_value(password)
    page.keyboard.press("Escape")
    page.get_by_label("Search by name").fill("no such name")
    expect(page.get_by_text("No account fits.")).to_be_visible()
    assert stage.troubles.take() == []


def test_s16_a_vendor_and_a_site_are_added_and_the_site_is_changed(stage: Stage) -> None:
    page = _officer(stage, "Olga", StaffRole.ADMINISTRATOR)
    page.get_by_role("tab", name="Vendors and sites").click()
    expect(page.get_by_text("There are no vendors.")).to_be_visible()
    page.get_by_label("Name of a new vendor").fill("North")
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Add a site").click()
    page.get_by_label("Name", exact=True).fill("Kiel")
    _ = page.get_by_role("dialog").get_by_label("Country").select_option("Germany")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("alert")).to_contain_text("at least one network")
    page.get_by_label("Networks").fill("192.0.2.0/24")
    page.get_by_label("Headphones, closed room").check()
    page.get_by_label("Clips are given in enrolled browsers only").check()
    _picture(page, "site")
    page.get_by_role("button", name="Save").click()
    expect(_row(page, "Kiel")).to_contain_text("Always declared")
    page.get_by_role("button", name="Change Kiel").click()
    expect(page.get_by_label("Clips are given in enrolled browsers only")).to_be_checked()
    page.get_by_label("Clips until").fill("08:00")
    page.get_by_role("button", name="Save").click()
    expect(_row(page, "Kiel")).to_contain_text("All day")
    # What was demanded stays demanded where something else is changed.
    page.get_by_role("button", name="Change Kiel").click()
    expect(page.get_by_label("Clips are given in enrolled browsers only")).to_be_checked()
    page.keyboard.press("Escape")
    _picture(page, "sites")
    assert stage.troubles.take() == []


def test_ac7_a_reviewer_is_told_where_their_work_is(stage: Stage) -> None:
    page = stage.open_administration(stage.add_reviewer(), size=SMALL)
    expect(page.get_by_role("heading", name="Nothing here for your role")).to_be_visible()
    expect(page.get_by_role("tab")).to_have_count(0)
    page.get_by_role("button", name="Sign out").click()
    expect(page.get_by_role("heading", name="Sign in to the administration")).to_be_visible()


def test_dc4_an_escalation_goes_from_the_reviewer_to_a_decision_of_two_officers(stage: Stage) -> None:
    """S23: reported by keyboard, taken, evidence approved by two, decided with a code, told to the reviewer."""
    stage.handover.allow(2)
    _ = stage.place("a large latte")
    safety = _officer(stage, "Sam", StaffRole.SAFETY_OFFICER)
    expect(safety.get_by_text("No escalation is open.")).to_be_visible()
    expect(safety.get_by_role("tab", name="People", exact=True)).to_have_count(0)

    reviewer = stage.open_workbench(size=SMALL)
    reviewer.get_by_role("button", name="Escalate").press("Enter")
    reviewer.get_by_role("button", name="A child in danger").press("Enter")
    expect(reviewer.get_by_role("dialog")).to_have_count(0)
    handover, folder = stage.handover, stage.folder
    evidence = EvidenceStorage(
        database=stage.databases[Role.CORPUS_WORKER],
        objects=handover.objects,
        handover_key=handover.handover_key,
        evidence_key=MasterKey.load(folder / "keys" / "evidence.json"),
        clock=handover.clock,
    )
    evidence.keep()

    _ = safety.reload()
    safety.get_by_role("button", name="A child in danger").click()
    safety.get_by_role("button", name="Take it").click()
    expect(safety.get_by_text("Taken by Sam")).to_be_visible()
    expect(safety.get_by_role("button", name="Close with this decision")).to_be_disabled()
    safety.get_by_role("button", name="Approve: Open the evidence").click()
    expect(safety.get_by_text("A second officer is still needed")).to_be_visible()
    expect(safety.get_by_text("earnest evidence open")).to_have_count(0)

    privacy = _officer(stage, "Paula", StaffRole.PRIVACY_OFFICER)
    privacy.get_by_role("tab", name="Escalations").click()
    privacy.get_by_role("button", name="A child in danger").click()
    expect(privacy.get_by_role("button", name="Close with this decision")).to_have_count(0)
    privacy.get_by_role("button", name="Approve: Open the evidence").click()
    expect(privacy.get_by_text("earnest evidence open")).to_be_visible()
    privacy.get_by_role("button", name="Approve: Find who spoke").click()

    _ = safety.reload()
    safety.get_by_role("button", name="A child in danger").click()
    expect(
        safety.get_by_text("Approved by Paula, Sam.").or_(safety.get_by_text("Approved by Sam, Paula."))
    ).to_be_visible()
    safety.get_by_role("button", name="Ask to find who spoke").click()
    expect(safety.get_by_role("dialog")).to_contain_text("the customer is told in the portal")
    safety.get_by_role("dialog").get_by_role("button", name="Ask to find who spoke").click()
    expect(safety.get_by_text("it waits for both approvals")).to_be_visible()
    _ = safety.get_by_label("Decision").select_option("child_protection_informed")
    _picture(safety, "escalation")
    safety.get_by_role("button", name="Close with this decision").click()
    safety.get_by_role("dialog").get_by_role("button", name="Close with this decision").click()
    expect(safety.get_by_text("No escalation is open.")).to_be_visible()

    reviewer.get_by_role("tab", name="Care").click()
    expect(reviewer.get_by_role("tabpanel", name="Care").get_by_text("Child protection was informed.")).to_be_visible()
    _ = safety.reload()
    expect(safety.get_by_text("The reviewer was told")).to_be_visible()

    carer = _officer(stage, "Wilma", StaffRole.WELL_BEING_OFFICER)
    expect(_row(carer, "Rosa")).to_contain_text("Until")
    carer.get_by_role("button", name="I have contacted them").click()
    expect(_row(carer, "Rosa")).to_contain_text("30 min")
    expect(carer.get_by_role("main")).not_to_contain_text("child")
    _picture(carer, "follow_up")
    assert stage.troubles.take() == []


def test_tr6_no_figure_of_the_overview_is_wider_than_its_tile_in_german(stage: Stage) -> None:
    member = stage.add_reviewer("Petra", role=StaffRole.PRIVACY_OFFICER)
    page = stage.open_administration(member, language="de-DE", size=SMALL)
    page.get_by_role("tab", name="Überblick").click()
    tiles = page.get_by_role("main").locator("dl.figures > div")
    expect(tiles.filter(has_text="Zurückgehalten")).to_be_visible()
    too_wide = tiles.evaluate_all(
        """tiles => tiles.filter(tile => {
            const edge = tile.getBoundingClientRect().right - parseFloat(getComputedStyle(tile).paddingRight);
            const range = document.createRange();
            range.selectNodeContents(tile.querySelector("dt"));
            return range.getBoundingClientRect().right > edge + 0.5;
        }).map(tile => tile.textContent)"""
    )
    assert too_wide == []


def test_dc5_the_privacy_officer_writes_a_country_and_declares_it_active(stage: Stage) -> None:
    page = _officer(stage, "Paula", StaffRole.PRIVACY_OFFICER)
    page.get_by_role("tab", name="Countries").click()
    germany = page.get_by_role("region", name="Germany")
    expect(germany).to_contain_text("112, the emergency number")
    expect(germany).to_contain_text("3 entries are missing")
    expect(germany.get_by_role("button", name="Declare active")).to_have_count(0)
    for entry in ("Duty to report", "Right to report", "Telling the customer"):
        germany.get_by_role("button", name=f"Write: {entry}").click()
        germany.get_by_label(entry, exact=True).fill("As counsel wrote.")
        germany.get_by_role("button", name="Save").click()
        expect(germany.get_by_label(entry, exact=True)).to_have_count(0)
    germany.get_by_role("button", name="Declare active").click()
    page.get_by_role("dialog").get_by_role("button", name="Declare active").click()
    expect(germany.get_by_text("Active", exact=True)).to_be_visible()
    page.get_by_role("tab", name="Duty roster").click()
    expect(page.get_by_text("No officer is on duty now for")).to_contain_text("Germany")
    expect(page.get_by_role("button", name="Put on duty")).to_have_count(0)

    safety = _officer(stage, "Sam", StaffRole.SAFETY_OFFICER)
    safety.get_by_role("tab", name="Countries").click()
    expect(safety.get_by_role("region", name="Germany")).to_contain_text("As counsel wrote.")
    expect(safety.get_by_role("button", name="Write: Duty to report")).to_have_count(0)
    safety.get_by_role("tab", name="Duty roster").click()
    _ = safety.get_by_label("Country").locator("visible=true").select_option("DE")
    officer = safety.get_by_label("Safety officer").locator("visible=true")
    # Whoever is not an active safety officer cannot be chosen; who adds one is said.
    expect(officer.locator("option")).to_have_text(["Sam"])
    expect(safety.get_by_text("An administrator adds others on the page People.")).to_be_visible()
    _ = officer.select_option("Sam")
    safety.get_by_role("button", name="Put on duty").click()
    expect(_row(safety, "Sam")).to_contain_text("Germany")
    expect(safety.get_by_text("No officer is on duty now")).not_to_contain_text("Germany")
    _picture(safety, "duty")
    safety.get_by_role("button", name="Remove Sam, Germany").click()
    expect(_row(safety, "Sam")).to_have_count(0)
    safety.get_by_role("button", name="Undo").click()
    expect(_row(safety, "Sam")).to_have_count(1)
    assert stage.troubles.take() == []
