import pytest
from hypothesis import given
from hypothesis import strategies as st

from earnest.speech.recognition.wording import normalised, normalised_words


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Turn ON the light!", ("turn", "on", "the", "light")),
        ("I don’t, can't", ("i", "don't", "can't")),
        ("Grüße, 12 Käse_brote", ("grüße", "12", "käse", "brote")),
        ("...", ()),
        ("", ()),
    ],
)
def test_examples(text: str, words: tuple[str, ...]) -> None:
    assert normalised_words(text) == words


@given(st.text())
def test_normalising_again_changes_nothing(text: str) -> None:
    once = normalised(text)
    assert normalised(once) == once
    assert all(word and " " not in word for word in normalised_words(text))
