"""Spoken language: which language an utterance is in, from what is named as spoken."""

import re
from collections.abc import Sequence
from typing import Final

from earnest.personal.capture.errors import LanguageNotRecognised

_TAG: Final = re.compile(r"([A-Za-z]{2,3})(?:[-_][A-Za-z0-9]{1,8}){0,4}")
"""A language tag (RFC 5646) with the parts that clients send, also as a locale is written (`en_GB`)."""


def parse_language(named: str, recognised: Sequence[str], *, account: str | None = None) -> str:
    """Return the language of an utterance as a two-letter code (ISO 639-1).

    Args:
        named: what is named as spoken: a code, or a tag whose further parts do not matter here (`de-DE`).
        recognised: languages that the recogniser understands, two-letter codes; empty where that is not known.
        account: language of the customer whose device it is, in which an error is told; None for the one that is named.

    Raises:
        LanguageNotRecognised: the recogniser does not understand it, or what is named is no language.
    """
    tag = _TAG.fullmatch(named)
    spoken = "" if tag is None else tag[1].lower()
    if not spoken or (recognised and spoken not in recognised):
        raise LanguageNotRecognised(account or spoken, tuple(recognised))
    return spoken
