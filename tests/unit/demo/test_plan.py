"""The plan never lets a held-out person speak, bounds what may be heard, and gives every part its people."""

from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from earnest.collections.recordings import ORDERS, SENTENCES, WORDS, Spoken, task_of
from earnest.demo.plan import NothingToPlay, Plan, make_plan
from earnest.demo.roles import Part, UtteranceKind, kind_of


def spoken(
    number: int,
    *,
    person: str,
    text: str | None = None,
    intent: str | None = None,
    age: int | None = None,
    wake_word: str | None = None,
    task: str = "commands",
    language: str = "en",
    personal: bool = False,
) -> Spoken:
    return Spoken(
        path=Path(f"{number}.flac"),
        sha256=f"{number:064x}",
        collection_task=task,
        text=text,
        intent=intent,
        slots=(("size", "large"),) if intent else (),
        person=person,
        age=age,
        language=language,
        wake_word=wake_word,
        personal=personal,
        licence="test",
        seconds=2.0,
    )


def collection(*, order_people: int, word_people: int, children: int, each: int = 10) -> list[Spoken]:
    found: list[Spoken] = []
    for person in range(order_people):
        found += [spoken(len(found) + n, person=f"order {person}", intent="orderDrink") for n in range(each)]
    for person in range(word_people):
        found += [spoken(len(found) + n, person=f"word {person}", text="stop") for n in range(each)]
    for person in range(children):
        found += [spoken(len(found) + n, person=f"child {person}", text="stop it now", age=9) for n in range(each)]
    found += [spoken(len(found) + n, person="unknown", wake_word="none", task="false_activation") for n in range(30)]
    return found


def people(plan: Plan) -> set[str]:
    return {
        played.spoken.person
        for customer in plan.customers
        for played in customer.utterances
        if played.kind is UtteranceKind.TASK
    }


@given(
    order_people=st.integers(0, 12),
    word_people=st.integers(0, 20),
    children=st.integers(1, 6),
    heard=st.integers(1, 250),
    seed=st.integers(0, 1000),
)
def test_no_person_is_both_heard_and_measured(
    order_people: int, word_people: int, children: int, heard: int, seed: int
) -> None:
    found = collection(order_people=order_people, word_people=word_people, children=children)
    plan = make_plan(found, heard_at_most=heard, seed=seed)
    assert not people(plan) & {held.person for held in plan.held_out}
    played = [item.spoken.sha256 for customer in plan.customers for item in customer.utterances]
    assert len(played) == len(set(played))
    assert plan.cap_share * plan.utterances <= max(heard, plan.utterances)
    assert 0 < plan.cap_share <= 1


def test_the_cap_allows_no_more_than_may_be_heard() -> None:
    plan = make_plan(collection(order_people=20, word_people=40, children=4), heard_at_most=200)
    assert plan.utterances > 200
    assert int(plan.cap_share * plan.utterances) <= 200


def test_each_part_has_people_and_those_whom_no_reviewer_hears_come_first() -> None:
    plan = make_plan(collection(order_people=20, word_people=40, children=4), heard_at_most=200)
    parts = Counter(customer.part for customer in plan.customers)
    assert parts[Part.NOT_CONSENTING] == 2
    assert parts[Part.HISTORY_ONLY] == 1
    assert parts[Part.WITHDRAWING] == 1
    assert parts[Part.CHILD] == 2
    order = [customer.part is Part.CONSENTING for customer in plan.customers]
    assert order == sorted(order)
    assert all(
        played.spoken.is_child
        for customer in plan.customers
        if customer.part is Part.CHILD
        for played in customer.utterances
    )
    assert not any(
        played.spoken.is_child
        for customer in plan.customers
        if customer.part is not Part.CHILD
        for played in customer.utterances
    )


def test_orders_are_listened_to_most_and_words_more_than_sentences() -> None:
    plan = make_plan(collection(order_people=30, word_people=40, children=4), heard_at_most=200)
    heard = Counter(task_of(said) for _, said in plan.requests_to_hear())
    assert heard[ORDERS] > 3 * heard[WORDS] > heard[SENTENCES]


def test_a_repeated_recording_counts_once() -> None:
    found = collection(order_people=4, word_people=4, children=1)
    assert make_plan(found) == make_plan([*found, *found])


def test_nothing_known_is_refused() -> None:
    with pytest.raises(NothingToPlay):
        _ = make_plan([spoken(1, person="anna")])


def test_tasks_come_from_what_is_known() -> None:
    assert task_of(spoken(1, person="a", intent="orderDrink")) == ORDERS
    assert task_of(spoken(1, person="a", intent="setLight", task="lights")) == "lights"
    assert task_of(spoken(1, person="a", text="stop")) == WORDS
    assert task_of(spoken(1, person="a", text="stop it")) == SENTENCES
    assert task_of(spoken(1, person="a")) is None


@pytest.mark.parametrize(
    ("item", "kind"),
    [
        (spoken(1, person="a", text="stop"), UtteranceKind.TASK),
        (spoken(1, person="a", text="halt", language="de"), UtteranceKind.LEFT_OUT),
        (spoken(1, person="a", text="p i t t", personal=True), UtteranceKind.LEFT_OUT),
        (spoken(1, person="a", text="alexa", wake_word="alexa", task="wake"), UtteranceKind.WAKE),
        (spoken(1, person="a", text="jarvis", wake_word="jarvis", task="wake"), UtteranceKind.LEFT_OUT),
        (spoken(1, person="a", wake_word="none", task="false_activation"), UtteranceKind.ACCIDENTAL),
        (spoken(1, person="a", text="we call it bear", wake_word="none", task="speakers"), UtteranceKind.LEFT_OUT),
    ],
)
def test_what_a_recording_is(item: Spoken, kind: UtteranceKind) -> None:
    assert kind_of(item) is kind
