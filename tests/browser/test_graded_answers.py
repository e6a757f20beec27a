"""The assistant's answer beside the question: graded by two keys, kept with the draft, shown to who decides."""

from pathlib import Path

from browser.stage import Stage
from playwright.sync_api import Page, expect


def _stored(stage: Stage) -> list[tuple[str | None, str | None]]:
    with stage.databases.owner.transaction() as connection:
        rows = connection.execute("select answer_grade, answer_fault from handover.labels order by labelled_at")
        return [(row[0], row[1]) for row in rows.fetchall()]


def _labelled(page: Page, stage: Stage, count: int) -> None:
    page.keyboard.press("Control+Enter")
    for _ in range(100):
        if len(_stored(stage)) == count:
            return
        page.wait_for_timeout(100)
    raise AssertionError(_stored(stage))


def test_an_answer_is_graded_by_key_and_what_is_wrong_is_named(stage: Stage, tmp_path: Path) -> None:
    stage.handover.allow(3)
    for text in ("set a timer for ten minutes", "what time is it now", "order a large latte"):
        _ = stage.place(text, answer=("It is", None, ".") if "time is" in text else ("I cannot do that yet.",))
    page = stage.open_workbench()
    expect(page.get_by_text("Heard to the end")).to_be_visible()
    section = page.get_by_role("region", name="The assistant answered")
    expect(section).to_be_visible()
    page.keyboard.press("Alt+y")
    expect(page.get_by_role("radio", name="Good", exact=False).first).to_be_focused()
    page.keyboard.press("3")
    expect(page.get_by_role("radio", name="Wrong action")).to_be_focused()
    _ = page.screenshot(path=tmp_path / "graded.png")
    page.keyboard.press("4")
    expect(page.get_by_label("What was said")).to_be_focused()
    _labelled(page, stage, 1)
    assert _stored(stage) == [("wrong", "refused_wrongly")]

    expect(page.get_by_text("Heard to the end")).to_be_visible()
    expect(section.get_by_role("radio", checked=True)).to_have_count(0)
    page.keyboard.press("Alt+y")
    expect(page.get_by_role("radio", name="Good", exact=False).first).to_be_focused()
    page.keyboard.press("1")
    expect(page.get_by_label("What was said")).to_be_focused()
    page.keyboard.press("Control+z")
    expect(section.get_by_role("radio", checked=True)).to_have_count(0)
    page.keyboard.press("Control+Shift+z")
    expect(section.get_by_role("radio", name="Good")).to_be_checked()
    _labelled(page, stage, 2)
    # What is not graded is sent without a grade.
    expect(page.get_by_text("Heard to the end")).to_be_visible()
    _labelled(page, stage, 3)
    assert sorted(map(str, _stored(stage))) == ["('good', None)", "('wrong', 'refused_wrongly')", "(None, None)"]


def test_a_grade_does_not_take_away_the_one_key_that_confirms(stage: Stage) -> None:
    stage.handover.allow(1)
    _ = stage.place("order a large latte", agreed=True, answer=("I cannot do that yet.",))
    page = stage.open_workbench()
    expect(page.get_by_text("Heard to the end")).to_be_visible()
    page.keyboard.press("Alt+y")
    page.keyboard.press("2")
    page.keyboard.press("1")
    confirm = page.get_by_role("button", name="Yes, this is right")
    expect(confirm).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_text("Nothing waits")).to_be_visible()
    assert _stored(stage) == [("partly", "wrong_action")]
