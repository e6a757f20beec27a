"""Planted clips have an answer as those of customers have one, so that it does not tell which they are (RV7)."""

from earnest.cli.planting import CANNOT_YET
from earnest.personal.assistant.texts import TEXTS, Text


def test_rv7_a_planted_clip_has_the_answer_that_the_assistant_gives_without_a_skill() -> None:
    assert {language: texts[Text.CANNOT_YET] for language, texts in TEXTS.items()} == CANNOT_YET
