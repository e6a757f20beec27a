"""Written post codes."""

import pytest
from support.concealing import concealed


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("send it to LS2 9JT", "send it to [post code]"),
        ("deliver to 221B Baker Street London NW1 6XE please", "deliver to [post code] please"),
        ("the post box is at SW1A 1AA.", "the post box is at [post code]"),
    ],
)
def test_both_halves_are_hidden_whatever_stands_before_them(text: str, left: str) -> None:
    assert concealed(text, "en") == left


@pytest.mark.parametrize("text", ["it is in room b2 3rd floor", "play the mp3 2nd", "print it on a4 4th page"])
def test_an_ordinal_is_no_half(text: str) -> None:
    assert "[post code]" not in concealed(text, "en")
