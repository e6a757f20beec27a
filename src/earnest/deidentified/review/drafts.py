"""Drafts: what a reviewer has written and not sent, kept over a reload, the end of a session and a restart.

Sealed with the clip's key, so that an erased clip takes its drafts with it (RT4).
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from psycopg import Connection
from psycopg.rows import TupleRow
from pydantic import ValidationError

from earnest.deidentified.review.payloads import DraftPayload
from earnest.foundation.identifiers import ClipId, StaffId
from earnest.handover.taking import PlacedClip, open_key
from earnest.services.cryptography import Binding, DataKey, MasterKey, SealBroken
from earnest.services.database import load_queries
from earnest.services.objects import ObjectMissing, ObjectStore

QUERIES = load_queries("earnest.deidentified.review")

_VERSION: Final = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Drafts:
    """Keeps and finds drafts."""

    handover_key: MasterKey
    """Opens the keys of clips."""
    objects: ObjectStore

    def keep(
        self,
        connection: Connection[TupleRow],
        clip: PlacedClip,
        staff_id: StaffId,
        draft: DraftPayload,
        *,
        now: datetime,
    ) -> None:
        """Keep a reviewer's draft of a clip instead of an earlier one.

        Raises:
            SealBroken: the clip's key does not belong to it.
        """
        clip_id = clip.description.clip_id
        sealed = self._key(clip).seal(draft.model_dump_json().encode(), _binding(clip_id))
        parameters = {"staff_id": staff_id, "clip_id": clip_id, "sealed": sealed, "now": now}
        _ = connection.execute(QUERIES["keep_draft"], parameters)

    def find(self, connection: Connection[TupleRow], clip: PlacedClip, staff_id: StaffId) -> DraftPayload | None:
        """Return a reviewer's draft of a clip; None where there is none that can be read."""
        clip_id = clip.description.clip_id
        row = connection.execute(QUERIES["find_draft"], {"staff_id": staff_id, "clip_id": clip_id}).fetchone()
        if row is None:
            return None
        try:
            return DraftPayload.model_validate_json(self._key(clip).open(bytes(row[0]), _binding(clip_id)))
        except (SealBroken, ObjectMissing, ValidationError):
            # Of another version, or damaged: the clip is still there, and the recogniser's text with it.
            return None

    def _key(self, clip: PlacedClip) -> DataKey:
        return open_key(clip, handover_key=self.handover_key, objects=self.objects)


def _binding(clip_id: ClipId) -> Binding:
    """Return what a draft is bound to; sound sealed by the same key does not open as a draft."""
    return Binding(kind="clip-draft", identifier=clip_id, version=_VERSION)
