"""Care, Help and Talk in a real browser: a danger is escalated from the clip, and Care tells what became of it."""

from browser.stage import Stage
from playwright.sync_api import Route, expect

from earnest.organisation.staff.records import StaffRole

SMALL = (1280, 800)


def test_dc4_a_danger_is_escalated_from_the_clip_and_care_tells_of_it(stage: Stage) -> None:
    stage.handover.allow(2)
    _ = stage.place("a large latte")
    page = stage.open_workbench(size=SMALL)
    page.get_by_role("button", name="Escalate").click()
    expect(page.get_by_role("dialog")).to_contain_text("What did you hear?")
    page.get_by_role("button", name="A child in danger").click()
    expect(page.get_by_role("dialog")).to_have_count(0)
    # DC3: the rest is said as what it is, with its end, and not as a fault of the server.
    expect(page.get_by_role("heading", name="A rest is due")).to_be_visible()
    expect(page.get_by_text("The next clip comes by itself at")).to_be_visible()
    expect(page.get_by_text("The server does not answer")).to_have_count(0)
    page.get_by_role("tab", name="Care").click()
    expect(page.get_by_role("tabpanel", name="Care").get_by_text("A child in danger")).to_be_visible()
    expect(page.get_by_role("tabpanel", name="Care").get_by_text("A rest is due.")).to_be_visible()
    expect(page.get_by_role("heading", name="What is recorded about me")).to_be_visible()
    assert stage.troubles.take() == []


def test_dc4_the_dialog_stays_until_the_report_has_arrived(stage: Stage) -> None:
    """Care, opened the moment that the dialog is gone, must know of it."""
    stage.handover.allow(2)
    _ = stage.place("a large latte")
    page = stage.open_workbench(size=SMALL)
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    _ = page.route("**/escalate", hold)
    page.get_by_role("button", name="Escalate").click()
    page.get_by_role("button", name="A child in danger").click()
    expect(page.get_by_role("button", name="A child in danger")).to_be_disabled()
    for _ in range(200):
        if held:
            break
        page.wait_for_timeout(50)
    held[0].continue_()
    expect(page.get_by_role("dialog")).to_have_count(0)
    assert stage.troubles.take() == []


def test_ch5_a_message_is_written_and_one_that_names_a_clip_is_refused(stage: Stage) -> None:
    page = stage.open_workbench(size=SMALL)
    page.get_by_role("tab", name="Talk").click()
    page.get_by_label("Message").fill("Rough morning. Coffee?")
    page.get_by_role("button", name="Write").click()
    expect(page.get_by_text("Rough morning. Coffee?")).to_be_visible()
    page.get_by_label("Message").fill("clip id 4711")
    page.get_by_role("button", name="Write").click()
    expect(page.get_by_text("This cannot be written here")).to_be_visible()
    page.get_by_role("tab", name="Help").click()
    expect(page.get_by_text("No question waits")).to_be_visible()
    assert stage.troubles.take() == []


def test_ch1_a_word_is_asked_about_from_the_clip_and_answered_by_another(stage: Stage) -> None:
    stage.handover.allow(2)
    _ = stage.place("a large latte", repeat=4)
    asker = stage.open_workbench(size=SMALL)
    asker.get_by_role("button", name="Ask others").click()
    expect(asker.get_by_text("The answer comes under Help within a day.")).to_be_visible()
    helper = stage.open_workbench(stage.add_reviewer("Helper"), size=SMALL)
    helper.get_by_role("tab", name="Help").click()
    helper.get_by_role("button", name="Hear two seconds").click()
    helper.get_by_label("The word that you heard").fill("latte")
    helper.get_by_role("button", name="Send the word").click()
    expect(helper.get_by_text("No question waits")).to_be_visible()
    asker.get_by_role("tab", name="Help").click()
    expect(asker.get_by_role("tabpanel", name="Help").get_by_text("latte", exact=True)).to_be_visible()
    assert stage.troubles.take() == []


WATCH_HEARING = """() => {
  window.__started = 0; window.__closed = 0;
  const start = AudioBufferSourceNode.prototype.start, close = AudioContext.prototype.close;
  AudioBufferSourceNode.prototype.start = function (...at) { window.__started += 1; return start.apply(this, at); };
  AudioContext.prototype.close = function () { window.__closed += 1; return close.call(this); };
}"""


