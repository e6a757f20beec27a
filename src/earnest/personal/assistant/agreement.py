"""Agreement: whether a sentence is a yes or a no to what was just asked. Pure."""

from collections.abc import Sequence
from enum import StrEnum, auto
from typing import Final


class Agreement(StrEnum):
    """What a sentence says to a question."""

    YES = auto()
    NO = auto()
    OTHER = auto()
    """It is no answer."""


_LONGEST: Final = 6
"""Words; what is longer says something of its own."""

_YES: Final = {
    "en": "yes yeah yep yup sure okay ok absolutely definitely correct right exactly course indeed do go stop",
    "de": "ja jawohl jep genau klar sicher richtig stimmt okay ok natürlich gern gerne unbedingt doch bitte mach",
    "nl": "ja jawel jazeker zeker klopt precies graag okay oké ok natuurlijk inderdaad doe juist",
}
_NO: Final = {
    "en": "no nope nah not don't never leave keep",
    "de": "nein nee ne nicht nie lass quatsch bloß",
    "nl": "nee neen niet nooit laat hoeft",
}
_BESIDE: Final = {
    "en": "please it that i of them thank you thanks want ahead very much alexa computer now the way is as let",
    "de": "das ich danke so es mal sie aber sehr will möchte jetzt auf bitte computer ist wie war",
    "nl": "dat ik dank je u wel dank alsjeblieft het maar doen wil nu computer zo is hoor",
}


def agreement_of(words: Sequence[str], language: str) -> Agreement:
    """Return whether the words are a yes, a no, or something else. A no beside a yes counts as no answer.

    Args:
        words: normalised words, length ≥ 0.
        language: ISO 639-1; a language without words here uses the English ones.
    """
    spoken = language if language in _YES else "en"
    said = set(words)
    yes, no, beside = (set(table[spoken].split()) for table in (_YES, _NO, _BESIDE))
    if not said or len(words) > _LONGEST or said - yes - no - beside:
        return Agreement.OTHER
    if said & no:
        return Agreement.OTHER if said & (yes - no - {"do", "go", "stop", "mach", "doe", "bitte"}) else Agreement.NO
    return Agreement.YES if said & yes else Agreement.OTHER
