"""Views of rings: a device waits until a timer or an alarm is due, plays the sound, and silences it."""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import datetime
from typing import Annotated, Final

from fastapi import APIRouter, Depends, Query, Response
from starlette.requests import Request

from earnest.personal.assistant.home import RingKind
from earnest.personal.capture.ringing import Ringing, ring_sound
from earnest.personal.capture.views import speaker_of

LONGEST_WAIT_SECONDS: Final = 60.0
_TURN_SECONDS: Final = 1.0
"""How often is looked: another device may have set or silenced something."""
_THREADS: Final = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class RingPayload:
    """A timer or an alarm that rings."""

    kind: RingKind
    due_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class RingsPayload:
    """What rings now."""

    rings: tuple[RingPayload, ...]
    """Empty: nothing; wait again."""
    next_due_at: datetime | None
    """When something rings next; None: nothing waits."""


class RingRoutes:
    """Routes of rings, for devices."""

    def __init__(self, ringing: Ringing, require_device: Callable[[Request], None]) -> None:
        """Take the rings, and the dependency that identifies a device."""
        self._ringing = ringing
        self._require_device = require_device
        # Apart from the threads of utterances, so that waiting devices delay no answer.
        self._threads = ThreadPoolExecutor(_THREADS, thread_name_prefix="rings")

    def router(self) -> APIRouter:
        """Return the routes."""
        router = APIRouter(prefix="/api/rings", dependencies=[Depends(self._require_device)])
        router.add_api_route("", self.get_rings, methods=["GET"], response_model=RingsPayload)
        router.add_api_route("", self.delete_rings, methods=["DELETE"], status_code=204)
        router.add_api_route("/sound", self.get_sound, methods=["GET"], response_class=Response)
        return router

    async def get_rings(
        self,
        request: Request,
        wait: Annotated[float, Query(ge=0, le=LONGEST_WAIT_SECONDS, description="Seconds.")] = 0.0,
    ) -> RingsPayload:
        """Tell what rings: as soon as something does, or after the time that is waited at most. Ask again at once."""
        speaker, loop = speaker_of(request), asyncio.get_running_loop()
        deadline = loop.time() + wait
        while True:
            home = await loop.run_in_executor(self._threads, self._ringing.look, speaker)
            now = self._ringing.clock.now()
            rings, due = home.rings(now), home.next_due(now)
            left = deadline - loop.time()
            if rings or left <= 0 or await request.is_disconnected():
                told = tuple(RingPayload(kind=ring.kind, due_at=ring.due_at) for ring in rings)
                return RingsPayload(rings=told, next_due_at=due)
            until_due = _TURN_SECONDS if due is None else (due - now).total_seconds()
            await asyncio.sleep(max(0.01, min(_TURN_SECONDS, left, until_due)))

    def delete_rings(self, request: Request) -> None:
        """Silence what rings, at all devices of the household."""
        self._ringing.silence(speaker_of(request).customer)

    def get_sound(self) -> Response:
        """Return two seconds of tones (WAV) that a device may play until it is silenced."""
        return Response(ring_sound(), media_type="audio/wav")
