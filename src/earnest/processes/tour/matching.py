"""Matching: finds out which recording a reviewer hears, from the customers' side.

A reviewer gets no identifier that leads back. But the customer hears in the portal exactly what the reviewer hears,
byte for byte; so the tour, which plays both, compares the two sounds.
"""

import hashlib
import time
from threading import Lock
from typing import Final

from earnest.processes.tour.customers import CustomerAtPortal
from earnest.processes.tour.roles import Played

_PATIENCE_SECONDS: Final = 30.0
_PAUSE_SECONDS: Final = 0.5


class Matcher:
    """Knows the sound of each clip of the panel."""

    def __init__(self) -> None:
        """Start without customers."""
        self._lock = Lock()
        self._open: dict[str, tuple[CustomerAtPortal, Played]] = {}
        self._known: dict[str, Played] = {}

    def expect(self, portal: CustomerAtPortal, recording_id: str, played: Played) -> None:
        """Remember that a chosen recording may come back as a clip."""
        with self._lock:
            self._open[recording_id] = (portal, played)

    def find(self, sound: bytes, *, patience_seconds: float = _PATIENCE_SECONDS) -> Played | None:
        """Return what a clip is a recording of; None where no customer of the panel hears the same."""
        name = hashlib.sha256(sound).hexdigest()
        deadline = time.monotonic() + patience_seconds
        while True:
            with self._lock:
                if name not in self._known:
                    self._listen()
                if name in self._known:
                    return self._known[name]
            if time.monotonic() > deadline:
                return None
            time.sleep(_PAUSE_SECONDS)

    def _listen(self) -> None:
        """Let every customer listen to the clips that were placed since."""
        portals = {id(portal): portal for portal, _ in self._open.values()}
        for portal in portals.values():
            placed = {kept.recording_id for kept in portal.history() if kept.review_state == "placed"}
            for recording_id in sorted(placed & self._open.keys()):
                clip = portal.clip(recording_id)
                if clip is not None:
                    _, played = self._open.pop(recording_id)
                    self._known[hashlib.sha256(clip).hexdigest()] = played
