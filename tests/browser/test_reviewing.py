"""Reviewing in a real browser at 1280 × 800: silence on one key (DC1), nothing lost, all undone, all in view (WK5)."""

from typing import Final

import pytest
from browser.stage import Stage
from playwright.sync_api import Locator, Page, Route, expect
from pyotp.totp import TOTP

from earnest.foundation.identifiers import ClipId
from earnest.organisation.staff.records import StaffRole

SMALL: Final = (1280, 800)
ZOOMED: Final = (640, 400)
"""What is left of 1280 × 800 at 200 %."""
SOUNDS_PLAYING: Final = "() => window.__sounds.some((sound) => !sound.paused && !sound.ended)"
FOCUS_LOST: Final = "() => document.activeElement === null || document.activeElement === document.body"

WATCH_SILENCE: Final = """() => {
window.__pressed = null;
window.__silent = null;
window.addEventListener('keydown', (event) => { if (event.code === 'F2') window.__pressed = performance.now(); }, true);
const pause = HTMLMediaElement.prototype.pause;
HTMLMediaElement.prototype.pause = function () {
  const result = pause.call(this);
  if (window.__pressed !== null && window.__silent === null && this.paused) window.__silent = performance.now();
  return result;
};
}"""


def transcript(page: Page) -> Locator:
    return page.locator("#transcript")


def outcomes(stage: Stage) -> list[str | None]:
    with stage.databases.owner.transaction() as connection:
        rows = connection.execute("select outcome from deidentified.leases order by leased_at").fetchall()
    return [None if row[0] is None else str(row[0]) for row in rows]


def has_label(stage: Stage, clip_id: ClipId) -> bool:
    with stage.databases.owner.transaction() as connection:
        return connection.execute("select 1 from handover.labels where clip_id = %s", [clip_id]).fetchone() is not None


def playing(stage: Stage, *, repeat: int = 6) -> Page:
    """A page on which a long clip plays."""
    stage.handover.allow(2)
    _ = stage.place("a large latte with oat milk", repeat=repeat)
    page = stage.open_workbench(size=SMALL)
    expect(page.get_by_role("button", name="Pause")).to_be_visible()
    return page


def wait_until_saved(page: Page) -> None:
    expect(page.locator("[data-saved=saved]")).to_be_visible()


# --- hard to bear -----------------------------------------------------------------------------------------------------


def test_dc1_one_key_silences_at_once_without_a_question(stage: Stage) -> None:
    page = playing(stage)
    _ = page.evaluate(WATCH_SILENCE)
    page.keyboard.press("F2")
    assert page.evaluate(SOUNDS_PLAYING) is False
    expect(page.get_by_text("Nothing waits")).to_be_visible()
    expect(page.get_by_role("dialog")).to_have_count(0)
    assert page.evaluate("() => window.__silent - window.__pressed") < 100
    expect(page.get_by_text("0 done today")).to_be_visible()
    assert outcomes(stage) == ["ejected"]


def test_dc1_it_never_comes_back_although_the_message_was_lost_at_first(stage: Stage) -> None:
    page = playing(stage)
    lost: list[str] = []

    def lose(route: Route) -> None:
        lost.append(route.request.url)
        if len(lost) == 1:
            route.abort()
        else:
            route.continue_()

    _ = page.route("**/eject", lose)
    taken: list[str] = []
    page.on("request", lambda request: taken.append(request.url) if request.url.endswith("/api/leases") else None)
    page.keyboard.press("F2")
    expect(transcript(page)).to_have_count(0)
    expect(page.get_by_text("Nothing waits")).to_be_visible()
    assert len(lost) == 2
    assert outcomes(stage) == ["ejected"]
    assert taken, "the next clip is asked for only after the server knows"


def test_rejecting_stops_the_sound_and_hard_to_bear_needs_no_listening(stage: Stage) -> None:
    page = playing(stage)
    page.keyboard.press("Alt+r")
    assert page.evaluate(SOUNDS_PLAYING) is False
    page.keyboard.press("1")
    expect(page.get_by_role("dialog")).to_be_visible()
    page.keyboard.press("7")
    expect(page.get_by_text("Nothing waits")).to_be_visible()
    assert outcomes(stage) == ["ejected"]


