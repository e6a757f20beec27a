"""The reviewer's page in a real browser, on the real workbench: all by keyboard, nothing kept, silence when told."""

import time
from datetime import UTC, datetime
from typing import Final

from browser.stage import Stage
from playwright.sync_api import Page, expect
from psycopg.rows import dict_row

from earnest.deidentified.guideline.packaged import CURRENT_VERSION
from earnest.foundation.identifiers import ClipId
from earnest.handover.labels import Label
from earnest.handover.withdrawals import WithdrawalReason, withdraw
from earnest.organisation.staff.records import MemberKind

SOUNDS_PLAYING: Final = "() => window.__sounds.some((sound) => !sound.paused && !sound.ended)"


def load_label(stage: Stage, clip_id: ClipId) -> Label:
    with stage.databases.owner.transaction() as connection:
        label = stage.handover.find_label(connection, clip_id)
    assert label is not None
    return label


def heard_to_the_end(page: Page) -> None:
    expect(page.get_by_text("Heard to the end")).to_be_visible()


def test_a_wrong_code_is_said_plainly_and_too_many_attempts_are_slowed_down(stage: Stage) -> None:
    member = stage.add_reviewer("Vera")
    page = stage.open_page("workbench")
    page.get_by_label("Name").fill(member.member.name)
    page.keyboard.press("Enter")
    expect(page.get_by_role("alert")).to_contain_text("Fill in name, password and code: six digits")
    for _attempt in range(6):
        page.get_by_label("Password").fill("not the password")
        page.get_by_label("One-time code").fill("000000")
        page.keyboard.press("Enter")
        expect(page.get_by_role("button", name="Sign in and start")).to_be_enabled()
        expect(page.get_by_label("One-time code")).to_have_value("")
    expect(page.get_by_role("alert")).to_contain_text("Too many attempts")


def test_a_whole_review_by_keyboard_alone(stage: Stage) -> None:
    """S5, RV9, b1: sound by itself, correct, mark, link, intent, details, send; the next clip follows by itself."""
    stage.handover.allow(2)
    first = stage.place("okay nabu play tailor swift in the kitchen", wake_word="okay nabu")
    before = list(stage.workbenches.served)
    page = stage.open_workbench()
    keys = page.keyboard
    expect(page.get_by_role("button", name="Pause")).to_be_visible()
    assert page.evaluate(SOUNDS_PLAYING) is True
    expect(page.get_by_text("Disguise: strong")).to_be_visible()
    box = page.get_by_label("What was said")
    expect(box).to_have_value("okay nabu play tailor swift in the kitchen")

    keys.press("s")
    expect(box).to_be_focused()
    keys.press("Control+A")
    keys.type("okay nabu play taylor swift in the kitchen")
    keys.press("Home")
    for _word in range(3):
        keys.press("Control+ArrowRight")
    keys.press("Shift+Control+ArrowRight")
    keys.press("Shift+Control+ArrowRight")
    keys.press("Alt+e")
    expect(page.get_by_role("dialog")).to_contain_text("taylor swift")
    keys.press("m")
    keys.type("Q26876")
    keys.press("Enter")
    expect(page.get_by_role("dialog")).to_have_count(0)
    expect(page.get_by_text("Musical artist").first).to_be_visible()
    keys.press("End")
    keys.press("Alt+u")

    keys.press("Alt+i")
    keys.type("play_music")
    keys.press("Alt+s")
    keys.type("artist")
    keys.press("Tab")
    keys.type("taylor swift")
    heard_to_the_end(page)

    second = stage.place("one large latte")
    keys.press("Control+Enter")
    expect(box).to_have_value("one large latte")
    expect(box).to_be_focused()
    expect(page.get_by_role("button", name="Pause")).to_be_visible()
    expect(page.get_by_text("1 done today")).to_be_visible()

    label = load_label(stage, first)
    assert label.transcript == "okay nabu play taylor swift in the kitchen"
    assert label.wake_word_verdict is not None
    assert label.wake_word_verdict.value == "said"
    assert [(one.first_word, one.last_word, one.type, one.link) for one in label.entities] == [
        (3, 4, "musical artist", "Q26876")
    ]
    assert label.unclear_words == (7,)
    assert label.intent == "play_music"
    assert [(slot.name, slot.value) for slot in label.slots] == [("artist", "taylor swift")]
    assert label.guideline_version == CURRENT_VERSION
    assert label.reviewer_kind.value == "reviewer"
    with stage.databases.owner.transaction() as connection:
        assert stage.handover.find_label(connection, second) is None
    served = [after - earlier for earlier, after in zip(before, stage.workbenches.served, strict=True)]
    assert min(served) > 5, "each request was answered by another process than the one before"


