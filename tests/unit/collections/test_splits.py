"""Splits keep people apart, near the wanted share, whatever the people."""

from hypothesis import given
from hypothesis import strategies as st

from earnest.collections.splits import HELD_OUT_SHARE, split_people

COUNTS = st.dictionaries(st.text("abcdefgh", min_size=1, max_size=4), st.integers(1, 60), min_size=1, max_size=30)


@given(counts=COUNTS, seed=st.integers(0, 10_000))
def test_everybody_is_on_exactly_one_side(counts: dict[str, int], seed: int) -> None:
    split = split_people(counts, seed=seed)
    assert sorted([*split.panel, *split.held_out]) == sorted(counts)


@given(counts=COUNTS, seed=st.integers(0, 10_000))
def test_the_held_out_part_is_near_its_share_or_one_person(counts: dict[str, int], seed: int) -> None:
    split = split_people(counts, seed=seed)
    held = sum(counts[person] for person in split.held_out)
    assert held <= HELD_OUT_SHARE * 1.15 * sum(counts.values()) or len(split.held_out) == 1
    assert bool(split.held_out) == (len(counts) > 1)


@given(counts=COUNTS, seed=st.integers(0, 10_000))
def test_the_same_seed_gives_the_same_split_in_any_order(counts: dict[str, int], seed: int) -> None:
    turned = dict(reversed(counts.items()))
    assert split_people(counts, seed=seed) == split_people(turned, seed=seed)


def test_one_person_alone_goes_to_the_panel() -> None:
    assert split_people({"anna": 31}, seed=1).panel == ("anna",)


def test_many_equal_people_give_a_quarter() -> None:
    split = split_people({f"person {number}": 10 for number in range(40)}, seed=3)
    assert len(split.held_out) in {10, 11}


def test_who_is_held_out_in_one_task_is_held_out_in_the_next() -> None:
    counts = {f"person {number}": 5 for number in range(12)}
    decided = {"person 3": True, "person 4": False}
    split = split_people(counts, seed=5, decided=decided)
    assert "person 3" in split.held_out
    assert "person 4" in split.panel
