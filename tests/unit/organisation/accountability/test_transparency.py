"""Counts that the public is told never tell of a single person (TR6)."""

from hypothesis import given
from hypothesis import strategies as st

from earnest.organisation.accountability.transparency import SMALLEST, STEP, public_count


@given(st.integers(min_value=0, max_value=10**7))
def test_tr6_what_is_told_is_rounded_down_and_small_counts_are_only_few(count: int) -> None:
    told = public_count(count)
    assert told.at_least % STEP == 0
    assert told.few is (0 < count < SMALLEST)
    assert told.at_least <= count < told.at_least + STEP


@given(st.integers(min_value=0, max_value=10**7))
def test_tr6_one_person_more_changes_what_is_told_only_at_a_multiple_of_ten(count: int) -> None:
    assert public_count(count) == public_count(count + 1) or (count + 1) % STEP == 0 or count == 0