def test_what_was_labelled_before_is_offered_by_typing_ahead(stage: Stage) -> None:
    stage.handover.allow(2)
    _ = stage.place("a large latte")
    page = stage.open_workbench()
    keys = page.keyboard
    heard_to_the_end(page)
    keys.press("Alt+i")
    keys.type("order_coffee")
    keys.press("Alt+s")
    keys.type("size")
    keys.press("Tab")
    keys.type("large")
    second = stage.place("a small latte")
    keys.press("Control+Enter")
    expect(page.get_by_label("What was said")).to_have_value("a small latte")
    heard_to_the_end(page)
    keys.press("Alt+i")
    keys.type("coff")
    expect(page.get_by_role("option", name="order_coffee")).to_be_visible()
    keys.press("ArrowDown")
    keys.press("Enter")
    expect(page.get_by_role("combobox", name="Detail 1")).to_have_value("size")
    keys.press("Alt+s")
    keys.type("small")
    keys.press("Control+Enter")
    expect(page.get_by_text("Nothing waits")).to_be_visible()
    label = load_label(stage, second)
    assert (label.intent, [(slot.name, slot.value) for slot in label.slots]) == ("order_coffee", [("size", "small")])


def test_nothing_is_sent_before_the_clip_was_heard_to_its_end(stage: Stage) -> None:
    """RV1: the page says why, and the key does nothing."""
    stage.handover.allow(1)
    _ = stage.place("a large latte with oat milk and two shots please", repeat=2)
    page = stage.open_workbench()
    sent: list[str] = []
    page.on("request", lambda request: sent.append(request.url) if request.url.endswith("/label") else None)
    expect(page.get_by_text("Listen to the end first.")).to_be_visible()
    page.keyboard.press("Control+Enter")
    page.keyboard.press("Control+Space")
    expect(page.get_by_role("button", name="Play")).to_be_visible()
    page.keyboard.press("Control+Enter")
    time.sleep(0.5)
    assert sent == []
    for _step in range(4):
        page.keyboard.press("Alt+.")
    expect(page.get_by_text("2×")).to_be_visible()
    page.keyboard.press("Control+Space")
    heard_to_the_end(page)
    expect(page.get_by_text("Ready to send.")).to_be_visible()
    page.keyboard.press("Control+Enter")
    expect(page.get_by_text("Nothing waits")).to_be_visible()
    assert len(sent) == 1


def test_looking_away_stops_the_sound_and_covers_the_text(stage: Stage) -> None:
    """WP5."""
    stage.handover.allow(1)
    _ = stage.place("a large latte with oat milk", repeat=5)
    page = stage.open_workbench()
    expect(page.get_by_role("button", name="Pause")).to_be_visible()
    _ = page.evaluate("() => window.dispatchEvent(new Event('blur'))")
    expect(page.get_by_text("Paused while you look away")).to_be_visible()
    assert page.evaluate(SOUNDS_PLAYING) is False
    expect(page.get_by_label("What was said")).to_be_hidden()
    assert page.locator(".word").first.is_hidden()
    page.keyboard.press("Control+Space")
    assert page.evaluate(SOUNDS_PLAYING) is False
    _ = page.evaluate("() => window.dispatchEvent(new Event('focus'))")
    expect(page.get_by_label("What was said")).to_be_visible()
    assert page.evaluate(SOUNDS_PLAYING) is False
    page.keyboard.press("Control+Space")
    expect(page.get_by_role("button", name="Pause")).to_be_visible()


