"""Sealed content: written and read back, and nothing else is read."""

import json
from datetime import UTC

import pytest
from hypothesis import given
from hypothesis import strategies as st

from earnest.foundation.units import SampleCount
from earnest.personal.vault.content import Correction, RecordingContent, decode_content, encode_content
from earnest.personal.vault.errors import ContentUnreadable
from earnest.speech.language.hypothesis import Alternative, Hypothesis, RecognisedWord
from earnest.speech.meaning.interpretation import Interpretation, Slot

texts = st.text(max_size=8)
words = st.builds(
    RecognisedWord,
    text=texts,
    start=st.integers(0, 99).map(SampleCount),
    end=st.integers(0, 99).map(SampleCount),
    posterior=st.floats(0, 1),
    slot=st.none() | texts,
    value=st.none() | texts,
)
slots = st.lists(st.builds(Slot, name=texts, value=texts), max_size=3).map(tuple)
contents = st.builds(
    RecordingContent,
    hypothesis=st.builds(
        Hypothesis,
        words=st.lists(words, max_size=3).map(tuple),
        general_words=st.lists(words, max_size=3).map(tuple),
        alternatives=st.lists(
            st.builds(Alternative, words=st.lists(texts, max_size=2).map(tuple), score=st.floats(-9, 0)), max_size=2
        ).map(tuple),
        engine=texts,
        model=texts,
        domain=texts,
        confidence=st.floats(0, 1),
    ),
    interpretation=st.builds(Interpretation, intent=st.none() | texts, slots=slots, confidence=st.floats(0, 1)),
    answer=texts,
    language=texts,
    wake_word=st.none() | texts,
    correction=st.none()
    | st.builds(
        Correction,
        text=texts,
        intent=st.none() | texts,
        slots=slots,
        learned=st.booleans(),
        corrected_at=st.datetimes(timezones=st.just(UTC)),
    ),
)


@given(contents)
def test_round_trip(content: RecordingContent) -> None:
    assert decode_content(encode_content(content)) == content


@given(st.binary(max_size=60) | st.recursive(st.none() | texts, st.lists).map(json.dumps).map(str.encode))
def test_anything_else_is_refused(encoded: bytes) -> None:
    with pytest.raises(ContentUnreadable):
        _ = decode_content(encoded)


@given(
    contents,
    st.sampled_from(["format", "hypothesis", "interpretation", "answer", "language", "wake_word", "correction"]),
)
def test_a_missing_part_is_refused(content: RecordingContent, name: str) -> None:
    fields: dict[str, object] = json.loads(encode_content(content))
    del fields[name]
    with pytest.raises(ContentUnreadable):
        _ = decode_content(json.dumps(fields).encode())
