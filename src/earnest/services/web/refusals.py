"""Refusals: writes down that a request was refused because of who asked (AD3)."""

import time
from collections.abc import Callable
from http import HTTPStatus
from typing import Final, cast

from starlette.requests import Request

from earnest.foundation.errors import EarnestError
from earnest.services.observability import AccessRefused, LogWord, log

MOST_A_SECOND: Final = 20
"""Lines; whoever asks a thousand times a second fills no disk with them. Chosen, not measured."""
_REFUSED: Final = frozenset({HTTPStatus.UNAUTHORIZED, HTTPStatus.FORBIDDEN, HTTPStatus.TOO_MANY_REQUESTS})


class Refusals:
    """Writes the refusals of one process into its log; of use on its event loop alone."""

    def __init__(self, name: str, *, monotonic: Callable[[], float] = time.monotonic) -> None:
        """Begin with none written.

        Args:
            name: the process, as a log word.
            monotonic: seconds.
        """
        self._name = name
        self._monotonic = monotonic
        self._second = 0
        self._written = 0
        self._unwritten = 0

    def note(self, request: Request, error: Exception) -> None:
        """Write down a refusal, or count it where there were too many in this second; other errors are none."""
        if not isinstance(error, EarnestError) or error.status not in _REFUSED:
            return
        second = int(self._monotonic())
        if second != self._second:
            self._second, self._written = second, 0
        if self._written >= MOST_A_SECOND:
            self._unwritten += 1
            return
        route = getattr(cast("object", request.scope.get("endpoint")), "__name__", "no_route")
        place = LogWord(f"{self._name}:{route}"[:80])
        log(AccessRefused(place=place, error=type(error), unwritten=self._unwritten))
        self._written, self._unwritten = self._written + 1, 0