def test_a_withdrawn_clip_falls_silent_at_once_and_the_next_one_comes(stage: Stage) -> None:
    stage.handover.allow(2)
    first = stage.place("a large latte with oat milk", repeat=10)
    page = stage.open_workbench()
    expect(page.get_by_role("button", name="Pause")).to_be_visible()
    second_text = "turn on the light"
    _ = stage.place(second_text)
    with stage.databases.owner.transaction() as connection:
        withdraw(connection, [first], reason=WithdrawalReason.CONSENT_WITHDRAWN, withdrawn_at=datetime.now(UTC))
    _ = page.wait_for_function(f"() => !({SOUNDS_PLAYING})()", timeout=5_000)
    expect(page.get_by_text("The person withdrew this clip.")).to_be_visible(timeout=5_000)
    assert page.evaluate("() => window.__sounds[0].getAttribute('src')") is None, "the sound itself is gone"
    expect(page.get_by_label("What was said")).to_have_value(second_text)
    expect(page.get_by_text("large latte")).to_have_count(0)


def test_rg1_sound_stops_by_itself_where_the_server_says_nothing(stage: Stage) -> None:
    """A server that hangs cannot say that the person has withdrawn: silence, until it answers again."""
    stage.handover.allow(1)
    _ = stage.place("a large latte with oat milk", repeat=10)
    page = stage.open_workbench()
    expect(page.get_by_role("button", name="Pause")).to_be_visible()
    _ = page.wait_for_function(SOUNDS_PLAYING)
    _ = page.route("**/played", lambda _route: None)
    _ = page.wait_for_function(f"() => !({SOUNDS_PLAYING})()", timeout=10_000)
    page.keyboard.press("Control+Space")
    page.wait_for_timeout(500)
    assert page.evaluate(f"({SOUNDS_PLAYING})()") is False
    page.unroute("**/played")


def test_rg1_sound_goes_on_by_itself_once_a_slow_server_answers(stage: Stage) -> None:
    stage.handover.allow(1)
    _ = stage.place("a large latte with oat milk", repeat=10)
    page = stage.open_workbench()
    _ = page.wait_for_function(SOUNDS_PLAYING)
    _ = page.route("**/played", lambda _route: None)
    _ = page.wait_for_function(f"() => !({SOUNDS_PLAYING})()", timeout=10_000)
    page.unroute("**/played")  # lets go what it held
    _ = page.wait_for_function(SOUNDS_PLAYING)


def test_two_keys_in_a_row_stop_the_sound_and_start_it_again(stage: Stage) -> None:
    """Also where the second comes before the browser has said that the sound stands still."""
    stage.handover.allow(1)
    _ = stage.place("a large latte with oat milk", repeat=10)
    page = stage.open_workbench()
    _ = page.wait_for_function(SOUNDS_PLAYING)
    key = 'new KeyboardEvent("keydown", {code: "Space", key: " ", ctrlKey: true, bubbles: true})'
    _ = page.evaluate(f"() => {{ window.dispatchEvent({key}); window.dispatchEvent({key}); }}")
    page.wait_for_timeout(500)
    assert page.evaluate(f"({SOUNDS_PLAYING})()") is True


def test_an_accidental_recording_is_one_key_and_erased(stage: Stage) -> None:
    """RV10, RT5."""
    stage.handover.allow(1)
    clip_id = stage.place("and then she said to me", wake_word="hey jarvis")
    page = stage.open_workbench()
    heard_to_the_end(page)
    page.keyboard.press("n")
    expect(page.get_by_text("Sound and text are erased as soon as you send this")).to_be_visible()
    page.keyboard.press("Control+Enter")
    expect(page.get_by_text("Nothing waits")).to_be_visible()
    label = load_label(stage, clip_id)
    assert label.transcript is None
    with stage.databases.owner.transaction() as connection, connection.cursor(row_factory=dict_row) as cursor:
        row = cursor.execute("select reason from handover.withdrawals where clip_id = %s", [clip_id]).fetchone()
    assert row == {"reason": "not_said"}


def test_rejecting_takes_one_key_after_three_seconds(stage: Stage) -> None:
    stage.handover.allow(2)
    clip_id = stage.place("a large latte with oat milk", repeat=5)
    page = stage.open_workbench()
    expect(page.get_by_role("button", name="Pause")).to_be_visible()
    _ = stage.place("turn on the light")
    page.keyboard.press("Alt+r")
    dialog = page.get_by_role("dialog")
    expect(dialog.get_by_text("A rejection counts after three seconds")).to_be_visible()
    page.keyboard.press("Control+Space")
    expect(dialog.get_by_text("A rejection counts after three seconds")).to_have_count(0)
    page.keyboard.press("2")
    expect(page.get_by_label("What was said")).to_have_value("turn on the light")
    assert load_label(stage, clip_id).reject_reason == "unintelligible"


