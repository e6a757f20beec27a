"""A customer's rights in a real browser: each is a button, and what it did is shown (RI2-RI7, RT3, CN8, CN10)."""

import io
import json
import zipfile
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

import pytest
from browser.axe import violations
from browser.stage import Stage, swells
from browser.test_portal import PASSWORD, link, rows, say
from browser.test_rights_pages import keep_picture
from playwright.sync_api import Page, expect
from support.speaking import spoken

from earnest.deidentified.corpus.erasure import ClipErasure
from earnest.personal.consent.purposes import Purpose
from earnest.personal.consent.wording import LANGUAGES
from earnest.personal.customers.records import Customer, Programme
from earnest.personal.export.exporting import ExportMaker
from earnest.personal.panel.membership import invite_to_panel, note_reward
from earnest.personal.retention.deletion_receipts import ReceiptWriter
from earnest.services.audit import Signer, load_signer_key
from earnest.services.database.roles import Role

ZONE: Final = ZoneInfo("Europe/Berlin")
"""Of the browser."""

CUT_OFF: Final = """
() => [...document.querySelectorAll("main *, header *")].filter((one) => {
  const style = getComputedStyle(one);
  const hides = style.overflowX !== "visible" && style.overflowX !== "auto" && style.overflowX !== "scroll";
  const texts = [...one.childNodes].some((node) => node.nodeType === 3 && node.textContent.trim() !== "");
  const seen = one.checkVisibility() && !one.closest(".hidden-visually, select, [hidden]");
  return seen && texts && (hides || one.tagName === "BUTTON") && one.scrollWidth > one.clientWidth + 1;
}).map((one) => one.textContent.trim().slice(0, 60))
"""
"""Elements whose own text is wider than they are and is not shown."""


@pytest.fixture
def anna(stage: Stage) -> Customer:
    return stage.side.add_customer(*Purpose, programme=Programme.PANEL, login="anna", password=PASSWORD)


def go(stage: Stage, page: Page, name: str) -> None:
    """Open a page, by the menu where it is one."""
    stage.open_pages(page)
    page.get_by_role("navigation").get_by_role("link", name=name).click()
    expect(page.get_by_role("heading", level=1)).to_be_visible()


def work(stage: Stage) -> None:
    """What the workers do meanwhile: delete, receive what the other side says, write receipts, sign the log."""
    side = stage.side
    side.sweeper().sweep()
    ClipErasure(database=side.databases[Role.CORPUS_WORKER], objects=side.objects, clock=side.clock).sweep()
    ReceiptWriter(database=side.databases[Role.PERSONAL_WORKER], clock=side.clock).write()
    key = load_signer_key(stage.folder / "keys" / "audit.json")
    with side.databases[Role.ADMINISTRATION].transaction() as connection:
        _ = Signer(key, side.clock).sign(connection)


def test_ri6_everything_is_kept_and_not_used_and_every_use_is_objected_to(stage: Stage, anna: Customer) -> None:
    recording_id = say(stage, anna, "a large latte", selected=True)
    stage.handover.allow(1)
    link(stage, anna, recording_id, stage.place("a large latte"))
    page = stage.open_portal("anna", PASSWORD, size=(1280, 800))
    go(stage, page, "Your data")
    restrict = page.get_by_role("switch", name="Keep, but do not use")
    restrict.click()
    expect(page.get_by_text("Kept and not used from now on")).to_be_visible()
    expect(restrict).to_have_attribute("aria-checked", "true")
    assert len(rows(stage, "select 1 from handover.frozen_clips")) == 1
    _ = page.reload()
    expect(restrict).to_have_attribute("aria-checked", "true")
    restrict.click()
    expect(page.get_by_text("Used again as you agreed")).to_be_visible()
    assert rows(stage, "select 1 from handover.frozen_clips") == []
    page.get_by_role("button", name="Object", exact=True).click()
    expect(page.get_by_text("Every use has ended")).to_be_visible()
    go(stage, page, "Choices")
    switches = page.get_by_role("switch")
    expect(switches.filter(has=page.locator("[aria-checked=true]"))).to_have_count(0)
    expect(page.locator("[role=switch][aria-checked=true]")).to_have_count(1)
    expect(page.get_by_role("switch", name="Keep my recordings")).to_have_attribute("aria-checked", "true")


def maker_of(stage: Stage) -> ExportMaker:
    side = stage.side
    return ExportMaker(
        database=side.databases[Role.PERSONAL_WORKER],
        vault=side.vault,
        handover_key=side.handover_key,
        jobs=side.jobs,
        clock=side.clock,
    )


