from dataclasses import dataclass, field
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from earnest.foundation.units import SampleCount
from earnest.speech.hearing.recognition.adapters.sherpa_onnx import written_words
from earnest.speech.hearing.recognition.spoken_words import WrittenWord, as_spoken, shared_by_letters, spoken_words
from earnest.speech.privacy.concealment.finding import find_personal_data
from earnest.speech.sound.span import Span

LENGTH = 16_000


@dataclass
class Result:
    """What sherpa-onnx gives: its text, and tokens with seconds where the model has them."""

    text: str
    tokens: list[str] = field(default_factory=list[str])
    timestamps: list[float] = field(default_factory=list[float])


@pytest.mark.parametrize(
    ("written", "words"),
    [
        (" Jean-Luc,", ("jean", "luc")),
        ("0171/555-1234.", ("0171/555-1234",)),
        ("+49", ("+49",)),
        ("(030)", ("030",)),
        ("1,500", ("1,500",)),
        ("20:30", ("20:30",)),
        ("AB-123-CD", ("a", "b", "123", "c", "d")),
        ("KV42X", ("k", "v", "42", "x")),
        ("TZSF.", ("t", "z", "s", "f")),
        ("NASA", ("nasa",)),
        ("8th", ("8th",)),
        ("B.O.B.", ("b", "o", "b")),
        ("jo.fox@example.com", ("jo", "dot", "fox", "at", "example", "dot", "com")),
        ("www.example.de/jo", ("www", "dot", "example", "dot", "de", "jo")),
        ("O’Brien's", ("o'brien's",)),
        ("…", ()),
    ],
)
def test_each_word_stands_alone(written: str, words: tuple[str, ...]) -> None:
    assert as_spoken(written, "en") == words


@pytest.mark.parametrize(
    ("language", "sentence", "personal"),
    [
        ("de", "Ruf 0171-555-1234 an", "0171-555-1234"),
        ("de", "Schreib an jo.fox@example.de bitte", "jo dot fox at example dot de"),
        ("nl", "Schrijf naar jo.fox@example.nl alsjeblieft", "jo dot fox at example dot nl"),
        ("en", "It is B-O-B", "b o b"),
    ],
)
def test_what_is_written_with_signs_is_found(language: str, sentence: str, personal: str) -> None:
    """AU5: engines that write `0171-555-1234` have no spotter beside them in German and Dutch."""
    written = [
        WrittenWord(text=text, place=Span(start=SampleCount(at * 100), end=SampleCount(at * 100 + 100)), posterior=1.0)
        for at, text in enumerate(sentence.split())
    ]
    words = tuple(spoken_words(written, LENGTH, "en"))
    found = find_personal_data(words, language)
    hidden = {index for span in found for index in range(span.first_word, span.last_word + 1)}
    assert {word for index, word in enumerate(word.text for word in words) if index in hidden} == set(personal.split())


@given(st.lists(st.text(max_size=9), max_size=6), st.integers(0, 9_999), st.integers(0, 9_999))
def test_words_share_a_place_and_leave_nothing_of_it(words: list[str], start: int, length: int) -> None:
    place = Span(start=SampleCount(start), end=SampleCount(start + length))
    shared = shared_by_letters(words, place)
    assert len(shared) == len(words)
    if words:
        assert (shared[0].start, shared[-1].end) == (place.start, place.end)
    assert all(one.end == other.start for one, other in pairwise(shared))


def test_times_of_tokens_are_those_of_words() -> None:
    result = Result(text=" hallo anna", tokens=["▁hal", "lo", "▁anna"], timestamps=[0.1, 0.2, 0.5])
    words = spoken_words(written_words(result, LENGTH), LENGTH, "en")
    assert [(word.text, word.start, word.end) for word in words] == [("hallo", 1_600, 8_000), ("anna", 8_000, LENGTH)]


@pytest.mark.parametrize(
    "result",
    [Result(text="ruf anna-lena an"), Result(text="ruf anna-lena an", tokens=["▁ruf", "▁an"], timestamps=[0.0, 0.5])],
)
def test_a_place_is_never_guessed(result: Result) -> None:
    """AU5: a tone at a guessed place leaves the name audible; over the whole sound it leaves nothing."""
    words = list(spoken_words(written_words(result, LENGTH), LENGTH, "en"))
    assert [word.text for word in words] == ["ruf", "anna", "lena", "an"]
    assert {(word.start, word.end) for word in words} == {(0, LENGTH)}


@pytest.mark.parametrize(
    ("written", "language", "words"),
    [
        ("50%", "en", ("50", "percent")),
        ("50%.", "de", ("50", "prozent")),
        ("$5", "en", ("5", "dollars")),
        ("1,5%", "nl", ("1,5", "procent")),
        ("20°", "de", ("20", "grad")),
        ("(€12.50)", "en", ("12.50", "euros")),
        ("%", "en", ()),
    ],
)
def test_signs_beside_figures_are_what_is_said_for_them(written: str, language: str, words: tuple[str, ...]) -> None:
    assert as_spoken(written, language) == words
