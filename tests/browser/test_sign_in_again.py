"""A session that ended is renewed in place: the page is covered, and the same member goes on where they were (AC3)."""

import time
from contextlib import closing
from datetime import UTC, datetime, timedelta
from http import HTTPStatus

from browser.stage import Stage
from playwright.sync_api import APIResponse, Locator, Page, Route, expect
from pyotp.totp import TOTP

from earnest.organisation.staff.records import NewMember

SMALL = (1280, 800)


def transcript(page: Page) -> Locator:
    return page.locator("#transcript")


def _writing(stage: Stage, member: NewMember) -> Page:
    """Open the workbench, and write something that is saved."""
    stage.handover.allow(1)
    _ = stage.place("a large latte", repeat=4)
    page = stage.open_workbench(member, size=SMALL)
    expect(transcript(page)).to_be_focused()
    transcript(page).fill("saved before")
    expect(page.get_by_text("Saved ")).to_be_visible()
    return page


def _end_sessions(stage: Stage) -> None:
    with stage.databases.owner.transaction() as connection:
        _ = connection.execute("update staff.sessions set last_used_at = last_used_at - interval '31 minutes'")
        # The code of this minute is used up; a test does not wait for the next.
        _ = connection.execute("update staff.members set last_totp_step = 0")


def _sign_in_again(page: Page, member: NewMember) -> None:
    """Do it by keyboard alone."""
    dialog = page.get_by_role("dialog", name="Your session has ended")
    expect(dialog.get_by_label("Password")).to_be_focused()
    # On a busy machine the dialog opens while the test writes, and the rest of that is written there.
    page.keyboard.press("Control+A")
    page.keyboard.type(member.password)
    page.keyboard.press("Tab")
    page.keyboard.type(TOTP(member.totp_secret).now())
    page.keyboard.press("Enter")
    expect(dialog).to_have_count(0)


def test_ac3_the_page_is_covered_and_goes_on_where_it_was(stage: Stage) -> None:
    rosa = stage.add_reviewer()
    page = _writing(stage, rosa)
    _end_sessions(stage)
    page.keyboard.insert_text(", and more")
    expect(page.get_by_role("dialog")).to_contain_text("Sign in again as Rosa.")
    for hidden in (transcript(page), page.get_by_role("tab", name="Care"), page.get_by_label("Waveform")):
        expect(hidden).to_be_hidden()
    page.keyboard.press("F2")
    page.keyboard.press("Alt+ArrowDown")
    _sign_in_again(page, rosa)
    expect(transcript(page)).to_have_value("saved before, and more")
    expect(transcript(page)).to_be_focused()
    page.keyboard.type("!")
    expect(transcript(page)).to_have_value("saved before, and more!")
    with stage.databases.owner.transaction() as connection:
        outcomes = connection.execute("select outcome from deidentified.leases").fetchall()
    assert outcomes == [(None,)], "the clip is the same, and a key that was pressed meanwhile did nothing to it"


def test_ac3_a_request_of_the_ended_session_that_is_refused_late_asks_for_no_second_sign_in(stage: Stage) -> None:
    """The refusal is the server's own, and arrives when the member has signed in again."""
    rosa = stage.add_reviewer()
    page = _writing(stage, rosa)
    held: list[tuple[Route, APIResponse]] = []

    def hold(route: Route) -> None:
        if held:
            route.fallback()
        else:
            held.append((route, route.fetch()))

    _end_sessions(stage)
    # Before anything is waited for: the page asks to sign in as soon as a request is refused, and then takes no words.
    page.keyboard.insert_text(", and more")
    with page.expect_request(lambda request: request.url.endswith("/played")):
        _ = page.route("**/played", hold)
    _sign_in_again(page, rosa)
    ((late, refusal),) = held
    assert refusal.status == HTTPStatus.UNAUTHORIZED
    with page.expect_response(lambda answer: answer.url.endswith("/played") and answer.ok):
        late.fulfill(response=refusal)
    expect(page.get_by_role("dialog")).to_have_count(0)
    expect(transcript(page)).to_be_focused()
    expect(transcript(page)).to_have_value("saved before, and more")


def test_ac3_another_person_sees_nothing_of_the_page(stage: Stage) -> None:
    rosa, otto = stage.add_reviewer(), stage.add_reviewer("Otto")
    page = _writing(stage, rosa)
    _end_sessions(stage)
    page.keyboard.insert_text(", and more")
    page.get_by_role("button", name="Sign in as another person").last.click()
    expect(page.get_by_role("heading", name="Sign in to review")).to_be_visible()
    assert "saved before" not in page.content()
    stage.sign_in(page, otto)
    expect(page.get_by_role("button", name="Sign out")).to_be_visible()
    assert "saved before" not in page.content()


def test_ac3_what_is_written_survives_a_minute_without_connection_a_restart_and_the_end_of_the_session(
    stage: Stage,
) -> None:
    rosa = stage.add_reviewer()
    page = _writing(stage, rosa)
    page.context.set_offline(offline=True)
    transcript(page).fill("typed without connection")
    time.sleep(60)
    expect(transcript(page)).to_have_value("typed without connection")
    stage.restart_workbenches()
    page.context.set_offline(offline=False)
    expect(page.get_by_text("Saved ")).to_be_visible()
    # Without connection none of the page's own requests is refused before the words are there.
    page.context.set_offline(offline=True)
    _end_sessions(stage)
    page.keyboard.press("End")
    page.keyboard.insert_text(", and more")
    page.context.set_offline(offline=False)
    _sign_in_again(page, rosa)
    expect(transcript(page)).to_have_value("typed without connection, and more")
    _ = page.reload()
    expect(transcript(page)).to_have_value("typed without connection, and more")


def test_ac3_a_page_that_only_asks_by_itself_is_signed_out_and_the_draft_is_kept(stage: Stage) -> None:
    rosa = stage.add_reviewer()
    page = _writing(stage, rosa)
    # A clock that was set stays set in a profile, so this one is not used again.
    with closing(page.context):
        # Nearly half an hour passes for the person, while the page goes on telling the server that it holds a clip.
        idle = timedelta(minutes=29, seconds=50)
        page.clock.set_system_time(datetime.now(UTC) + idle)
        with stage.databases.owner.transaction() as connection:
            _ = connection.execute("update staff.sessions set last_used_at = last_used_at - %s", (idle,))
            _ = connection.execute("update staff.members set last_totp_step = 0")
        with page.expect_response(lambda answer: answer.url.endswith("/played")) as told:
            _ = told.value
        assert told.value.ok
        # The next of its requests comes by itself, on a busy machine later than a page may take to answer.
        expect(page.get_by_role("dialog", name="Your session has ended")).to_be_visible(timeout=60_000)
        page.clock.set_system_time(datetime.now(UTC))
        _sign_in_again(page, rosa)
        expect(transcript(page)).to_have_value("saved before")
