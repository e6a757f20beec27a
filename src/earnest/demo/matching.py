"""Matching: finds out which recording a reviewer hears, from the customers' side.

A reviewer gets no identifier that leads back. But the customer hears in the portal what the reviewer hears, but for
the inaudible mark of the lease; so the tour, which plays both, compares the two sounds.
"""

import time
from threading import Lock
from typing import Final

import numpy

from earnest.demo.roles import Played
from earnest.foundation.units import Samples
from earnest.operations.clients.portal import CustomerAtPortal
from earnest.sound_files.decoding import decode

_TIMEOUT_SECONDS: Final = 30.0
_PAUSE_SECONDS: Final = 0.5
_SAME_FROM: Final = 0.9
"""Correlation from which two sounds of equal length are the same but for a mark; of different voices it is near 0."""


class Matcher:
    """Knows the sound of each clip of the panel."""

    def __init__(self) -> None:
        """Start without customers."""
        self._lock = Lock()
        self._open: dict[str, tuple[CustomerAtPortal, Played]] = {}
        self._known: list[tuple[Samples, Played]] = []

    def expect(self, portal: CustomerAtPortal, recording_id: str, played: Played) -> None:
        """Remember that a chosen recording may come back as a clip."""
        with self._lock:
            self._open[recording_id] = (portal, played)

    def find(self, sound: bytes) -> Played | None:
        """Return what a clip is a recording of; None where no customer of the panel hears the same."""
        heard = decode(sound)
        deadline = time.monotonic() + _TIMEOUT_SECONDS
        while True:
            with self._lock:
                played = self._same(heard)
                if played is None:
                    self._listen()
                    played = self._same(heard)
                if played is not None:
                    return played
            if time.monotonic() > deadline:
                return None
            time.sleep(_PAUSE_SECONDS)

    def _same(self, heard: Samples) -> Played | None:
        """Return what sounds most alike, where anything does."""
        alike = [
            (likeness, played) for known, played in self._known if (likeness := _likeness(known, heard)) >= _SAME_FROM
        ]
        return max(alike, key=lambda one: one[0])[1] if alike else None

    def _listen(self) -> None:
        """Let every customer listen to the clips that were placed since."""
        portals = {id(portal): portal for portal, _ in self._open.values()}
        for portal in portals.values():
            placed = {kept.recording_id for kept in portal.history() if kept.review_state == "placed"}
            for recording_id in sorted(placed & self._open.keys()):
                clip = portal.clip(recording_id)
                if clip is not None:
                    _, played = self._open.pop(recording_id)
                    self._known.append((decode(clip), played))


def _likeness(one: Samples, other: Samples) -> float:
    """Return the correlation of two sounds; 0 where their lengths differ."""
    if one.size != other.size:
        return 0.0
    first, second = one.astype(numpy.float64), other.astype(numpy.float64)
    return float(first @ second / (numpy.linalg.norm(first) * numpy.linalg.norm(second) + 1e-9))
