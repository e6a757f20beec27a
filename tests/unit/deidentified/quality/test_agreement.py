"""Agreement between reviewers (RV3): against values by hand and against the package `krippendorff`."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter

from earnest.deidentified.quality.agreement import (
    REJECTED,
    ComparedReview,
    ReviewedItem,
    agreement_by_week,
    item_agreement,
    krippendorff_alpha,
    measure_agreement,
)
from earnest.foundation.identifiers import StaffId, random_identifier


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """Values of units, and what the package says."""

    units: list[list[str]]
    alpha: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Vectors:
    """What the file holds."""

    source: str
    cases: list[Case]


VECTORS = Path(__file__).parents[3] / "vectors" / "krippendorff_alpha.json"
CASES = TypeAdapter(Vectors).validate_json(VECTORS.read_bytes()).cases
ANNA, BERT, CARL = (StaffId(random_identifier()) for _ in range(3))


def review(
    who: StaffId, transcript: str | None, category: str = "order", spans: tuple[tuple[str, str], ...] = ()
) -> ComparedReview:
    return ComparedReview(reviewer=who, transcript=transcript, category=category, spans=spans)


def item(*reviews: ComparedReview) -> ReviewedItem:
    return ReviewedItem(language="en", reviews=reviews)


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{len(case.units)} units")
def test_rv3_alpha_is_that_of_the_package_krippendorff(case: Case) -> None:
    found = krippendorff_alpha(case.units)
    assert found is not None
    assert found.value == pytest.approx(case.alpha, abs=1e-9)
    assert found.interval.low <= found.value <= found.interval.high


def test_rv3_alpha_is_that_of_krippendorffs_own_example() -> None:
    """Krippendorff (2011), section A: ten binary units of two coders, who differ in four and agree on one 1; 0.095."""
    found = krippendorff_alpha([["0", "1"]] * 4 + [["1", "1"]] + [["0", "0"]] * 5)
    assert found is not None
    assert found.value == pytest.approx(0.095, abs=5e-4)


def test_rv3_word_errors_between_reviewers_by_hand() -> None:
    """One word of three differs in one clip and none of two in another: (1+1) of (3+3+2+2)."""
    items = [
        item(review(ANNA, "a large latte"), review(BERT, "a large ladder")),
        item(review(ANNA, "Good morning!"), review(BERT, "good morning")),
    ]
    found = measure_agreement(items).word_error_rate
    assert found is not None
    assert found.value == pytest.approx(2 / 10)
    assert (found.interval.low, found.items) == (0.0, 2)
    assert found.interval.high == pytest.approx(2 / 6)


def test_rv3_span_f1_by_hand() -> None:
    """Two spans against one, one of them the same: 2·1 / (2 + 1)."""
    artist, song = ("musical artist", "taylor swift"), ("song", "style")
    reviews = (
        review(ANNA, "play style by taylor swift", spans=(artist, song)),
        review(BERT, "play styles by taylor swift", spans=(artist,)),
    )
    found = measure_agreement([item(*reviews)]).span_f1
    assert found is not None
    assert found.value == pytest.approx(2 / 3)
    assert item_agreement(item(*reviews)).span_f1 == pytest.approx(2 / 3)


def test_rv3_a_reviewer_is_measured_on_pairs_of_their_own() -> None:
    items = [
        item(review(ANNA, "a large latte"), review(BERT, "a large latte"), review(CARL, "something else entirely")),
        item(review(BERT, "good night"), review(CARL, "good day")),
    ]
    anna, carl = measure_agreement(items, reviewer=ANNA), measure_agreement(items, reviewer=CARL)
    assert (anna.items, carl.items) == (1, 2)
    assert anna.word_error_rate is not None
    assert carl.word_error_rate is not None
    assert anna.word_error_rate.value == pytest.approx(6 / 12), "right with one, wrong with the other"
    assert carl.word_error_rate.value > anna.word_error_rate.value


def test_rv3_rejecting_what_another_labels_is_a_disagreement_about_the_category() -> None:
    found = item_agreement(item(review(ANNA, "a latte"), review(BERT, None, REJECTED)))
    assert not found.same_category
    assert found.word_error_rate is None


def test_rv3_without_second_reviews_there_is_no_figure() -> None:
    found = measure_agreement([item(review(ANNA, "a latte"))])
    assert (found.items, found.word_error_rate, found.intent_alpha, found.span_f1) == (0, None, None, None)


@given(st.lists(st.lists(st.sampled_from("abc"), min_size=2, max_size=4), min_size=1, max_size=12))
def test_rv3_alpha_never_passes_one_and_lies_in_its_interval(units: list[list[str]]) -> None:
    found = krippendorff_alpha(units)
    assert found is not None
    assert found.value <= 1.0 + 1e-9
    assert found.interval.low <= found.value <= found.interval.high
    if all(len(set(unit)) == 1 for unit in units):
        assert found.value == pytest.approx(1.0)


def test_rv3_weeks_begin_on_monday_in_utc_and_a_week_between_is_not_left_out() -> None:
    pair = (review(ANNA, "a large latte"), review(BERT, "a large ladder"))
    # Sunday, 23:30 in UTC, which is Monday in Berlin; then the Monday two weeks later.
    times = (
        datetime(2026, 3, 2, 0, 30, tzinfo=timezone(timedelta(hours=1))),
        datetime(2026, 3, 16, 0, 0, tzinfo=UTC),
        datetime(2026, 3, 22, 23, 59, tzinfo=UTC),
        None,
    )
    items = [ReviewedItem(language="en", reviews=pair, reviewed_at=when) for when in times]
    found = agreement_by_week(items, least=2, most_weeks=12)
    assert [(one.week, one.items) for one in found] == [
        (date(2026, 2, 23), 1),
        (date(2026, 3, 2), 0),
        (date(2026, 3, 9), 0),
        (date(2026, 3, 16), 2),
    ]
    assert [one.agreement is None for one in found] == [True, True, True, False]
    assert [one.week for one in agreement_by_week(items, least=2, most_weeks=2)] == [
        date(2026, 3, 9),
        date(2026, 3, 16),
    ]
    assert agreement_by_week(items[-1:], least=1, most_weeks=12) == ()