def test_ri5_chosen_recordings_are_exported_from_the_history(stage: Stage, anna: Customer) -> None:
    for word in ("zebrafish", "quagga", "okapi"):
        _ = stage.side.store(anna, samples=swells(3), content=spoken(word, "please"))
    page = stage.open_portal("anna", PASSWORD, size=(1280, 800))
    go(stage, page, "History")
    for word in ("zebrafish", "okapi"):
        page.get_by_role("checkbox", name=f"Select “{word} please”").click()
    page.get_by_role("button", name="Export the selected").click()
    page.get_by_role("button", name="See how far it is").click()
    export = page.get_by_role("region", name="Everything as files")
    expect(export).to_contain_text("Being prepared: 0 of")
    [asked] = rows(stage, "select export_id from personal.exports")
    maker_of(stage).make(asked["export_id"])  # pyright: ignore[reportArgumentType]
    expect(export).to_contain_text("Ready (")
    keep_picture(page, "export-selection")
    with page.expect_download() as download:
        export.get_by_role("button", name="Fetch the archive").click()
    holds = zipfile.ZipFile(io.BytesIO(download.value.path().read_bytes()))
    told = json.loads(holds.read("export.json"))
    assert {one["words"][0]["text"] for one in told["recordings"]} == {"zebrafish", "okapi"}
    assert "household_names" not in told
    expect(export.get_by_role("button", name="Prepare the archive")).to_be_visible()


def test_ri5_everything_is_asked_for_made_and_fetched_as_files(stage: Stage, anna: Customer) -> None:
    _ = stage.side.store(anna, samples=swells(3), content=spoken("zebrafish", "please"))
    page = stage.open_portal("anna", PASSWORD, size=(1280, 800))
    go(stage, page, "Your data")
    export = page.get_by_role("region", name="Everything as files")
    expect(export).to_contain_text("There is no archive.")
    export.get_by_role("button", name="Prepare the archive").click()
    expect(export).to_contain_text("Being prepared: 0 of")
    expect(export.get_by_role("progressbar")).to_be_visible()
    keep_picture(page, "export-making")
    maker = maker_of(stage)
    [asked] = rows(stage, "select export_id from personal.exports")
    maker.make(asked["export_id"])  # pyright: ignore[reportArgumentType]
    expect(export).to_contain_text("Ready (")
    with page.expect_download() as download:
        export.get_by_role("button", name="Fetch the archive").click()
    holds = zipfile.ZipFile(io.BytesIO(download.value.path().read_bytes()))
    [told] = json.loads(holds.read("export.json"))["recordings"]
    assert [word["text"] for word in told["words"]] == ["zebrafish", "please"]
    with stage.databases.owner.transaction() as connection:
        _ = connection.execute("update personal.exports set expires_at = now() - interval '1 second'")
    _ = page.reload()
    expect(export).to_contain_text("This archive has expired.")
    expect(export.get_by_role("button", name="Prepare the archive")).to_be_visible()


def test_ri2_who_heard_me_is_checked_in_the_page_against_the_signed_log(stage: Stage, anna: Customer) -> None:
    recording_id = say(stage, anna, "a large latte", selected=True)
    stage.handover.allow(1)
    link(stage, anna, recording_id, stage.place("a large latte"))
    reviewer = stage.open_workbench()
    expect(reviewer.get_by_text("Heard to the end")).to_be_visible()
    page = stage.open_portal("anna", PASSWORD)
    go(stage, page, "History")
    page.get_by_role("button", name="a large latte").click()
    work(stage)
    page.get_by_role("button", name="Check in the log").click()
    told = page.get_by_role("status").filter(has_text="it was checked in this page")
    expect(told).to_contain_text("The signed log has 1 listening")
    keep_picture(page, "heard-proof")
    _ = page.route(
        "**/plays", lambda route: route.fulfill(response=(answer := route.fetch()), body=forged(answer.text()))
    )
    page.get_by_role("button", name="Check in the log").click()
    expect(page.get_by_text("This is not what the log holds. Tell a supervisory authority.")).to_be_visible()


def forged(told: str) -> str:
    """Return an answer that tells of a shorter listening than the log."""
    assert "heard" in told or "clip_played" in told
    holds = json.loads(told)
    holds["plays"][0]["entry"] = holds["plays"][0]["entry"].replace('"version":', '"version": ')
    return json.dumps(holds)


