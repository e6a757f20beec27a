from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from earnest.deidentified.evaluation.errors import EmptyReference
from earnest.deidentified.evaluation.word_errors import word_error_rate, word_errors

sentences = st.lists(st.sampled_from(["a", "b", "c", "d"]), max_size=7)


def slow_distance(reference: tuple[str, ...], hypothesis: tuple[str, ...]) -> int:
    @cache
    def distance(left: int, right: int) -> int:
        if left == 0 or right == 0:
            return left + right
        same = 0 if reference[left - 1] == hypothesis[right - 1] else 1
        return min(distance(left - 1, right - 1) + same, distance(left - 1, right) + 1, distance(left, right - 1) + 1)

    return distance(len(reference), len(hypothesis))


@given(sentences, sentences)
def test_total_is_the_least_number_of_edits(reference: list[str], hypothesis: list[str]) -> None:
    errors = word_errors(reference, hypothesis)
    assert errors.total == slow_distance(tuple(reference), tuple(hypothesis))
    assert len(reference) - errors.deletions + errors.insertions == len(hypothesis)
    assert errors.substitutions + errors.deletions <= errors.reference_words == len(reference)


@given(sentences, sentences)
def test_turning_round_swaps_deletions_and_insertions(reference: list[str], hypothesis: list[str]) -> None:
    there, back = word_errors(reference, hypothesis), word_errors(hypothesis, reference)
    assert (there.substitutions, there.deletions, there.insertions) == (
        back.substitutions,
        back.insertions,
        back.deletions,
    )


@given(sentences, sentences, sentences)
def test_triangle(first: list[str], second: list[str], third: list[str]) -> None:
    direct = word_errors(first, third).total
    assert direct <= word_errors(first, second).total + word_errors(second, third).total


def test_counts_by_kind() -> None:
    errors = word_errors(["turn", "the", "kitchen", "light", "on"], ["turn", "kitchen", "lights", "on", "now"])
    assert (errors.substitutions, errors.deletions, errors.insertions) == (1, 1, 1)


def test_rate_can_pass_one() -> None:
    assert word_error_rate(["stop"], ["a", "b", "c"]) == 3.0


def test_no_reference_has_no_rate() -> None:
    with pytest.raises(EmptyReference):
        _ = word_error_rate([], ["a"])
