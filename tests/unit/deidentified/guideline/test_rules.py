"""Guideline as Markdown, and what one version changed of another (RV6)."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from earnest.deidentified.guideline.errors import GuidelineTextUnfit
from earnest.deidentified.guideline.packaged import current_guideline
from earnest.deidentified.guideline.records import Change, GuidelineLanguage, GuidelineSection
from earnest.deidentified.guideline.rules import LONGEST_TEXT, find_changes, parse_sections, write_sections


def section(title: str, text: str) -> GuidelineSection:
    return GuidelineSection(title=title, text=text)


@pytest.mark.parametrize("language", GuidelineLanguage)
def test_rv6_the_packaged_text_is_the_same_after_writing_and_reading(language: GuidelineLanguage) -> None:
    sections = current_guideline(language).sections
    assert parse_sections(write_sections(sections)) == sections


@pytest.mark.parametrize(
    "text",
    [
        "",
        "no title",
        "first\n\n## Title\n\ntext",
        "## \n\ntext",
        "## Title\n\n",
        "## Title\n\n## Other\n\ntext",
        "## Title\n\nx\x00y",
        "## Title\n\nx\u202ey",
        "## T\n\n" + "x" * LONGEST_TEXT,
    ],
)
def test_rv6_what_is_no_guideline_is_refused(text: str) -> None:
    with pytest.raises(GuidelineTextUnfit):
        _ = parse_sections(text)


def test_rv6_a_rewritten_line_is_told_word_by_word_and_a_kept_one_not() -> None:
    before = (section("Words", "Type what was said.\n\nNumbers as words."), section("Old", "Gone."))
    after = (section("Words", "Type exactly what was said.\n\nNumbers as words."), section("New", "Here."))
    changes = find_changes(before, after)
    assert [(line.section, [(span.change, span.text) for span in line.spans]) for line in changes] == [
        (
            "Words",
            [(Change.KEPT, "Type"), (Change.ADDED, "exactly"), (Change.KEPT, "what was said.")],
        ),
        ("New", [(Change.REMOVED, "Old"), (Change.ADDED, "New")]),
        ("New", [(Change.REMOVED, "Gone."), (Change.ADDED, "Here.")]),
    ]


_TEXT = st.lists(st.sampled_from(["one", "two", "three", "four"]), min_size=1, max_size=5).map(" ".join)
_SECTIONS = st.lists(st.builds(section, _TEXT, _TEXT), min_size=1, max_size=4)


@given(before=_SECTIONS, after=_SECTIONS)
def test_rv6_nothing_is_told_only_where_nothing_changed(
    before: list[GuidelineSection], after: list[GuidelineSection]
) -> None:
    changes = find_changes(before, after)
    assert (changes == ()) == (before == after)
    said = " ".join(
        span.text for line in changes for span in line.spans if span.change in {Change.ADDED, Change.KEPT}
    ).split()
    new = [word for one in after for word in f"{one.title} {one.text}".split()]
    assert all(word in new for word in said)


def test_rv6_lines_of_ten_thousand_equal_words_are_compared_in_no_time() -> None:
    """Word by word it would take the square of their number, at each call of each reviewer."""
    before, after = "a b " * 4_000, "c " + "a b " * 3_999 + "d"
    began = time.monotonic()
    (line,) = find_changes((section("Words", before.strip()),), (section("Words", after),))
    assert time.monotonic() - began < 2
    assert {span.change for span in line.spans} <= {Change.REMOVED, Change.ADDED}
    (line,) = find_changes((section("Words", "a b " * 4_000 + "c"),), (section("Words", "a b " * 4_000 + "d"),))
    assert [span.change for span in line.spans] == [Change.KEPT, Change.REMOVED, Change.ADDED]
