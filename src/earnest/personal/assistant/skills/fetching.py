"""Fetching: one bounded request for a skill that asks a web address."""

from http import HTTPStatus
from typing import Final
from urllib.parse import urlencode, urlsplit

from earnest.foundation.outgoing_http import NoAnswer, asked
from earnest.personal.assistant.skills.plugin import SkillProblem

_SECONDS: Final = 4.0
_LARGEST: Final = 4 * 2**20


def fetch(address: str, parameters: dict[str, str] | None = None) -> bytes:
    """Return what an address answers, at most 4 MiB.

    Args:
        address: `http` or `https`.
        parameters: added to it.

    Raises:
        SkillProblem: `address_unusable`, `source_gone`, `source_unusable`.
    """
    if urlsplit(address).scheme not in {"http", "https"}:
        raise SkillProblem("address_unusable")
    if parameters:
        address += ("&" if urlsplit(address).query else "?") + urlencode(parameters)
    try:
        # No redirection is followed: the household allowed this host and no other.
        with asked(address, timeout_seconds=_SECONDS, proxies=False) as answer:
            usable = answer.status == HTTPStatus.OK
            found = answer.read(_LARGEST + 1)
    except (NoAnswer, ValueError):
        raise SkillProblem("source_gone") from None
    if not usable or len(found) > _LARGEST:
        raise SkillProblem("source_unusable")
    return found
