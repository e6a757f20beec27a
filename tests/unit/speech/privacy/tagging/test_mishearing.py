"""Simulated mishearing keeps what training needs: a label for every word, and no name without one (AU5)."""
# ruff: noqa: S311 - repeatable draws, nothing secret

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from training.tagging.mishearing import Mishearing, skeleton

LEXICON = ("meeting", "pool", "well", "poem", "tomorrow", "sing", "call", "bell", "door", "tree")
LABELLED = st.lists(
    st.tuples(
        st.sampled_from(("pawel", "call", "wojciech", "at", "tomorrow", "ø", "")), st.sampled_from(("O", "NAME"))
    ),
    max_size=8,
)


@pytest.mark.parametrize(
    ("word", "sounds"), [("pawel", "pfl"), ("poem", "pm"), ("daddy", "t"), ("Anna", "m"), ("eau", ""), ("", "")]
)
def test_skeleton_keeps_consonants_by_their_sound(word: str, sounds: str) -> None:
    assert skeleton(word) == sounds


@given(sentence=LABELLED, seed=st.integers(0, 200))
def test_every_word_keeps_a_label_and_no_label_is_lost(sentence: list[tuple[str, str]], seed: int) -> None:
    words, labels = [word for word, _ in sentence], [label for _, label in sentence]
    heard, marks = Mishearing(LEXICON, Random(seed)).heard(words, labels)
    assert len(heard) == len(marks)
    assert marks.count("NAME") >= labels.count("NAME")
    assert marks.count("O") <= 2 * labels.count("O")
    assert set(heard) <= {*words, *LEXICON}


def test_names_are_misheard_more_often_than_other_words() -> None:
    mishearing = Mishearing(LEXICON, Random(4))
    named = plain = 0
    for _ in range(400):
        heard, marks = mishearing.heard(["hallway", "pawel"], ["O", "NAME"])
        plain += "hallway" not in heard
        named += "pawel" not in heard
        assert "NAME" in marks
    assert named > 1.5 * plain > 0


def test_same_seed_mishears_the_same() -> None:
    first, second = (Mishearing(LEXICON, Random(9)) for _ in range(2))
    words, labels = ["call", "wojciech", "tomorrow"] * 3, ["O", "NAME", "O"] * 3
    assert [first.heard(words, labels) for _ in range(5)] == [second.heard(words, labels) for _ in range(5)]
