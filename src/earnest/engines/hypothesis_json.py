"""Hypothesis as JSON: the form in which an engine's process hands its result to its parent."""

import json

from earnest.foundation.model_file.fields import decode, fields, items, number, text, texts
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
            "language": hypothesis.language,
            "preferred_to": list(hypothesis.preferred_to),
            "agreed": hypothesis.agreed,
        },
        ensure_ascii=False,
    ).encode()


def decode_hypothesis(encoded: bytes) -> Hypothesis:
    """Return the hypothesis that was encoded.

    Raises:
        EngineFailed: the bytes are not an encoded hypothesis, so the process that wrote them is not in order.
    """
    try:
        parsed = fields(decode(encoded))
        return Hypothesis(
            words=tuple(_parse_word(item) for item in items(parsed["words"])),
            general_words=tuple(_parse_word(item) for item in items(parsed["general_words"])),
            alternatives=tuple(_parse_alternative(item) for item in items(parsed["alternatives"])),
            # What was kept before this list was recorded has none.
            general_alternatives=tuple(
                _parse_alternative(item) for item in items(parsed.get("general_alternatives", []))
            ),
            engine=text(parsed["engine"]),
            model=text(parsed["model"]),
            domain=text(parsed["domain"]),
            confidence=number(parsed["confidence"]),
            language=text(parsed.get("language", "")),
            preferred_to=texts(parsed.get("preferred_to", [])),
            agreed=parsed.get("agreed") is True,
        )
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise EngineFailed from error


def _word_fields(word: RecognisedWord) -> list[str | float | None]:
    return [word.text, word.start, word.end, word.posterior, word.slot, word.value]


def _parse_word(item: object) -> RecognisedWord:
    spoken, start, end, posterior, slot, value = items(item)
    return RecognisedWord(
        text=text(spoken),
        start=SampleCount(int(number(start))),
        end=SampleCount(int(number(end))),
        posterior=number(posterior),
        slot=None if slot is None else text(slot),
        value=None if value is None else text(value),
    )


def _parse_alternative(item: object) -> Alternative:
    words, score = items(item)
    return Alternative(words=texts(words), score=number(score))
