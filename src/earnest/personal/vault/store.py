"""Vault store: stores recordings with a grant and opens them with an audit line."""

import contextlib
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from uuid import UUID

import numpy
from psycopg import Connection
from psycopg.rows import TupleRow, class_row

from earnest.foundation.clock import Clock
from earnest.foundation.errors import EarnestError
from earnest.foundation.identifiers import ClipId, CustomerId, RecordingId
from earnest.foundation.sensitive import RevealReason, Sensitive
from earnest.foundation.units import SampleCount, Samples
from earnest.handover.receipts import find_played
from earnest.personal.consent.rules import ConsentGrant, still_holds
from earnest.personal.consent.store import list_events
from earnest.personal.consent.wording import current_hashes
from earnest.personal.vault.content import RecordingContent, decode_content, encode_content
from earnest.personal.vault.errors import GrantOutdated, RecordingGone, RecordingMissing
from earnest.personal.vault.keys import (
    CustomerKey,
    content_binding,
    find_wrapped_key,
    load_or_create_customer_key,
    recording_binding,
    sound_binding,
    unwrap_customer_key,
)
from earnest.personal.vault.records import HistoryChoice, HistoryPosition, NewRecording, ReviewState, StoredRecording
from earnest.personal.vault.vault_keys import has_vault_key, load_or_create_vault_key, load_vault_key, mark, unmark
from earnest.services.audit import Pseudonyms, RecordingOpened, RecordingStored, append
from earnest.services.cryptography import DataKey, MasterKey
from earnest.services.database import Database, load_queries
from earnest.services.objects import ObjectStore, random_object_key
from earnest.services.shredding import destroy_erasure_key, seal_key, unseal_key

QUERIES = load_queries("earnest.personal.vault")