def test_rt3_a_deletion_has_a_receipt_that_is_checked_in_the_page(stage: Stage, anna: Customer) -> None:
    recording_id = say(stage, anna, "a large latte", selected=True)
    stage.handover.allow(1)
    link(stage, anna, recording_id, stage.place("a large latte"))
    page = stage.open_portal("anna", PASSWORD)
    go(stage, page, "History")
    page.get_by_role("button", name="a large latte").click()
    page.get_by_role("button", name="Delete", exact=True).click()
    page.get_by_role("dialog").get_by_role("button", name="Delete for ever").click()
    expect(page.get_by_text("Nothing is kept")).to_be_visible()
    go(stage, page, "Your data")
    receipts = page.get_by_role("region", name="Receipts of deletions")
    show = receipts.get_by_role("button", name="Show the receipt")
    show.click()
    expect(receipts).to_contain_text("not every store has said yet that nothing is left")
    work(stage)
    show.click()
    expect(receipts).to_contain_text("Checked in this page: the signed log holds exactly this.")
    for store in ("Key of the recordings", "Sound of the version for listeners", "What reviewers wrote"):
        expect(receipts).to_contain_text(store)
    keep_picture(page, "receipt")
    assert violations(page) == []

    def change(told: str) -> str:
        holds = json.loads(told)
        holds["document"] = holds["document"].replace('"recordings": 1', '"recordings": 0')
        return json.dumps(holds)

    _ = page.route(
        "**/api/deletions/*", lambda route: route.fulfill(response=(was := route.fetch()), body=change(was.text()))
    )
    show.click()
    expect(receipts).to_contain_text("This is not what the log holds. Tell a supervisory authority.")


def test_ri7_a_guest_claims_without_an_account_and_the_owner_decides(stage: Stage, anna: Customer) -> None:
    _ = say(stage, anna, "a large latte")
    owner = stage.open_portal("anna", PASSWORD, size=(1280, 800))
    code = owner.evaluate("fetch('/api/guest-code').then((answer) => answer.json())")["code"]
    guest = stage.open_page("customer_portal", size=(390, 844))
    guest.locator("#login").wait_for()
    _ = guest.goto(f"{stage.addresses['customer_portal']}/#/claim/{code}")
    expect(guest.get_by_role("heading", level=1)).to_have_text("Were you recorded?")
    guest.get_by_role("button", name="Send").click()
    expect(guest.get_by_role("alert").first).to_contain_text("Fill in from when until when")
    now = datetime.now(ZONE)
    guest.get_by_label("I was there from").fill((now - timedelta(hours=4)).strftime("%Y-%m-%dT%H:%M"))
    guest.get_by_label("until (at most seven days)").fill(now.strftime("%Y-%m-%dT%H:%M"))
    guest.get_by_label("What you said to the assistant").fill("a large latte")
    assert violations(guest) == []
    keep_picture(guest, "claim-390")
    guest.get_by_role("button", name="Send").click()
    expect(guest.get_by_text("Your claim was sent.")).to_be_visible()
    status_code = guest.locator("p.code").inner_text()
    go(stage, owner, "Your data")
    owner.get_by_label("“a large latte”").check()
    keep_picture(owner, "claim-owned")
    owner.locator("article .acts .button.main").click()
    expect(owner.locator("article .acts")).to_have_count(0)
    guest.get_by_label("Your code").fill(status_code)
    guest.get_by_role("button", name="Show").click()
    expect(guest.get_by_text("Done as you asked.")).to_be_visible()
    assert rows(stage, "select 1 from personal.recordings where erased_at is null") == []


def test_cn10_a_private_hour_begins_ends_and_is_planned_in_the_page(stage: Stage, anna: Customer) -> None:
    page = stage.open_portal(anna.login, PASSWORD, size=(1280, 800))
    go(stage, page, "Private hour")
    page.get_by_role("button", name="Begin now").click()
    expect(page.get_by_text("Nothing of what is said at your devices is kept.")).to_be_visible()
    assert len(rows(stage, "select 1 from personal.private_hours where ends_at > now()")) == 1
    go(stage, page, "History")
    expect(page.get_by_text("nothing of what is said is kept")).to_be_visible()
    go(stage, page, "Private hour")
    page.get_by_role("button", name="End it now").click()
    expect(page.get_by_text("No private hour is running.")).to_be_visible()
    # The card for guests has the address of this page, which here names the very machine that reads it.
    expect(page.get_by_role("note").filter(has_text="127.0.0.1, and so is the address on the card")).to_be_visible()
    page.locator(".days label").first.click()
    page.get_by_label("From", exact=True).fill("18:00")
    page.get_by_label("Until", exact=True).fill("20:00")
    page.get_by_role("button", name="Add", exact=False).last.click()
    expect(page.get_by_role("listitem").filter(has_text="18:00–20:00")).to_be_visible()
    _ = page.reload()
    planned = page.get_by_role("listitem").filter(has_text="18:00–20:00")
    expect(planned).to_be_visible()
    planned.get_by_role("button").click()
    expect(planned).to_have_count(0)


