"""Everything that the assistant says is there in every language, and none of it was left in English."""

import re

import pytest

from earnest.personal.assistant.texts import MINUTES, MONTHS, SECONDS, TEXTS, Text
from earnest.personal.consent.wording import LANGUAGES


def test_every_language_of_the_page_is_spoken() -> None:
    assert set(TEXTS) == set(MONTHS) == set(MINUTES) == set(SECONDS) == set(LANGUAGES)


@pytest.mark.parametrize("text", Text)
def test_every_text_is_there_with_the_same_fields(text: Text) -> None:
    english = TEXTS["en"][text]
    for language, wordings in TEXTS.items():
        assert wordings[text].strip()
        assert language == "en" or wordings[text] != english
        assert set(re.findall(r"{(\w+)}", wordings[text])) == set(re.findall(r"{(\w+)}", english))