def test_dc1_who_has_chosen_such_clips_is_warned_and_nothing_plays_by_itself(stage: Stage) -> None:
    page = playing(stage)
    page.keyboard.press("F2")
    expect(page.get_by_text("Nothing waits")).to_be_visible()
    page.context.close()
    other = stage.open_workbench(stage.add_reviewer("Other"), size=SMALL)
    expect(other.get_by_text("Nothing waits")).to_be_visible()
    other.get_by_role("button", name="Settings").click()
    other.get_by_role("switch", name="I accept distressing clips").click()
    expect(other.get_by_text("Saved.")).to_be_visible()
    other.keyboard.press("Escape")
    expect(other.get_by_text("A reviewer found this clip hard to bear.")).to_be_visible()
    assert other.evaluate(SOUNDS_PLAYING) is False


# --- nothing is lost --------------------------------------------------------------------------------------------------


def test_what_was_written_survives_a_reload(stage: Stage) -> None:
    stage.handover.allow(1)
    _ = stage.place("a large latte")
    page = stage.open_workbench(size=SMALL)
    expect(page.get_by_text("Heard to the end")).to_be_visible()
    transcript(page).fill("a lage latte please")
    page.keyboard.press("Alt+u")
    page.keyboard.press("Alt+i")
    page.keyboard.type("order_coffee")
    wait_until_saved(page)
    expect(page.get_by_text("Saved ")).to_be_visible()
    _ = page.reload()
    expect(transcript(page)).to_have_value("a lage latte please")
    expect(page.get_by_role("combobox", name="What the person wants")).to_have_value("order_coffee")
    expect(page.locator(".words .unclear")).to_have_text("please?")
    expect(page.get_by_text("Heard to the end")).to_be_visible()
    expect(page.get_by_text("Here is your clip again")).to_be_visible()


def test_what_was_written_survives_the_end_of_a_session_and_the_page_says_why(stage: Stage) -> None:
    member = stage.add_reviewer()
    stage.handover.allow(1)
    _ = stage.place("a large latte", repeat=4)
    page = stage.open_workbench(member, size=SMALL)
    expect(transcript(page)).to_be_focused()
    transcript(page).fill("saved before")
    wait_until_saved(page)
    with stage.databases.owner.transaction() as connection:
        _ = connection.execute("delete from staff.sessions")
        # The code of this minute is used up; a test does not wait for the next.
        _ = connection.execute("update staff.members set last_totp_step = 0")
    transcript(page).fill("typed after the end")
    dialog = page.get_by_role("dialog", name="Your session has ended")
    expect(dialog).to_contain_text("what you wrote and where you were is here again afterwards")
    expect(transcript(page)).to_be_hidden()
    dialog.get_by_label("Password").fill(member.password)
    dialog.get_by_label("One-time code").fill(TOTP(member.totp_secret).now())
    page.keyboard.press("Enter")
    expect(transcript(page)).to_have_value("typed after the end")
    assert outcomes(stage) == [None]


def test_a_restarted_workbench_takes_neither_text_nor_clip(stage: Stage) -> None:
    """It believes no report of play until its sound was fetched anew; the page does that by itself and plays on."""
    page = playing(stage, repeat=2)
    transcript(page).fill("typed before")
    forgotten: list[str] = []
    refusal = '{"code": "sound_not_requested", "message": "Not requested.", "remedy": "Load it again."}'

    def forget(route: Route) -> None:
        if forgotten:
            route.continue_()
            return
        forgotten.append(route.request.url)
        route.fulfill(status=409, content_type="application/json", body=refusal)

    with page.expect_response("**/api/sounds/*"):
        _ = page.route("**/played", forget)
    expect(page.get_by_role("button", name="Pause")).to_be_visible()
    expect(page.get_by_text("Heard to the end")).to_be_visible()
    expect(transcript(page)).to_have_value("typed before")
    assert len(forgotten) == 1


def test_a_server_that_hangs_is_told_and_asked_again(stage: Stage) -> None:
    stage.handover.allow(1)
    clip_id = stage.place("a large latte")
    page = stage.open_workbench(size=SMALL)
    expect(page.get_by_text("Heard to the end")).to_be_visible()
    hanging: list[Route] = []

    def hang(route: Route) -> None:
        hanging.append(route)

    _ = page.route("**/label", hang, times=1)
    page.keyboard.press("Control+Enter")
    expect(page.get_by_text("Sending…")).to_be_visible()
    expect(page.get_by_text("The server took too long to answer.")).to_be_visible(timeout=60_000)
    expect(page.get_by_text("Sending…")).to_have_count(0)
    page.get_by_role("button", name="Try again").click()
    expect(page.get_by_text("Nothing waits")).to_be_visible()
    assert has_label(stage, clip_id)


