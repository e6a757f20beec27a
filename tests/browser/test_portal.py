"""The customer's page in a real browser, on the real portal: choices, history, who heard me, correction, deletion."""

from datetime import UTC, datetime, timedelta
from typing import Final

import pytest
from browser.stage import Stage, swells, wav
from playwright.sync_api import Locator, Page, expect
from psycopg.rows import dict_row
from support.speaking import spoken

from earnest.foundation.identifiers import ClipId, DeviceId, RecordingId
from earnest.foundation.sensitive import RevealReason
from earnest.handover.taking import load_clip, open_sound
from earnest.personal.accidents.counts import AccidentKind, count
from earnest.personal.consent.purposes import Purpose
from earnest.personal.consent.wording import load_wording
from earnest.personal.customers.records import Customer, Programme
from earnest.personal.household.store import change_names, load_names
from earnest.services.cryptography import MasterKey
from earnest.services.database.roles import Role

PASSWORD: Final = "correct horse battery"
HISTORY: Final = "#/history"


def household(stage: Stage, *purposes: Purpose) -> Customer:
    return stage.side.add_customer(*purposes, programme=Programme.HOUSEHOLD, login="owner", password=PASSWORD)


def panel_member(stage: Stage, *purposes: Purpose) -> Customer:
    return stage.side.add_customer(*purposes, programme=Programme.PANEL, login="anna", password=PASSWORD)


def say(
    stage: Stage, customer: Customer, text: str, *, intent: str | None = None, selected: bool = False
) -> RecordingId:
    stage.side.clock.advance(timedelta(seconds=1))
    return stage.side.store(
        customer,
        samples=swells(len(text.split())),
        content=spoken(*text.split(), intent=intent),
        selected=selected,
    )


def rows(stage: Stage, statement: str, *parameters: object) -> list[dict[str, object]]:
    with stage.databases.owner.transaction() as connection, connection.cursor(row_factory=dict_row) as cursor:
        return cursor.execute(statement.encode(), parameters).fetchall()


def go(page: Page, name: str) -> None:
    page.get_by_role("navigation").get_by_role("link", name=name).click()


def test_every_purpose_is_a_switch_of_its_own_and_off_at_first(stage: Stage) -> None:
    """CN1, CN2, TR1: and a wrong password is said plainly."""
    _ = panel_member(stage)
    page = stage.open_page("customer_portal")
    page.get_by_label("Name").fill("anna")
    page.get_by_label("Password").fill("wrong")
    page.keyboard.press("Enter")
    expect(page.get_by_role("alert")).to_contain_text("Name or password is not right.")
    page.get_by_label("Password").fill(PASSWORD)
    page.keyboard.press("Enter")
    go(page, "Choices")
    switches = page.get_by_role("switch")
    expect(switches).to_have_count(4)
    for number in range(4):
        expect(switches.nth(number)).not_to_be_checked()
    people = page.get_by_role("region", name="Let people listen")
    expect(people).to_contain_text("a person may listen")
    expect(page.get_by_text("Answering needs no choice")).to_be_visible()
    expect(page.get_by_text("Your voice is never used to tell who you are.")).to_be_visible()

    people.get_by_role("switch").press("Enter")
    expect(people.get_by_role("switch")).to_be_checked()
    expect(people).to_contain_text("You said yes on")
    expect(switches.nth(0)).not_to_be_checked()
    expect(switches.nth(1)).not_to_be_checked()
    expect(switches.nth(3)).not_to_be_checked()
    statement = "select purpose, given, channel from personal.consent_events order by sequence desc limit 2"
    assert rows(stage, statement)[0] == {"purpose": "human_review", "given": True, "channel": "portal"}

    page.get_by_role("button", name="Undo").click()
    expect(people.get_by_role("switch")).not_to_be_checked()
    expect(people).to_contain_text("You said no on")
    assert rows(stage, statement)[0] == {"purpose": "human_review", "given": False, "channel": "portal"}


