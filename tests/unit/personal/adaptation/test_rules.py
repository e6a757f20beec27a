"""Lessons: the same misrecognition is understood next time, other sentences are left alone."""

from hypothesis import given
from hypothesis import strategies as st

from earnest.personal.adaptation.rules import Lesson, Recognised, find_lesson

word_lists = st.lists(st.sampled_from(["a", "b", "c", "d", "e"]), max_size=7)


def lesson(recognised: str, said: str = "", intent: str | None = "orderDrink", answered: str = "") -> Lesson:
    return Lesson(
        recognised=tuple(recognised.split()),
        said=tuple(said.split()),
        text=said,
        intent=intent,
        slots=(),
        answered=tuple(answered.split()),
    )


lesson_lists = st.lists(st.tuples(word_lists.filter(bool), word_lists).map(lambda pair: lesson_of(*pair)), max_size=4)


def lesson_of(recognised: list[str], said: list[str]) -> Lesson:
    return lesson(" ".join(recognised), said=" ".join(said))


def recognised(given: str, heard: str | None = None) -> Recognised:
    return Recognised(given=tuple(given.split()), heard=tuple((given if heard is None else heard).split()))


@given(word_lists.filter(bool), lesson_lists)
def test_exactly_what_was_corrected_is_found(words: list[str], others: list[Lesson]) -> None:
    taught = lesson(" ".join(words))
    assert find_lesson(recognised(" ".join(words)), [*others, taught]) is taught


@given(word_lists, lesson_lists)
def test_what_is_found_is_the_same_word_for_word(words: list[str], lessons: list[Lesson]) -> None:
    found = find_lesson(recognised(" ".join(words)), lessons)
    fitting = [taught for taught in lessons if words and tuple(words) in {taught.recognised, taught.said}]
    assert found is (fitting[-1] if fitting else None)


def test_one_other_word_is_another_sentence() -> None:
    taught = lesson("turn on the plant curry", said="turn on the pantry light")
    for other in ("turn off the plant curry", "turn on the plan curry", "turn on a pantry light", "turn on the plant"):
        assert find_lesson(recognised(other), [taught]) is None


def test_what_was_meant_is_understood_too() -> None:
    taught = lesson("lights in the plan curry", said="lights in the plantuary")
    assert find_lesson(recognised("lights in the plantuary"), [taught]) is taught


def test_what_a_learned_domain_answered_is_replaced_only_where_both_passes_heard_the_same_again() -> None:
    taught = lesson("and", said="what time is it", answered="one large latte")
    assert find_lesson(recognised("one large latte", "and"), [taught]) is taught
    assert find_lesson(recognised("one large latte", "one large"), [taught]) is None
    assert find_lesson(recognised("one small latte", "and"), [taught]) is None
    assert find_lesson(recognised("and"), [taught]) is None


def test_the_later_lesson_wins() -> None:
    later = lesson("a b", intent="other")
    assert find_lesson(recognised("a b"), [lesson("a b"), later]) is later


def test_nothing_heard_fits_nothing() -> None:
    assert find_lesson(recognised(""), [lesson("a")]) is None