# --- everything is undone ---------------------------------------------------------------------------------------------


def test_undo_after_marking_takes_the_mark_and_leaves_the_text(stage: Stage) -> None:
    stage.handover.allow(1)
    _ = stage.place("play tailor swift")
    page = stage.open_workbench(size=SMALL)
    keys = page.keyboard
    expect(transcript(page)).to_be_focused()
    keys.press("Control+A")
    keys.type("play taylor swift")
    keys.press("Alt+e")
    keys.press("m")
    keys.press("Enter")
    expect(page.get_by_role("dialog")).to_have_count(0)
    expect(page.get_by_text("Musical artist").first).to_be_visible()
    keys.press("Alt+u")
    expect(page.locator(".words .unclear")).to_have_count(1)
    keys.press("Control+z")
    expect(page.locator(".words .unclear")).to_have_count(0)
    expect(page.get_by_text("Musical artist").first).to_be_visible()
    keys.press("Control+z")
    expect(page.locator(".words .entity")).to_have_count(0)
    expect(transcript(page)).to_have_value("play taylor swift")
    keys.press("Control+z")
    expect(transcript(page)).to_have_value("play taylor ")
    keys.press("Control+Shift+z")
    keys.press("Control+Shift+z")
    expect(page.locator(".words .entity")).to_have_count(1)
    keys.press("Alt+i")
    keys.type("play")
    keys.press("Control+z")
    expect(page.get_by_role("combobox", name="What the person wants")).to_have_value("")
    expect(page.locator(".words .entity")).to_have_count(1)


def test_what_was_sent_is_taken_back_with_what_was_written(stage: Stage) -> None:
    stage.handover.allow(2)
    first = stage.place("a large latte")
    page = stage.open_workbench(size=SMALL)
    expect(page.get_by_text("Heard to the end")).to_be_visible()
    transcript(page).fill("a lage latte")
    page.keyboard.press("Control+Enter")
    expect(page.get_by_text("1 done today")).to_be_visible()
    assert has_label(stage, first)
    _ = stage.place("turn on the light")
    expect(transcript(page)).to_have_value("turn on the light")
    page.keyboard.press("Alt+z")
    dialog = page.get_by_role("dialog")
    expect(dialog).to_contain_text("a lage latte")
    page.keyboard.press("Enter")
    expect(transcript(page)).to_have_value("a lage latte")
    assert not has_label(stage, first)
    expect(page.get_by_text("0 done today")).to_be_visible()
    transcript(page).fill("a large latte")
    page.keyboard.press("Control+Enter")
    expect(transcript(page)).to_have_value("turn on the light")
    assert has_label(stage, first)


def test_rt5_that_it_cannot_be_taken_back_is_said_before_sending(stage: Stage) -> None:
    stage.handover.allow(1)
    _ = stage.place("and then she said", wake_word="hey jarvis")
    page = stage.open_workbench(size=SMALL)
    expect(page.get_by_text("Heard to the end")).to_be_visible()
    page.keyboard.press("n")
    expect(page.get_by_text("it cannot be taken back")).to_be_visible()
    page.keyboard.press("Control+Enter")
    expect(page.get_by_text("Nothing waits")).to_be_visible()
    page.keyboard.press("Alt+z")
    expect(page.get_by_role("dialog")).to_contain_text("there is nothing to take back")


# --- everything is in view --------------------------------------------------------------------------------------------

PARTS: Final = [
    "#transcript",
    ".words button",
    ".words .type",
    ".track",
    ".choices label",
    ".details input",
    ".bar button",
]


