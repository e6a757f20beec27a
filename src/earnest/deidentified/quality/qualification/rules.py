"""Rules of qualification, decided without input or output."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Final

from earnest.deidentified.quality.planted import PlantedAnswer
from earnest.deidentified.quality.qualification.records import (
    Attempt,
    AttemptOutcome,
    QualificationState,
    QualificationTest,
)
from earnest.foundation.statistics.estimates import Estimate, bootstrap_ratio

LEAST_CLIPS: Final = 5
"""Fewer answers give an interval that says nothing. Chosen; with five sentences of six words it is some 30 words."""
_QUALIFYING: Final = frozenset({AttemptOutcome.PASSED, AttemptOutcome.GRANTED})


def judge(answers: Sequence[PlantedAnswer], *, most_errors: float) -> tuple[AttemptOutcome, Estimate | None]:
    """Return what came of an attempt, with its word error rate; a program never refuses, it leaves that to a lead."""
    if len(answers) < LEAST_CLIPS:
        return AttemptOutcome.WAITING, None
    rate = bootstrap_ratio([(float(one.errors), float(one.words)) for one in answers])
    passed = rate is not None and rate.value <= most_errors
    return (AttemptOutcome.PASSED if passed else AttemptOutcome.WAITING), rate


def state_of(attempt: Attempt | None, test: QualificationTest, *, now: datetime, guideline: int) -> QualificationState:
    """Return where a reviewer is with a language.

    Args:
        attempt: their newest at any test of this language; None: they took none.
        test: that which counts now.
        now: the present moment.
        guideline: number of the version that counts now.
    """
    if attempt is None or attempt.outcome is AttemptOutcome.REPEAT:
        return QualificationState.NONE
    if attempt.outcome is None or attempt.finished_at is None:
        return QualificationState.RUNNING
    if attempt.outcome is AttemptOutcome.WAITING:
        return QualificationState.WAITING
    if attempt.outcome not in _QUALIFYING:
        return QualificationState.REFUSED
    ends = valid_until(attempt, test)
    over = ends is not None and ends <= now
    older = test.ends_with_guideline and attempt.guideline_number != guideline
    return QualificationState.EXPIRED if over or older else QualificationState.QUALIFIED


def valid_until(attempt: Attempt, test: QualificationTest) -> datetime | None:
    """Return when a qualification ends by itself; None: never."""
    if test.valid_days is None or attempt.finished_at is None:
        return None
    return attempt.finished_at + timedelta(days=test.valid_days)


def may_start(state: QualificationState) -> bool:
    """Return whether a reviewer may take the test."""
    return state in {QualificationState.NONE, QualificationState.EXPIRED}
