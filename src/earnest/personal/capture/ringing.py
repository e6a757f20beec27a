"""Ringing: devices wait for timers and alarms that are due, and silence them."""

import time
from dataclasses import dataclass, field
from threading import Lock
from typing import Final

import numpy

from earnest.foundation.clock import Clock
from earnest.foundation.identifiers import CustomerId, DeviceId
from earnest.foundation.units import SAMPLING_RATE_HERTZ
from earnest.personal.assistant.answers import RingPlace
from earnest.personal.assistant.home import Home
from earnest.personal.customers.records import Customer, Speaker
from earnest.personal.household.home.store import changing_home, load_home
from earnest.services.cryptography import MasterKey
from earnest.services.database import Database
from earnest.sound_files.encoding import encode_wav

HEARD_FOR_SECONDS: Final = 90.0
"""A device that waited so long ago at most counts as waiting: longer than one request and the pause before the next."""
_TONE_HERTZ: Final = 880.0
_TONES: Final = 4
_TONE_SECONDS: Final = 0.25
_AMPLITUDE: Final = 12_000


@dataclass(slots=True)
class RingMemory:
    """Which devices wait for rings; in memory only, safe between threads."""

    _waited: dict[tuple[CustomerId, DeviceId], float] = field(default_factory=dict)
    _lock: Lock = field(default_factory=Lock)

    def note(self, speaker: Speaker) -> None:
        """Remember that a device waits."""
        now = time.monotonic()
        with self._lock:
            self._waited = {who: at for who, at in self._waited.items() if now - at < HEARD_FOR_SECONDS}
            self._waited[speaker.customer.customer_id, speaker.device_id] = now

    def place(self, speaker: Speaker) -> RingPlace:
        """Return where it rings, seen from a device; one counts that waits, or did just now."""
        now, customer_id = time.monotonic(), speaker.customer.customer_id
        with self._lock:
            waiting = [
                who for who, at in self._waited.items() if who[0] == customer_id and now - at < HEARD_FOR_SECONDS
            ]
        if not waiting:
            return RingPlace.NOWHERE
        return RingPlace.HERE if (customer_id, speaker.device_id) in waiting else RingPlace.ELSEWHERE


@dataclass(frozen=True, slots=True, kw_only=True)
class Ringing:
    """What rings in a household. It lies in the database, sealed, so it rings after a restart too."""

    database: Database
    """Connections of the gateway's role."""
    master_key: MasterKey
    """Wraps the customer's key."""
    clock: Clock
    memory: RingMemory

    def look(self, speaker: Speaker) -> Home:
        """Return timers and alarms as they are now, to a device that waits for them.

        Raises:
            DatabaseUnavailable: it is not known.
            ContentUnreadable, RecordingGone, SealBroken: it cannot be read.
        """
        self.memory.note(speaker)
        with self.database.transaction() as connection:
            return load_home(connection, speaker.customer.customer_id, self.master_key)

    def silence(self, customer: Customer) -> None:
        """End what rings now; what is due later stays."""
        customer_id = customer.customer_id
        with (
            self.database.transaction() as connection,
            changing_home(connection, customer_id, master_key=self.master_key, clock=self.clock) as home,
        ):
            home.silence(self.clock.now())


def ring_sound() -> bytes:
    """Return what a device may play again and again: short tones, two seconds, as a WAV file."""
    count = int(_TONE_SECONDS * SAMPLING_RATE_HERTZ)
    tone = numpy.sin(2 * numpy.pi * _TONE_HERTZ * numpy.arange(count) / SAMPLING_RATE_HERTZ) * numpy.hanning(count)
    one = numpy.concatenate([tone * _AMPLITUDE, numpy.zeros(count)])
    return encode_wav(numpy.tile(one, _TONES).astype(numpy.int16))
