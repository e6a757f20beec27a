from collections import Counter

import numpy
from hypothesis import given
from hypothesis import strategies as st

from earnest.deidentified.learning.domain_building import Piece
from earnest.deidentified.learning.labelled_clip import LabelledClip
from earnest.deidentified.learning.literal_transcripts import (
    LARGEST_ORDERED_VALUES,
    clip_grammar,
    find_fillers,
    says_all,
    sentence_with_values,
)
from earnest.speech.meaning.interpretation import Slot


def clip(heard: str, transcript: str | None = None, **slots: str) -> LabelledClip:
    return LabelledClip(
        clip_id=heard,
        hypothesis_words=tuple(heard.split()),
        samples=numpy.zeros(0, dtype=numpy.int16),
        transcript=transcript,
        intent="order",
        slots=tuple(Slot(name=name, value=value) for name, value in slots.items()),
    )


def test_fillers_are_said_in_several_clips_and_in_no_own_label() -> None:
    clips = [clip("make me some tea now", drink="tea"), clip("make me a cough tea", drink="coffee")]
    assert find_fillers(clips) == Counter({"make": 2, "me": 2, "a": 1})


def test_a_grammar_forces_every_value_once() -> None:
    order = clip("make me tea", drink="tea", size="large")
    speakable = frozenset([("make",), ("me",), ("tea",), ("large",)])
    grammar = clip_grammar(order, Counter({"make": 2, "me": 2}), speakable)
    paths: Counter[tuple[str, ...]] = Counter()

    def walk(state: int, said: tuple[str, ...]) -> None:
        if state == grammar.last_state:
            paths[said] += 1
        for arc in grammar.arcs:
            if arc.source == state != arc.target:
                walk(arc.target, (*said, *arc.piece.words))

    walk(0, ())
    assert paths == Counter([("tea", "large"), ("large", "tea")])
    for state in range(grammar.last_state):
        total = sum(arc.probability for arc in grammar.arcs if arc.source == state)
        assert abs(total - 1) < 1e-9


def test_what_cannot_be_spoken_is_left_out() -> None:
    order = clip("make me", drink="☕", size="large")
    grammar = clip_grammar(order, Counter({"make": 2}), frozenset([("large",)]))
    assert {arc.piece for arc in grammar.arcs} == {Piece(words=("large",), slot="size")}


def test_many_values_keep_the_grammar_small() -> None:
    order = clip("x", **{f"slot{number}": "tea" for number in range(12)})
    grammar = clip_grammar(order, Counter(), frozenset([("tea",)]))
    assert grammar.last_state == 2**LARGEST_ORDERED_VALUES - 1


def test_transcripts_are_marked_longest_value_first() -> None:
    order = clip("x", transcript="A medium roast, medium!", size="medium", roast="medium roast")
    sentence = sentence_with_values(order)
    assert sentence is not None
    assert [(" ".join(piece.words), piece.slot) for piece in sentence.pieces] == [
        ("a", None),
        ("medium roast", "roast"),
        ("medium", "size"),
    ]
    assert says_all(sentence.pieces, order)
    assert not says_all(sentence.pieces[:-1], order)


def test_a_value_that_was_not_said_is_not_marked() -> None:
    sentence = sentence_with_values(clip("x", transcript="the usual", drink="tea"))
    assert sentence is not None
    assert all(piece.slot is None for piece in sentence.pieces)
    assert sentence_with_values(clip("x", transcript=" ... ")) is None


@given(
    st.lists(st.sampled_from("abc"), min_size=1, max_size=8),
    st.dictionaries(st.sampled_from("xyz"), st.lists(st.sampled_from("abc"), min_size=1, max_size=2).map(" ".join)),
)
def test_marking_loses_no_word(words: list[str], slots: dict[str, str]) -> None:
    sentence = sentence_with_values(clip("x", transcript=" ".join(words), **slots))
    assert sentence is not None
    assert [word for piece in sentence.pieces for word in piece.words] == words
