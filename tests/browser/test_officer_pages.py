"""What officers and auditors do in a real browser: figures proven by the log, heads that are kept, shares."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Final

import pytest
from browser.axe import violations, wait_for_answers
from browser.stage import Stage
from browser.test_administration import SMALL
from browser.test_customer_rights import CUT_OFF, ask
from playwright.sync_api import Locator, Page, expect

from earnest.cli.audit import kept_checkpoints
from earnest.handover.processors import NewProcessor, ProcessorService, TransferBasis, add_processor
from earnest.organisation.accountability.obligations import load_obligations
from earnest.organisation.accountability.records import Language
from earnest.organisation.staff.records import StaffRole
from earnest.personal.consent.wording import LANGUAGES
from earnest.services.audit import Checkpoint, ClipPlaced, VerifierKey, append
from earnest.services.database.roles import Role


def place(stage: Stage) -> None:
    """Place a clip with its leaf, as the personal worker does."""
    clip_id = stage.place("a large latte")
    with stage.databases[Role.PERSONAL_WORKER].transaction() as connection:
        _ = append(connection, ClipPlaced(at=datetime.now(UTC), clip_id=clip_id))


def row(page: Page, name: str) -> Locator:
    return page.get_by_role("row").filter(has=page.get_by_role("rowheader", name=name, exact=True)).first


def test_rg4_an_auditor_keeps_a_head_and_sees_that_the_log_only_grew(stage: Stage, tmp_path: Path) -> None:
    stage.handover.allow(9)
    place(stage)
    page = stage.open_administration(stage.add_reviewer("Aldo", role=StaffRole.AUDITOR), size=SMALL)
    expect(page.get_by_role("heading", name="Audit log", level=1)).to_be_visible()
    expect(page.get_by_text("Valid; checked in this page")).to_be_visible()
    with page.expect_download() as download:
        page.get_by_role("link", name="Keep this head").click()
    kept = tmp_path / "kept.txt"
    download.value.save_as(kept)
    key = page.get_by_label("Key of the log").input_value()
    (note,) = kept_checkpoints([kept])
    before = Checkpoint.open(note, VerifierKey.parse(key))
    assert before.tree_size >= 1

    place(stage)
    place(stage)
    page.wait_for_timeout(1100)  # A head is signed at most once a second.
    page.get_by_label("Or its file").set_input_files(kept)
    said = page.get_by_role("main").get_by_role("status")
    check = page.get_by_role("button", name="Check")
    check.click()
    expect(said).to_contain_text(f"its first {before.tree_size} leaves are those of the head that you kept")
    text = page.get_by_label("The head that you kept").input_value()
    page.get_by_label("The head that you kept").fill(text.replace(f"\n{before.tree_size}\n", "\n1\n"))
    expect(said).to_be_empty()
    check.click()
    expect(said).to_contain_text("not signed by this key")
    page.get_by_label("The head that you kept").fill("good morning")
    check.click()
    expect(said).to_contain_text("This is no head of a log")


def test_rg4_each_figure_is_compared_with_the_log_and_a_changed_one_is_named(stage: Stage) -> None:
    stage.handover.allow(9)
    place(stage)
    page = stage.open_administration(stage.add_reviewer("Petra", role=StaffRole.PRIVACY_OFFICER), size=SMALL)
    page.get_by_role("button", name="Compare with the log").click()
    placed = row(page, "Made into clips")
    expect(placed).to_contain_text("a leaf for each clip")
    expect(placed).to_contain_text("Equal to the log")
    with stage.databases.owner.transaction() as connection:
        _ = connection.execute("update handover.counts set number = number + 1 where event = 'placed'")
    page.get_by_role("button", name="Compare with the log").click()
    expect(placed).to_contain_text("Not equal")
    expect(page.get_by_text("Log and tables differ")).to_be_visible()
    expect(row(page, "Heard by people")).to_contain_text("Equal to the log")
    with stage.databases.owner.transaction() as connection:
        _ = connection.execute("update handover.counts set number = number - 1 where event = 'placed'")
        _ = connection.execute(
            "insert into handover.clips_without_sound select clip_id, now() from handover.clips where planted is null"
        )
    expect(page.get_by_text("1 clip has no sound, such as after a restore.")).to_be_visible()


def test_ac10_a_share_that_is_not_higher_is_not_asked_for(stage: Stage) -> None:
    page = stage.open_administration(stage.add_reviewer("Petra", role=StaffRole.PRIVACY_OFFICER), size=SMALL)
    page.get_by_role("tab", name="Two people").click()
    share = page.get_by_label("Share in per cent")
    share.fill("0.0001")
    page.get_by_role("button", name="Ask for a higher share").click()
    expect(page.get_by_role("alert")).to_contain_text("are in force already")
    expect(share).to_have_attribute("aria-invalid", "true")
    expect(page.get_by_text("Nothing was asked for.")).to_be_visible()
    share.fill("100")
    expect(page.get_by_role("alert")).to_have_count(0)


def test_sp1_a_country_gets_a_lower_share_at_once_after_a_question(stage: Stage) -> None:
    """One officer lowers it; as raising it again takes two, the page asks first."""
    stage.handover.allow(9)
    page = stage.open_administration(stage.add_reviewer("Petra", role=StaffRole.PRIVACY_OFFICER), size=SMALL)
    page.get_by_role("tab", name="Two people").click()
    germany = row(page, "Germany")
    expect(germany).to_contain_text("as all countries")
    _ = page.get_by_label("Country").locator("visible=true").select_option("DE")
    lower = page.get_by_role("button", name="Lower now")
    lower.press("Enter")
    expect(page.get_by_role("alert")).to_contain_text("Enter a share")
    page.get_by_label("Share in per cent").fill("0.1")
    lower.press("Enter")
    dialog = page.get_by_role("dialog", name="Lower Germany to 0.1%?")
    expect(dialog).to_contain_text("Raising it again takes two people")
    page.keyboard.press("Escape")
    expect(dialog).to_have_count(0)
    expect(germany).not_to_contain_text("0.1%")
    lower.press("Enter")
    dialog.get_by_role("button", name="Lower now").press("Enter")
    expect(germany).to_contain_text("0.1%")
    expect(dialog).to_have_count(0)


def fill_registers(stage: Stage, page: Page) -> None:
    """Enter something in each register, so that no page is empty."""
    now = datetime.now(UTC)
    for kind, days in (("access", 2), ("erasure", 26), ("export", 40)):
        _ = ask(page, "POST", "/api/requests", {"kind": kind, "opened_at": (now - timedelta(days=days)).isoformat()})
    facts = {"kind": "aware", "happened_at": (now - timedelta(hours=60)).isoformat(), "remark": "A laptop was lost."}
    for path, entry in (
        ("breaches", facts),
        ("evidence-packs", {"first": "2026-01-01", "last": "2026-12-31"}),
        ("acts", {"act": "export"}),
    ):
        told = ask(page, "POST", f"/api/{path}", entry)
        assert told["status"] in {200, 204}, told
    with stage.databases[Role.ADMINISTRATION].transaction() as connection:
        given = NewProcessor(
            name="Nimbus Storage and Long Names Company",
            country="IE",
            service=ProcessorService.STORAGE,
            does="Keeps sealed sound.",
            transfer=TransferBasis.NONE,
            reference=None,
            since=date(2026, 3, 4),
        )
        _ = add_processor(connection, given, member="0" * 32, now=now)


def test_what_the_law_asks_is_read_in_the_language_that_is_chosen(stage: Stage) -> None:
    page = stage.open_administration(stage.add_reviewer("Aldo", role=StaffRole.AUDITOR), language="de-DE", size=SMALL)
    page.get_by_role("tab", name="Recht", exact=True).click()
    switch = page.locator("select").filter(has=page.locator("option[value=nl]"))
    asked: tuple[tuple[Language, str], ...] = (("de", "Art. 35 DSGVO"), ("nl", "Art. 35 AVG"), ("en", "GDPR Art. 35"))
    for language, article in asked:
        _ = switch.select_option(language)
        expect(page.locator("html")).to_have_attribute("lang", language)
        for one in load_obligations(language):
            entry = page.get_by_role("region", name=one.article, exact=True)
            for text in (one.asks, one.note, one.organisation, *(more.whom for more in one.later)):
                expect(entry).to_contain_text(text)
        expect(page.get_by_role("heading", name=article, exact=True)).to_be_visible()
        expect(page.get_by_role("main").locator("[lang]")).to_have_count(0)


LOOKS: Final = ((1280, 800), (1920, 1080), (390, 844), (640, 400))
"""As it is mostly used, on a large screen, on a phone, and at 200 % zoom of the first."""
AXE_LOOKS: Final = LOOKS[:-1]
"""What axe-core looks at; as many as there are languages, so that both are covered by as many looks."""
OWN_TABS: Final = {
    StaffRole.PRIVACY_OFFICER: None,
    StaffRole.SAFETY_OFFICER: ("escalations", "duty"),
    StaffRole.ADMINISTRATOR: ("people", "sites", "processors"),
    StaffRole.WELL_BEING_OFFICER: ("follow_ups",),
}
"""Role → its tabs that no role before it has, or has as well; None: all."""


def look_at(page: Page, *, axe: bool) -> dict[str, object]:
    """What is wrong in the page as it is seen: for axe-core, text that is cut, more than the window is wide."""
    found = {
        "axe": list(violations(page, wait=False)) if axe else [],
        "cut": page.evaluate(CUT_OFF),
        "wide": page.evaluate("Math.max(0, document.documentElement.scrollWidth - innerWidth)"),
    }
    return {name: wrong for name, wrong in found.items() if wrong}


def test_wk5_every_page_is_clean_and_whole_in_each_language_and_size(stage: Stage) -> None:
    """Pages of staff who hear nothing, with something on each: axe-core, text that is cut off, width of the window.

    Text and width are looked at in each language at each size. axe-core, which takes half a second of the processor for
    a page, looks at each page once in each language and once at each size, in pairs that change from page to page.
    """
    stage.handover.allow(9)
    place(stage)
    reviewer = stage.open_workbench(stage.add_reviewer("Ruth"))
    reviewer.get_by_role("button", name="Escalate").click()
    reviewer.get_by_role("button", name="A child in danger").click()
    expect(reviewer.get_by_role("dialog")).to_have_count(0)
    wrong: dict[str, object] = {}
    pages: set[str] = set()
    for role, own in OWN_TABS.items():
        page = stage.open_administration(stage.add_reviewer(role.value, role=role), size=LOOKS[0])
        tabs = page.get_by_role("tablist").first.get_by_role("tab")
        expect(tabs.first).to_be_visible()
        if role is StaffRole.PRIVACY_OFFICER:
            fill_registers(stage, page)
        language = page.get_by_role("banner").locator("select")
        for tab in tabs.all():
            name = (tab.get_attribute("id") or "").removeprefix("tab-")
            if own is not None and name not in own:
                continue
            tab.click()
            expect(page.locator(f"#place-{name}").get_by_role("heading").first).to_be_visible()
            wait_for_answers(page)
            page.wait_for_timeout(400)  # Colours that fade in are measured when they are there.
            for turn, chosen in enumerate(LANGUAGES, start=len(pages)):
                _ = language.select_option(chosen)
                expect(page.locator("html")).to_have_attribute("lang", chosen)
                for size in LOOKS:
                    page.set_viewport_size({"width": size[0], "height": size[1]})
                    if found := look_at(page, axe=size == AXE_LOOKS[turn % len(AXE_LOOKS)]):
                        wrong[f"{name} {chosen} {size[0]}"] = found
            pages.add(name)
            page.set_viewport_size({"width": LOOKS[0][0], "height": LOOKS[0][1]})
        page.close()
    assert wrong == {}


@pytest.mark.parametrize(("language", "size"), [("nl-NL", (390, 844)), ("de-DE", (640, 400)), ("en-GB", (640, 400))])
def test_wk5_the_list_of_people_is_not_wider_than_the_window(
    stage: Stage, language: str, size: tuple[int, int]
) -> None:
    member = stage.add_reviewer("Anneliese von Hohenfels-Waldburg", role=StaffRole.ADMINISTRATOR)
    for name in ("Maximiliane Oberhuber", "Bo"):
        _ = stage.add_reviewer(name, role=StaffRole.SAFETY_OFFICER)
    page = stage.open_administration(member, language=language, size=size)
    expect(page.get_by_role("row")).to_have_count(4)
    wide = """() => [document.documentElement.scrollWidth - innerWidth, [...document.querySelectorAll("body *")].filter(
      (one) => one.checkVisibility() && one.closest(".table") === null && one.getBoundingClientRect().right > innerWidth
    ).map((one) => one.tagName + one.className)]"""
    assert page.evaluate(wide) == [0, []]