def test_history_plays_the_own_recording_and_deletes_one_and_all(stage: Stage) -> None:
    customer = panel_member(stage, Purpose.OWN_HISTORY)
    kept = say(stage, customer, "a large latte", intent="orderDrink")
    gone = say(stage, customer, "turn on the light")
    page = stage.open_portal("anna", PASSWORD)
    expect(page.get_by_text("Times are in your own time zone (Europe/Berlin).")).to_be_visible()
    page.get_by_role("button", name="turn on the light").press("Enter")
    expect(page.get_by_text("No person has heard it.")).to_be_visible()
    expect(page.get_by_text("It will be deleted on")).to_be_visible()
    page.get_by_role("button", name="Play: Your recording").click()
    expect(page.get_by_role("button", name="Pause: Your recording")).to_be_visible()
    expect(page.get_by_role("group", name="Sound: Your recording")).to_be_visible()

    page.get_by_role("button", name="Delete", exact=True).click()
    dialog = page.get_by_role("dialog")
    expect(dialog).to_contain_text("the sound and the key that could open it")
    page.keyboard.press("Escape")
    expect(dialog).to_have_count(0)
    assert len(rows(stage, "select 1 from personal.recordings where erased_at is null")) == 2
    page.get_by_role("button", name="Delete", exact=True).click()
    dialog.get_by_role("button", name="Delete for ever").click()
    expect(page.get_by_role("button", name="turn on the light")).to_have_count(0)
    left = rows(
        stage, "select recording_id from personal.recordings where erased_at is null and wrapped_key is not null"
    )
    assert [row["recording_id"] for row in left] == [kept]
    assert gone != kept

    page.get_by_role("button", name="Delete all").click()
    dialog.get_by_role("button", name="Delete all for ever").click()
    expect(page.get_by_text("Nothing is kept")).to_be_visible()
    _ = page.reload()
    expect(page.get_by_text("Nothing is kept")).to_be_visible()
    # The personal worker, which takes the rows away afterwards, does not run here.
    readable = (
        "select 1 from personal.recordings join personal.customers using (customer_id)"
        " where recordings.erasures = customers.erasures and recordings.wrapped_key is not null"
    )
    assert rows(stage, readable) == []
    assert len(rows(stage, "select 1 from personal.emptyings")) == 1


def test_the_household_teaches_its_assistant(stage: Stage) -> None:
    """Listen, correct, learn, done; the next one follows."""
    customer = household(stage, Purpose.OWN_HISTORY, Purpose.AUTOMATIC_LEARNING)
    older = say(stage, customer, "turn on the lamp")
    newer = say(stage, customer, "play the wreck room radio")
    page = stage.open_portal("owner", PASSWORD)
    expect(page.get_by_text("2 wait for you")).to_be_visible()
    expect(page.get_by_text("“play the wreck room radio”").or_(page.locator("q"))).to_contain_text("wreck room")
    page.get_by_role("button", name="Play: Your recording").press("Enter")
    expect(page.get_by_role("button", name="Pause: Your recording")).to_be_visible()
    page.get_by_label("What you said").fill("play the rec room radio")
    page.get_by_label("What you wanted").first.fill("play_radio")
    page.get_by_role("button", name="Add a detail").press("Enter")
    page.keyboard.type("room")
    page.keyboard.press("Tab")
    page.keyboard.type("rec room")
    page.get_by_role("button", name="Save and learn from this").press("Enter")
    expect(page.get_by_text("Learned. Next time your assistant will understand this; it cannot")).to_be_visible()
    expect(page.locator("q")).to_contain_text("turn on the lamp")
    assert [row["recording_id"] for row in rows(stage, "select recording_id from personal.adaptations")] == [newer]

    page.get_by_role("button", name="Save", exact=True).press("Enter")
    expect(page.get_by_text("Everything was understood")).to_be_visible()
    assert [row["recording_id"] for row in rows(stage, "select recording_id from personal.adaptations")] == [newer]
    go(page, "History")
    page.get_by_role("button", name="play the rec room radio").click()
    expect(page.get_by_text("Learned. Next time your assistant will understand this; it cannot").last).to_be_visible()
    expect(page.get_by_role("button", name="turn on the lamp")).to_contain_text("Corrected by you")
    assert older != newer


def test_learning_is_offered_only_after_a_yes_to_it(stage: Stage) -> None:
    customer = household(stage, Purpose.OWN_HISTORY)
    _ = say(stage, customer, "turn on the lamp")
    page = stage.open_portal("owner", PASSWORD)
    expect(page.get_by_text("Your assistant may not learn from corrections at the moment.")).to_be_visible()
    expect(page.get_by_role("button", name="Save and learn from this")).to_have_count(0)
    page.get_by_role("link", name="Change that").click()
    page.get_by_role("region", name="Let the machine learn").get_by_role("switch").click()
    expect(page.get_by_text("You said yes on").nth(1)).to_be_visible()
    go(page, "Not understood")
    expect(page.get_by_role("button", name="Save and learn from this")).to_be_visible()


