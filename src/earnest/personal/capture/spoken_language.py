"""Spoken language: which language an utterance is in, from what its client names and whose it is."""

import re
from collections.abc import Sequence
from typing import Final

from earnest.personal.capture.errors import LanguageNotRecognised

_TAG: Final = re.compile(r"([A-Za-z]{2,3})(?:[-_][A-Za-z0-9]{1,8}){0,4}")
"""A language tag (RFC 5646) with the parts that clients send, also as a locale is written (`en_GB`)."""


def choose_language(named: str | None, account: str | None, recognised: Sequence[str]) -> str:
    """Return the language of an utterance as a two-letter code (ISO 639-1).

    Args:
        named: what the client names: a code, or a tag whose further parts say what does not matter here (`de-DE`).
            None or empty where it names none.
        account: language of the customer whose device it is; None where that is not known.
        recognised: languages that the recogniser understands, two-letter codes; empty where that is not known.

    Returns:
        The language that is named, else that of the account, else the first that is recognised, else English.

    Raises:
        LanguageNotRecognised: the recogniser does not understand it, or what is named is no language.
    """
    if not named:
        spoken = account or next(iter(recognised), "en")
    else:
        tag = _TAG.fullmatch(named)
        spoken = "" if tag is None else tag[1].lower()
    if not spoken or (recognised and spoken not in recognised):
        raise LanguageNotRecognised(account or spoken, tuple(recognised))
    return spoken