def test_ri4_the_account_is_closed_with_everything(stage: Stage, anna: Customer) -> None:
    recording_id = say(stage, anna, "a large latte", selected=True)
    stage.handover.allow(1)
    link(stage, anna, recording_id, stage.place("a large latte"))
    page = stage.open_portal("anna", PASSWORD, size=(1280, 800))
    go(stage, page, "Your data")
    page.get_by_role("button", name="Close the account…").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("Your password").fill("wrong wrong wrong")
    dialog.get_by_role("button", name="Delete everything and close").click()
    expect(dialog.get_by_role("alert")).not_to_be_empty()
    dialog.get_by_label("Your password").fill(PASSWORD)
    dialog.get_by_role("button", name="Delete everything and close").click()
    expect(page.get_by_text("Your account is closed. Keep the number of the receipt")).to_be_visible()
    work(stage)
    assert rows(stage, "select 1 from personal.recordings where erased_at is null") == []
    again = stage.open_page("customer_portal")
    again.locator("#login").fill("anna")
    again.get_by_label("Password").fill(PASSWORD)
    again.keyboard.press("Enter")
    expect(again.get_by_role("alert")).not_to_be_empty()


def test_cn8_the_invited_panel_in_the_page(stage: Stage) -> None:
    customer = stage.side.add_customer(
        Purpose.OWN_HISTORY, Purpose.HUMAN_REVIEW, programme=Programme.GENERAL, login="anna", password=PASSWORD
    )
    side = stage.side
    with side.databases[Role.CUSTOMER_ACCOUNTS].transaction() as connection:
        invite_to_panel(connection, customer, "20 €", pseudonyms=side.pseudonyms, clock=side.clock)
    page = stage.open_portal("anna", PASSWORD, size=(1280, 800))
    go(stage, page, "Choices")
    _ = page.get_by_label("Language of the page").select_option("de")
    card = page.get_by_role("region", name="Vertrag des eingeladenen Panels")
    expect(card).to_contain_text("Für die Teilnahme: 20 €")
    expect(card).to_contain_text("Er schaltet nichts ein")
    assert violations(page) == []
    keep_picture(page, "panel-de")
    _ = page.get_by_label("Taal van de pagina").or_(page.get_by_label("Sprache der Seite")).select_option("en")
    card = page.get_by_role("region", name="Contract of the invited panel")
    card.get_by_role("button", name="Agree to the contract").click()
    expect(page.get_by_text("You are in the panel.")).to_be_visible()
    [agreed] = rows(stage, "select contract_language, agreed_at is not null as agreed from personal.panel_members")
    assert agreed == {"contract_language": "en", "agreed": True}
    with side.databases[Role.CUSTOMER_ACCOUNTS].transaction() as connection:
        note_reward(connection, customer, "20 € in May", pseudonyms=side.pseudonyms, clock=side.clock)
    _ = page.reload()
    expect(card).to_contain_text("20 € in May")
    keep_picture(page, "panel-member")
    card.get_by_role("button", name="Leave the panel").click()
    page.get_by_role("dialog").get_by_role("button", name="Leave the panel").click()
    expect(page.get_by_text("You left the panel; listening by people is switched off.")).to_be_visible()
    expect(page.get_by_role("switch", name="Let people listen")).to_have_attribute("aria-checked", "false")
    assert rows(stage, "select programme from personal.customers") == [{"programme": "general"}]


