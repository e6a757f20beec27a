"""Notes: what a reviewer writes to the lead about a clip, sealed with its key, so that it goes with it (RT4)."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

from psycopg import Connection
from psycopg.rows import TupleRow

from earnest.deidentified.locks import hold_clip
from earnest.deidentified.review.errors import NoteNotFound
from earnest.deidentified.review.leases import QUERIES
from earnest.foundation.identifiers import ClipId, StaffId, random_identifier
from earnest.handover.errors import ClipGone, ClipMissing
from earnest.handover.taking import PlacedClip, load_clip, open_key
from earnest.services.cryptography import Binding, MasterKey, SealBroken
from earnest.services.objects import ObjectMissing, ObjectStore

LONGEST_NOTE: Final = 500
"""Characters."""
MOST_SHOWN: Final = 200
"""Notes at once, the oldest first."""
_VERSION: Final = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownNote:
    """A note as a lead reads it: not who wrote it, and not which clip."""

    note_id: UUID
    written_at: datetime
    language: str
    """Of the clip; ISO 639-1."""
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnNote:
    """A note as its writer reads it again."""

    written_at: datetime
    text: str
    closed: bool
    """Whether a lead is done with it."""
    answer: str | None
    """What the lead answered; None where nothing was."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Notes:
    """Keeps and shows notes."""

    handover_key: MasterKey
    """Opens the keys of clips."""
    objects: ObjectStore

    def keep(
        self, connection: Connection[TupleRow], clip: PlacedClip, staff_id: StaffId, text: str, *, now: datetime
    ) -> None:
        """Keep a note about a clip.

        Args:
            connection: the caller's transaction, which holds the clip against erasure.
            clip: which one.
            staff_id: who writes.
            text: 1 to `LONGEST_NOTE` characters.
            now: the present moment.
        """
        clip_id, note_id = clip.description.clip_id, random_identifier()
        key = open_key(clip, handover_key=self.handover_key, objects=self.objects)
        names = {"note_id": note_id, "clip_id": clip_id, "staff_id": staff_id, "now": now}
        sealed = key.seal(text.encode(), _binding(note_id))
        _ = connection.execute(QUERIES["keep_note"], {**names, "sealed": sealed})

    def list_open(self, connection: Connection[TupleRow]) -> tuple[ShownNote, ...]:
        """Return the notes that no lead is done with; those whose clip is gone are left out."""
        rows = connection.execute(QUERIES["list_notes"], {"most": MOST_SHOWN}).fetchall()
        shown = (self._open(connection, note_id, ClipId(clip_id), sealed, at) for note_id, clip_id, sealed, at in rows)
        return tuple(note for note in shown if note is not None)

    def finish(self, connection: Connection[TupleRow], note_id: UUID, *, now: datetime) -> None:
        """Note that a lead is done with a note.

        Raises:
            NoteNotFound: there is no such note, or a lead was done with it before.
        """
        if connection.execute(QUERIES["finish_note"], {"note_id": note_id, "now": now}).rowcount == 0:
            raise NoteNotFound

    def answer(self, connection: Connection[TupleRow], note_id: UUID, text: str, *, now: datetime) -> None:
        """Answer a note and be done with it; the answer is sealed with the clip's key and goes with it.

        Raises:
            NoteNotFound: there is no such note, a lead was done with it before, or its clip is gone.
        """
        row = connection.execute(QUERIES["find_noted"], {"note_id": note_id}).fetchone()
        if row is None:
            raise NoteNotFound
        clip_id = ClipId(row[0])
        hold_clip(connection, clip_id)
        try:
            clip = load_clip(connection, clip_id)
            key = open_key(clip, handover_key=self.handover_key, objects=self.objects)
        except (ClipGone, ClipMissing, ObjectMissing):
            raise NoteNotFound from None
        sealed = key.seal(text.encode(), _answer_binding(note_id))
        names = {"note_id": note_id, "sealed": sealed, "now": now}
        if connection.execute(QUERIES["answer_note"], names).rowcount == 0:
            raise NoteNotFound

    def list_own(self, connection: Connection[TupleRow], staff_id: StaffId) -> tuple[OwnNote, ...]:
        """Return what a member wrote, with answers, the newest first; notes whose clip is gone are left out."""
        rows = connection.execute(QUERIES["list_own_notes"], {"staff_id": staff_id, "most": MOST_SHOWN}).fetchall()
        own: list[OwnNote] = []
        for note_id, clip_id, sealed, written_at, read_at, sealed_answer in rows:
            shown = self._open(connection, note_id, ClipId(clip_id), sealed, written_at)
            if shown is not None:
                answer = self._open_answer(connection, note_id, ClipId(clip_id), sealed_answer)
                own.append(OwnNote(written_at=written_at, text=shown.text, closed=read_at is not None, answer=answer))
        return tuple(own)

    def _open(
        self, connection: Connection[TupleRow], note_id: UUID, clip_id: ClipId, sealed: bytes, written_at: datetime
    ) -> ShownNote | None:
        try:
            clip = load_clip(connection, clip_id)
            key = open_key(clip, handover_key=self.handover_key, objects=self.objects)
            text = key.open(bytes(sealed), _binding(note_id)).decode()
        except (ClipGone, ClipMissing, ObjectMissing, SealBroken):
            return None
        return ShownNote(note_id=note_id, written_at=written_at, language=clip.description.language, text=text)

    def _open_answer(
        self, connection: Connection[TupleRow], note_id: UUID, clip_id: ClipId, sealed: bytes | None
    ) -> str | None:
        if sealed is None:
            return None
        key = open_key(load_clip(connection, clip_id), handover_key=self.handover_key, objects=self.objects)
        return key.open(bytes(sealed), _answer_binding(note_id)).decode()


def _binding(note_id: UUID) -> Binding:
    return Binding(kind="clip-note", identifier=note_id, version=_VERSION)


def _answer_binding(note_id: UUID) -> Binding:
    return Binding(kind="clip-note-answer", identifier=note_id, version=_VERSION)
