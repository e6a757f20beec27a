import pytest
from hypothesis import given
from hypothesis import strategies as st

from earnest.engines.hypothesis_json import decode_hypothesis, encode_hypothesis
from earnest.foundation.units import SampleCount
from earnest.speech.hearing.recognition.errors import EngineFailed
from earnest.speech.language.hypothesis import Alternative, Hypothesis, RecognisedWord

shares = st.floats(0, 1)
words = st.builds(
    RecognisedWord,
    text=st.text(),
    start=st.integers(0, 10**6).map(SampleCount),
    end=st.integers(0, 10**6).map(SampleCount),
    posterior=shares,
    slot=st.none() | st.text(),
    value=st.none() | st.text(),
)
hypotheses = st.builds(
    Hypothesis,
    words=st.lists(words, max_size=3).map(tuple),
    general_words=st.lists(words, max_size=3).map(tuple),
    alternatives=st.lists(
        st.builds(Alternative, words=st.lists(st.text(), max_size=3).map(tuple), score=st.floats(-9, 0)), max_size=3
    ).map(tuple),
    engine=st.text(),
    model=st.text(),
    domain=st.text(),
    confidence=shares,
)


@given(hypotheses)
def test_round_trip(hypothesis: Hypothesis) -> None:
    assert decode_hypothesis(encode_hypothesis(hypothesis)) == hypothesis


@pytest.mark.parametrize("content", [b"", b"[]", b"{}", b'{"words": 1}', b"\xff", b'{"words": [["a", 1]]}'])
def test_anything_else_is_refused(content: bytes) -> None:
    with pytest.raises(EngineFailed):
        _ = decode_hypothesis(content)


@given(st.binary(max_size=30))
def test_arbitrary_bytes_are_refused(content: bytes) -> None:
    with pytest.raises(EngineFailed):
        _ = decode_hypothesis(content)


def test_first_value_of_a_slot_counts_and_heard_words() -> None:
    def word(text: str, slot: str | None, value: str | None) -> RecognisedWord:
        return RecognisedWord(text=text, start=SampleCount(0), end=SampleCount(1), posterior=1, slot=slot, value=value)

    spoken = (word("large", "size", "large"), word("oh", None, None), word("small", "size", "small"))
    general = (word("barge", None, None),)
    hypothesis = Hypothesis(
        words=spoken, alternatives=(), engine="e", model="m", domain="commands", confidence=1, general_words=general
    )
    assert hypothesis.slots == {"size": "large"}
    assert hypothesis.heard_words == general
    assert hypothesis.text == "large oh small"
