"""Spelled numbers: the usual words for a whole number in figures."""

from typing import Final

from earnest.speech.language.numbers.vocabulary import NumberLanguage, NumberPart, number_language

SPELLED_BELOW: Final = 1_000_000
"""Number from which on there are no words here. Chosen: as large as what is said to an assistant."""
_THOUSAND: Final = 1000
_HUNDRED: Final = 100


def spelled_number(value: int, language: str) -> tuple[str, ...]:
    """Return the usual words for a number: `two hundred sixty eight`, `zweihundertachtundsechzig`.

    What is returned reads as this number again (`read_number`). Where a language writes numbers as one word it is one.

    Args:
        value: from 0 to 999,999.
        language: ISO 639-1; one that is not known is spelled in English.

    Raises:
        ValueError: the number is smaller or larger.
    """
    if not 0 <= value < SPELLED_BELOW:
        raise ValueError(value)
    speech = number_language(language)
    words = _below_million(value, speech) if value else [speech.name_of(0)]
    return ("".join(words),) if speech.unit_first else tuple(words)


def _below_million(value: int, speech: NumberLanguage) -> list[str]:
    thousands, rest = divmod(value, _THOUSAND)
    counted = _counted(thousands, _THOUSAND, speech) if thousands else []
    return [*counted, *_below_thousand(rest, speech)]


def _below_thousand(value: int, speech: NumberLanguage) -> list[str]:
    hundreds, rest = divmod(value, _HUNDRED)
    counted = _counted(hundreds, _HUNDRED, speech) if hundreds else []
    return [*counted, *_below_hundred(rest, speech)]


def _counted(count: int, magnitude: int, speech: NumberLanguage) -> list[str]:
    """Return how often a hundred or a thousand: `two hundred`; `hundert` for one where numbers are one word."""
    if count == 1 and speech.unit_first:
        return [speech.name_of(magnitude)]
    words = _below_thousand(count, speech)
    if count % _HUNDRED == 1 and speech.unit_first:
        words[-1] = _joined_one(speech)
    return [*words, speech.name_of(magnitude)]


def _below_hundred(value: int, speech: NumberLanguage) -> list[str]:
    if value == 0:
        return []
    tens, unit = divmod(value, 10)
    if tens <= 1 or unit == 0:
        return [speech.name_of(value)]
    if not speech.unit_first:
        return [speech.name_of(10 * tens), speech.name_of(unit)]
    first = _joined_one(speech) if unit == 1 else speech.name_of(unit)
    return [first, speech.words(NumberPart.AND)[0], speech.name_of(10 * tens)]


def _joined_one(speech: NumberLanguage) -> str:
    """Return the word for one as it stands inside a number (`einundzwanzig`, not `eins`)."""
    name = speech.name_of(1)
    shorter = name.removesuffix("s")
    return shorter if shorter in speech.pieces else name
