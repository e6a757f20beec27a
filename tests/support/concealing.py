"""Concealing in tests: recognised words from a text, and the text with what is personal replaced."""

from collections.abc import Sequence

from earnest.foundation.units import SampleCount
from earnest.speech.language.hypothesis import RecognisedWord
from earnest.speech.privacy.concealment.finding import find_personal_data
from earnest.speech.privacy.concealment.spans import PersonalSpan
from earnest.speech.privacy.concealment.text import conceal_words


def words(text: str) -> list[RecognisedWord]:
    return [
        RecognisedWord(text=word, start=SampleCount(index * 10), end=SampleCount(index * 10 + 9), posterior=0.9)
        for index, word in enumerate(text.split())
    ]


def conceal_text(spoken: Sequence[RecognisedWord], spans: Sequence[PersonalSpan]) -> tuple[str, ...]:
    return tuple(token.text for token in conceal_words(spoken, spans))


def concealed(text: str, language: str) -> str:
    spoken = words(text)
    return " ".join(conceal_text(spoken, find_personal_data(spoken, language)))
