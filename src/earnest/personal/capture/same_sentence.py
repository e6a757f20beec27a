"""Same sentence: two devices of a household hear it at one moment, and one of them acts; remembered in memory only."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from threading import Lock
from typing import Final

from earnest.foundation.identifiers import CustomerId, DeviceId
from earnest.speech.meaning.interpretation import Interpretation, Slot

WINDOW: Final = timedelta(seconds=3)
"""Between the moments at which two devices sent the same sentence. Chosen, not measured: longer than two devices differ
in finding its end, shorter than it takes to say it again and have it understood."""

_Meaning = tuple[str | None, tuple[Slot, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Acted:
    device_id: DeviceId
    meaning: _Meaning
    at: datetime


@dataclass(slots=True)
class SentenceMemory:
    """What devices of a household have just been asked for; safe between threads."""

    _acted: dict[CustomerId, list[_Acted]] = field(default_factory=dict)
    _lock: Lock = field(default_factory=Lock)

    def claim(self, customer_id: CustomerId, device_id: DeviceId, meant: Interpretation, at: datetime) -> bool:
        """Return whether this device is to act; False where another device was asked for the same just now.

        Args:
            customer_id: of the household.
            device_id: which heard it; what it hears twice was said twice.
            meant: intent and slots; what was heard differently is not recognised as the same.
            at: when it was heard.
        """
        meaning: _Meaning = (meant.intent, meant.slots)
        with self._lock:
            self._acted = {
                who: recent
                for who, acted in self._acted.items()
                if (recent := [one for one in acted if abs(at - one.at) < WINDOW])
            }
            acted = self._acted.setdefault(customer_id, [])
            if any(one.meaning == meaning and one.device_id != device_id for one in acted):
                return False
            acted.append(_Acted(device_id=device_id, meaning=meaning, at=at))
            return True
