"""A satellite that speaks Wyoming, as far as Home Assistant needs one to have a device in a room that can keep timers.

Its sound goes through `assist_pipeline/run` in its name; it hears nothing itself.
"""

import asyncio
import threading
from collections.abc import Generator
from contextlib import contextmanager
from functools import partial
from typing import Final

from wyoming.event import Event
from wyoming.info import Attribution, Describe, Info, Satellite
from wyoming.server import AsyncEventHandler, AsyncTcpServer

NAME: Final = "Living room satellite"
_SECONDS: Final = 20.0


class _Described(AsyncEventHandler):
    """Tells what it is, and takes what it is told."""

    async def handle_event(self, event: Event) -> bool:
        if Describe.is_type(event.type):
            who = Attribution(name="Earnest", url="")
            about = Satellite(name=NAME, attribution=who, installed=True, description=NAME, version="1")
            await self.write_event(Info(satellite=about).event())
        return True


@contextmanager
def satellite(port: int) -> Generator[None]:
    """Answer as a satellite on loopback for the block."""
    loop = asyncio.new_event_loop()
    server = AsyncTcpServer("127.0.0.1", port)
    listening = threading.Event()

    async def serve() -> None:
        await server.start(partial(_Described))
        listening.set()

    def run() -> None:
        asyncio.set_event_loop(loop)
        loop.run_until_complete(serve())
        loop.run_forever()

    thread = threading.Thread(target=run, daemon=True)
    thread.start()
    try:
        _ = listening.wait(_SECONDS)
        yield
    finally:
        _ = loop.call_soon_threadsafe(loop.stop)
        thread.join(_SECONDS)
