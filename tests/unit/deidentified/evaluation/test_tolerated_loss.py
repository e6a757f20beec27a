"""A clear loss of more than a point holds a model back; chance and tenths of a point do not (ML2)."""

import pytest

from earnest.deidentified.evaluation.records import Metric, is_clear_loss


@pytest.mark.parametrize(
    ("metric", "lower", "upper", "lost"),
    [
        (Metric.WORD_ERROR_RATE, 0.011, 0.05, True),
        (Metric.WORD_ERROR_RATE, 0.005, 0.05, False),
        (Metric.WORD_ERROR_RATE, -0.05, -0.02, False),
        (Metric.WORDS_RIGHT, -0.05, -0.011, True),
        (Metric.WORDS_RIGHT, -0.05, -0.005, False),
        (Metric.INTENT_AND_SLOTS_RIGHT, 0.02, 0.05, False),
    ],
)
def test_what_is_a_clear_loss(metric: Metric, lower: float, upper: float, lost: bool) -> None:  # noqa: FBT001
    assert is_clear_loss(metric, lower=lower, upper=upper) is lost
