import numpy
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from earnest.foundation.statistics.bootstrap import PairedComparison, paired_bootstrap
from earnest.foundation.statistics.errors import NothingToCompare

rows = st.lists(
    st.tuples(st.sampled_from([0.0, 1.0]), st.sampled_from([0.0, 1.0]), st.sampled_from("abcd")),
    min_size=1,
    max_size=30,
)


def compare(measured: list[tuple[float, float, str]], seed: int = 1, resamples: int = 200) -> PairedComparison:
    before, after, groups = zip(*measured, strict=True)
    return paired_bootstrap(before=before, after=after, groups=groups, seed=seed, resamples=resamples)


@settings(max_examples=40)
@given(rows)
def test_interval_is_ordered_bounded_and_repeatable(measured: list[tuple[float, float, str]]) -> None:
    first, again = compare(measured), compare(measured)
    assert first == again
    for interval in (first.by_item, first.by_group):
        assert -1 <= interval.low <= interval.high <= 1
    assert first.gain == pytest.approx(first.after - first.before)


def test_same_change_everywhere_is_certain() -> None:
    result = compare([(0.0, 1.0, name) for name in "abcdef"])
    assert result.by_item.low == result.by_item.high == result.gain == 1.0
    assert result.by_group.low > 0


def test_half_width_matches_theory() -> None:
    generator = numpy.random.default_rng(3)
    after = generator.random(400)
    result = paired_bootstrap(
        before=[0.0] * 400, after=list(after), groups=[str(index) for index in range(400)], seed=5, resamples=4000
    )
    expected = 1.96 * float(after.std()) / 20
    for interval in (result.by_item, result.by_group):
        assert (interval.high - interval.low) / 2 == pytest.approx(expected, rel=0.08)


def test_people_widen_the_interval_when_they_differ() -> None:
    result = compare([(0.0, float(name in "ab"), name) for name in "abcd" for _ in range(50)], resamples=2000)
    assert result.by_group.high - result.by_group.low > 3 * (result.by_item.high - result.by_item.low)
    assert result.groups == 4


def test_weights_make_a_rate_of_sums() -> None:
    result = paired_bootstrap(before=[1.0, 0.0], after=[0.0, 0.0], groups=["a", "b"], weights=[1, 9], seed=1)
    assert result.before == pytest.approx(0.1)


@pytest.mark.parametrize("groups", [[], ["a"], ["a", "b", "c"]])
def test_unequal_rows(groups: list[str]) -> None:
    with pytest.raises(NothingToCompare):
        _ = paired_bootstrap(before=[0.0, 1.0], after=[0.0, 1.0], groups=groups, seed=1)


def test_nothing() -> None:
    with pytest.raises(NothingToCompare):
        _ = paired_bootstrap(before=[], after=[], groups=[], seed=1)
