"""Meanings: intents, slots and values that labels name. Labels are sealed, so each is opened once and remembered."""

import threading
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from psycopg import Connection
from psycopg.rows import TupleRow

from earnest.foundation.identifiers import LabelId
from earnest.handover.labels import LabelledSlot, list_meaningful, list_some_labels
from earnest.services.cryptography import MasterKey
from earnest.services.objects import ObjectStore


@dataclass(frozen=True, slots=True, kw_only=True)
class Meaning:
    """What one label names."""

    intent: str
    slots: tuple[LabelledSlot, ...]


@dataclass(slots=True, kw_only=True)
class Meanings:
    """Intents and slots of the labels that there are now.

    What a label names stays in this process's memory for as long as the label may be learned from; a withdrawal takes
    it out at the next look.
    """

    handover_key: MasterKey
    objects: ObjectStore
    _lock: threading.Lock = field(default_factory=threading.Lock)
    _known: dict[LabelId, Meaning | None] = field(default_factory=dict[LabelId, Meaning | None])
    """Label → what it names; None where it names no intent."""

    def load(self, connection: Connection[TupleRow]) -> tuple[Meaning, ...]:
        """Return what labels of clips that were not withdrawn name, one entry for each such label.

        Raises:
            SealBroken: key or ciphertext does not belong to a label.
        """
        present = list_meaningful(connection)
        with self._lock:
            self._known = {label_id: one for label_id, one in self._known.items() if label_id in present}
            missing = present - self._known.keys()
            opened = list_some_labels(connection, missing, handover_key=self.handover_key, objects=self.objects)
            for label in opened:
                meaning = None if label.intent is None else Meaning(intent=label.intent, slots=label.slots)
                self._known[label.label_id] = meaning
            return tuple(meaning for meaning in self._known.values() if meaning is not None)


def values_by_slot(meanings: Iterable[Meaning]) -> dict[str, dict[str, list[str]]]:
    """Return intents with their slots and the values of these, ordered by name; the most frequent value first."""
    counted: dict[str, dict[str, Counter[str]]] = {}
    for meaning in meanings:
        slots = counted.setdefault(meaning.intent, {})
        for slot in meaning.slots:
            slots.setdefault(slot.name, Counter())[slot.value] += 1
    return {
        intent: {
            name: sorted(values, key=lambda value, values=values: (-values[value], value))
            for name, values in sorted(slots.items())
        }
        for intent, slots in sorted(counted.items())
    }
