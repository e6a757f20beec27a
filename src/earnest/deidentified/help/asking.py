"""Asking: a reviewer marks a word that they cannot make out; others hear two seconds of it and answer with one word."""

import hashlib
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from psycopg import Connection
from psycopg.rows import TupleRow, class_row

from earnest.deidentified.help.errors import (
    ExcerptAddressSpent,
    NothingToAskAbout,
    QuestionAnswered,
    QuestionMissing,
)
from earnest.deidentified.help.rules import excerpt_bounds, one_word
from earnest.deidentified.locks import hold_clip
from earnest.foundation.clock import Clock
from earnest.foundation.identifiers import ClipId, LeaseId, ReceiptId, StaffId, random_identifier
from earnest.foundation.units import milliseconds
from earnest.handover.clips import find_warned
from earnest.handover.errors import ClipGone, ClipMissing
from earnest.handover.labels import ReviewerKind
from earnest.handover.marks import mark_of
from earnest.handover.receipts import Receipt, ReceiptKind, add_receipt
from earnest.handover.reviews import Route, list_within_route
from earnest.handover.taking import PlacedClip, load_clip, open_key, open_sound
from earnest.handover.watermarking.marking import marked
from earnest.handover.withdrawals import find_withdrawn
from earnest.services.audit import ClipPlayed, Pseudonyms, append
from earnest.services.cryptography import Binding, MasterKey, SealBroken
from earnest.services.database import Database, load_queries
from earnest.services.objects import ObjectMissing, ObjectStore
from earnest.sound_files.decoding import decode
from earnest.sound_files.encoding import encode_wav
from earnest.speech.sound.level import limit_peak

QUERIES = load_queries("earnest.deidentified.help")

