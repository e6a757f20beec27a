"""What counts as one word, and what two seconds are (CH1, CH2)."""

import base64
import secrets
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as some

from earnest.deidentified.help.errors import NotOneWord
from earnest.deidentified.help.rules import LONGEST_EXCERPT, LONGEST_WORD, excerpt_bounds, one_word

WORDS = (
    "latte", "Grönlandstraße", "Angstschweiß", "'t".lstrip("'"), "foto's", "IJsselmeer".replace("IJ", "Ij"), "BBC",
    "sœur", "Anne-Marie", "naïve", "Donaudampfschifffahrtsgesell", "o'clock", "ik",
)  # fmt: skip
OTHER = (
    "", " ", "two words", "a.b", "https://x.eu/a", "word\n", "wo\u200brd", "wo\u00adrd", "\u202eword", "w0rd",
    "123",
    "раypal", "Ω", "你好", "word!", "a/b", "a_b", "@anna", "data:audio", "<img>", "aGVsbG8gd29ybGQ", "UklGRiQAAABXQVZF",
    "x" * (LONGEST_WORD + 1), "deadbeefcafe1", "-a", "a-", "a--b", "a-b-c-d", "\ufeffword", "wörd\u0301" * 20,
    "😀", "bcdfghjklm",
)  # fmt: skip


@pytest.mark.parametrize("word", WORDS)
def test_ch1_words_of_the_three_languages_pass(word: str) -> None:
    assert one_word(word) == word


@pytest.mark.parametrize("written", [*OTHER, str(uuid4()), uuid4().hex])
def test_ch2_nothing_but_one_word_passes(written: str) -> None:
    with pytest.raises(NotOneWord):
        _ = one_word(written)


def test_ch2_encoded_bytes_do_not_pass() -> None:
    """Of random bytes in base64 and hexadecimal next to none looks like a word; a link or sound needs thousands."""
    passed = 0
    for _ in range(2_000):
        for text in (base64.b64encode(secrets.token_bytes(12)).decode(), secrets.token_hex(8)):
            try:
                _ = one_word(text)
            except NotOneWord:
                continue
            passed += 1
    assert passed <= 2


@given(written=some.text(max_size=60))
def test_ch2_what_passes_is_short_and_visible_and_has_neither_space_nor_digit(written: str) -> None:
    try:
        word = one_word(written)
    except NotOneWord:
        return
    assert 1 <= len(word) <= LONGEST_WORD
    assert not any(character.isspace() or character.isdigit() for character in word)
    assert word.isprintable()


@given(at=some.integers(min_value=0, max_value=10**7), count=some.integers(min_value=0, max_value=10**6))
def test_ch1_at_most_two_seconds_of_the_clip_are_heard(at: int, count: int) -> None:
    start, end = excerpt_bounds(at, count)
    assert 0 <= start <= end <= count
    assert end - start <= LONGEST_EXCERPT
    if count >= LONGEST_EXCERPT and at < count:
        assert start <= at < end
