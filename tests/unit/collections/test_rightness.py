"""The example that the tour shows: right means all of it."""

import pytest

from earnest.collections.rightness import says_all

LATTE = {"intent": "orderDrink", "coffeeDrink": "latte", "size": "large", "milkAmount": "some soy milk"}


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("a large latte with some soy milk", True),
        ("large latte some soy milk please", True),
        ("a large latte with some almond milk", False),
        ("a large latte with soy milk some", False),
        ("a latte with some soy milk", False),
        ("", False),
    ],
)
def test_an_order_is_right_where_every_value_was_heard(text: str, *, right: bool) -> None:
    assert says_all(text, LATTE, "en") is right


def test_two_values_need_their_words_twice() -> None:
    meant = {"intent": "orderDrink", "first": "milk", "second": "milk"}
    assert not says_all("milk", meant, "en")
    assert says_all("milk and milk", meant, "en")


def test_a_text_is_right_as_a_whole() -> None:
    assert says_all("Turn it up!", {"text": "turn it up"}, "en")
    assert says_all("set it to 50%", {"text": "set it to fifty percent"}, "en")
    assert not says_all("turn it up now", {"text": "turn it up"}, "en")
