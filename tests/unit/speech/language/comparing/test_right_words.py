import pytest
from hypothesis import given
from hypothesis import strategies as st

from earnest.speech.language.comparing.word_errors import right_words, word_errors

sentences = st.lists(st.sampled_from(["a", "b", "c", "d"]), max_size=6)


@given(sentences)
def test_everything_is_right_in_what_was_said(words: list[str]) -> None:
    assert right_words(" ".join(words), words, "en") == (True,) * len(words)


@given(sentences, sentences)
def test_as_many_words_are_right_as_an_alignment_leaves_alone(reference: list[str], hypothesis: list[str]) -> None:
    errors = word_errors(reference, hypothesis)
    right = sum(right_words(" ".join(reference), hypothesis, "en"))
    assert right == len(hypothesis) - errors.substitutions - errors.insertions


@given(sentences)
def test_nothing_is_right_where_nothing_was_said(words: list[str]) -> None:
    assert not any(right_words("", words, "en"))


@pytest.mark.parametrize(
    ("reference", "hypothesis", "right"),
    [
        ("call thirty three now", ("call", "33", "now"), (True, True, True)),
        ("call thirty three now", ("call", "34", "now"), (True, False, True)),
        ("turn it on", ("turn", "on"), (True, True)),
        ("turn it on", ("turn", "it", "it", "on"), (True, False, True, True)),
        ("at half past seven", ("at", "7:30"), (True, True)),
        ("at eight", ("at", "7:30"), (True, False)),
        ("two six eight", ("26", "8"), (True, True)),
    ],
)
def test_figures_and_repeated_words(reference: str, hypothesis: tuple[str, ...], right: tuple[bool, ...]) -> None:
    assert right_words(reference, hypothesis, "en") == right