def test_who_heard_me_shows_the_same_sound_and_what_was_typed(stage: Stage) -> None:
    """The circle through both pages: a reviewer hears and types, the person who spoke sees and hears exactly that."""
    customer = panel_member(stage, Purpose.OWN_HISTORY, Purpose.HUMAN_REVIEW)
    recording_id = say(stage, customer, "call lisa at six", selected=True)
    stage.handover.allow(1)
    clip_id = stage.place("call lisa at six", concealed={1: "given_name"})
    link(stage, customer, recording_id, clip_id)
    reviewer = stage.open_workbench()
    expect(reviewer.get_by_text("Heard to the end")).to_be_visible()
    reviewer.keyboard.press("Control+A")
    reviewer.keyboard.type("call _ at six")
    reviewer.keyboard.press("Alt+i")
    reviewer.keyboard.type("call_somebody")
    reviewer.keyboard.press("Control+Enter")
    expect(reviewer.get_by_text("Nothing waits")).to_be_visible()

    page = stage.open_portal("anna", PASSWORD)
    page.get_by_text("Heard by others").click()
    entry = page.get_by_role("button", name="call lisa at six")
    expect(entry).to_contain_text("Heard by a person")
    entry.click()
    expect(page.get_by_text("a reviewer, 2.")).to_be_visible()
    expect(page.get_by_text("“call _ at six”")).to_be_visible()
    expect(page.get_by_text("call somebody")).to_be_visible()
    with page.expect_response(lambda response: response.url.endswith("/clip")) as answer:
        page.get_by_role("button", name="Play: What the reviewer hears").click()
    expect(page.get_by_role("group", name="Sound: What the reviewer hears")).to_be_visible()
    with stage.databases.owner.transaction() as connection:
        clip = load_clip(connection, clip_id)
    key = MasterKey.load(stage.folder / "keys" / "handover.json")
    heard = open_sound(clip, handover_key=key, objects=stage.handover.objects)
    assert answer.value.body() == heard
    assert heard == wav(swells(4, beeps=(1,)))


def link(stage: Stage, customer: Customer, recording_id: RecordingId, clip_id: ClipId) -> None:
    with stage.databases.owner.transaction() as connection:
        _ = connection.execute(
            "insert into personal.clip_links (clip_id, recording_id, customer_id, placed_at, cut_after)"
            " values (%s, %s, %s, now(), now() + interval '90 days')",
            [clip_id, recording_id, customer.customer_id],
        )
        _ = connection.execute(
            "update personal.recordings set review_state = 'placed' where recording_id = %s", [recording_id]
        )


def test_a_device_gets_its_token_once_and_can_be_revoked(stage: Stage) -> None:
    _ = panel_member(stage)
    page = stage.open_portal("anna", PASSWORD)
    go(page, "Devices")
    expect(page.get_by_text("No devices yet")).to_be_visible()
    page.get_by_label("Name of the device").fill("Kitchen")
    page.keyboard.press("Enter")
    dialog = page.get_by_role("dialog")
    token = dialog.locator("code").inner_text()
    assert len(token) >= 32
    dialog.get_by_role("button", name="I have copied it").press("Enter")
    _ = page.reload()
    expect(page.get_by_role("button", name="Revoke Kitchen")).to_be_visible()
    assert token not in page.content()
    page.get_by_role("button", name="Revoke Kitchen").click()
    dialog.get_by_role("button", name="Revoke").click()
    expect(page.get_by_text("Revoked on")).to_be_visible()
    assert [row["revoked_at"] is None for row in rows(stage, "select revoked_at from personal.devices")] == [False]


def names_kept(stage: Stage, customer: Customer) -> tuple[str, ...]:
    with stage.databases.owner.transaction() as connection:
        held = load_names(connection, customer.customer_id, stage.side.master_key)
    return held.reveal(RevealReason.OWN_HISTORY)


