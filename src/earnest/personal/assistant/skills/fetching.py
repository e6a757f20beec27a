"""Fetching: one bounded request for a skill that asks a web address."""

import urllib.request
from http.client import HTTPMessage
from typing import IO, Final
from urllib.error import HTTPError, URLError
from urllib.parse import urlencode, urlsplit

from earnest.personal.assistant.skills.plugin import SkillProblem

_SECONDS: Final = 4.0
_LARGEST: Final = 4 * 2**20


class _NoRedirects(urllib.request.HTTPRedirectHandler):
    """Follows no redirection: the household allowed this host and no other."""

    def redirect_request(  # noqa: PLR0917 - the handler's
        self,
        req: urllib.request.Request,
        fp: IO[bytes],
        code: int,
        msg: str,
        headers: HTTPMessage,
        newurl: str,
    ) -> None:
        """Refuse."""


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
    opener = urllib.request.build_opener(_NoRedirects, urllib.request.ProxyHandler({}))
    try:
        with opener.open(address, timeout=_SECONDS) as answer:
            found: bytes = answer.read(_LARGEST + 1)
    except HTTPError:
        raise SkillProblem("source_unusable") from None
    except (URLError, OSError, ValueError):
        raise SkillProblem("source_gone") from None
    if len(found) > _LARGEST:
        raise SkillProblem("source_unusable")
    return found