@pytest.mark.parametrize("language", ["en-GB", "de-DE", "nl-NL"])
def test_the_whole_work_is_in_view_at_1280_by_800(stage: Stage, language: str) -> None:
    """Text, marks, types, intent, three details, wake word and bar: nothing scrolls and nothing lies under the bar."""
    stage.handover.allow(1)
    _ = stage.place("okay nabu play taylor swift in the kitchen please", wake_word="okay nabu")
    page = stage.open_workbench(language=language, size=SMALL)
    write_everything(page)
    bar = page.locator(".bar").bounding_box()
    assert bar is not None
    boxes = page.evaluate(
        """(parts) => [...document.querySelectorAll(parts.join(', '))].map((part) => {
             const box = part.getBoundingClientRect();
             return [part.closest('.bar') !== null, box.left, box.top, box.right, box.bottom,
                     part.className || part.id];
           })""",
        PARTS,
    )
    assert len(boxes) > 20
    for in_bar, left, top, right, bottom, name in boxes:
        assert left >= 0, name
        assert top >= 0, name
        assert right <= SMALL[0], name
        assert bottom <= (SMALL[1] if in_bar else bar["y"]), name
    overflow = page.evaluate(
        """() => [document.documentElement, document.querySelector('main')]
                   .map((part) => part.scrollHeight - part.clientHeight)"""
    )
    assert overflow == [0, 0]


def write_everything(page: Page) -> None:
    """Fill every part of the page."""
    keys = page.keyboard
    transcript(page).wait_for()
    keys.press("s")
    keys.press("Home")
    keys.press("Control+ArrowRight")
    keys.press("Alt+u")
    keys.press("End")
    keys.press("Shift+Control+ArrowLeft")
    keys.press("Alt+e")
    keys.press("m")
    keys.press("Enter")
    expect(page.get_by_role("dialog")).to_have_count(0)
    keys.press("Alt+i")
    keys.type("play_music")
    keys.press("Alt+s")
    for number, (name, value) in enumerate((("artist", "taylor swift"), ("room", "kitchen"), ("volume", "low"))):
        if number > 0:
            page.locator(".details > div:last-child button").press("Enter")
        keys.type(name)
        keys.press("Tab")
        keys.type(value)
        keys.press("Tab")
    expect(page.locator(".details .slot")).to_have_count(3)


def test_at_200_percent_the_page_is_used_by_scrolling_down_only(stage: Stage) -> None:
    stage.handover.allow(1)
    clip_id = stage.place("okay nabu play taylor swift", wake_word="okay nabu")
    page = stage.open_workbench(size=ZOOMED)
    transcript(page).wait_for()
    assert page.evaluate("() => document.documentElement.scrollWidth <= window.innerWidth")
    assert page.evaluate("() => getComputedStyle(document.querySelector('.bar')).position") == "static"
    expect(page.get_by_text("Heard to the end")).to_be_visible()
    page.get_by_text("Said", exact=True).click()
    transcript(page).click()
    page.get_by_role("combobox", name="What the person wants").click()
    page.keyboard.type("play_music")
    page.get_by_role("button", name="Send and next").click()
    expect(page.get_by_text("Nothing waits")).to_be_visible()
    assert has_label(stage, clip_id)


def test_the_disguise_is_one_line_and_tells_more_when_asked(stage: Stage) -> None:
    page = playing(stage)
    expect(page.get_by_text("of 100 decisions")).to_have_count(0)
    page.get_by_role("button", name="About the disguise").click()
    expect(page.get_by_text("of 100 decisions")).to_be_visible()
    expect(page.get_by_text("Never try to find out who it is.")).to_be_visible()


# --- the focus is never lost ------------------------------------------------------------------------------------------


def test_wk5_the_focus_never_falls_to_nothing(stage: Stage) -> None:
    stage.handover.allow(2)
    _ = stage.place("a large latte")
    page = stage.open_workbench(size=SMALL)
    expect(transcript(page)).to_be_focused()
    expect(page.get_by_text("Heard to the end")).to_be_visible()
    for opener, closer in (("Keys", "Escape"), ("Settings", "Escape"), ("About the disguise", "Enter")):
        button = page.get_by_role("button", name=opener)
        button.focus()
        page.keyboard.press("Enter")
        page.keyboard.press(closer)
        expect(page.get_by_role("dialog")).to_have_count(0)
        expect(button).to_be_focused()
    transcript(page).focus()
    page.keyboard.press("Alt+r")
    expect(page.get_by_role("dialog")).to_be_visible()
    page.keyboard.press("Escape")
    expect(transcript(page)).to_be_focused()
    page.keyboard.press("Control+Enter")
    expect(page.get_by_text("Nothing waits")).to_be_visible()
    assert page.evaluate(FOCUS_LOST) is False
    _ = stage.place("turn on the light")
    expect(transcript(page)).to_be_focused()
    _ = page.evaluate("() => window.dispatchEvent(new Event('blur'))")
    expect(page.get_by_text("Paused while you look away")).to_be_visible()
    assert page.evaluate(FOCUS_LOST) is False
    _ = page.evaluate("() => window.dispatchEvent(new Event('focus'))")
    expect(transcript(page)).to_be_focused()
    page.keyboard.press("F2")
    expect(page.get_by_text("Nothing waits")).to_be_visible()
    assert page.evaluate(FOCUS_LOST) is False
    page.get_by_role("button", name="Sign out").click()
    expect(page.locator("#name")).to_be_focused()


