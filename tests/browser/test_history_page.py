"""A long history in a real browser: found, gone through in parts, selected with mouse and keys, deleted (RI2, RI4)."""

from datetime import timedelta
from zoneinfo import ZoneInfo

from browser.stage import Stage, swells
from playwright.sync_api import Page, expect
from support.speaking import spoken

from earnest.foundation.identifiers import RecordingId
from earnest.personal.consent.purposes import Purpose
from earnest.personal.customers.records import Customer, Programme

PASSWORD = "correct horse battery"


def say(stage: Stage, customer: Customer, text: str) -> RecordingId:
    stage.side.clock.advance(timedelta(seconds=1))
    return stage.side.store(customer, samples=swells(1), content=spoken(*text.split()))


def open_history(stage: Stage, login: str) -> Page:
    page = stage.open_portal(login, PASSWORD, size=(1280, 800))
    page.get_by_role("navigation").get_by_role("link", name="History").click()
    page.get_by_role("heading", name="History").wait_for()
    return page


def kept(stage: Stage) -> int:
    with stage.databases.owner.transaction() as connection:
        row = connection.execute(b"select count(*) from personal.recordings where erased_at is null").fetchone()
    assert row is not None
    return row[0]


def test_ri2_ri4_a_long_history_is_found_selected_and_deleted(stage: Stage) -> None:
    stage.side.clock.advance(timedelta(days=-3))
    customer = stage.side.add_customer(Purpose.OWN_HISTORY, programme=Programme.PANEL, login="anna", password=PASSWORD)
    for number in range(4):
        _ = say(stage, customer, f"early words {number}")
    stage.side.clock.advance(timedelta(days=2))
    for number in range(58):
        _ = say(stage, customer, f"later words {number}" if number != 7 else "a rare zebrafish")
    page = open_history(stage, "anna")
    entries = page.locator("article")
    expect(entries).to_have_count(50)
    page.get_by_role("button", name="Show older ones").scroll_into_view_if_needed()
    expect(entries).to_have_count(62)

    page.get_by_label("Words", exact=True).fill("Zebrafish")
    page.get_by_role("button", name="Find", exact=True).click()
    expect(entries).to_have_count(1)
    page.get_by_role("button", name="Show all", exact=True).click()
    expect(entries).to_have_count(50)

    # The day where the page is: an hour before midnight, UTC, it is the next one there.
    day = (stage.side.clock.now() - timedelta(days=2)).astimezone(ZoneInfo("Europe/Berlin")).date()
    page.get_by_label("Go to day").fill(day.isoformat())
    expect(entries).to_have_count(4)
    expect(page.get_by_role("button", name="early words 3")).to_be_visible()

    page.get_by_role("checkbox", name="Select “early words 3”").click()
    page.get_by_role("checkbox", name="Select “early words 1”").click(modifiers=["Shift"])
    expect(page.get_by_text("3 selected")).to_be_visible()
    page.get_by_role("button", name="Delete the selected").click()
    dialog = page.get_by_role("dialog")
    expect(dialog).to_contain_text("3 recordings, from")
    expect(dialog).to_contain_text("This cannot be undone")
    page.keyboard.press("Escape")
    assert kept(stage) == 62
    page.get_by_role("button", name="Delete the selected").click()
    dialog.get_by_role("button", name="Delete for ever").click()
    expect(page.get_by_text("3 recordings deleted")).to_be_visible()
    expect(entries).to_have_count(1)
    assert kept(stage) == 59

    page.get_by_role("button", name="Back to the newest").click()
    expect(entries).to_have_count(50)
    page.get_by_role("button", name="later words 57").focus()
    for key in ("Shift+ArrowDown", "Shift+ArrowDown", "ArrowDown", "x"):
        page.keyboard.press(key)
    expect(page.get_by_text("4 selected")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_text("4 selected")).to_have_count(0)
    page.keyboard.press("Delete")
    expect(dialog).to_contain_text("1 recording, of")
    page.keyboard.press("Escape")

    page.get_by_role("checkbox", name="Select all of").first.click()
    expect(page.get_by_text("58 selected")).to_be_visible()
    page.get_by_role("button", name="Select nothing").click()
    page.get_by_role("button", name="Delete ", exact=False).filter(has_not_text="all").first.click()
    expect(dialog).to_contain_text("58 recordings, from")
    dialog.get_by_role("button", name="Delete for ever").click()
    expect(page.get_by_text("58 recordings deleted")).to_be_visible()
    expect(page.get_by_role("button", name="early words 0")).to_be_visible()
    assert kept(stage) == 1