OBJECT_PREFIX = "r-"
"""How names of recordings' objects begin, so that the sweep for objects without a row looks at no others."""
_END_OF_TIME = datetime.max.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class WrittenSound:
    """Objects that have no row yet."""

    recording_id: RecordingId
    object_key: str
    key: DataKey
    sealed_key: bytes
    """What goes into the row's column."""
    customer_wrapped_key: bytes
    """Wrapped key of the customer, under which it was sealed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Vault:
    """Sealed recordings. What is in the database and the object store is ciphertext; the keys are wrapped."""

    master_key: MasterKey
    objects: ObjectStore
    pseudonyms: Pseudonyms
    clock: Clock

    def load_key(self, connection: Connection[TupleRow], customer_id: CustomerId) -> CustomerKey:
        """Return the key under which a customer's recordings are sealed, made where there is none yet.

        Args:
            connection: transaction that holds the customer's lock.
            customer_id: whose.

        Raises:
            RecordingGone: the customer's key was destroyed.
        """
        key = load_or_create_customer_key(connection, customer_id, self.master_key)
        row = connection.execute(QUERIES["find_hanging"], {"customer_id": customer_id}).fetchone()
        return replace(key, vault_key_made=row is not None and row[0] is True)

    def write(self, recording_id: RecordingId, samples: Sensitive[Samples], customer_key: CustomerKey) -> WrittenSound:
        """Seal a sound and write its objects; until `insert` commits, nothing can open them.

        An object store may take its time or never answer: no transaction is open and no lock is held while this runs.

        Args:
            recording_id: of the recording that is about to be stored.
            samples: its sound.
            customer_key: as `load_key` returned it.

        Raises:
            StoreFull: no room for the sound; nothing is kept.
            StoreUnavailable: the object store does not answer, or lost the vault key; as above.
        """
        vault_key = load_or_create_vault_key(self.objects, customer_key)
        key, wrapped_key = vault_key.create_key(recording_binding(recording_id))
        object_key = OBJECT_PREFIX + random_object_key()
        try:
            sealed_key = seal_key(
                wrapped_key,
                parent=vault_key,
                objects=self.objects,
                object_key=object_key,
                binding=recording_binding(recording_id),
            )
            sound = _to_bytes(samples.reveal(RevealReason.SEALING))
            self.objects.put(object_key, key.seal(sound, sound_binding(recording_id)))
        except BaseException:
            self._remove_objects(object_key)
            raise
        return WrittenSound(
            recording_id=recording_id,
            object_key=object_key,
            key=key,
            sealed_key=mark(sealed_key),
            customer_wrapped_key=customer_key.wrapped,
        )

    def remove(self, written: WrittenSound) -> None:
        """Remove the objects of a sound that is not kept after all; what cannot be removed now, the sweep removes."""
        self._remove_objects(written.object_key)

    def _remove_objects(self, object_key: str) -> None:
        with contextlib.suppress(EarnestError):
            destroy_erasure_key(self.objects, object_key)
        with contextlib.suppress(EarnestError):
            self.objects.delete(object_key)

    def insert(
        self, connection: Connection[TupleRow], written: WrittenSound, recording: NewRecording, grant: ConsentGrant
    ) -> None:
        """Store a recording whose objects are written; it exists from the caller's commit on.

        Args:
            connection: transaction that holds the customer's lock.
            written: the objects.
            recording: the utterance with its end date.
            grant: proof of consent; every decision behind it must still stand in this transaction.

        Raises:
            GrantOutdated: the grant is another person's or does not hold any more.
            RecordingGone: the customer's key was destroyed or replaced since the sound was sealed.
        """
        events = list_events(connection, grant.customer_id)
        holds = still_holds(grant, events, moment=self.clock.now(), wordings=current_hashes())
        if grant.customer_id != recording.customer_id or not holds:
            raise GrantOutdated
        if find_wrapped_key(connection, recording.customer_id) != written.customer_wrapped_key:
            raise RecordingGone
        self._insert(
            connection,
            recording,
            grant,
            object_key=written.object_key,
            key=written.key,
            wrapped_key=written.sealed_key,
        )

    def _insert(
        self,
        connection: Connection[TupleRow],
        recording: NewRecording,
        grant: ConsentGrant,
        *,
        object_key: str,
        key: DataKey,
        wrapped_key: bytes,
    ) -> None:
        content = encode_content(recording.content.reveal(RevealReason.SEALING))
        state = ReviewState.WAITING if recording.selected else ReviewState.NOT_SELECTED
        _ = connection.execute(
            QUERIES["insert_recording"],
            {
                "recording_id": recording.recording_id,
                "customer_id": recording.customer_id,
                "device_id": recording.device_id,
                "captured_at": recording.captured_at,
                "sample_count": len(recording.samples.reveal(RevealReason.SEALING)),
                "object_key": object_key,
                "wrapped_key": wrapped_key,
                "sealed_content": key.seal(content, content_binding(recording.recording_id)),
                "understood": recording.understood,
                "purposes": sorted(purpose.value for purpose in grant.purposes),
                "consent_event_ids": list(grant.consent_event_ids),
                "region": recording.region,
                "programme": recording.programme,
                "selected": recording.selected,
                "selection_reason": recording.selection_reason.value,
                "selection_probability": recording.selection_probability,
                "review_state": state.value,
                "delete_after": recording.delete_after,
            },
        )
        _ = append(
            connection,
            RecordingStored(
                at=self.clock.now(),
                recording_id=recording.recording_id,
            ),
        )

    def open_content(self, recording: StoredRecording) -> Sensitive[RecordingContent]:
        """Return what was recognised, understood, answered and corrected.

        Raises:
            SealBroken: key or ciphertext does not belong to this recording.
            ContentUnreadable: a newer version wrote it.
        """
        key = self._recording_key(recording)
        encoded = key.open(recording.sealed_content, content_binding(recording.recording_id))
        return Sensitive(decode_content(encoded))

    def open_recording(
        self, database: Database, recording: StoredRecording, reason: RevealReason
    ) -> Sensitive[Samples]:
        """Write an audit line, commit it, and return the sound.

        Args:
            database: connections of the caller's role.
            recording: which one, as loaded just now.
            reason: why; the line says so.

        Raises:
            DatabaseUnavailable: the line could not be written, so nothing was opened (AD4).
            ObjectMissing: the object is gone.
            SealBroken: key or ciphertext does not belong to this recording.
        """
        with database.transaction() as connection:
            _ = append(
                connection,
                RecordingOpened(at=self.clock.now(), recording_id=recording.recording_id, reason=reason.value),
            )
        key = self._recording_key(recording)
        sound = key.open(self.objects.get(recording.object_key), sound_binding(recording.recording_id))
        return Sensitive(_from_bytes(sound))

    def replace_content(
        self, connection: Connection[TupleRow], recording: StoredRecording, content: RecordingContent
    ) -> None:
        """Seal new content (a correction, or the draft of one) in the place of the old; scope: the customer's own.

        Raises:
            RecordingGone: it was erased meanwhile.
        """
        key = self._recording_key(recording)
        changed = connection.execute(
            QUERIES["update_content"],
            {
                "recording_id": recording.recording_id,
                "customer_id": recording.customer_id,
                "sealed_content": key.seal(encode_content(content), content_binding(recording.recording_id)),
            },
        ).rowcount
        if changed == 0:
            raise RecordingGone

    def customer_key(self, recording: StoredRecording) -> CustomerKey:
        """Return the key of the customer whose recording this is."""
        return unwrap_customer_key(
            recording.customer_wrapped_key,
            recording.customer_id,
            recording.customer_key_version,
            self.master_key,
        )

    def _recording_key(self, recording: StoredRecording) -> DataKey:
        customer_key, binding = self.customer_key(recording), recording_binding(recording.recording_id)
        hangs = has_vault_key(recording.wrapped_key)
        parent = load_vault_key(self.objects, customer_key) if hangs else customer_key.key
        wrapped = unseal_key(
            unmark(recording.wrapped_key),
            parent=parent,
            objects=self.objects,
            object_key=recording.object_key,
            binding=binding,
        )
        return parent.unwrap(wrapped, binding)


@dataclass(frozen=True, slots=True, kw_only=True)
class _RecordingRow:
    recording_id: UUID
    customer_id: UUID
    captured_at: datetime
    sample_count: int
    object_key: str | None
    wrapped_key: bytes | None
    sealed_content: bytes | None
    customer_wrapped_key: bytes | None
    customer_key_version: int | None
    understood: bool
    purposes: list[str]
    region: str
    programme: str
    selected: bool
    selection_reason: str
    selection_probability: float
    review_state: str
    withheld_reason: str | None
    delete_after: datetime

    def parse(self) -> StoredRecording:
        if (
            self.object_key is None
            or self.wrapped_key is None
            or self.sealed_content is None
            or self.customer_wrapped_key is None
            or self.customer_key_version is None
        ):
            raise RecordingGone
        return StoredRecording(
            recording_id=RecordingId(self.recording_id),
            customer_id=CustomerId(self.customer_id),
            captured_at=self.captured_at,
            sample_count=SampleCount(self.sample_count),
            object_key=self.object_key,
            wrapped_key=self.wrapped_key,
            sealed_content=self.sealed_content,
            customer_wrapped_key=self.customer_wrapped_key,
            customer_key_version=self.customer_key_version,
            understood=self.understood,
            purposes=frozenset(self.purposes),
            region=self.region,
            programme=self.programme,
            selected=self.selected,
            selection_reason=self.selection_reason,
            selection_probability=self.selection_probability,
            review_state=ReviewState(self.review_state),
            withheld_reason=self.withheld_reason,
            delete_after=self.delete_after,
        )


def load_recording(connection: Connection[TupleRow], recording_id: RecordingId) -> StoredRecording:
    """Return a recording without its content; only de-identification may load one without naming the customer.

    Raises:
        RecordingMissing: there is no such recording.
        RecordingGone: its key was destroyed.
    """
    with connection.cursor(row_factory=class_row(_RecordingRow)) as cursor:
        row = cursor.execute(QUERIES["load_recording"], {"recording_id": recording_id}).fetchone()
    if row is None:
        raise RecordingMissing
    return row.parse()


def load_own_recording(
    connection: Connection[TupleRow], customer_id: CustomerId, recording_id: RecordingId
) -> StoredRecording:
    """Return a customer's own recording without its content.

    Raises:
        RecordingMissing: this customer has no such recording.
        RecordingGone: its key was destroyed.
    """
    with connection.cursor(row_factory=class_row(_RecordingRow)) as cursor:
        row = cursor.execute(
            QUERIES["load_own_recording"], {"recording_id": recording_id, "customer_id": customer_id}
        ).fetchone()
    if row is None:
        raise RecordingMissing
    return row.parse()


def list_own_recordings(
    connection: Connection[TupleRow],
    customer_id: CustomerId,
    choice: HistoryChoice,
    *,
    after: HistoryPosition | None = None,
    limit: int,
) -> tuple[StoredRecording, ...]:
    """Return a page of a customer's recordings, newest first, without erased ones.

    Args:
        connection: transaction of the portal's role.
        customer_id: whose.
        choice: which of them.
        after: where the page begins; None: at the newest.
        limit: most of them, ≥ 1.
    """
    before, before_id = choice.before or _END_OF_TIME, UUID(int=0)
    if after is not None and after.captured_at < before:
        before, before_id = after.captured_at, after.recording_id
    with connection.cursor(row_factory=class_row(_RecordingRow)) as cursor:
        rows = cursor.execute(
            QUERIES["list_own_recordings"],
            {
                "customer_id": customer_id,
                "before": before,
                "before_id": before_id,
                "limit": limit,
                "since": choice.since,
                "device_id": choice.device_id,
                "only_not_understood": choice.only_not_understood,
                "only_learned": choice.only_learned,
                "only_withheld": choice.only_withheld,
                "heard": _find_heard(connection, customer_id) if choice.only_heard else None,
            },
        ).fetchall()
    return tuple(row.parse() for row in rows)


def _find_heard(connection: Connection[TupleRow], customer_id: CustomerId) -> list[UUID]:
    """Return the customer's recordings whose clip a person listened to."""
    rows = connection.execute(QUERIES["list_own_clips"], {"customer_id": customer_id}).fetchall()
    played = find_played(connection, [ClipId(row[0]) for row in rows])
    return [row[1] for row in rows if row[0] in played]


def count_own_recordings(connection: Connection[TupleRow], customer_id: CustomerId) -> int:
    """Return how many recordings are kept of a customer, ≥ 0."""
    row = connection.execute(QUERIES["count_own_recordings"], {"customer_id": customer_id}).fetchone()
    return 0 if row is None else int(row[0])


def _to_bytes(samples: Samples) -> bytes:
    return samples.astype("<i2", copy=False).tobytes()


def _from_bytes(sound: bytes) -> Samples:
    return numpy.frombuffer(sound, dtype="<i2").astype(numpy.int16)