def test_ri1_the_page_shows_no_thing_of_another_person_by_its_identifier(stage: Stage, anna: Customer) -> None:
    """An attacker signed in as another customer asks, in the page, for each thing by the identifier that it has."""
    recording_id = say(stage, anna, "a rare zebrafish", selected=True)
    stage.handover.allow(1)
    clip_id = stage.place("a rare zebrafish")
    link(stage, anna, recording_id, clip_id)
    device_id, _ = stage.side.add_device(anna)
    owner = stage.open_portal("anna", PASSWORD)
    for path, body in (("exports", None), ("private-hour/schedules", SCHEDULE)):
        assert ask(owner, "POST", f"/api/{path}", body)["status"] in {201, 202, 200}, path
    export_id = rows(stage, "select export_id from personal.exports")[0]["export_id"]
    schedule_id = rows(stage, "select schedule_id from personal.private_schedules")[0]["schedule_id"]
    _ = stage.side.add_customer(Purpose.OWN_HISTORY, programme=Programme.PANEL, login="mallory", password=PASSWORD)
    thief = stage.open_portal("mallory", PASSWORD)
    one = f"/api/utterances/{recording_id}"
    correction: Mapping[str, object] = {"text": "mine", "intent": None, "slots": {}, "learn": False}
    tried: tuple[tuple[str, str, object], ...] = (
        ("GET", f"{one}/sound", None),
        ("GET", f"{one}/clip", None),
        ("GET", f"{one}/plays", None),
        ("PUT", f"{one}/correction", correction),
        ("DELETE", one, None),
        ("GET", f"/api/utterances/{clip_id}/sound", None),
        ("GET", f"/api/exports/{export_id}/archive", None),
        ("DELETE", f"/api/devices/{device_id}", None),
        ("DELETE", f"/api/private-hour/schedules/{schedule_id}", None),
    )
    for method, path, body in tried:
        told = ask(thief, method, path, body)
        # Taking away what is not one's own is answered as what is not there: nothing is erased, nothing is told.
        assert told["status"] in ({200, 204, 404} if method == "DELETE" else {404}), (method, path, told)
        assert "zebrafish" not in str(told["text"])
    for own in ("/api/utterances?only=all", "/api/exports", "/api/claims", "/api/devices", "/api/panel"):
        told = ask(thief, "GET", own, None)
        assert told["status"] == 200
        assert not any(str(word) in str(told["text"]) for word in ("zebrafish", recording_id, export_id, device_id)), (
            own
        )
    go(stage, thief, "History")
    expect(thief.get_by_text("zebrafish")).to_have_count(0)
    assert len(rows(stage, "select 1 from personal.recordings where erased_at is null")) == 1
    assert len(rows(stage, "select 1 from personal.private_schedules")) == 1
    assert rows(stage, f"select revoked_at from personal.devices where device_id = '{device_id}'") == [
        {"revoked_at": None}
    ]


SCHEDULE: Final = {"weekdays": [1], "starts": "18:00", "ends": "20:00", "time_zone": "Europe/Berlin"}


def ask(page: Page, method: str, path: str, body: object) -> dict[str, object]:
    """Send a request as the page does, with its session."""
    script = """
    async ([method, path, body]) => {
      const headers = { "X-Earnest": "1", "Content-Type": "application/json" };
      const answer = await fetch(path, { method, headers, body: body === null ? undefined : JSON.stringify(body) });
      return { status: answer.status, text: await answer.text() };
    }
    """
    return page.evaluate(script, [method, path, body])


@pytest.mark.parametrize("language", LANGUAGES)
def test_wk5_every_page_is_clean_and_no_text_cut_off(stage: Stage, anna: Customer, language: str) -> None:
    """As it is mostly used, on a large screen and on a phone: axe-core, text that is cut, width of the window."""
    for words in ("a large latte", "turn on the light"):
        _ = say(stage, anna, words)
    page = stage.open_portal("anna", PASSWORD, size=(1280, 844))
    _ = page.get_by_label("Language of the page").select_option(language)
    links = page.get_by_role("navigation").locator("a")
    wrong: dict[str, object] = {}
    for number in range(links.count()):
        name = links.nth(number).inner_text()
        links.nth(number).click()
        expect(page.get_by_role("heading", level=1)).to_be_visible()
        expect(page.locator("[aria-busy=true]")).to_have_count(0)
        page.wait_for_timeout(400)  # Colours that fade in are measured when they are there.
        for width in (1280, 1920, 390):
            page.set_viewport_size({"width": width, "height": 844})
            keep_picture(page, f"cut-{language}-{width}-{number}")
            found = violations(page, wait=False)
            cut, wide = page.evaluate(CUT_OFF), page.evaluate("document.documentElement.scrollWidth - innerWidth")
            if found or cut or wide > 0:
                wrong[f"{name} {width}"] = [found, cut, wide]
        page.set_viewport_size({"width": 1280, "height": 844})
    assert wrong == {}
