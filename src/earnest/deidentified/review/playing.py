"""Playing: the sound of a leased clip, written into the log before its first byte leaves.

Each lease's sound carries an inaudible watermark of its own (AU9), so that a leaked recording tells by which lease it
left; `earnest audit trace` looks for it.
"""

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Final

import numpy
from psycopg import Connection
from psycopg.rows import TupleRow

from earnest.deidentified.review.errors import SoundNotRequested
from earnest.deidentified.review.leases import load_open_lease, record_play, record_sound_left
from earnest.deidentified.review.records import HeldLease, ReservedClip, Reviewer
from earnest.deidentified.review.rules import check_play
from earnest.foundation.clock import Clock
from earnest.foundation.identifiers import LeaseId, ReceiptId, StaffId, random_identifier
from earnest.foundation.units import milliseconds
from earnest.handover.clip import ConcealedWord, ShownAnswer
from earnest.handover.marks import mark_of
from earnest.handover.receipts import Receipt, ReceiptKind, add_receipt
from earnest.handover.stop_errors import ReviewStopped
from earnest.handover.stops import require_going
from earnest.handover.taking import PlacedClip, load_clip, open_answer, open_key, open_sound, open_words
from earnest.handover.watermarking.marking import marked
from earnest.services.audit import ClipPlayed, Pseudonyms, append_before
from earnest.services.cryptography import MasterKey
from earnest.services.database import Database
from earnest.services.objects import ObjectStore
from earnest.sound_files.decoding import decode
from earnest.sound_files.encoding import encode_wav
from earnest.speech.sound.level import limit_peak

_WARM_SAMPLES: Final = 512
PIECE_BYTES: Final = 8_000
"""A quarter of a second of 16-bit sound at 16 kHz."""
ASK_SECONDS: Final = 0.2
"""How long sound goes on leaving before it is asked again whether it may; the stop promises five seconds (RG1)."""


def _own_people(_connection: Connection[TupleRow], _staff_id: StaffId) -> str | None:
    return None