def test_ri2_the_history_of_one_device(stage: Stage) -> None:
    customer = stage.side.add_customer(
        Purpose.OWN_HISTORY, programme=Programme.HOUSEHOLD, login="owner", password=PASSWORD
    )
    device_id, _ = stage.side.add_device(customer, "kitchen")
    there, _elsewhere = say(stage, customer, "in the kitchen"), say(stage, customer, "somewhere else")
    with stage.databases.owner.transaction() as connection:
        statement = b"update personal.recordings set device_id = %s where recording_id = %s"
        _ = connection.execute(statement, [device_id, there])
    page = open_history(stage, "owner")
    expect(page.locator("article")).to_have_count(2)
    _ = page.get_by_label("Device", exact=True).select_option("kitchen")
    expect(page.locator("article")).to_have_count(1)
    expect(page.get_by_role("button", name="in the kitchen")).to_be_visible()
    expect(page.get_by_role("radio", name="Withheld")).to_have_count(0)


SEEN = """() => {
  const held = document.activeElement.getBoundingClientRect();
  const heads = ["header", ".chosen.card"].map((one) => document.querySelector(one));
  const above = heads.map((one) => one?.getBoundingClientRect().bottom ?? 0);
  return held.top >= Math.max(...above) && held.bottom <= innerHeight;
}"""
"""Whether what has the focus is seen whole, below the head of the page and the bar of the selection."""


def test_ri2_the_place_in_the_list_is_kept_with_keys_deletions_and_searches(stage: Stage) -> None:
    customer = stage.side.add_customer(
        Purpose.OWN_HISTORY, programme=Programme.HOUSEHOLD, login="owner", password=PASSWORD
    )
    for number in range(40):
        _ = say(stage, customer, f"words {number}")
    page = open_history(stage, "owner")
    page.get_by_role("button", name="words 39").focus()
    for key in ["ArrowDown"] * 30 + ["ArrowUp"] * 12:
        page.keyboard.press(key)
        assert page.evaluate(SEEN), key
    entry = page.get_by_role("button", name="words 21")
    expect(entry).to_be_focused()
    for key in ["x", "ArrowUp", "x", *["ArrowUp"] * 9]:
        page.keyboard.press(key)
        assert page.evaluate(SEEN), key
    entry = page.get_by_role("button", name="words 31")
    expect(entry).to_be_focused()
    page.keyboard.press("Delete")
    page.get_by_role("button", name="Delete for ever").click()
    expect(page.get_by_text("2 recordings deleted")).to_be_visible()
    expect(entry).to_be_focused()
    expect(page.locator("article")).to_have_count(38)
    # What had the focus is gone with the bar of the selection: the list goes on where the last one was.
    page.get_by_role("checkbox", name="Select “words 20").click()
    page.get_by_role("checkbox", name="Select “words 18").click(modifiers=["Shift"])
    page.get_by_role("button", name="Delete the selected").click()
    page.get_by_role("button", name="Delete for ever").click()
    expect(page.get_by_text("3 recordings deleted")).to_be_visible()
    expect(page.get_by_role("button", name="words 17")).to_be_focused()
    assert page.evaluate(SEEN)
    page.get_by_role("checkbox", name="Select “words 12").click()
    page.get_by_role("button", name="Select nothing").click()
    expect(page.get_by_role("button", name="words 12")).to_be_focused()

    page.get_by_label("Words", exact=True).fill("words 3")
    page.keyboard.press("Enter")
    expect(page.get_by_role("status").filter(has_text="found")).to_have_text("11 found.")
    page.get_by_role("button", name="Delete ", exact=False).filter(has_not_text="all").first.click()
    expect(page.get_by_role("dialog")).to_contain_text("What the filter or the search hides now goes too.")
    expect(page.get_by_role("dialog")).to_contain_text("35 recordings, from")
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Show all", exact=True).click()
    expect(page.get_by_label("Words", exact=True)).to_be_focused()
    expect(page.locator("article")).to_have_count(35)

    page.get_by_label("Go to day").fill("0002-10-10")
    expect(page.locator("article")).to_have_count(35)
    page.get_by_label("Go to day").fill("2020-10-10")
    expect(page.get_by_text("Nothing was found here.")).to_be_visible()
    page.get_by_role("button", name="Back to the newest").click()
    expect(page.get_by_label("Go to day")).to_be_focused()
    expect(page.locator("article")).to_have_count(35)