OPEN_FOR: Final = timedelta(hours=24)
"""A question ends after a day, answered or not (CH3)."""
_TICKET_LIVES: Final = timedelta(seconds=60)
_TICKET_BYTES: Final = 24
_VERSION: Final = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Colleague:
    """A reviewer who asks or answers."""

    staff_id: StaffId
    kind: ReviewerKind
    pseudonym: str
    """How they appear in the log."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenQuestion:
    """A question that a reviewer can answer; which clip it is about is told to no page."""

    question_id: UUID
    clip_id: UUID
    at_sample: int
    asked_at: datetime
    ends_at: datetime
    ejected: bool
    """A reviewer found the clip hard to bear."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedQuestion:
    """What a reviewer asked."""

    question_id: UUID
    asked_at: datetime
    ends_at: datetime
    answer: str | None
    """One word; None: not answered yet."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HardWords:
    """Asks and answers; of a clip only two seconds of disguised sound leave, and only one word comes back."""

    database: Database
    """Connections of the workbench's role."""
    objects: ObjectStore
    handover_key: MasterKey
    pseudonyms: Pseudonyms
    clock: Clock
    require_rested: Callable[[Connection[TupleRow], StaffId, datetime], None]
    """Raises where a rest is due before anything is heard."""
    route_of: Callable[[Connection[TupleRow], StaffId], Route]
    """Whose clips a reviewer may hear: a question goes to no others (CH1)."""
    note_heard: Callable[[Connection[TupleRow], StaffId, datetime], None]
    """Counts in the exposure records that sound is heard."""

    def ask(self, lease_id: LeaseId, asker: Colleague, *, at_sample: int) -> None:
        """Ask about the word at a position of the clip that a reviewer has; asking twice changes nothing.

        Raises:
            NothingToAskAbout: the reviewer has no such clip now.
        """
        now = self.clock.now()
        names = {
            "question_id": random_identifier(),
            "lease_id": lease_id,
            "staff_id": asker.staff_id,
            "at_sample": at_sample,
            "now": now,
            "ends_at": now + OPEN_FOR,
        }
        with self.database.transaction() as connection:
            if connection.execute(QUERIES["has_lease"], names).fetchone() is None:
                raise NothingToAskAbout
            _ = connection.execute(QUERIES["ask_question"], names)

    def list_open(self, helper: Colleague) -> tuple[tuple[OpenQuestion, bool], ...]:
        """Return questions that a reviewer may answer, the oldest first; with each, whether it may be hard to hear."""
        with self.database.transaction() as connection:
            found = self._open_to(connection, helper)
            warned = find_warned(connection, [ClipId(one.clip_id) for one in found])
        return tuple((one, one.ejected or one.clip_id in warned) for one in found)

    def list_own(self, asker: Colleague) -> tuple[AskedQuestion, ...]:
        """Return what a reviewer asked within a day, and the answers."""
        names = {"staff_id": asker.staff_id, "now": self.clock.now()}
        with self.database.transaction() as connection:
            rows = connection.execute(QUERIES["list_own_questions"], names).fetchall()
            return tuple(
                AskedQuestion(
                    question_id=row[0],
                    asked_at=row[2],
                    ends_at=row[3],
                    answer=self._read(connection, ClipId(row[1]), row[0], row[4]),
                )
                for row in rows
            )

    def give_address(self, question_id: UUID, helper: Colleague) -> str:
        """Return a secret under which the sound of a question leaves once, within a minute.

        Raises:
            QuestionMissing: it is none that this reviewer may answer now.
            RestDue: a rest is due first.
        """
        name, now = secrets.token_urlsafe(_TICKET_BYTES), self.clock.now()
        with self.database.transaction() as connection:
            self.require_rested(connection, helper.staff_id, now)
            _ = self._load(connection, question_id, helper)
            names = {
                "ticket_hash": _hash_of(name),
                "question_id": question_id,
                "staff_id": helper.staff_id,
                "ends_at": now + _TICKET_LIVES,
            }
            _ = connection.execute(QUERIES["give_question_ticket"], names)
        return name

    def open_excerpt(self, name: str, helper: Colleague) -> bytes:
        """Return at most two seconds of the disguised sound round the word, with a mark of their own in it.

        When this returns, audit leaf and receipt are committed: the customer sees one more reviewer.

        Raises:
            ExcerptAddressSpent: the address was used, its minute is over, or it is another reviewer's.
            QuestionMissing: the question ended meanwhile.
        """
        with self.database.transaction() as connection:
            row = connection.execute(QUERIES["use_question_ticket"], {"ticket_hash": _hash_of(name)}).fetchone()
        if row is None or row[1] != helper.staff_id or row[2] <= self.clock.now():
            raise ExcerptAddressSpent
        with self.database.transaction() as connection:
            question, clip = self._load(connection, row[0], helper)
        # The mark is that of this listening, which the log tells as it tells a lease, so that a leak is traced to it.
        listening = LeaseId(random_identifier())
        placed = decode(open_sound(clip, handover_key=self.handover_key, objects=self.objects))
        start, end = excerpt_bounds(question.at_sample, placed.size)
        sound = encode_wav(limit_peak(marked(placed, mark_of(self.pseudonyms, listening)))[start:end])
        with self.database.transaction() as connection:
            _ = self._load(connection, row[0], helper)
            now, clip_id = self.clock.now(), clip.description.clip_id
            receipt = Receipt(
                receipt_id=ReceiptId(random_identifier()),
                clip_id=clip_id,
                kind=ReceiptKind.PLAYED,
                role=helper.kind.value,
                played_milliseconds=milliseconds(end - start),
                recorded_at=now,
            )
            add_receipt(connection, receipt)
            self.note_heard(connection, helper.staff_id, now)
            event = ClipPlayed(at=now, clip_id=clip_id, lease_id=listening, reviewer=helper.pseudonym)
            _ = append(connection, event)
        return sound

    def answer(self, question_id: UUID, helper: Colleague, written: str) -> None:
        """Answer with one word, sealed with the clip's key, so that it goes with the clip.

        Raises:
            NotOneWord: it is anything but one word.
            QuestionMissing: it is none that this reviewer may answer now.
            QuestionAnswered: another was faster.
        """
        word = one_word(written)
        with self.database.transaction() as connection:
            question, _ = self._load(connection, question_id, helper)
            hold_clip(connection, ClipId(question.clip_id))
            _, clip = self._load(connection, question_id, helper)
            key = open_key(clip, handover_key=self.handover_key, objects=self.objects)
            names = {
                "question_id": question_id,
                "staff_id": helper.staff_id,
                "sealed": key.seal(word.encode(), _binding(question_id)),
                "now": self.clock.now(),
            }
            if connection.execute(QUERIES["answer_question"], names).rowcount == 0:
                raise QuestionAnswered

    def _open_to(self, connection: Connection[TupleRow], helper: Colleague) -> list[OpenQuestion]:
        names = {"staff_id": helper.staff_id, "now": self.clock.now()}
        with connection.cursor(row_factory=class_row(OpenQuestion)) as cursor:
            found = cursor.execute(QUERIES["list_open_questions"], names).fetchall()
        clip_ids = [ClipId(one.clip_id) for one in found]
        withdrawn = find_withdrawn(connection, clip_ids)
        eligible = list_within_route(connection, clip_ids, self.route_of(connection, helper.staff_id))
        return [one for one in found if one.clip_id in eligible and one.clip_id not in withdrawn]

    def _load(
        self, connection: Connection[TupleRow], question_id: UUID, helper: Colleague
    ) -> tuple[OpenQuestion, PlacedClip]:
        """Return a question that is open to a reviewer, with its clip.

        Raises:
            QuestionMissing: there is none of this identifier, it is not for them, or its clip is gone.
        """
        found = [one for one in self._open_to(connection, helper) if one.question_id == question_id]
        if not found:
            raise QuestionMissing
        try:
            return found[0], load_clip(connection, ClipId(found[0].clip_id))
        except (ClipGone, ClipMissing):
            raise QuestionMissing from None

    def _read(
        self, connection: Connection[TupleRow], clip_id: ClipId, question_id: UUID, sealed: bytes | None
    ) -> str | None:
        if sealed is None:
            return None
        try:
            clip = load_clip(connection, clip_id)
            key = open_key(clip, handover_key=self.handover_key, objects=self.objects)
            return key.open(bytes(sealed), _binding(question_id)).decode()
        except (ClipGone, ClipMissing, ObjectMissing, SealBroken):
            # The clip was withdrawn in this moment; the answer goes with it.
            return None


def _hash_of(name: str) -> bytes:
    return hashlib.sha256(name.encode("utf-8", "surrogatepass")).digest()


def _binding(question_id: UUID) -> Binding:
    return Binding(kind="question-answer", identifier=question_id, version=_VERSION)
