"""Evidence: a copy of an escalated clip under a key of its own, which two officers open together (DC6).

The guarantee: no login role reads sealed evidence before the database has counted two approvals of different officers,
and only the corpus worker reads the key. What it is not: an operator with the key file and the database's superuser can
open it, as everything else.
"""

import base64
import json
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final, cast
from uuid import UUID

from psycopg import Connection
from psycopg.rows import TupleRow

from earnest.foundation.identifiers import ClipId, EscalationId
from earnest.handover.clip import words_as_json
from earnest.handover.errors import ClipGone, ClipMissing
from earnest.handover.escalation_errors import EvidenceClosed
from earnest.handover.taking import load_clip, open_sound, open_words
from earnest.services.cryptography import Binding, MasterKey
from earnest.services.database import load_queries
from earnest.services.objects import ObjectMissing, ObjectStore

QUERIES = load_queries("earnest.handover")

HELD_FOR: Final = timedelta(days=30)
"""How long evidence of an escalation is kept at first; two officers can keep it longer, for a reason."""
_VERSION: Final = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenedEvidence:
    """What two officers opened: disguised sound and de-identified words, never who spoke."""

    sound: bytes
    """A WAV file."""
    words: str
    """JSON, as `handover.clip.words_as_json` writes it."""


def seal_waiting(
    connection: Connection[TupleRow],
    *,
    evidence_key: MasterKey,
    handover_key: MasterKey,
    objects: ObjectStore,
    now: datetime,
) -> tuple[EscalationId, ...]:
    """Seal evidence of every open escalation that has none and whose clip is still there; return which.

    A clip that was withdrawn before its turn leaves none: its erasure comes first. Nor does one that came back without
    its sound from a back-up.
    """
    waiting = connection.execute(QUERIES["list_without_evidence"]).fetchall()
    sealed: list[EscalationId] = []
    for row in waiting:
        escalation_id, clip_id = EscalationId(cast("UUID", row[0])), ClipId(cast("UUID", row[1]))
        try:
            clip = load_clip(connection, clip_id)
            words = words_as_json(open_words(clip, handover_key=handover_key, objects=objects))
            sound = base64.b64encode(open_sound(clip, handover_key=handover_key, objects=objects)).decode("ascii")
        except (ClipGone, ClipMissing, ObjectMissing):
            continue
        key, wrapped = evidence_key.create_key(_binding(escalation_id))
        content = json.dumps({"sound": sound, "words": words}).encode()
        names = {
            "escalation_id": escalation_id,
            "sealed": key.seal(content, _binding(escalation_id)),
            "wrapped_key": wrapped,
            "hold_until": now + HELD_FOR,
            "now": now,
        }
        _ = connection.execute(QUERIES["keep_evidence"], names)
        sealed.append(escalation_id)
    return tuple(sealed)


def open_evidence(
    connection: Connection[TupleRow], escalation_id: EscalationId, *, evidence_key: MasterKey, now: datetime
) -> OpenedEvidence:
    """Return evidence that two officers agreed to open.

    Raises:
        EvidenceClosed: two different officers have not approved it, its hold has ended, or there is none.
        SealBroken: key and evidence do not belong together.
    """
    row = connection.execute(QUERIES["open_evidence"], {"escalation_id": escalation_id, "now": now}).fetchone()
    if row is None:
        raise EvidenceClosed
    key = evidence_key.unwrap(bytes(row[1]), _binding(escalation_id))
    content = cast("dict[str, str]", json.loads(key.open(bytes(row[0]), _binding(escalation_id))))
    return OpenedEvidence(sound=base64.b64decode(content["sound"]), words=content["words"])


def end_evidence(connection: Connection[TupleRow], *, now: datetime) -> tuple[EscalationId, ...]:
    """Remove evidence whose hold has ended; return of which escalations."""
    rows = connection.execute(QUERIES["end_evidence"], {"now": now}).fetchall()
    return tuple(EscalationId(row[0]) for row in rows)


def _binding(escalation_id: EscalationId) -> Binding:
    return Binding(kind="evidence", identifier=escalation_id, version=_VERSION)
