"""Roads with numbers are places, and other numbers are none (AU5)."""

import pytest

from tests.support.concealing import concealed


@pytest.mark.parametrize(
    ("language", "text", "wanted"),
    [
        ("en", "how is the traffic on the i fifteen today", "how is the traffic on [place] today"),
        ("en", "take route eighty north please", "take [place] please"),
        ("en", "are there any accidents on the four hundred and five", "are there any accidents on [place]"),
        ("de", "gibt es stau auf der a acht", "gibt es stau auf [place]"),
        ("de", "fahr über die autobahn drei", "fahr über [place]"),
        ("nl", "staat er file op de a zevenentwintig", "staat er file op [place]"),
        # what is no road
        ("en", "set the lamp to forty percent", "set the lamp to forty percent"),
        ("en", "how long is the drive on the fifteen minute bus", "how long is the drive on the fifteen minute bus"),
        ("en", "turn on the lights at five", "turn on the lights at five"),
        ("de", "stell den ofen auf hundertachtzig grad", "stell den ofen auf hundertachtzig grad"),
        ("nl", "zet de timer op twaalf minuten", "zet de timer op twaalf minuten"),
    ],
)  # fmt: skip
def test_au5_roads_with_numbers_are_hidden_and_other_numbers_stay(language: str, text: str, wanted: str) -> None:
    assert concealed(text, language) == wanted
