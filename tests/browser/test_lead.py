"""The lead's page in a real browser, on the real workbench: decide by keyboard, figures with intervals, alerts."""

import re
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

from browser.axe import violations_in_both_looks
from browser.stage import Stage
from playwright.sync_api import expect

from earnest.deidentified.guideline.packaged import CURRENT_VERSION
from earnest.foundation.identifiers import ClipId, LabelId, random_identifier
from earnest.handover.campaigns import EntryType, PublicEntry, bring_entry
from earnest.handover.labels import Label, LabelOutcome, ReviewerKind, WakeWordVerdict, add_label
from earnest.organisation.staff.records import NewMember, StaffRole
from earnest.services.database.roles import Role


def differing(stage: Stage, *, repeat: int = 1, warnings: tuple[str, ...] = ()) -> ClipId:
    """Place a clip and two labels of it that differ."""
    stage.handover.allow(1)
    clip_id = stage.place("a large latte", repeat=repeat, warnings=warnings)
    with stage.databases.owner.transaction() as connection:
        _ = connection.execute("update handover.clips set reviews_wanted = 2 where clip_id = %s", [clip_id])
        _ = connection.execute(
            "insert into handover.receipts values (gen_random_uuid(), %s, 'leased', 'reviewer', null, now())", [clip_id]
        )
    for transcript in ("a large latte", "a large ladder"):
        label = Label(
            label_id=LabelId(random_identifier()),
            clip_id=clip_id,
            outcome=LabelOutcome.LABELLED,
            reject_reason=None,
            wake_word_verdict=WakeWordVerdict.NOT_APPLICABLE,
            transcript=transcript,
            unclear_words=(0,),
            intent="order",
            slots=(),
            entities=(),
            guideline_version=CURRENT_VERSION,
            reviewer_kind=ReviewerKind.REVIEWER,
            labelled_at=datetime.now(UTC),
        )
        with stage.databases[Role.WORKBENCH].transaction() as connection:
            handover = stage.handover
            add_label(connection, label, handover_key=handover.handover_key, objects=handover.objects)
    return clip_id


def test_rv4_a_lead_decides_by_keyboard_and_sees_figures_with_intervals(stage: Stage) -> None:
    clip_id = differing(stage)
    page = stage.open_workbench(stage.add_reviewer("Lena", role=StaffRole.LEAD))
    expect(page.get_by_text("1 clip waits for a decision.")).to_be_visible()
    page.get_by_role("tab", name="Overview").click()
    waits = page.get_by_role("row", name="English")
    expect(waits.get_by_role("cell").last).to_have_text("1")
    page.get_by_role("tab", name="Figures").click()
    row = page.get_by_role("table", name="Agreement").get_by_role("row", name="All")
    expect(row).to_contain_text("fewer than 10 clips")
    page.keyboard.press("ArrowRight")
    expect(page.get_by_role("tab", name="Notes")).to_be_focused()
    page.keyboard.press("ArrowRight")
    expect(page.get_by_role("tab", name="Alerts")).to_be_focused()
    expect(page.get_by_text("Nothing to look at.")).to_be_visible()
    page.get_by_role("tab", name="Decide").click()
    page.get_by_role("button", name="Hear and decide the next").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Answer 2")).to_be_visible()
    expect(page.get_by_text("Rosa")).to_have_count(0)
    expect(page.get_by_role("button", name="Play")).to_be_enabled()
    page.locator("body").press(" ")
    wanted = page.get_by_role("button", name="a large latte")
    page.keyboard.press("1" if "latte" in page.get_by_role("button", name="Answer 1").inner_text() else "2")
    expect(wanted).to_have_attribute("aria-pressed", "true")
    expect(page.get_by_text("Keys: space plays")).to_be_visible()
    page.keyboard.press("Enter")
    expect(page.get_by_text("No clip waits for a decision.")).to_be_visible()
    with stage.databases.owner.transaction() as connection:
        label = stage.handover.find_label(connection, clip_id)
        numbers = connection.execute("select count(*) from handover.labels where number = 0").fetchone()
    assert label is not None
    assert (label.transcript, label.unclear_words, numbers) == ("a large latte", (0,), (1,))
    _ = page.screenshot(path=stage.folder / "lead.png", full_page=True)
    print(stage.folder / "lead.png")  # noqa: T201


