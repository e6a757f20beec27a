"""Hypothesis as JSON: the form in which an engine's process hands its result to its parent."""

import json

from earnest.foundation.units import SampleCount
from earnest.speech.hearing.recognition.errors import EngineFailed
from earnest.speech.language.hypothesis import Alternative, Hypothesis, RecognisedWord


def encode_hypothesis(hypothesis: Hypothesis) -> bytes:
    """Return the hypothesis as UTF-8 JSON."""
    return json.dumps(
        {
            "words": [_word_fields(word) for word in hypothesis.words],
            "general_words": [_word_fields(word) for word in hypothesis.general_words],
            "alternatives": [[list(entry.words), entry.score] for entry in hypothesis.alternatives],
            "general_alternatives": [[list(entry.words), entry.score] for entry in hypothesis.general_alternatives],
            "engine": hypothesis.engine,
            "model": hypothesis.model,
            "domain": hypothesis.domain,
            "confidence": hypothesis.confidence,
        },
        ensure_ascii=False,
    ).encode()


def decode_hypothesis(encoded: bytes) -> Hypothesis:
    """Return the hypothesis that was encoded.

    Raises:
        EngineFailed: the bytes are not an encoded hypothesis, so the process that wrote them is not in order.
    """
    try:
        fields = _fields(json.loads(encoded))
        return Hypothesis(
            words=tuple(_parse_word(item) for item in _items(fields["words"])),
            general_words=tuple(_parse_word(item) for item in _items(fields["general_words"])),
            alternatives=tuple(_parse_alternative(item) for item in _items(fields["alternatives"])),
            # What was kept before this list was recorded has none.
            general_alternatives=tuple(
                _parse_alternative(item) for item in _items(fields.get("general_alternatives", []))
            ),
            engine=_text(fields["engine"]),
            model=_text(fields["model"]),
            domain=_text(fields["domain"]),
            confidence=_number(fields["confidence"]),
        )
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise EngineFailed from error


def _word_fields(word: RecognisedWord) -> list[str | float | None]:
    return [word.text, word.start, word.end, word.posterior, word.slot, word.value]


def _parse_word(item: object) -> RecognisedWord:
    text, start, end, posterior, slot, value = _items(item)
    return RecognisedWord(
        text=_text(text),
        start=SampleCount(int(_number(start))),
        end=SampleCount(int(_number(end))),
        posterior=_number(posterior),
        slot=None if slot is None else _text(slot),
        value=None if value is None else _text(value),
    )


def _parse_alternative(item: object) -> Alternative:
    words, score = _items(item)
    return Alternative(words=tuple(_text(word) for word in _items(words)), score=_number(score))


def _fields(value: object) -> dict[str, object]:
    if not isinstance(value, dict):
        raise TypeError
    return {str(key): item for key, item in value.items()}  # pyright: ignore[reportUnknownVariableType, reportUnknownArgumentType]


def _items(value: object) -> list[object]:
    if not isinstance(value, list):
        raise TypeError
    return list(value)  # pyright: ignore[reportUnknownArgumentType]


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError
    return value


def _number(value: object) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise TypeError
    return value
