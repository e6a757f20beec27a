"""Post codes: British ones as they are written, whatever stands before them."""

import re
from collections.abc import Iterator
from typing import Final

from earnest.speech.privacy.concealment.spans import PersonalKind, PersonalSpan, by_rule
from earnest.speech.privacy.concealment.utterance import UtteranceWords

OUTWARD: Final = re.compile(r"[a-z]{1,2}\d[a-z\d]?")
"""The first half, district of a post town: `ls2`, `nw1`, `sw1a` (BS 7666-2)."""
INWARD: Final = re.compile(r"\d(?!st|nd|rd|th)[abd-hjlnp-uw-z]{2}")
"""The second half, sector and unit: `9jt`; its letters are never C, I, K, M, O, V (BS 7666-2). `2nd` is an ordinal."""


def find_post_codes(utterance: UtteranceWords) -> Iterator[PersonalSpan]:
    """Give the two halves of a British post code; it names some fifteen addresses, so it needs no word before it."""
    for first in range(len(utterance) - 1):
        if OUTWARD.fullmatch(utterance.words[first]) and INWARD.fullmatch(utterance.words[first + 1]):
            yield by_rule(PersonalKind.POST_CODE, first, first + 1)
