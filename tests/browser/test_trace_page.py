"""How a person's recording was heard, in Chromium: stages, run again, tried by text; corrections in the history."""

import json
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import httpx2
import pytest
from browser.stage import PATIENCE_MILLISECONDS, Troubles, running
from playwright.sync_api import Browser, Page, expect
from support.databases import Databases
from support.processes import free_port
from support.speaking import PersonalSide

from earnest.operations.data_folder import prepare_folder
from earnest.personal.consent.purposes import Purpose
from earnest.personal.customers.records import Customer, Programme
from earnest.personal.household.home.store import load_home
from earnest.services.database.roles import Role

PASSWORD: Final = "correct horse battery"
LIGHT: Final = "commands/smarthome/turn_on_Standing_Light.flac"
ORDER: Final = "commands/barista/0075d273-51bb-47cb-b323-4437bd0de029.flac"
"""A coffee order, for which nothing is learned yet."""
_RECOGNISED_MILLISECONDS: Final = 90_000
TEXTS: Final = {
    "en": ("How this was heard", "Copied.", "Connect this browser and go on", "Recognise again"),
    "de": ("Wie das gehört wurde", "Kopiert.", "Diesen Browser verbinden und weiter", "Noch einmal erkennen"),
    "nl": ("Hoe dit werd gehoord", "Gekopieerd.", "Deze browser verbinden en verder", "Opnieuw herkennen"),
}

pytestmark = pytest.mark.skipif("EARNEST_SPEECH" not in os.environ, reason="EARNEST_SPEECH names no recordings")


@dataclass(frozen=True, slots=True, kw_only=True)
class Traced:
    """Portal and gateway, and where they answer."""

    side: PersonalSide
    portal: str
    gateway: str
    browser: Browser
    troubles: Troubles

    def say(self, customer: Customer, recording: str) -> dict[str, object]:
        """Send a recording as a device of the person does."""
        _, token = self.side.add_device(customer)
        answer = httpx2.post(
            f"{self.gateway}/api/utterances?language=en",
            content=(Path(os.environ["EARNEST_SPEECH"]) / recording).read_bytes(),
            headers={"Authorization": f"Bearer {token}", "Content-Type": "audio/flac"},
            timeout=120,
        )
        assert answer.status_code == 200, answer.text
        return answer.json()

    def open_history(self, login: str, language: str = "en") -> Page:
        """Sign in and go to the history."""
        locale = {"en": "en-GB", "de": "de-DE", "nl": "nl-NL"}[language]
        opened = self.browser.new_context(locale=locale, viewport={"width": 1280, "height": 800})
        opened.set_default_timeout(PATIENCE_MILLISECONDS)
        page = opened.new_page()
        self.troubles.watch(page)
        _ = page.goto(self.portal)
        page.locator("#login").fill(login)
        page.locator("#password").fill(PASSWORD)
        page.keyboard.press("Enter")
        page.get_by_role("navigation").wait_for()
        _ = page.evaluate("location.hash = '#/history'")
        page.locator("article[data-recording]").first.wait_for()
        return page

    def timers(self, customer: Customer) -> int:
        with self.side.databases[Role.DEVICE_GATEWAY].transaction() as connection:
            return len(load_home(connection, customer.customer_id, self.side.vault.master_key).timers)


@pytest.fixture(scope="module")
def traced(module_databases: Databases, browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Traced]:
    folder = tmp_path_factory.mktemp("trace") / "data"
    prepare_folder(folder)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("EARNEST_GATEWAY_PORT", str(free_port()))
        patch.setenv("EARNEST_WYOMING_PORT", str(free_port()))
        with running(("device_gateway", "customer_portal"), module_databases, folder) as started:
            yield Traced(
                side=PersonalSide(databases=module_databases, folder=folder),
                portal=started.addresses["customer_portal"],
                gateway=started.addresses["device_gateway"],
                browser=browser,
                troubles=Troubles(),
            )


def person(traced: Traced, login: str, language: str = "en") -> Customer:
    return traced.side.add_customer(
        Purpose.OWN_HISTORY,
        Purpose.AUTOMATIC_LEARNING,
        login=login,
        password=PASSWORD,
        language=language,
        programme=Programme.HOUSEHOLD,
    )