def test_wk5_tab_leaves_a_long_list_for_the_next_field(stage: Stage) -> None:
    stage.handover.allow(1)
    _ = stage.place("a large latte")
    many = [{"name": f"intent_{number:02}", "slots": [{"name": "size", "values": ["s"]}]} for number in range(40)]
    page = stage.open_page("workbench", size=SMALL)
    _ = page.route("**/api/catalogue", lambda route: route.fulfill(json={"intents": many}))
    stage.sign_in(page, stage.add_reviewer())
    expect(transcript(page)).to_be_focused()
    page.keyboard.press("Alt+i")
    expect(page.get_by_role("listbox").get_by_role("option")).to_have_count(40)
    page.keyboard.press("Tab")
    expect(page.get_by_role("listbox").get_by_role("option")).to_have_count(0)
    assert page.evaluate("() => document.activeElement.tagName") == "BUTTON"
    page.keyboard.press("Shift+Tab")
    expect(page.get_by_role("combobox", name="What the person wants")).to_be_focused()


# --- any language, any role -------------------------------------------------------------------------------------------


def test_a_language_is_chosen_and_kept_and_takes_nothing_away(stage: Stage) -> None:
    stage.handover.allow(1)
    _ = stage.place("a large latte", repeat=3)
    page = stage.open_workbench(size=SMALL)
    expect(transcript(page)).to_be_focused()
    transcript(page).fill("half a sentence")
    _ = page.get_by_label("Language of the page").select_option("nl")
    expect(page.get_by_role("heading", name="Wat er is gezegd")).to_be_visible()
    expect(page.get_by_role("complementary", name="Richtlijn")).to_contain_text("Vergissingen")
    expect(transcript(page)).to_have_value("half a sentence")
    wait_until_saved(page)
    _ = page.reload()
    expect(page.get_by_role("heading", name="Wat er is gezegd")).to_be_visible()
    assert page.evaluate("() => document.documentElement.lang") == "nl"
    page.get_by_role("button", name="Uitloggen").click()
    expect(page.get_by_role("heading", name="Inloggen")).to_be_visible()
    _ = page.get_by_label("Taal van de pagina").select_option("de")
    expect(page.get_by_role("heading", name="Anmelden")).to_be_visible()


@pytest.mark.parametrize(
    ("role", "where"),
    [(StaffRole.ADMINISTRATOR, "on the administration page"), (StaffRole.AUDITOR, "earnest audit verify")],
)
def test_a_role_without_a_page_is_told_where_its_work_is(stage: Stage, role: StaffRole, where: str) -> None:
    page = stage.open_workbench(stage.add_reviewer("Else", role=role), size=SMALL)
    expect(page.get_by_role("heading", name="Your work is elsewhere")).to_be_visible()
    expect(page.get_by_text(where)).to_be_visible()
    expect(page.get_by_text("Nothing waits")).to_have_count(0)
    assert page.evaluate(FOCUS_LOST) is False
    page.get_by_role("button", name="Sign out").click()
    expect(page.locator("#name")).to_be_focused()


def test_wk1_no_pace_is_shown_before_there_is_one(stage: Stage) -> None:
    page = playing(stage)
    expect(page.get_by_text("waiting")).to_be_visible()
    expect(page.get_by_text("an hour")).to_have_count(0)


def test_a_clip_says_its_language_and_country_by_name(stage: Stage) -> None:
    facts = playing(stage).get_by_role("group", name="What is known of the clip")
    expect(facts.get_by_text("English", exact=True)).to_be_visible()
    expect(facts.get_by_text("Germany", exact=True)).to_be_visible()
