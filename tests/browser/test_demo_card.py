"""The card of the demo in a real browser: there for the owner while a demo is, says what goes, and how far it is."""

from typing import Final

import pytest
from browser.axe import violations
from browser.stage import Stage
from browser.test_rights_pages import keep_picture
from playwright.sync_api import expect

from earnest.foundation.settings import load_settings
from earnest.operations.data_folder import prepare_folder
from earnest.operations.demo_data import DemoRemoval, has_demo
from earnest.personal.customers.records import Programme
from earnest.services.demo_data.exchange import DemoExchange, exchange_folder

PASSWORD: Final = "correct horse battery"
TEXTS: Final = {
    "en": ("The demo beside your data", "Remove the demo…", "Remove the demo", "is being removed", "is removed;"),
    "de": ("Die Demo neben Ihren Daten", "Demo entfernen…", "Demo entfernen", "wird entfernt", "ist entfernt;"),
    "nl": ("De demo naast uw gegevens", "Demo verwijderen…", "Demo verwijderen", "wordt verwijderd", "is verwijderd;"),
}
LOCALES: Final = {"en": "en-GB", "de": "de-DE", "nl": "nl-NL"}


@pytest.mark.browser
@pytest.mark.parametrize("language", TEXTS)
def test_the_owner_removes_the_demo_by_one_button(stage: Stage, language: str) -> None:
    title, button, confirm, going, gone = TEXTS[language]
    _ = stage.side.add_customer(programme=Programme.HOUSEHOLD, login="owner", password=PASSWORD, language=language)
    prepare_folder(stage.folder / "demo")
    (stage.folder / "demo" / "objects").mkdir(exist_ok=True)
    _ = (stage.folder / "demo" / "objects" / "sound").write_bytes(bytes(12_000_000))
    removal = DemoRemoval(load_settings({"EARNEST_DATA": str(stage.folder)}))
    removal.look()
    page = stage.open_portal("owner", PASSWORD, language=LOCALES[language], size=(1280, 800))
    _ = page.goto(f"{stage.addresses['customer_portal']}/#/data")
    card = page.get_by_role("region", name=title)
    expect(card).to_contain_text("12")
    card.scroll_into_view_if_needed()
    keep_picture(page, f"demo-{language}")
    card.get_by_role("button", name=button).press("Enter")
    dialog = page.get_by_role("dialog")
    expect(dialog.get_by_role("listitem")).to_have_count(4)
    keep_picture(page, f"demo-dialog-{language}")
    page.keyboard.press("Escape")
    expect(dialog).to_have_count(0)
    expect(card.get_by_role("button", name=button)).to_be_focused()
    assert has_demo(stage.folder)
    card.get_by_role("button", name=button).press("Enter")
    dialog.get_by_role("button", name=confirm).press("Enter")
    expect(card).to_contain_text(going)
    expect(card.get_by_role("progressbar")).to_be_visible()
    expect(card.get_by_role("heading", name=title)).to_be_focused()
    assert violations(page) == []
    removal = DemoRemoval(load_settings({"EARNEST_DATA": str(stage.folder)}))
    for _ in range(20):  # As the supervisor does: the first look may come before the request is written.
        removal.look()
        if gone in card.inner_text():
            break
        page.wait_for_timeout(1000)
    expect(card).to_contain_text(gone)
    keep_picture(page, f"demo-gone-{language}")
    assert not list(stage.folder.glob("demo*"))
    _ = page.reload()
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    DemoRemoval(load_settings({"EARNEST_DATA": str(stage.folder)})).look()
    _ = page.reload()
    expect(page.locator("#close-account")).to_be_visible()
    expect(card).to_have_count(0)


@pytest.mark.browser
def test_a_demo_that_runs_and_one_that_does_not_go_are_said(stage: Stage) -> None:
    _ = stage.side.add_customer(programme=Programme.HOUSEHOLD, login="owner", password=PASSWORD)
    exchange = DemoExchange(exchange_folder(stage.folder))
    exchange.prepare()
    for name, said in (("running", "Stop it with Ctrl-C"), ("failed", "Its keys went first")):
        body = f'{{"stage":"{name}","made_at":null,"size_bytes":1000000,"files":10,"removed_files":3}}'
        _ = (exchange.folder / "state.json").write_text(body)
        page = stage.open_portal("owner", PASSWORD)
        _ = page.goto(f"{stage.addresses['customer_portal']}/#/data")
        card = page.get_by_role("region", name="The demo beside your data")
        expect(card).to_contain_text(said)
        expect(card.get_by_role("button", name="Remove the demo…")).to_be_visible()
        stage.close_pages()
    (exchange.folder / "state.json").unlink()