def test_au5_names_that_no_listener_may_hear_are_written_with_the_keyboard_alone(stage: Stage) -> None:
    """Nothing yet, some, one twice, one too long, one less, none again; what is refused changes nothing."""
    customer = panel_member(stage)
    page = stage.open_portal("anna", PASSWORD)
    go(page, "Choices")
    section = page.get_by_role("form", name="Names that are always covered")
    names, save = section.get_by_label("Names, one per line"), section.get_by_role("button", name="Save the list")
    expect(section).to_contain_text("There are no names yet.")
    expect(names).to_have_value("")
    expect(save).to_be_disabled()

    page.get_by_role("switch").last.focus()
    page.keyboard.press("Tab")
    expect(names).to_be_focused()
    page.keyboard.type("Siobhan\n  Anna   Kowalski\n\nsiobhan")
    expect(save).to_be_enabled()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Saved. It counts for every recording that is prepared from now on.")).to_be_visible()
    expect(names).to_have_value("Siobhan\nAnna Kowalski")
    expect(section).not_to_contain_text("There are no names yet.")
    expect(save).to_be_focused()
    assert names_kept(stage, customer) == ("Siobhan", "Anna Kowalski")
    [sealed] = rows(stage, "select position('Siobhan'::bytea in sealed_content) as place from personal.household_names")
    assert sealed == {"place": 0}

    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Control+End")
    page.keyboard.type("\n" + "x" * 81)
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(section.get_by_role("alert")).to_contain_text("at most 80 characters")
    expect(names).to_have_attribute("aria-invalid", "true")
    expect(names).to_have_value("Siobhan\nAnna Kowalski\n" + "x" * 81)
    assert names_kept(stage, customer) == ("Siobhan", "Anna Kowalski")

    names.fill("Anna Kowalski")
    save.press("Enter")
    expect(section.get_by_role("alert")).to_be_empty()
    expect(names).to_have_attribute("aria-invalid", "false")
    _ = page.reload()
    expect(names).to_have_value("Anna Kowalski")
    assert names_kept(stage, customer) == ("Anna Kowalski",)

    names.fill("")
    save.press("Enter")
    expect(section).to_contain_text("There are no names yet.")
    assert rows(stage, "select 1 from personal.household_names") == []


def test_au5_a_page_that_was_opened_earlier_takes_no_name_back(stage: Stage) -> None:
    """Two pages and a third writer: each changes what it changes, and then shows the list as it is."""
    customer = panel_member(stage)
    early = stage.open_portal("anna", PASSWORD)
    late = stage.open_portal("anna", PASSWORD)

    def names(page: Page) -> Locator:
        return page.get_by_label("Names, one per line")

    def save(page: Page, written: str, shown: str) -> None:
        names(page).fill(written)
        # What was typed may already look like what is shown in the end: the server's answer is what counts.
        with page.expect_response(lambda answer: answer.request.method == "POST" and "household-names" in answer.url):
            page.get_by_role("button", name="Save the list").press("Enter")
        expect(names(page)).to_have_value(shown)

    for page in (early, late):
        go(page, "Choices")
        expect(names(page)).to_have_value("")
    save(late, "Siobhan\nBoris", "Siobhan\nBoris")
    with stage.databases[Role.CUSTOMER_PORTAL].transaction() as connection:
        _ = change_names(
            connection,
            customer.customer_id,
            lambda listed: (*listed, "Command"),
            master_key=stage.side.master_key,
            clock=stage.side.clock,
        )
    save(early, "Anna", "Siobhan\nBoris\nCommand\nAnna")
    save(late, "Siobhan", "Siobhan\nCommand\nAnna")
    assert names_kept(stage, customer) == ("Siobhan", "Command", "Anna")


def wake_up(stage: Stage, customer: Customer, device_id: DeviceId, kind: AccidentKind, *, weeks_ago: int = 0) -> None:
    """Count an accident as the gateway does; the portal's clock is the machine's."""
    with stage.databases[Role.DEVICE_GATEWAY].transaction() as connection:
        count(
            connection,
            kind,
            customer_id=customer.customer_id,
            device_id=device_id,
            region=customer.region,
            day=datetime.now(UTC).date() - timedelta(weeks=weeks_ago),
        )