def outcome_of(stage: Stage, clip_id: ClipId) -> object:
    """Return how the lease of a clip ended."""
    with stage.databases.owner.transaction() as connection:
        row = connection.execute("select outcome from deidentified.leases where clip_id = %s", [clip_id]).fetchone()
    return None if row is None else row[0]


def test_dc1_wp5_who_decides_looks_away_and_ejects_by_one_key(stage: Stage) -> None:
    clip_id = differing(stage, repeat=8)
    page = stage.open_workbench(stage.add_reviewer("Lena", role=StaffRole.LEAD))
    page.get_by_role("button", name="Hear and decide the next").press("Enter")
    answer = page.get_by_role("button", name="Answer 1")
    expect(answer).to_be_visible()
    expect(page.get_by_role("group", name="Where reviewers differ")).to_be_focused()
    page.keyboard.press("Control+Space")
    _ = page.wait_for_function("() => window.__sounds.length === 1 && !window.__sounds[0].paused")
    page.evaluate("() => window.dispatchEvent(new Event('blur'))")
    assert page.evaluate("() => window.__sounds[0].paused"), "who looks away hears nothing"
    expect(page.get_by_role("heading", name="Paused while you look away")).to_be_visible()
    expect(answer).to_be_hidden()
    page.evaluate("() => window.dispatchEvent(new Event('focus'))")
    expect(answer).to_be_visible()
    page.keyboard.press("Control+Space")
    _ = page.wait_for_function("() => !window.__sounds[0].paused")
    page.keyboard.press("F2")
    assert page.evaluate("() => window.__sounds[0].paused && !window.__sounds[0].hasAttribute('src')")
    expect(answer).to_have_count(0)
    expect(page.get_by_text("You need not explain anything")).to_be_visible()
    expect(page.get_by_text("No clip waits for a decision.")).to_be_visible()
    assert outcome_of(stage, clip_id) == "ejected"


def test_dc2_who_decides_chooses_clips_with_a_warning_and_is_warned(stage: Stage) -> None:
    clip_id = differing(stage, warnings=("violence",))
    page = stage.open_workbench(stage.add_reviewer("Lena", role=StaffRole.LEAD), size=(1280, 800))
    expect(page.get_by_text("No clip waits for a decision.")).to_be_visible()
    page.get_by_role("button", name="I accept distressing clips").press("Enter")
    page.get_by_role("dialog").get_by_role("switch").press("Enter")
    expect(page.get_by_role("dialog").get_by_role("switch")).to_have_attribute("aria-checked", "true")
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Hear and decide the next").press("Enter")
    expect(page.get_by_role("note")).to_contain_text("This clip may hold: words of violence.")
    expect(page.get_by_role("button", name="Play")).to_be_enabled()
    assert page.evaluate("() => window.__sounds.length") == 0, "nothing plays by itself"
    assert violations_in_both_looks(page) == []
    page.get_by_role("button", name="Escalate").press("Enter")
    page.get_by_role("dialog").get_by_role("button", name="A child in danger").press("Enter")
    expect(page.get_by_text("A safety officer decides")).to_be_visible()
    expect(page.get_by_role("dialog")).to_have_count(0)
    assert outcome_of(stage, clip_id) == "escalated"


def reviewed_twice(stage: Stage, people: Sequence[NewMember], ended_at: datetime) -> None:
    """Give the two labels of a clip to two people, as if they had ended their leases then."""
    clip_id = differing(stage)
    with stage.databases.owner.transaction() as connection:
        labels = connection.execute(
            "select label_id from handover.labels where clip_id = %s order by number", [clip_id]
        ).fetchall()
        for (label_id,), member in zip(labels, people, strict=True):
            _ = connection.execute(
                "insert into deidentified.leases"
                " (lease_id, clip_id, staff_id, leased_at, expires_at, ended_at, outcome, label_id)"
                " values (gen_random_uuid(), %s, %s, %s, %s, %s, 'labelled', %s)",
                [clip_id, member.member.staff_id, ended_at - timedelta(minutes=1), ended_at, ended_at, label_id],
            )


