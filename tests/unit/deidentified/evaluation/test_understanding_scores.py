import pytest
from hypothesis import given
from hypothesis import strategies as st

from earnest.deidentified.evaluation.understanding_scores import all_slots_right
from earnest.speech.meaning.interpretation import Slot

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


@given(slots, slots)
def test_right_exactly_when_each_slot_is_there_as_often(labelled: list[Slot], found: list[Slot]) -> None:
    as_often = all(labelled.count(slot) == found.count(slot) for slot in (*labelled, *found))
    assert right(labelled, found) == as_often
