import pytest
from hypothesis import given
from hypothesis import strategies as st

from earnest.speech.language.numbers.reading import read_whole_number
from earnest.speech.language.numbers.spelled import spelled_number

LANGUAGES = st.sampled_from(["en", "de", "nl"])


@given(st.integers(0, 999_999), LANGUAGES)
def test_what_is_spelled_reads_as_the_same_number(value: int, language: str) -> None:
    assert read_whole_number(spelled_number(value, language), language) == value


@pytest.mark.parametrize(
    ("value", "language", "words"),
    [
        (268, "en", ("two", "hundred", "sixty", "eight")),
        (21, "de", ("einundzwanzig",)),
        (1, "de", ("eins",)),
        (101_000, "de", ("hunderteintausend",)),
        (1_105, "nl", ("duizendhonderdvijf",)),
    ],
)
def test_numbers_are_spelled_as_usual(value: int, language: str, words: tuple[str, ...]) -> None:
    assert spelled_number(value, language) == words


@pytest.mark.parametrize("value", [-1, 1_000_000])
def test_other_numbers_have_no_words(value: int) -> None:
    with pytest.raises(ValueError, match=str(value)):
        _ = spelled_number(value, "en")