def test_rv3_wk5_a_lead_sees_agreement_week_by_week_and_the_chart_has_its_sentence(stage: Stage) -> None:
    people = [stage.add_reviewer(name) for name in ("Rosa", "Emil")]
    now = datetime.now(UTC)
    lena = stage.add_reviewer("Lena", role=StaffRole.LEAD)
    page = stage.open_workbench(lena, size=(1280, 800))
    page.get_by_role("tab", name="Figures").click()
    trend = page.get_by_role("region", name="Agreement week by week")
    expect(trend.get_by_text("No week yet")).to_be_visible()
    for weeks in (2, 0):
        for _ in range(10):
            reviewed_twice(stage, people, now - timedelta(weeks=weeks))
    _ = page.reload()
    page.get_by_role("tab", name="Figures").click()
    chart = trend.get_by_role("img", name=re.compile(r"^Word errors: 33.3 % \(.*\) in the week from .*, 33.3 % \("))
    expect(chart).to_be_visible()
    expect(trend.get_by_role("img")).to_have_count(2)
    expect(trend.get_by_text("Not yet two weeks with a figure.")).to_be_visible()
    rows = trend.get_by_role("table", name="Agreement week by week").get_by_role("row")
    expect(rows).to_have_count(1 + 3)
    expect(rows.nth(2)).to_contain_text("fewer than 10 clips")
    assert violations_in_both_looks(page) == []


def test_rv11_ac10_two_people_approve_a_campaign_and_a_private_name_is_refused(stage: Stage) -> None:
    with stage.databases[Role.CORPUS_WORKER].transaction() as connection:
        bring_entry(connection, PublicEntry(link="Q26876", type=EntryType.MUSICAL_ARTIST, name="Taylor Swift"))
    lena = stage.open_workbench(stage.add_reviewer("Lena", role=StaffRole.LEAD), size=(1280, 800))
    lena.get_by_role("tab", name="Campaigns").click()
    thing = lena.get_by_role("combobox", name="Public thing")
    thing.fill("Anna Muster")
    lena.get_by_role("button", name="Propose").click()
    expect(lena.get_by_role("alert")).to_contain_text("a private name cannot be asked for")
    thing.fill("tay")
    thing.press("ArrowDown")
    thing.press("Enter")
    lena.get_by_label("Clips at most").fill("20")
    lena.get_by_role("button", name="Propose").click()
    expect(lena.get_by_text("waiting for approval")).to_be_visible()
    lena.get_by_role("button", name="Approve the campaign for taylor swift").click()
    expect(lena.get_by_text("1 of 2 approvals")).to_be_visible()
    expect(lena.get_by_role("button", name="Approve the campaign")).to_have_count(0)
    paul = stage.open_workbench(stage.add_reviewer("Paul", role=StaffRole.PRIVACY_OFFICER), size=(1280, 800))
    expect(paul.get_by_role("heading", name="Propose a campaign")).to_have_count(0)
    paul.get_by_role("button", name="Approve the campaign for taylor swift").click()
    expect(paul.get_by_text("running")).to_be_visible()
    expect(paul.get_by_text("0 of 20 clips chosen")).to_be_visible()
    lena.get_by_role("tab", name="Figures").click()
    lena.get_by_role("tab", name="Campaigns").click()
    expect(lena.get_by_text("running")).to_be_visible()
    _ = lena.screenshot(path=stage.folder / "campaigns.png", full_page=True)
    lena.get_by_role("button", name="Stop the campaign for taylor swift").click()
    expect(lena.get_by_text("stopped", exact=True)).to_be_visible()


def test_a_lead_answers_a_note_and_its_writer_reads_the_answer(stage: Stage) -> None:
    stage.handover.allow(1)
    _ = stage.place("a large latte")
    rosa = stage.open_workbench(size=(1280, 800))
    expect(rosa.get_by_role("textbox", name="What was said")).to_be_visible()
    rosa.keyboard.press("Alt+M")
    rosa.get_by_label("What should the lead know about this clip?").fill("A drink or a size?")
    rosa.keyboard.press("Control+Enter")
    expect(rosa.get_by_text("The note is with the lead.")).to_be_visible()
    lena = stage.open_workbench(stage.add_reviewer("Lena", role=StaffRole.LEAD), size=(1280, 800))
    lena.get_by_role("tab", name="Notes").click()
    lena.get_by_label("Answer to: A drink or a size?").fill("A drink.")
    _ = lena.screenshot(path=stage.folder / "notes.png", full_page=True)
    lena.get_by_role("button", name="Send and close").click()
    expect(lena.get_by_text("No note is open.")).to_be_visible()
    expect(lena.get_by_role("heading", name="Notes of reviewers")).to_be_focused()
    rosa.bring_to_front()
    rosa.get_by_role("tab", name="My day").click()
    expect(rosa.get_by_text("Answer: A drink.")).to_be_visible()
