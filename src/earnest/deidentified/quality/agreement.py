"""Agreement: how far reviewers who did not see each other's labels wrote the same (RV3). Pure.

Words, intent and entity spans, over all items and for one reviewer, each with an interval in which whole clips are
drawn again. What each figure means, and what it does not, is in docs/algorithms/agreement.md.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from itertools import combinations

import numpy
from numpy.typing import NDArray

from earnest.foundation.identifiers import StaffId
from earnest.foundation.statistics.estimates import Estimate, bootstrap_ratio, bootstrap_statistic
from earnest.handover.labels import Label, LabelOutcome
from earnest.speech.language.comparing.word_errors import text_errors

REJECTED = "(rejected)"
"""Category of a review that rejects: refusing a clip is an answer about it."""
NO_INTENT = "(none)"
"""Category of a label without an intent."""

Span = tuple[str, str]
"""Type of an entity and its words; positions would differ wherever one word more was typed before it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ComparedReview:
    """What one reviewer answered about a clip."""

    reviewer: StaffId | None
    """None where who wrote it is not known any more."""
    transcript: str | None
    """None where the clip was rejected, or only its meaning was given."""
    category: str
    """The intent, or that there is none, or that the clip was rejected."""
    spans: tuple[Span, ...]
    grade: str | None = None
    """Of the assistant's answer; None where it was not graded."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewedItem:
    """A clip with its reviews; no name of it is needed."""

    language: str
    reviews: tuple[ComparedReview, ...]
    """Two or more."""
    reviewed_at: datetime | None = None
    """When the last of them was written; None where that is not known any more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewerAgreement:
    """How far reviews agree; None where there is nothing to measure it on."""

    word_error_rate: Estimate | None
    """Differing words over words, between two reviewers, averaged over both directions; 0 is the best."""
    intent_alpha: Estimate | None
    """Krippendorff's alpha of the categories; 1 is agreement, 0 is chance."""
    grade_alpha: Estimate | None
    """Krippendorff's alpha of the grades of the answer, taken as names, on clips that two reviewers graded."""
    span_f1: Estimate | None
    """Of entity spans with their types, between two reviewers; 1 is the best."""
    items: int
    """Clips with two reviews or more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemAgreement:
    """How far the reviews of one clip agree; exact, since it is all there is of the clip."""

    word_error_rate: float | None
    same_category: bool
    span_f1: float | None


def review_of(label: Label, reviewer: StaffId | None) -> ComparedReview:
    """Return what a label answers."""
    if label.outcome is LabelOutcome.REJECTED:
        return ComparedReview(reviewer=reviewer, transcript=None, category=REJECTED, spans=())
    words = () if label.transcript is None else tuple(label.transcript.casefold().split())
    return ComparedReview(
        reviewer=reviewer,
        transcript=label.transcript,
        category=label.intent or NO_INTENT,
        spans=tuple((one.type, " ".join(words[one.first_word : one.last_word + 1])) for one in label.entities),
        grade=None if label.answer is None else label.answer.grade.value,
    )


def measure_agreement(items: Sequence[ReviewedItem], *, reviewer: StaffId | None = None) -> ReviewerAgreement:
    """Return how far reviews agree.

    Args:
        items: clips with their reviews.
        reviewer: only pairs of which one review is theirs, and clips that they reviewed; all where None.
    """
    chosen = [item for item in items if len(item.reviews) > 1 and _takes_part(item, reviewer)]
    return ReviewerAgreement(
        word_error_rate=bootstrap_ratio([_word_errors(item, reviewer) for item in chosen]),
        intent_alpha=krippendorff_alpha([[review.category for review in item.reviews] for item in chosen]),
        grade_alpha=krippendorff_alpha(
            [[review.grade for review in item.reviews if review.grade is not None] for item in chosen]
        ),
        span_f1=bootstrap_ratio([_span_matches(item, reviewer) for item in chosen]),
        items=len(chosen),
    )


def item_agreement(item: ReviewedItem) -> ItemAgreement:
    """Return how far the reviews of one clip agree."""
    errors, words = _word_errors(item, None)
    matches, spans = _span_matches(item, None)
    return ItemAgreement(
        word_error_rate=errors / words if words else None,
        same_category=len({review.category for review in item.reviews}) == 1,
        span_f1=matches / spans if spans else None,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class WeekAgreement:
    """How far reviews of one week agree."""

    week: date
    """Its Monday, in UTC."""
    items: int
    """Clips whose last review was written in this week; 0 where there was none."""
    agreement: ReviewerAgreement | None
    """None with fewer clips than give a figure."""


def agreement_by_week(items: Sequence[ReviewedItem], *, least: int, most_weeks: int) -> tuple[WeekAgreement, ...]:
    """Return how far reviews agree, week by week, the first week first and none left out between.

    Args:
        items: clips with their reviews; one without a time is in no week.
        least: clips of a week below which it has no figure; ≥ 1.
        most_weeks: weeks that are given, the last; ≥ 1.
    """
    weeks: dict[date, list[ReviewedItem]] = defaultdict(list)
    for item in items:
        if item.reviewed_at is not None:
            day = item.reviewed_at.astimezone(UTC).date()
            weeks[day - timedelta(days=day.weekday())].append(item)
    if not weeks:
        return ()
    last = max(weeks)
    number = min(most_weeks, (last - min(weeks)).days // 7 + 1)
    shown = [last - timedelta(weeks=back) for back in reversed(range(number))]
    return tuple(
        WeekAgreement(
            week=week,
            items=len(weeks[week]),
            agreement=measure_agreement(weeks[week]) if len(weeks[week]) >= least else None,
        )
        for week in shown
    )


def krippendorff_alpha(units: Sequence[Sequence[str]]) -> Estimate | None:
    """Return Krippendorff's alpha of nominal values.

    Args:
        units: the values of each unit, in any order; a unit with fewer than two is left out.

    Returns:
        The estimate, its interval over units that are drawn again; None where no unit has two values. Where all values
        are one and the same it is 1: no disagreement was seen.

    Source: Krippendorff (2011), "Computing Krippendorff's Alpha-Reliability", section C.
    """
    pairable = [unit for unit in units if len(unit) > 1]
    names = sorted({value for unit in pairable for value in unit})
    places = {name: place for place, name in enumerate(names)}
    # Of each unit: its observed disagreement, then how often each value occurs in it.
    rows = numpy.zeros((len(pairable), 1 + len(names)))
    for row, unit in zip(rows, pairable, strict=True):
        for value, count in Counter(unit).items():
            row[1 + places[value]] = count
        row[0] = (len(unit) ** 2 - float((row[1:] ** 2).sum())) / (len(unit) - 1)
    return bootstrap_statistic(rows, _alpha)


def _alpha(sums: NDArray[numpy.float64]) -> NDArray[numpy.float64]:
    observed, counts = sums[:, 0], sums[:, 1:]
    total = counts.sum(axis=1)
    expected = total**2 - (counts**2).sum(axis=1)
    with numpy.errstate(divide="ignore", invalid="ignore"):
        return numpy.where(expected > 0, 1 - (total - 1) * observed / expected, 1.0)


def _takes_part(item: ReviewedItem, reviewer: StaffId | None) -> bool:
    return reviewer is None or any(review.reviewer == reviewer for review in item.reviews)


def _pairs(item: ReviewedItem, reviewer: StaffId | None) -> Iterable[tuple[ComparedReview, ComparedReview]]:
    for one, other in combinations(item.reviews, 2):
        if reviewer is None or reviewer in {one.reviewer, other.reviewer}:
            yield one, other


def _word_errors(item: ReviewedItem, reviewer: StaffId | None) -> tuple[float, float]:
    """Return differing words and words, both directions of each pair in which both typed words."""
    errors = words = 0
    for one, other in _pairs(item, reviewer):
        if one.transcript is None or other.transcript is None:
            continue
        for reference, hypothesis in ((one, other), (other, one)):
            found = text_errors(reference.transcript or "", hypothesis.transcript or "", item.language)
            errors, words = errors + found.total, words + found.reference_words
    return float(errors), float(words)


def _span_matches(item: ReviewedItem, reviewer: StaffId | None) -> tuple[float, float]:
    """Return twice the spans that both marked, and the spans that either marked."""
    matches = spans = 0
    for one, other in _pairs(item, reviewer):
        if one.transcript is None or other.transcript is None:
            continue
        matches += 2 * (Counter(one.spans) & Counter(other.spans)).total()
        spans += len(one.spans) + len(other.spans)
    return float(matches), float(spans)
