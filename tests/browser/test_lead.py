"""The lead's page in a real browser, on the real workbench: decide by keyboard, figures with intervals, alerts."""

from datetime import UTC, datetime

from browser.stage import Stage
from playwright.sync_api import expect

from earnest.deidentified.guideline.packaged import CURRENT_VERSION
from earnest.foundation.identifiers import ClipId, LabelId, random_identifier
from earnest.handover.labels import Label, LabelOutcome, ReviewerKind, WakeWordVerdict, add_label
from earnest.organisation.staff.records import StaffRole
from earnest.services.database.roles import Role


def differing(stage: Stage) -> ClipId:
    """Place a clip and two labels of it that differ."""
    stage.handover.allow(1)
    clip_id = stage.place("a large latte")
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
    page.get_by_role("tab", name="Figures").click()
    row = page.get_by_role("table", name="Agreement").get_by_role("row", name="All")
    expect(row).to_contain_text("fewer than 10 clips")
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