@dataclass(frozen=True, slots=True, kw_only=True)
class ClipPlayer:
    """Lets the sound of leased clips out."""

    database: Database
    """Connections of the workbench's role."""
    objects: ObjectStore
    handover_key: MasterKey
    pseudonyms: Pseudonyms
    """Knows the mark of each lease."""
    clock: Clock
    vendor_of: Callable[[Connection[TupleRow], StaffId], str | None] = _own_people
    """Identifier of the employer of a reviewer, which may be stopped (RG1)."""

    def open_clip_sound(self, lease_id: LeaseId, reviewer: Reviewer) -> bytes:
        """Return the clip's WAV file, with the lease's mark in its sound.

        When this returns, audit leaf and receipt are committed (AD4); no byte has left yet. What leaves is the whole
        clip, before its first sample plays: from then on it is the page that stops and wipes it, which asks once a
        second while it plays and falls silent by itself where it gets no yes (`kit/sound/player.svelte.ts`). Nothing
        that this process could do afterwards would take the sound back.

        Raises:
            LeaseNotFound: no such lease of this reviewer.
            LeaseEnded: its time is over.
            ClipGone: the clip was withdrawn.
            ReviewStopped: an officer has stopped it.
            ObjectMissing, SealBroken: the sound cannot be opened; nothing is logged as played.
            LogUnavailable: the log takes no line, so nothing leaves (AD4).
        """
        with self.database.transaction() as connection:
            lease = load_open_lease(connection, lease_id, reviewer.staff_id, now=self.clock.now())
            clip = load_clip(connection, lease.clip_id)
            self.require_going(connection, lease, reviewer)
        sound = self.prepare_sound(clip, lease_id)
        with self.database.transaction() as connection:
            now = self.clock.now()
            lease = load_open_lease(connection, lease_id, reviewer.staff_id, now=now)
            self.note_played(connection, lease, reviewer, now=now)
        return sound

    def prepare_sound(self, clip: PlacedClip, lease_id: LeaseId) -> bytes:
        """Return the WAV file of a clip with the mark of a lease; the caller lets it out only where that is logged.

        Raises:
            ObjectMissing, SealBroken: the sound cannot be opened.
        """
        placed = decode(open_sound(clip, handover_key=self.handover_key, objects=self.objects))
        return encode_wav(limit_peak(marked(placed, mark_of(self.pseudonyms, lease_id))))

    def note_played(
        self, connection: Connection[TupleRow], lease: HeldLease, reviewer: Reviewer, *, now: datetime
    ) -> None:
        """Write down that the sound of a held clip leaves, where it may; it leaves after this is committed.

        Raises:
            ClipGone: the clip was withdrawn.
            ReviewStopped: an officer has stopped it.
            LogUnavailable: the log takes no line, so nothing leaves (AD4).
        """
        clip = load_clip(connection, lease.clip_id)
        self.require_going(connection, lease, reviewer)
        add_receipt(
            connection,
            Receipt(
                receipt_id=ReceiptId(random_identifier()),
                clip_id=lease.clip_id,
                kind=ReceiptKind.PLAYED,
                role=reviewer.kind.value,
                # What leaves, so the most that can have been heard; the verdict's receipt says what was reported.
                played_milliseconds=milliseconds(clip.description.sample_count),
                recorded_at=now,
            ),
        )
        if not record_sound_left(connection, lease, reviewer.staff_id, now=now):
            raise ReviewStopped
        event = ClipPlayed(at=now, clip_id=lease.clip_id, lease_id=lease.lease_id, reviewer=reviewer.pseudonym)
        _ = append_before(connection, event)

    def open_ahead(
        self, connection: Connection[TupleRow], lease: HeldLease, reviewer: Reviewer, reserved: ReservedClip
    ) -> bytes:
        """Return the key of the sound that the page has sealed, after it is written down that it is played.

        Args:
            connection: the transaction in which the lease begins; the key leaves after it is committed.
            lease: of the reserved clip.
            reviewer: who holds it.
            reserved: what was reserved.

        Raises:
            ClipGone, ReviewStopped, LogUnavailable: as for the sound itself.
            ObjectMissing, SealBroken: the clip was erased, or the key is not that of this clip.
        """
        clip = load_clip(connection, lease.clip_id)
        key = open_key(clip, handover_key=self.handover_key, objects=self.objects)
        opened = key.open(reserved.sealed_key, reserved.binding)
        self.note_played(connection, lease, reviewer, now=self.clock.now())
        return opened

    @staticmethod
    def prepare() -> None:
        """Load what sound is prepared with, so that the first clip of a process does not wait for it."""
        loud = numpy.full(_WARM_SAMPLES, 30_000, dtype=numpy.int16)
        _ = limit_peak(marked(loud, b"nothing is sent"))

    def require_going(self, connection: Connection[TupleRow], lease: HeldLease, reviewer: Reviewer) -> None:
        """Go on only where neither the clip nor who hears it is stopped.

        Raises:
            ReviewStopped: an officer has stopped it.
        """
        require_going(connection, lease.clip_id, vendor=self.vendor_of(connection, reviewer.staff_id))

    def pieces(self, sound: bytes, lease_id: LeaseId, reviewer: Reviewer) -> Iterator[bytes]:
        """Give the sound piece by piece, and no more of it once it is stopped, withdrawn, or the lease has ended.

        Args:
            sound: as `open_clip_sound` returned it.
            lease_id: the reviewer's own lease.
            reviewer: who listens.

        Raises:
            ReviewStopped, LeaseEnded, ClipGone: it ended in the middle; what has left has left.
        """
        asked = time.monotonic()
        for start in range(0, len(sound), PIECE_BYTES):
            if time.monotonic() - asked >= ASK_SECONDS:
                with self.database.transaction() as connection:
                    lease = load_open_lease(connection, lease_id, reviewer.staff_id, now=self.clock.now())
                    _ = load_clip(connection, lease.clip_id)
                    self.require_going(connection, lease, reviewer)
                asked = time.monotonic()
            yield sound[start : start + PIECE_BYTES]

    def open_clip_words(self, clip: PlacedClip) -> tuple[ConcealedWord, ...]:
        """Return the de-identified words of a clip that is being handed out.

        Raises:
            ObjectMissing, SealBroken: they cannot be opened.
        """
        return open_words(clip, handover_key=self.handover_key, objects=self.objects)

    def open_clip_answer(self, clip: PlacedClip) -> ShownAnswer | None:
        """Return what the assistant answered to a clip that is being handed out, de-identified; None for no answer.

        Raises:
            ObjectMissing, SealBroken: it cannot be opened.
        """
        return open_answer(clip, handover_key=self.handover_key, objects=self.objects)

    def report_play(self, lease_id: LeaseId, reviewer: Reviewer, *, played_milliseconds: int) -> None:
        """Record how much of the clip was played, as the browser reports it.

        Args:
            lease_id: the reviewer's own lease.
            reviewer: who listens.
            played_milliseconds: sum so far, ≥ 0; a smaller sum than before changes nothing.

        Raises:
            LeaseNotFound, LeaseEnded, ClipGone, ReviewStopped: as for the sound.
            SoundNotRequested: no sound left for this lease.
            PlayImplausible: more than can have been played since the sound left.
        """
        with self.database.transaction() as connection:
            now = self.clock.now()
            lease = load_open_lease(connection, lease_id, reviewer.staff_id, now=now)
            _ = load_clip(connection, lease.clip_id)
            self.require_going(connection, lease, reviewer)
            if lease.sound_left_at is None:
                raise SoundNotRequested
            check_play(reported_milliseconds=played_milliseconds, sound_left_at=lease.sound_left_at, now=now)
            record_play(connection, lease, reviewer.staff_id, played_milliseconds=played_milliseconds)
