"""Pages of rights in a real browser: how long, where and how much, who else handles data (RT1, RT2, TR7)."""

import os
import re
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from browser.axe import violations
from browser.stage import Stage, swells
from playwright.sync_api import Page, expect
from support.speaking import spoken

from earnest.handover.processors import NewProcessor, ProcessorService, TransferBasis, add_processor
from earnest.personal.consent.purposes import Purpose
from earnest.personal.customers.records import Customer, Programme
from earnest.services.database.roles import Role

PASSWORD = "correct horse battery"


@pytest.fixture
def customer(stage: Stage) -> Customer:
    return stage.side.add_customer(Purpose.OWN_HISTORY, programme=Programme.PANEL, login="anna", password=PASSWORD)


def keep_picture(page: Page, name: str) -> None:
    """Keep a picture to look at, where a folder for them is named."""
    folder = os.environ.get("EARNEST_TEST_PICTURES")
    if folder is not None:
        _ = page.screenshot(path=Path(folder) / f"{name}.png", full_page=True)


def test_rt1_rt2_tr7_the_page_of_data_tells_where_how_much_how_long_and_who_else(
    stage: Stage, customer: Customer
) -> None:
    for words in ("a large latte", "turn on the light"):
        _ = stage.side.store(customer, samples=swells(3), content=spoken(*words.split()))
    with stage.databases[Role.ADMINISTRATION].transaction() as connection:
        given = NewProcessor(
            name="Nimbus Storage",
            country="IE",
            service=ProcessorService.STORAGE,
            does="Keeps sealed sound.",
            transfer=TransferBasis.NONE,
            reference=None,
            since=date(2026, 3, 4),
        )
        _ = add_processor(connection, given, member="0" * 32, now=datetime.now(UTC))
    page = stage.open_portal("anna", PASSWORD, size=(1280, 800))
    page.get_by_role("navigation").get_by_role("link", name="Your data").click()
    kept = page.get_by_role("region", name="Your sound: where, how much, how long")
    expect(kept).to_contain_text("2 recordings, 3 seconds together")
    expect(kept).to_contain_text("in its data folder, sealed with your key")
    expect(kept).to_contain_text("All of it on")
    expect(kept).to_contain_text(re.compile(r"Size\s*[1-9]\d* kB"))
    expect(kept).to_contain_text("A back-up leaves sound out")
    before = kept.inner_text()
    _ = page.get_by_label("Keep recordings for").select_option(label="7 days")
    expect(page.get_by_text("Recordings are kept for 7 days now")).to_be_visible()
    expect(kept).not_to_have_text(before)
    processors = page.get_by_role("region", name="Who else handles data")
    expect(processors).to_contain_text("Nimbus Storage")
    expect(processors).to_contain_text("Ireland")
    expect(processors).to_contain_text("Nothing leaves the EEA")
    keep_picture(page, "data")
    _ = page.get_by_label("Language of the page").select_option("de")
    expect(page.get_by_role("region", name="Wer sonst mit Daten umgeht")).to_contain_text("Irland")
    keep_picture(page, "data-de")


@pytest.mark.parametrize(("colours", "size"), [("light", (1280, 800)), ("dark", (390, 844))])
def test_wk5_every_page_of_the_portal_is_clean(
    stage: Stage, customer: Customer, colours: str, size: tuple[int, int]
) -> None:
    for words in ("a large latte", "turn on the light"):
        _ = stage.side.store(customer, samples=swells(3), content=spoken(*words.split()))
    page = stage.open_portal("anna", PASSWORD, colours=colours, size=size)
    links = page.get_by_role("navigation").locator("a")
    head = page.get_by_role("banner")
    wrong: dict[str, object] = {}
    for number in range(links.count()):
        stage.open_pages(page)
        name = links.nth(number).inner_text()
        links.nth(number).click()
        expect(links.nth(number)).to_have_attribute("aria-current", "page")
        expect(page.get_by_role("heading", level=1)).to_be_visible()
        expect(page.locator("[aria-busy=true]")).to_have_count(0)
        box = head.bounding_box()
        assert box is not None
        assert box["height"] <= 72, "the head is one line, on a phone too"
        found = violations(page)
        keep_picture(page, f"{name}-{colours}-{size[0]}")
        wide = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
        if found or wide > 0:
            wrong[name] = [found, wide]
    recording = page.evaluate("async () => (await (await fetch('/api/utterances')).json()).utterances[0].recording_id")
    for name in (f"trace/{recording}", "trace"):  # No link of the navigation names these.
        _ = page.evaluate("hash => { location.hash = hash }", f"#/{name}")
        expect(page.locator("[data-stage]")).to_have_count(4 if recording in name else 0)
        expect(page.get_by_role("textbox")).to_be_visible()
        if (found := violations(page)) or page.evaluate("document.documentElement.scrollWidth > window.innerWidth"):
            wrong[name] = [found]
    assert wrong == {}


def test_cn10_the_card_for_guests_is_printed_alone_and_every_other_page_as_it_is(
    stage: Stage, customer: Customer
) -> None:
    """Its style sheet stays in the page when another one is opened."""
    page = stage.open_portal(customer.login, PASSWORD, size=(1280, 800))
    links = page.get_by_role("navigation")
    links.get_by_role("link", name="Private hour").click()
    card = page.locator(".guest-card")
    expect(card).to_contain_text("/#/claim/")
    page.emulate_media(media="print")
    expect(card).to_be_visible()
    expect(card.get_by_role("img")).to_be_visible()
    expect(page.locator("h1")).to_be_hidden()
    page.emulate_media(media="screen")
    links.get_by_role("link", name="Notice").click()
    expect(page.locator("h1")).to_be_visible()
    page.emulate_media(media="print")
    expect(page.locator("h1")).to_be_visible()
    expect(page.get_by_text("A recording is kept for at most 90 days")).to_be_visible()


def test_wk5_on_a_phone_the_pages_are_a_menu(stage: Stage, customer: Customer) -> None:
    page = stage.open_portal(customer.login, PASSWORD, size=(390, 844))
    _ = page.get_by_label("Language of the page").select_option("de")
    navigation = page.get_by_role("navigation")
    menu, links = navigation.get_by_role("button"), navigation.get_by_role("link")
    expect(links).to_have_count(0)
    menu.press("Enter")
    expect(menu).to_have_attribute("aria-expanded", "true")
    expect(links.filter(has_text="Ihre Daten")).to_be_visible()
    assert violations(page) == []
    keep_picture(page, "menu-de-390")
    page.keyboard.press("Escape")
    expect(links).to_have_count(0)
    expect(menu).to_be_focused()
    menu.press("Enter")
    page.get_by_role("main").click(position={"x": 5, "y": 5}, force=True)
    page.get_by_role("main").focus()
    expect(links).to_have_count(0)
    menu.press("Enter")
    links.filter(has_text="Ihre Daten").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Ihre Daten")
    expect(menu).to_contain_text("Ihre Daten")
    expect(links).to_have_count(0)
