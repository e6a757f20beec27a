"""Figures with intervals."""

import numpy
import pytest

from earnest.foundation.statistics.errors import NothingToCompare
from earnest.foundation.statistics.estimates import bootstrap_ratio, exact_share


@pytest.mark.parametrize(
    ("successes", "trials", "low", "high"),
    [(0, 10, 0.0, 0.30849710), (10, 10, 0.69150290, 1.0), (5, 10, 0.18708603, 0.81291397), (1, 1, 0.025, 1.0)],
)
def test_an_exact_interval_is_that_of_clopper_and_pearson(successes: int, trials: int, low: float, high: float) -> None:
    """Values as R's binom.test prints them."""
    found = exact_share(successes, trials)
    assert found.interval.low == pytest.approx(low, abs=1e-6)
    assert found.interval.high == pytest.approx(high, abs=1e-6)
    assert found.value == successes / trials


@pytest.mark.parametrize(("successes", "trials"), [(0, 0), (2, 1), (-1, 3)])
def test_what_was_not_counted_has_no_share(successes: int, trials: int) -> None:
    with pytest.raises(NothingToCompare):
        _ = exact_share(successes, trials)


def test_a_ratio_covers_the_truth_about_as_often_as_it_says() -> None:
    generator = numpy.random.default_rng(7)
    covered = 0
    for _ in range(200):
        words = generator.integers(3, 12, size=80)
        errors = generator.binomial(words, 0.2)
        found = bootstrap_ratio([(float(error), float(count)) for error, count in zip(errors, words, strict=True)])
        assert found is not None
        covered += found.interval.low <= 0.2 <= found.interval.high
    assert 176 <= covered <= 200


def test_nothing_over_nothing_is_no_ratio() -> None:
    assert bootstrap_ratio([]) is None
    assert bootstrap_ratio([(0.0, 0.0)]) is None
