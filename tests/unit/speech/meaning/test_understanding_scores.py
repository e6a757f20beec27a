import pytest
from hypothesis import given
from hypothesis import strategies as st

from earnest.foundation.statistics.errors import NothingToCompare
from earnest.speech.meaning.interpretation import Slot
from earnest.speech.meaning.understanding_scores import all_slots_right, slot_score

SIZE = Slot(name="size", value="large")
DRINK = Slot(name="drink", value="iced coffee")
slots = st.lists(st.builds(Slot, name=st.sampled_from("abc"), value=st.sampled_from(["x", "y"])), max_size=4)


def right(labelled: list[Slot], found: list[Slot], intent: str | None = "order") -> bool:
    return all_slots_right(labelled_intent="order", labelled_slots=labelled, intent=intent, slots=found)


def test_order_and_capitals_do_not_count() -> None:
    assert right([SIZE, DRINK], [Slot(name="drink", value="Iced  coffee!"), SIZE])


@pytest.mark.parametrize(
    "found",
    [
        [SIZE],
        [SIZE, DRINK, DRINK],
        [SIZE, Slot(name="drink", value="coffee")],
        [SIZE, Slot(name="x", value="iced coffee")],
    ],
)
def test_missing_extra_or_changed_is_wrong(found: list[Slot]) -> None:
    assert not right([SIZE, DRINK], found)


def test_wrong_intent_is_wrong() -> None:
    assert not right([SIZE], [SIZE], intent=None)


def test_score() -> None:
    score = slot_score([([SIZE, DRINK], [SIZE]), ([DRINK], [DRINK, SIZE])])
    assert (score.right, score.found, score.labelled) == (2, 3, 3)
    assert score.f1 == pytest.approx(2 / 3)


@given(slots, slots)
def test_perfect_exactly_when_equal(labelled: list[Slot], found: list[Slot]) -> None:
    score = slot_score([(labelled, found)])
    assert 0 <= score.f1 <= 1
    assert (score.f1 == 1) == right(labelled, found)


def test_nothing_to_score() -> None:
    with pytest.raises(NothingToCompare):
        _ = slot_score([])
