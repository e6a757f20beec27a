"""Taking verdicts: what a reviewer said about the wake word comes back, teaches if it may, and ends the recording."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from psycopg import Connection
from psycopg.rows import TupleRow, class_row

from earnest.foundation.clock import Clock
from earnest.foundation.errors import EarnestError, Unavailable
from earnest.foundation.identifiers import ClipId, CustomerId, DeviceId, RecordingId, random_identifier
from earnest.foundation.sensitive import RevealReason
from earnest.handover.labels import WakeWordVerdict, find_wake_verdicts
from earnest.handover.stops import StopPurpose, is_stopped
from earnest.handover.wake import PlacedExample, place_example, remove_examples
from earnest.handover.withdrawals import WithdrawalReason
from earnest.personal.accidents.counts import QUERIES, AccidentKind, count
from earnest.personal.accidents.rules import ends, may_teach, teaches
from earnest.personal.consent.purposes import Purpose
from earnest.personal.consent.rules import given_at
from earnest.personal.consent.store import list_events
from earnest.personal.consent.wording import current_hashes
from earnest.personal.customers.store import load_customer, lock_customer
from earnest.personal.retention.erasure import RecordingErasure
from earnest.personal.retention.rules import LONGEST_RETENTION_DAYS
from earnest.personal.vault.store import Vault, load_recording
from earnest.services.database import Database
from earnest.speech.hearing.wake_word.detector import WakeExample
from earnest.speech.hearing.wake_word.evidence import Row, is_row

BATCH: Final = 100
"""Verdicts in one transaction; more wait for the next turn, a second later. Chosen, not measured."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Link:
    """A clip whose verdict was not taken yet."""

    clip_id: UUID
    recording_id: UUID
    customer_id: UUID
    cut_after: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class VerdictTaker:
    """Takes verdicts back, one transaction each; what dies in between is done again, and nothing twice."""

    database: Database
    """Connections of the personal worker's role."""
    vault: Vault
    erasure: RecordingErasure
    clock: Clock

    def take(self) -> None:
        """Take every verdict that is there.

        Where the wake word was not said, sound and text are erased in the same transaction that counts the accident
        (RT5). Only the numbers of `speech/hearing/wake_word/evidence.py` outlive it, and only with a yes to
        wake word learning.

        Raises:
            Unavailable: database or keys are out of reach; the rest is taken at the next turn.
        """
        with self.database.transaction() as connection, connection.cursor(row_factory=class_row(_Link)) as cursor:
            links = cursor.execute(QUERIES["list_untaken"]).fetchall()
            verdicts = find_wake_verdicts(connection, [ClipId(link.clip_id) for link in links])
        waiting = [(link, verdicts[ClipId(link.clip_id)]) for link in links if link.clip_id in verdicts]
        for link, verdict in waiting[:BATCH]:
            with self.database.transaction() as connection:
                self._take_one(connection, link, verdict)

    def end_expired(self) -> None:
        """Remove examples and counts past their end dates."""
        now = self.clock.now()
        with self.database.transaction() as connection:
            rows = connection.execute(QUERIES["list_expired_links"], {"now": now}).fetchall()
            remove_examples(connection, [row[0] for row in rows])
            before = now.date() - timedelta(days=LONGEST_RETENTION_DAYS)
            _ = connection.execute(QUERIES["delete_old_counts"], {"before": before})

    def _take_one(self, connection: Connection[TupleRow], one: _Link, verdict: WakeWordVerdict) -> None:
        customer_id, recording_id = CustomerId(one.customer_id), RecordingId(one.recording_id)
        lock_customer(connection, customer_id)
        if connection.execute(QUERIES["take_verdict"], {"clip_id": one.clip_id}).rowcount == 0:
            return
        scope = {"customer_id": customer_id, "recording_id": recording_id}
        about = connection.execute(QUERIES["find_device"], scope).fetchone()
        if about is None:
            return
        region, device_id, purposes, living = about
        if living and device_id is not None:
            self._teach(connection, one, verdict, purposes=list(purposes))
        if not ends(verdict):
            return
        if device_id is not None:
            count(
                connection,
                AccidentKind.NOT_SAID,
                customer_id=customer_id,
                device_id=DeviceId(device_id),
                region=str(region),
                day=self.clock.now().date(),
            )
        _ = self.erasure.erase_recordings(connection, customer_id, [recording_id], WithdrawalReason.NOT_SAID)

    def _teach(
        self, connection: Connection[TupleRow], one: _Link, verdict: WakeWordVerdict, *, purposes: list[str]
    ) -> None:
        """Let the numbers of a recording cross with what the reviewer said, if that may be.

        They carry neither country nor person, so what is stopped or restricted now cannot be found among them later:
        nothing crosses then, and the verdict teaches nothing afterwards either (RG1, RI6).
        """
        addressed = teaches(verdict)
        given = given_at(list_events(connection, CustomerId(one.customer_id)), self.clock.now(), current_hashes())
        agreed = frozenset(purpose for purpose in Purpose if purpose in given)
        if addressed is None or not may_teach(purposes, agreed):
            return
        if not self._is_usable(connection, CustomerId(one.customer_id)):
            return
        row = self._find_row(connection, RecordingId(one.recording_id))
        if row is None:
            return
        example_id = random_identifier()
        placed = PlacedExample(example_id=example_id, example=WakeExample(row=row, addressed=addressed))
        place_example(connection, placed, delete_after=one.cut_after.date())
        _ = connection.execute(
            QUERIES["insert_link"],
            {
                "example_id": example_id,
                "customer_id": one.customer_id,
                "recording_id": one.recording_id,
                "delete_after": one.cut_after,
            },
        )

    def _is_usable(self, connection: Connection[TupleRow], customer_id: CustomerId) -> bool:
        """Return whether the person does not restrict what is used of them and no officer has stopped it."""
        customer = load_customer(connection, customer_id)
        return not customer.restricted and not is_stopped(
            connection,
            StopPurpose.WAKE_WORD_LEARNING,
            region=customer.region,
            language=customer.language,
            programme=customer.programme.value,
        )

    def _find_row(self, connection: Connection[TupleRow], recording_id: RecordingId) -> Row | None:
        """Return the numbers that were noted at capture; None where there are none or they cannot be read."""
        try:
            content = self.vault.open_content(load_recording(connection, recording_id))
        except Unavailable:
            raise
        except EarnestError:
            return None
        row = content.reveal(RevealReason.ADAPTATION).wake_evidence
        return row if row is not None and is_row(row) else None
