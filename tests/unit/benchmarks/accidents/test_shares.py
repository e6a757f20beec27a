"""How sure the accidental share is: people are the witnesses, and nothing seen is not nothing there (RT5, S6)."""

import pytest
from accidents.shares import ACCIDENTAL_SHARE, Share, accidental_share, share_of
from hypothesis import given
from hypothesis import strategies as st


def test_sounds_of_one_person_are_one_witness() -> None:
    alone = share_of([True] * 5 + [False] * 5, [str(number) for number in range(10)])
    together = share_of([True] * 5 + [False] * 5, ["a"] * 10)
    assert together.rate == alone.rate == 0.5
    assert together.groups == 1
    assert together.high - together.low > alone.high - alone.low


def test_unequal_groups_are_fewer_witnesses_than_equal_ones() -> None:
    answers = [False] * 40
    equal = share_of(answers, [str(number % 10) for number in range(40)])
    unequal = share_of(answers, [str(max(0, number - 30)) for number in range(40)])
    assert equal.groups == unequal.groups == 10
    assert unequal.high > equal.high


@pytest.mark.parametrize("count", [1, 10, 100, 1_000])
def test_nothing_seen_still_has_a_width(count: int) -> None:
    none = share_of([False] * count, [str(number) for number in range(count)])
    assert none.rate == none.low == 0.0
    assert 3.0 / (count + 4.0) < none.high < 4.0 / count
    assert share_of([], []).high == 1.0


@given(st.lists(st.tuples(st.booleans(), st.sampled_from("abcdefgh")), min_size=1, max_size=60))
def test_the_share_is_inside_its_interval(trials: list[tuple[bool, str]]) -> None:
    found = share_of([answer for answer, _ in trials], [group for _, group in trials])
    assert 0.0 <= found.low <= found.rate <= found.high <= 1.0


def fixed(rate: float, low: float, high: float) -> Share:
    return Share(count=10, held=1, groups=10, rate=rate, low=low, high=high)


def test_without_a_check_the_share_is_what_came() -> None:
    everything = fixed(1.0, 1.0, 1.0)
    assert accidental_share(everything, everything) == pytest.approx((ACCIDENTAL_SHARE,) * 3)


def test_the_upper_bound_takes_the_unlucky_ends() -> None:
    share, low, high = accidental_share(fixed(0.8, 0.5, 0.9), fixed(0.0, 0.0, 0.03))
    assert share == low == 0.0
    assert high == pytest.approx(0.125 * 0.03 / (0.125 * 0.03 + 0.875 * 0.5))
    assert accidental_share(fixed(0.0, 0.0, 0.0), fixed(0.0, 0.0, 0.0)) == (0.0, 0.0, 0.0)
