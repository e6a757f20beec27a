"""Tokens are random, and any text has a hash by which it is looked for."""

from hashlib import sha256

from hypothesis import given
from hypothesis import strategies as some

from earnest.services.sign_in.tokens import new_token, text_hash


def test_tokens_differ_and_have_256_bits() -> None:
    tokens = {new_token() for _ in range(100)}
    assert len(tokens) == 100
    assert all(len(token) == 43 for token in tokens)


@given(text=some.text(alphabet=some.characters(codec="utf-8"), max_size=100))
def test_the_hash_is_that_of_the_text_in_utf_8_as_the_database_makes_it(text: str) -> None:
    assert text_hash(text) == sha256(text.encode()).digest()


def test_what_is_no_text_has_a_hash_too() -> None:
    assert len({text_hash(text) for text in ("\ud800", "\udfff", "", "?", "\x00")}) == 5
