"""Compounds: how numbers look that are written as one word: `zweiundzwanzig`, `tweehonderdvijf`."""

import re
from collections.abc import Iterable

from earnest.speech.language.numbers.vocabulary import NumberLanguage, NumberPart


def compound_pattern(speech: NumberLanguage) -> re.Pattern[str] | None:
    """Return what a number of several parts looks like as one word, whatever its value; None where there are none.

    A single unit is none (`zwei`); a single teen, ten, hundred or thousand is.
    """
    if not speech.unit_first:
        return None
    unit, teen, tens = (_any(speech.words(part)) for part in (NumberPart.UNIT, NumberPart.TEEN, NumberPart.TENS))
    hundred, thousand = (_any(speech.words(part)) for part in (NumberPart.HUNDRED, NumberPart.THOUSAND))
    between, link = _any(speech.words(NumberPart.AND)), _any(speech.links)
    below_hundred = f"(?:{unit}{between}{tens}|{teen}|{tens}|{unit})"
    below_thousand = f"(?:(?:{teen}|{unit})?{hundred}{link}?{below_hundred}?|{below_hundred})"
    return re.compile(f"(?!{unit}$)(?:{below_thousand}?{thousand}{link}?{below_thousand}?|{below_thousand})")


def _any(words: Iterable[str]) -> str:
    return f"(?:{'|'.join(map(re.escape, words))})"