@pytest.mark.parametrize("language", ["en", "de", "nl"])
def test_ri1_each_stage_is_shown_and_run_again(traced: Traced, language: str) -> None:
    customer = person(traced, f"tess-{language}", language)
    said = traced.say(customer, LIGHT)
    title, copied, connect, again = TEXTS[language]
    page = traced.open_history(customer.login, language)
    page.locator("article button.summary").first.click()
    page.get_by_role("link", name=title).click()
    main = page.get_by_role("main")
    expect(main).to_be_focused()
    expect(main.get_by_role("heading", level=1)).to_have_text(title)
    recognition, understanding = (main.locator(f"[data-stage={name}]") for name in ("recognising", "understanding"))
    expect(recognition).to_contain_text(f"„{said['text']}“" if language == "de" else f"“{said['text']}”")
    expect(recognition).to_contain_text("whisper")
    expect(recognition.locator("ol.words li")).to_have_count(len(str(said["text"]).split()))
    expect(main.locator("[data-stage=answering]")).to_contain_text(str(said["answer"]))
    main.locator("summary h2").click()
    raw = json.loads(main.locator("pre").inner_text())
    assert (raw["answer"], raw["hypothesis"]["engine"]) == (said["answer"], "whisper")
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    main.locator("details button").click()
    expect(page.get_by_text(copied)).to_be_visible()
    page.get_by_role("textbox").focus()
    page.keyboard.press("ControlOrMeta+V")
    # The line takes 500 letters, and a space for each end of a line.
    expect(page.get_by_role("textbox")).to_have_value(main.locator("pre").inner_text().replace("\n", " ")[:500])
    # This browser is none of the account's devices yet, and becomes one by pressing a button only.
    recognition.get_by_role("button", name=again).click()
    recognition.get_by_role("button", name=connect).click()
    expect(recognition.locator("ol.words")).to_have_count(2, timeout=_RECOGNISED_MILLISECONDS)
    expect(understanding.locator("h3")).to_have_count(2)
    assert traced.troubles.take() == []


def test_a_typed_sentence_is_understood_and_done_only_after_a_question(traced: Traced) -> None:
    customer = person(traced, "theo")
    _ = traced.say(customer, LIGHT)
    page = traced.open_history(customer.login)
    page.get_by_role("link", name="Try a sentence").click()
    page.get_by_role("textbox", name="Sentence").fill("set a timer for five minutes")
    page.get_by_role("textbox", name="Sentence").press("Enter")
    page.get_by_role("button", name="Connect this browser and go on").click()
    found = page.get_by_role("region", name="Now")
    expect(found).to_contain_text("Timers")
    expect(found).to_contain_text("Nothing was done or kept.")
    assert traced.timers(customer) == 0
    found.get_by_role("button", name="Do it now…").click()
    page.get_by_role("dialog").get_by_role("button", name="Cancel").click()
    assert traced.timers(customer) == 0
    found.get_by_role("button", name="Do it now…").click()
    page.get_by_role("dialog").get_by_role("button", name="Do it now").click()
    expect(found).to_contain_text("It was done.")
    assert traced.timers(customer) == 1
    expect(found.get_by_role("button", name="Do it now…")).to_have_count(0)
    assert traced.troubles.take() == []


def test_ri3_a_correction_in_the_history_is_heard_before_and_after_and_undone(traced: Traced) -> None:
    """A person's recording, corrected in its details, is run again with the correction beside what was understood."""
    customer = person(traced, "tove")
    said = traced.say(customer, ORDER)
    assert said["text"]
    assert not said["understood"]
    page = traced.open_history(customer.login)
    entry = page.locator("article").first
    entry.locator("button.summary").click()
    entry.get_by_role("button", name="Correct it").click()
    entry.get_by_label("What you said").fill("what time is it")
    entry.get_by_role("button", name="Save and learn from this").click()
    effect = entry.get_by_role("region", name="What the correction changes")
    effect.get_by_role("button", name="Run again on this recording").click()
    effect.get_by_role("button", name="Connect and run again").click()
    before, now = effect.locator("[data-effect=before]"), effect.locator("[data-effect=now]")
    expect(now).to_contain_text("what time is it", timeout=_RECOGNISED_MILLISECONDS)
    expect(now).to_contain_text("By what you taught it")
    expect(now).not_to_contain_text("Not understood")
    expect(before).to_contain_text(str(said["text"]))
    expect(before).to_contain_text("Not understood")
    effect.get_by_role("button", name="Undo the correction").click()
    expect(effect).to_have_count(0)
    expect(entry.locator(".chip.marked")).to_have_count(0)
    assert traced.troubles.take() == []


def test_a_recording_that_is_not_ones_own_is_none(traced: Traced) -> None:
    said = traced.say(person(traced, "tilda"), LIGHT)
    _ = traced.say(person(traced, "timo"), LIGHT)
    page = traced.open_history("timo")
    _ = page.evaluate("identifier => { location.hash = `#/trace/${identifier}` }", said["recording_id"])
    expect(page.get_by_role("main")).to_contain_text("There is no such recording of yours.")
    expect(page.locator("[data-stage]")).to_have_count(0)
