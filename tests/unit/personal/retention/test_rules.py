"""End dates and what may stay after a decision (RT1, CN6, PS5)."""

from datetime import UTC, datetime, timedelta
from itertools import product

import pytest

from earnest.personal.consent.purposes import Purpose
from earnest.personal.retention.rules import end_date, may_stay

CAPTURED = datetime(2026, 8, 31, 23, 59, 59, tzinfo=UTC)


@pytest.mark.parametrize(
    ("setting", "days"), [(1, 1), (90, 90), (180, 180), (181, 180), (100_000, 180), (0, 1), (-5, 1)]
)
def test_rt1_no_setting_keeps_a_recording_longer_than_180_days(setting: int, days: int) -> None:
    assert end_date(CAPTURED, setting) == CAPTURED + timedelta(days=days)


def test_cn6_a_recording_stays_exactly_for_a_purpose_that_it_was_kept_for_and_that_still_has_a_yes() -> None:
    """All 512 cases against the sentence itself."""
    kept_for = (Purpose.OWN_HISTORY, Purpose.HUMAN_REVIEW, Purpose.AUTOMATIC_LEARNING, Purpose.WAKE_WORD_LEARNING)
    for flags in product((False, True), repeat=9):
        at_capture = {purpose.value for purpose, flag in zip(kept_for, flags[:4], strict=True) if flag}
        agreed = {purpose for purpose, flag in zip(kept_for, flags[4:8], strict=True) if flag}
        selected = flags[8]
        serving = {purpose for purpose in agreed if purpose.value in at_capture} & {Purpose.OWN_HISTORY}
        if selected and Purpose.HUMAN_REVIEW in agreed and Purpose.HUMAN_REVIEW.value in at_capture:
            serving.add(Purpose.HUMAN_REVIEW)
        assert may_stay(at_capture, selected=selected, agreed=agreed) is bool(serving)
