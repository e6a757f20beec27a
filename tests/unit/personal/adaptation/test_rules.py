"""Lessons: the same misrecognition is understood next time, other sentences are left alone."""

from hypothesis import given
from hypothesis import strategies as st

from earnest.personal.adaptation.rules import Lesson, distance, find_lesson

word_lists = st.lists(st.sampled_from(["a", "b", "c", "d", "e"]), max_size=7)


def lesson(recognised: str, said: str = "", intent: str | None = "orderDrink") -> Lesson:
    return Lesson(recognised=tuple(recognised.split()), said=tuple(said.split()), text=said, intent=intent, slots=())


def slow_distance(first: list[str], second: list[str]) -> int:
    """The definition, literally."""
    if not first or not second:
        return len(first) + len(second)
    return min(
        slow_distance(first[1:], second) + 1,
        slow_distance(first, second[1:]) + 1,
        slow_distance(first[1:], second[1:]) + (first[0] != second[0]),
    )


@given(word_lists, word_lists)
def test_distance_is_the_definition(first: list[str], second: list[str]) -> None:
    assert distance(first, second) == slow_distance(first, second)


@given(word_lists.filter(bool), st.lists(word_lists.filter(bool).map(" ".join).map(lesson), max_size=4))
def test_exactly_what_was_corrected_is_found(words: list[str], others: list[Lesson]) -> None:
    taught = lesson(" ".join(words))
    assert find_lesson(words, [*others, taught]) is taught


@given(word_lists, st.lists(word_lists.filter(bool).map(" ".join).map(lesson), max_size=4))
def test_what_is_found_is_near(words: list[str], lessons: list[Lesson]) -> None:
    found = find_lesson(words, lessons)
    if found is not None:
        assert distance(words, found.recognised) * 4 <= len(words)


def test_one_word_in_four_may_differ() -> None:
    taught = lesson("turn on the plan curry")
    assert find_lesson(["turn", "on", "the", "plant", "curry"], [taught]) is taught
    assert find_lesson(["turn", "off", "the", "plant", "curry"], [taught]) is None
    assert find_lesson(["stop"], [lesson("go")]) is None


def test_what_was_meant_is_understood_too() -> None:
    taught = lesson("lights in the plan curry", said="lights in the plantuary")
    assert find_lesson(["lights", "in", "the", "plantuary"], [taught]) is taught


def test_the_later_lesson_wins() -> None:
    later = lesson("a b", intent="other")
    assert find_lesson(["a", "b"], [lesson("a b"), later]) is later


def test_nothing_heard_fits_nothing() -> None:
    assert find_lesson([], [lesson("a")]) is None