def test_wp5_the_two_seconds_of_a_hard_word_stop_where_the_window_is_not_looked_at(stage: Stage) -> None:
    stage.handover.allow(2)
    _ = stage.place("a large latte", repeat=4)
    asker = stage.open_workbench(size=SMALL)
    asker.get_by_role("button", name="Ask others").click()
    expect(asker.get_by_text("The answer comes under Help within a day.")).to_be_visible()
    helper = stage.open_workbench(stage.add_reviewer("Helper"), size=SMALL)
    helper.get_by_role("tab", name="Help").click()
    _ = helper.evaluate(WATCH_HEARING)
    helper.get_by_role("button", name="Hear two seconds").click()
    _ = helper.wait_for_function("() => window.__started === 1")
    assert helper.evaluate("() => window.__closed") == 0
    _ = helper.evaluate("() => window.dispatchEvent(new Event('blur'))")
    _ = helper.wait_for_function("() => window.__closed === 1")


def test_ch4_abuse_is_reported_from_a_clip_from_help_and_from_talk_and_a_lead_sees_it_without_a_name(
    stage: Stage,
) -> None:
    stage.handover.allow(1)
    _ = stage.place("a large latte")
    page = stage.open_workbench()
    expect(page.get_by_text("Heard to the end")).to_be_visible()
    page.get_by_role("button", name="Report abuse").press("Enter")
    dialog = page.get_by_role("dialog", name="Report abuse")
    dialog.get_by_role("button", name="Clips are shared").press("Enter")
    expect(page.get_by_text("Reported. A lead sees it under Alerts, without your name.")).to_be_visible()
    expect(page.get_by_label("What was said")).to_have_value("a large latte")
    for heading, category in (("Hard words", "Speakers are mocked"), ("Talk", "A speaker is looked for")):
        tab = "Help" if heading == "Hard words" else heading
        page.get_by_role("tab", name=tab).click()
        expect(page.get_by_role("heading", name=heading)).to_be_visible()
        page.get_by_role("tabpanel", name=tab).get_by_role("button", name="Report abuse").click()
        page.get_by_role("dialog").get_by_role("button", name=category).click()
        expect(page.get_by_role("dialog")).to_have_count(0)
    lead = stage.open_workbench(stage.add_reviewer("Lena", role=StaffRole.LEAD))
    lead.get_by_role("tab", name="Alerts").click()
    for category in ("Clips are shared", "Speakers are mocked", "A speaker is looked for"):
        expect(lead.get_by_text(category)).to_be_visible()
    expect(lead.get_by_text("Rosa")).to_have_count(0)
    lead.get_by_role("group", name="Clips are shared").get_by_role("button", name="Talked about").press("Enter")
    expect(lead.get_by_role("listitem").filter(has_text="Clips are shared")).to_contain_text("Talked about")
    expect(lead.get_by_role("heading", name="Alerts and reports")).to_be_focused()
    report = lead.get_by_role("listitem").filter(has_text="Clips are shared")
    again = report.get_by_role("button", name="Decide again…")
    again.press("Enter")
    expect(again).to_have_attribute("aria-expanded", "true")
    report.get_by_role("button", name="More is known now").press("Enter")
    expect(lead.get_by_role("heading", name="Alerts and reports")).to_be_focused()
    report.get_by_role("button", name="Told to the safety officer").press("Enter")
    expect(report).to_contain_text("Told to the safety officer")
    expect(again).to_have_attribute("aria-expanded", "false")


def test_dc2_a_clip_with_a_warning_is_read_first_and_does_not_play_by_itself(stage: Stage) -> None:
    stage.handover.allow(1)
    _ = stage.place("he hurts me", warnings=("outcry", "violence"))
    page = stage.open_workbench(size=SMALL)
    expect(page.get_by_role("heading", name="Nothing waits")).to_be_visible()
    page.get_by_role("button", name="Settings").click()
    page.get_by_role("dialog").get_by_role("switch").click()
    page.keyboard.press("Escape")
    note = page.get_by_role("note")
    expect(note).to_contain_text("This clip may hold: a cry or scream, words of violence.")
    expect(note).to_contain_text("he hurts me")
    assert page.evaluate("() => window.__sounds.length") == 0, "nothing was played"
    page.keyboard.press("Control+Space")
    _ = page.wait_for_function("() => window.__sounds.length === 1 && !window.__sounds[0].paused")
    assert "protect" not in page.locator("body").inner_text()