def test_dc1_a_clip_can_be_given_back_although_reports_of_play_are_refused(stage: Stage) -> None:
    """As after a restart of the workbench, which then believes no report until the sound is loaded anew."""
    stage.handover.allow(1)
    _ = stage.place("a large latte with oat milk", repeat=5)
    page = stage.open_workbench()
    expect(page.get_by_role("button", name="Pause")).to_be_visible()
    refusal = '{"code": "sound_not_requested", "message": "Not requested.", "remedy": "Load it again."}'
    _ = page.route("**/played", lambda route: route.fulfill(status=409, content_type="application/json", body=refusal))
    page.keyboard.press("Alt+n")
    expect(page.get_by_text("Given back.")).to_be_visible()
    with stage.databases.owner.transaction() as connection:
        assert connection.execute("select outcome from deidentified.leases").fetchall() == [("returned",)]


def test_a_doubtful_text_is_not_filled_in_and_a_concealed_word_is_shown_as_such(stage: Stage) -> None:
    """RV8; the page also keeps no copy of anything."""
    stage.handover.allow(2)
    _ = stage.place("call lisa now", posterior=0.3, concealed={1: "given_name"})
    page = stage.open_workbench()
    expect(page.get_by_label("What was said")).to_have_value("")
    expect(page.get_by_text("The recogniser was unsure, so the box is empty.")).to_be_visible()
    expect(page.get_by_title("Concealed: given_name")).to_be_visible()
    expect(page.get_by_text("lisa")).to_have_count(0)
    kept = page.evaluate(
        """async () => [localStorage.length, sessionStorage.length, (await indexedDB.databases()).length,
                         (await caches.keys()).length, document.querySelectorAll('audio, a[download]').length]"""
    )
    assert kept == [0, 0, 0, 0, 0]
    assert page.evaluate(
        """() => !document.querySelector('main')
                   .dispatchEvent(new MouseEvent('contextmenu', {bubbles: true, cancelable: true}))"""
    )


def test_keys_can_be_changed_and_are_shown(stage: Stage) -> None:
    stage.handover.allow(1)
    _ = stage.place("a large latte with oat milk", repeat=5)
    page = stage.open_workbench()
    expect(page.get_by_role("button", name="Pause")).to_be_visible()
    page.keyboard.press("F1")
    dialog = page.get_by_role("dialog")
    dialog.get_by_role("button", name="Change: Play or pause").press("Enter")
    page.keyboard.press("a")
    expect(dialog.get_by_role("alert")).to_contain_text("so that typing still works")
    page.keyboard.press("F4")
    expect(dialog.get_by_text("F4")).to_be_visible()
    page.keyboard.press("Escape")
    expect(dialog).to_have_count(0)
    page.keyboard.press("F4")
    expect(page.get_by_role("button", name="Play")).to_be_visible()
    page.keyboard.press("Control+b")
    expect(page.get_by_role("button", name="Pause")).to_be_visible()


def test_an_empty_page_fills_by_itself_and_a_program_is_never_taken_for_a_person(stage: Stage) -> None:
    page = stage.open_workbench(stage.add_reviewer("robot", kind=MemberKind.SIMULATED))
    expect(page.get_by_text("Nothing waits")).to_be_visible()
    expect(page.get_by_text("Simulated reviewer: a program types")).to_be_visible()
    stage.handover.allow(1)
    _ = stage.place("turn on the light")
    expect(page.get_by_label("What was said")).to_have_value("turn on the light")
    page.get_by_role("button", name="Sign out").click()
    expect(page.get_by_role("heading", name="Sign in to review")).to_be_visible()
    expect(page.get_by_text("turn on the light")).to_have_count(0)


def test_guideline_and_german(stage: Stage) -> None:
    stage.handover.allow(1)
    _ = stage.place("a large latte")
    page = stage.open_workbench(language="de-DE")
    expect(page.get_by_role("complementary", name="Leitfaden")).to_contain_text("Fassung 2")
    expect(page.get_by_label("Was gesagt wurde")).to_have_value("a large latte")
    page.keyboard.press("Alt+g")
    expect(page.get_by_role("complementary", name="Leitfaden")).to_have_count(0)
