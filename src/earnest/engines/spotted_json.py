"""Spotted words as JSON: the form in which the engine's process hands them to its parent."""

import json

from earnest.foundation.model_file.fields import decode, items, number
from earnest.foundation.units import SampleCount
from earnest.speech.hearing.recognition.errors import EngineFailed
from earnest.speech.hearing.spotting.spotter import SpottedWord


def encode_spotted(words: tuple[SpottedWord, ...]) -> bytes:
    """Return the words as UTF-8 JSON."""
    fields = [[word.text, word.sign, word.start, word.end, word.posterior, word.speech_score] for word in words]
    return json.dumps(fields).encode()


def decode_spotted(encoded: bytes) -> tuple[SpottedWord, ...]:
    """Return the words that were encoded.

    Raises:
        EngineFailed: the bytes are no encoded words, so the process that wrote them is not in order.
    """
    try:
        return tuple(_word(item) for item in items(decode(encoded)))
    except (ValueError, TypeError) as error:
        raise EngineFailed from error


def _word(item: object) -> SpottedWord:
    text, sign, start, end, posterior, score = items(item)
    if not isinstance(text, str) or not isinstance(sign, bool):
        raise TypeError
    return SpottedWord(
        text=text,
        sign=sign,
        start=SampleCount(_whole(start)),
        end=SampleCount(_whole(end)),
        posterior=number(posterior),
        speech_score=number(score),
    )


def _whole(value: object) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or value < 0:
        raise TypeError
    return value
