"""Obligations name tests that exist, so that an officer who is told what shows one can run it, in each language."""

import json
import re
from collections.abc import Mapping
from datetime import date
from importlib.resources import files
from pathlib import Path
from typing import cast, get_args

import pytest

from earnest.organisation.accountability.obligations import Obligation, load_obligations, obligations_document
from earnest.organisation.accountability.records import Language

ROOT = Path(__file__).parents[2]
NAMED = [name for one in load_obligations() for name in one.shown_by]
LANGUAGES = cast("tuple[Language, ...]", get_args(Language))
READ_BY_PEOPLE = ("article", "asks", "note", "organisation")
HELD = cast(
    "list[dict[str, object]]",
    json.loads(files("earnest.organisation.accountability").joinpath("obligations.json").read_text("utf-8"))[
        "obligations"
    ],
)
TEXTS = [
    pytest.param(cast("Mapping[Language, str]", one[field]), id=f"{one['name']}-{field}")
    for one in HELD
    for field in READ_BY_PEOPLE
    if one[field] is not None
] + [
    pytest.param(cast("Mapping[Language, str]", more["whom"]), id=f"{one['name']}-{more['day']}")
    for one in HELD
    for more in cast("list[dict[str, object]]", one.get("later", []))
]


def test_some_are_shown_by_tests() -> None:
    assert len(NAMED) > 10


@pytest.mark.parametrize("name", NAMED)
def test_a_test_that_is_named_exists(name: str) -> None:
    file, _, function = name.partition("::")
    source = (ROOT / file).read_text(encoding="utf-8")
    assert re.search(rf"^def {re.escape(function)}\(", source, re.MULTILINE), name


@pytest.mark.parametrize("one", load_obligations(), ids=lambda one: one.name)
def test_each_is_shown_by_a_test_or_left_to_the_organisation(one: Obligation) -> None:
    assert one.shown_by or one.organisation


@pytest.mark.parametrize("text", TEXTS)
def test_what_people_read_is_there_in_each_language_and_not_left_in_another(text: Mapping[Language, str]) -> None:
    assert set(text) == set(LANGUAGES)
    assert all(written.strip() == written != "" for written in text.values())
    assert len(set(text.values())) == len(LANGUAGES)


@pytest.mark.parametrize("text", TEXTS)
def test_figures_are_the_same_in_each_language(text: Mapping[Language, str]) -> None:
    """Articles, years, hours: every number that is written in digits."""
    figures = {language: sorted(re.findall(r"\d+", written)) for language, written in text.items()}
    assert all(found == figures["en"] for found in figures.values()), figures


@pytest.mark.parametrize("one", HELD, ids=lambda one: str(one["name"]))
def test_each_says_its_article_and_what_it_asks(one: Mapping[str, object]) -> None:
    assert one["article"] is not None
    assert one["asks"] is not None


@pytest.mark.parametrize("language", LANGUAGES)
def test_everything_but_the_words_is_the_same_in_each_language(language: Language) -> None:
    def fixed(one: Obligation) -> tuple[object, ...]:
        days = one.applies_from, *(more.day for more in one.later)
        return one.name, days, one.source, one.shown_by, bool(one.note), bool(one.organisation)

    assert [fixed(one) for one in load_obligations(language)] == [fixed(one) for one in load_obligations("en")]


def test_the_evidence_pack_holds_the_law_in_english() -> None:
    (section,) = obligations_document({}, date(2026, 12, 1)).sections
    assert [row["asks"] for row in section.rows] == [one.asks for one in load_obligations("en")]


def test_the_mark_on_synthetic_speech_has_a_day_for_new_systems_and_a_later_one_for_those_on_the_market() -> None:
    one = next(one for one in load_obligations() if one.name == "ai_50_2")
    assert (one.applies_from, [more.day for more in one.later]) == (date(2026, 8, 2), [date(2026, 12, 2)])
    (section,) = obligations_document({}, date(2026, 11, 30)).sections
    row = next(row for row in section.rows if row["article"] == one.article)
    assert str(row["later"]).startswith("2026-12-02 for systems")


@pytest.mark.parametrize("one", load_obligations(), ids=lambda one: one.name)
def test_later_days_come_after_the_first_in_their_order(one: Obligation) -> None:
    days = [more.day for more in one.later]
    assert not days or (one.applies_from is not None and [one.applies_from, *days] == sorted({one.applies_from, *days}))
