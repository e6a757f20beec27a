"""Wyoming clients: who is connected, what each is doing, and who has to go when there are too many."""

import asyncio
import time
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Final

from earnest.foundation.child_processes.requester import Cancellation
from earnest.personal.capture.wyoming_sound import SoundCollector

MOST_CLIENTS: Final = 128
"""Clients at one time; for one more the one that does least has to go."""
MOST_BYTES: Final = 192_000_000
"""Sound of all unfinished utterances together: 100 whole minutes of the form that Home Assistant sends."""


@dataclass(slots=True, eq=False, kw_only=True)
class WyomingClient:
    """One connection."""

    reader: asyncio.StreamReader
    writer: asyncio.StreamWriter
    address: str
    """Where it comes from; only compared, never written anywhere."""
    cancellation: Cancellation = field(default_factory=Cancellation)
    collector: SoundCollector = field(default_factory=SoundCollector)
    language: str | None = None
    """What it says that is spoken."""
    spoilt: bool = False
    """The utterance under way was refused; what still comes of it is passed over."""
    refused: bool = False
    """Its last event ended an utterance that was refused."""
    busy: bool = False
    """Waits for its transcript."""
    events: int = 0
    """How many it sent."""
    last_event: float = field(default_factory=time.monotonic)


def who_goes(clients: Iterable[WyomingClient]) -> WyomingClient | None:
    """Return the client that is disconnected for a new one; None where all wait for transcripts.

    First those that never sent anything, then those that are between utterances; among them one of the address with
    the most connections, the longest silent first.
    """
    idle = [client for client in clients if not client.busy]
    count = Counter(client.address for client in idle)
    return min(
        idle,
        key=lambda client: (client.events > 0, client.collector.size > 0, -count[client.address], client.last_event),
        default=None,
    )


class ClientProtocol(asyncio.StreamReaderProtocol):
    """Notices at once when a client closes its side, also while its answer is being made."""

    cancellation: Cancellation | None = None

    def eof_received(self) -> bool | None:
        """Note that it left: the protocol's clients keep the connection until they have their transcript."""
        self._leave()
        return super().eof_received()

    def connection_lost(self, exc: Exception | None) -> None:
        """Note that it is gone."""
        self._leave()
        super().connection_lost(exc)

    def _leave(self) -> None:
        if self.cancellation is not None:
            self.cancellation.cancel()