def test_s6_rt5_how_often_devices_woke_up_by_accident_is_shown_on_a_phone_too(stage: Stage) -> None:
    customer = panel_member(stage)
    stranger = stage.side.add_customer()
    (kitchen, _), (theirs, _) = stage.side.add_device(customer), stage.side.add_device(stranger)
    wake_up(stage, stranger, theirs, AccidentKind.STOPPED)
    page = stage.open_portal("anna", PASSWORD)
    go(page, "Devices")
    section = page.get_by_role("region", name="Activated by accident")
    expect(section).to_contain_text("No accidental activation was noticed in the last eight weeks.")
    expect(section.get_by_role("table")).to_have_count(0)

    for kind in (AccidentKind.STOPPED, AccidentKind.STOPPED, AccidentKind.NOT_SAID):
        wake_up(stage, customer, kitchen, kind)
    wake_up(stage, customer, kitchen, AccidentKind.DOUBTFUL, weeks_ago=2)
    wake_up(stage, customer, kitchen, AccidentKind.STOPPED, weeks_ago=9)
    _ = page.reload()
    expect(section).to_contain_text("Your devices were activated by accident 3 times this week.")
    lines = section.get_by_role("table", name="Accidental activations by week").get_by_role("row")
    expect(lines).to_have_count(9)
    expect(lines.nth(0).get_by_role("columnheader")).to_have_count(4)
    for place, counts in ((1, ["2", "0", "1"]), (2, ["0", "0", "0"]), (3, ["0", "1", "0"]), (8, ["0", "0", "0"])):
        expect(lines.nth(place).get_by_role("cell")).to_have_text(counts)

    page.set_viewport_size({"width": 360, "height": 740})
    section.scroll_into_view_if_needed()
    expect(section.get_by_role("columnheader").last).to_be_in_viewport(ratio=0.9)
    assert page.evaluate("document.documentElement.scrollWidth") == 360


def test_german_dark_and_another_zone(stage: Stage) -> None:
    customer = stage.side.add_customer(Purpose.OWN_HISTORY, login="anna", password=PASSWORD, language="de")
    _ = say(stage, customer, "licht an")
    page = stage.open_portal("anna", PASSWORD, language="en-US", zone="America/New_York", colours="dark")
    expect(page.get_by_text("Zeiten in Ihrer eigenen Zeitzone (America/New_York).")).to_be_visible()
    go(page, "Entscheidungen")
    expect(page.get_by_role("switch")).to_have_count(4)
    expect(page.get_by_text("ein Mensch", exact=False).first).to_be_visible()
    go(page, "Hinweise")
    expect(page.get_by_role("article")).to_contain_text("Menschen")
    page.get_by_role("button", name="Abmelden").click()
    expect(page.locator("#login")).to_be_visible()
    _ = page.goto(stage.addresses["customer_portal"] + HISTORY)
    expect(page.locator("#login")).to_be_visible()


def focused(page: Page) -> str:
    return str(page.evaluate("document.activeElement === document.body ? 'BODY' : document.activeElement.outerHTML"))


def test_a_correction_survives_reload_and_the_end_of_the_session(stage: Stage) -> None:
    """What is typed is on the server, sealed, and in memory; the page for signing in says why it is there."""
    customer = household(stage, Purpose.OWN_HISTORY)
    _ = say(stage, customer, "turn on the lamp")
    page = stage.open_portal("owner", PASSWORD)
    said = page.get_by_label("What you said")
    said.fill("turn on the lamp in the attic")
    expect(page.get_by_text("What you write is kept until you save it.")).to_be_visible()
    with page.expect_response(lambda response: response.url.endswith("/draft")):
        said.fill("turn on the lamp in the hayloft")
    assert rows(stage, "select position('hayloft'::bytea in sealed_content) as place from personal.recordings") == [
        {"place": 0}
    ]
    _ = page.reload()
    expect(said).to_have_value("turn on the lamp in the hayloft")

    with stage.databases.owner.transaction() as connection:
        _ = connection.execute("delete from personal.customer_sessions")
    said.fill("turn on the lamp in the shed")
    expect(page.get_by_text("Your session has ended.")).to_be_visible()
    expect(page.locator("#login")).to_be_focused()
    page.keyboard.type("owner")
    page.keyboard.press("Tab")
    page.keyboard.type(PASSWORD)
    page.keyboard.press("Enter")
    expect(said).to_have_value("turn on the lamp in the shed")
    assert focused(page) != "BODY"
    page.get_by_role("button", name="Save", exact=True).press("Enter")
    expect(page.get_by_text("Everything was understood")).to_be_visible()
    assert focused(page) != "BODY"


