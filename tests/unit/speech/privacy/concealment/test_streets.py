"""A number, words and a word for a street are an address, whatever the words are (AU5)."""

from itertools import product

import pytest
from support.concealing import concealed

NUMBERS = ("seven", "twelve", "forty two", "one hundred and five", "9", "12b", "seven b")
NAMES = ("butcher", "bridge", "spring", "market", "old forge", "sunny side", "north lake", "three oaks")
WORDS = ("street", "road", "avenue", "lane", "drive")
LEADS = ("take me to {}", "send it to {}", "a taxi from {}", "how long to {} by bus")


def test_every_word_of_an_address_is_hidden() -> None:
    for lead, number, name, word in product(LEADS, NUMBERS, NAMES, WORDS):
        shown = concealed(lead.format(f"{number} {name} {word}"), "en").split()
        assert not {*name.split(), *number.split(), word} & {*shown}, shown
        assert "[address]" in " ".join(shown)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("send the parcel to seven b old mill road whitby", "send the parcel to [address]"),
        ("7B Old Mill Road, Whitby", "[address]"),
        ("taxi from three hundred west elm street", "taxi from [address]"),
    ],
)
def test_letter_and_town_belong_to_it(text: str, wanted: str) -> None:
    assert concealed(text, "en") == wanted


@pytest.mark.parametrize(
    "text", ["turn left at the one way street", "there are two cars in the street", "set a timer for ten minutes"]
)
def test_a_number_that_counts_is_no_house(text: str) -> None:
    assert "[address]" not in concealed(text, "en")
