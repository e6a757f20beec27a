"""The hands of a reviewer: words played by key, what is marked repeated, keys of one's own in every browser."""

from browser.stage import WORD_SECONDS, Stage
from playwright.sync_api import Page, expect

POSITION = "() => window.__sounds.at(-1).currentTime"
PAUSED = "() => window.__sounds.at(-1).paused"


def _heard(page: Page) -> None:
    expect(page.get_by_text("Heard to the end")).to_be_visible()
    _ = page.wait_for_function(PAUSED)


def test_the_words_under_the_cursor_are_played_alone_and_from_there(stage: Stage) -> None:
    """Asks b1 2, 12, 14: a word by key, from a word by key; neither starts at the beginning."""
    stage.handover.allow(1)
    _ = stage.place("play taylor swift in the kitchen please")
    page = stage.open_workbench()
    _heard(page)
    page.keyboard.press("Home")
    for _word in range(4):
        page.keyboard.press("Control+ArrowRight")
    page.keyboard.press("Alt+p")
    _ = page.wait_for_function("() => !window.__sounds.at(-1).paused")
    _ = page.wait_for_function(PAUSED)
    stopped = page.evaluate(POSITION)
    assert 4 * WORD_SECONDS < stopped < 6 * WORD_SECONDS, "it stops behind the word, long before the end"
    page.keyboard.press("Alt+h")
    _ = page.wait_for_function(PAUSED)
    assert page.evaluate("() => window.__sounds.at(-1).ended"), "from the word to the end"
    page.keyboard.press("Alt+ArrowLeft")
    at = page.evaluate(POSITION)
    page.keyboard.press("Alt+ArrowLeft")
    assert abs(at - page.evaluate(POSITION) - 0.5) < 0.05


def test_what_is_marked_in_the_sound_is_repeated_until_the_key_is_pressed_again(stage: Stage) -> None:
    stage.handover.allow(1)
    _ = stage.place("play taylor swift in the kitchen please")
    page = stage.open_workbench()
    _heard(page)
    page.evaluate(
        """() => { const sound = window.__sounds.at(-1); window.__jumps = 0; let last = 0;
                   sound.addEventListener('timeupdate', () => {
                     if (sound.currentTime < last) window.__jumps += 1;
                     last = sound.currentTime; }); }"""
    )
    for _step in range(3):
        page.keyboard.press("Alt+ArrowLeft")
    page.keyboard.press("Alt+BracketLeft")
    page.keyboard.press("Alt+ArrowRight")
    page.keyboard.press("Alt+BracketRight")
    page.keyboard.press("Alt+l")
    expect(page.get_by_text("Repeating")).to_be_visible()
    _ = page.wait_for_function("() => window.__jumps >= 3")
    page.keyboard.press("Alt+l")
    expect(page.get_by_text("Repeating")).to_have_count(0)
    _ = page.wait_for_function(PAUSED)


def test_keys_of_ones_own_are_kept_on_the_server_and_a_key_in_use_is_asked_about(stage: Stage) -> None:
    """Ask b1 5: keys clash with what a machine does; they are changed once."""
    stage.handover.allow(1)
    _ = stage.place("a large latte with oat milk", repeat=5)
    page = stage.open_workbench()
    expect(page.get_by_role("button", name="Pause")).to_be_visible()
    page.keyboard.press("F1")
    dialog = page.get_by_role("dialog")
    dialog.get_by_role("button", name="Change: Play or pause").press("Enter")
    page.keyboard.press("Alt+Comma")
    expect(dialog.get_by_role("alertdialog")).to_contain_text("is the key of “Slower” already")
    with page.expect_response(lambda answer: answer.url.endswith("/api/keys") and answer.request.method == "PUT"):
        page.keyboard.press("Enter")
    expect(dialog.get_by_role("alertdialog")).to_have_count(0)

    _ = page.reload()
    play = page.get_by_role("button", name="Play").or_(page.get_by_role("button", name="Pause"))
    expect(play.locator("kbd").last).to_have_text(",")
    page.keyboard.press("F1")
    with page.expect_response(lambda answer: answer.url.endswith("/api/keys") and answer.request.method == "PUT"):
        page.get_by_role("button", name="Reset the keys").press("Enter")
    _ = page.reload()
    expect(play.locator("kbd").last).to_have_text("Space")


def test_my_day_lists_what_was_sent_takes_it_back_and_the_clip_waits_on_the_review_page(stage: Stage) -> None:
    """WK1: the own pace and list, seen by their owner alone; sound stops while another page is open."""
    stage.handover.allow(2)
    _ = stage.place("a large latte"), stage.place("play some jazz", repeat=8)
    page = stage.open_workbench()
    expect(page.get_by_text("Heard to the end")).to_be_visible()
    page.keyboard.press("Control+Enter")
    expect(page.get_by_role("button", name="Pause")).to_be_visible()
    _ = page.wait_for_function("() => !window.__sounds.at(-1).paused")
    page.get_by_label("What was said").press("Control+End")
    page.keyboard.type(" please")
    page.keyboard.press("Alt+PageDown")
    expect(page.get_by_role("heading", name="My day")).to_be_visible()
    _ = page.wait_for_function(PAUSED)
    expect(page.get_by_text("After ten clips and five minutes")).to_be_visible()
    page.keyboard.press("Alt+PageUp")
    expect(page.get_by_label("What was said")).to_have_value("play some jazz " * 7 + "play some jazz please")
    page.keyboard.press("Alt+PageDown")
    page.get_by_role("button", name="Take back").last.press("Enter")
    expect(page.get_by_text("It lies on the review page now")).to_be_visible()
    page.keyboard.press("Alt+PageUp")
    expect(page.get_by_label("What was said")).to_have_value("a large latte")


def test_a_clip_is_skipped_and_a_note_is_sent_by_key(stage: Stage) -> None:
    """Ask b2 36: a comment for the lead, and on to the next clip."""
    stage.handover.allow(2)
    _ = stage.place("a large latte"), stage.place("play some jazz")
    page = stage.open_workbench()
    expect(page.get_by_label("What was said")).to_have_value("a large latte")
    page.keyboard.press("Alt+m")
    page.keyboard.type("Is latte a drink?")
    page.keyboard.press("Control+Enter")
    expect(page.get_by_text("The note is with the lead.")).to_be_visible()
    page.keyboard.press("Alt+k")
    expect(page.get_by_label("What was said")).to_have_value("play some jazz")