def test_the_whole_page_is_dutch_and_the_consent_that_was_read_is_recorded(stage: Stage) -> None:
    """CN3: the language is chosen on the page and remembered; the yes is to the Dutch text."""
    customer = panel_member(stage, Purpose.OWN_HISTORY)
    _ = say(stage, customer, "mumble")
    page = stage.open_portal("anna", PASSWORD)
    switch = page.get_by_label("Language of the page")
    _ = switch.select_option("nl")
    expect(page.get_by_role("heading", name="Geschiedenis")).to_be_visible()
    assert focused(page) != "BODY"
    _ = page.reload()
    go(page, "Keuzes")
    expect(page.get_by_role("main")).to_be_focused()
    people = page.get_by_role("region", name="Mensen laten luisteren")
    expect(people).to_contain_text("Een mens kan enkele van uw opnamen beluisteren")
    people.get_by_role("switch").press("Enter")
    expect(people).to_contain_text("U hebt op")
    [row] = rows(
        stage, "select wording_language, wording_hash from personal.consent_events order by sequence desc limit 1"
    )
    wording = load_wording(Purpose.HUMAN_REVIEW, "nl")
    assert (row["wording_language"], row["wording_hash"]) == ("nl", wording.sha256)
    go(page, "Uitleg")
    expect(page.get_by_role("article")).to_contain_text("Opnamen zijn versleuteld.")
    _ = page.get_by_label("Taal van de pagina").select_option("de")
    expect(page.get_by_role("article")).to_contain_text("Aufnahmen sind verschlüsselt.")
    go(page, "Entscheidungen")
    expect(page.get_by_role("region", name="Menschen zuhören lassen").get_by_role("switch")).to_be_checked()


def test_the_focus_stays_on_the_way_through_the_page(stage: Stage) -> None:
    """After signing in, “Correct it”, “Not now”, closing and deleting: the keyboard never loses its place."""
    customer = household(stage, Purpose.OWN_HISTORY, Purpose.AUTOMATIC_LEARNING)
    for text in ("first thing", "second thing", "third thing"):
        _ = say(stage, customer, text)
    page = stage.open_portal("owner", PASSWORD)
    expect(page.get_by_role("main")).to_be_focused()
    page.get_by_role("button", name="Not now").press("Enter")
    expect(page.locator("q")).to_contain_text("second thing")
    expect(page.get_by_role("article")).to_be_focused()
    go(page, "History")
    expect(page.get_by_role("main")).to_be_focused()
    entry = page.get_by_role("button", name="third thing")
    entry.press("Enter")
    page.get_by_role("button", name="Correct it").press("Enter")
    expect(page.get_by_label("What you said")).to_be_focused()
    entry.press("Enter")
    expect(entry).to_be_focused()
    entry.press("Enter")
    page.get_by_role("button", name="Delete", exact=True).press("Enter")
    confirm = page.get_by_role("dialog").get_by_role("button", name="Delete for ever")
    expect(confirm).to_be_enabled()  # Only after the page has counted what goes.
    confirm.press("Enter")
    expect(page.get_by_role("button", name="second thing")).to_be_focused()


def test_a_household_has_no_switch_for_people_who_do_not_listen(stage: Stage) -> None:
    _ = household(stage)
    page = stage.open_portal("owner", PASSWORD)
    go(page, "Choices")
    expect(page.get_by_role("switch")).to_have_count(2)
    expect(page.get_by_role("heading", name="Only you listen")).to_be_visible()
    expect(page.get_by_role("region", name="Let people listen")).to_have_count(0)


@pytest.mark.parametrize("language", ["en", "de", "nl"])
def test_the_head_of_the_page_is_one_line_at_1280_by_800(stage: Stage, language: str) -> None:
    _ = household(stage)
    page = stage.open_portal("owner", PASSWORD, size=(1280, 800))
    _ = page.locator("header select").select_option(language)
    expect(page.locator("html")).to_have_attribute("lang", language)
    head = page.locator("header").first.bounding_box()
    assert head is not None
    assert head["height"] < 80
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_dc7_a_customer_is_told_that_they_were_identified(stage: Stage) -> None:
    customer = panel_member(stage)
    page = stage.open_portal("anna", PASSWORD)
    go(page, "Notice")
    about = page.get_by_role("region", name="When you were identified")
    expect(about).to_contain_text("This has never happened to you")
    with stage.databases.owner.transaction() as connection:
        _ = connection.execute(
            "insert into personal.disclosures (escalation_id, customer_id, category, tell_customer, found_at)"
            " values (gen_random_uuid(), %(who)s, 'danger_to_life', true, now()),"
            " (gen_random_uuid(), %(who)s, 'crime', false, now())",
            {"who": customer.customer_id},
        )
    go(page, "History")
    _ = page.reload()
    expect(page.get_by_role("main")).to_contain_text("You were identified after a danger was reported")
    page.get_by_role("link", name="Read what happened").click()
    expect(about).to_contain_text("because a reviewer reported: danger to life")
    expect(about).to_contain_text("both stand in the audit log")
    expect(about).not_to_contain_text("a crime")
