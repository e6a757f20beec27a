"""Exporting: asked for and fetched at the portal, made by the personal worker."""

import contextlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Final
from uuid import UUID

from psycopg import Connection
from psycopg.rows import TupleRow, class_row

from earnest.foundation.clock import Clock
from earnest.foundation.errors import EarnestError, Unavailable
from earnest.foundation.identifiers import CustomerId, RecordingId, RequestId, random_identifier
from earnest.foundation.sensitive import RevealReason
from earnest.handover.request_errors import RequestEnded
from earnest.handover.requests import RequestKind, RequestOutcome, end_request, open_request
from earnest.personal.consent.store import list_events
from earnest.personal.customers.records import Customer, ListedDevice
from earnest.personal.customers.store import list_devices, load_customer, lock_customer
from earnest.personal.export.archive import SealedParts, new_archive, opened_parts, part_binding
from earnest.personal.export.content import (
    FORMAT,
    LIMITS,
    MaskedSound,
    account_entry,
    consent_entry,
    encode,
    mask,
    recording_entry,
    schema_text,
)
from earnest.personal.export.errors import ExportMissing, ExportNotReady, ExportRunning, NothingToExport
from earnest.personal.export.records import ExportRow, ShownExport, shown
from earnest.personal.household.store import load_names
from earnest.personal.tasks import MAKE_EXPORT
from earnest.personal.transparency.history import show_utterance
from earnest.personal.vault.errors import RecordingGone, RecordingMissing
from earnest.personal.vault.keys import CustomerKey, load_customer_key
from earnest.personal.vault.store import Vault, load_own_recording
from earnest.personal.vault.vault_keys import has_vault_key, load_or_create_vault_key, load_vault_key, mark, unmark
from earnest.services.audit import ExportMade, append
from earnest.services.cryptography import Binding, DataKey, MasterKey, SealBroken
from earnest.services.database import Database, load_queries
from earnest.services.jobs import Jobs
from earnest.services.objects import ObjectMissing, ObjectStore, Orphans, random_object_key
from earnest.speech.sound.voice_activity import VoiceActivityModel

QUERIES = load_queries("earnest.personal.export")

OBJECT_PREFIX: Final = "x-"
"""How names of an archive's parts begin."""
FETCHED_FOR: Final = timedelta(days=7)
"""How long an archive can be fetched."""
REMEMBERED_FOR: Final = timedelta(days=30)
PATIENCE: Final = timedelta(minutes=15)
_EVERY: Final = 10
"""Recordings after which progress is noted."""


def export_binding(export_id: UUID) -> Binding:
    """Return what an archive's key is bound to."""
    return Binding(kind="export", identifier=export_id, version=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Exports:
    """What a customer does with exports at the portal."""

    database: Database
    """Connections of the portal's role."""
    vault: Vault
    jobs: Jobs
    clock: Clock

    def ask(self, customer: Customer) -> ShownExport:
        """Ask for an archive of everything; it enters the register of requests and begins as a job.

        Raises:
            ExportRunning: one is being made, or can still be fetched.
        """
        with self.database.transaction() as connection:
            lock_customer(connection, customer.customer_id)
            names = {"customer_id": customer.customer_id, "now": self.clock.now()}
            if connection.execute(QUERIES["find_running"], names).fetchone() is not None:
                raise ExportRunning
            return self._begin(connection, customer, None)

    def ask_for_selection(self, customer: Customer, recording_ids: Sequence[RecordingId]) -> ShownExport:
        """Ask for an archive of chosen recordings; one of an earlier choice that is ready ends.

        Args:
            customer: whose.
            recording_ids: which; those that are gone, or are not theirs, are left out.

        Raises:
            NothingToExport: none of them is left.
            ExportRunning: one of another choice is being made.
        """
        with self.database.transaction() as connection:
            lock_customer(connection, customer.customer_id)
            who = customer.customer_id
            names = {"customer_id": who, "now": self.clock.now(), "recording_ids": list(dict.fromkeys(recording_ids))}
            if connection.execute(QUERIES["find_making_selection"], names).fetchone() is not None:
                raise ExportRunning
            chosen = [row[0] for row in connection.execute(QUERIES["list_chosen"], names).fetchall()]
            if not chosen:
                raise NothingToExport
            _ = connection.execute(QUERIES["end_selections"], names)
            return self._begin(connection, customer, chosen)

    def _begin(
        self, connection: Connection[TupleRow], customer: Customer, recording_ids: list[UUID] | None
    ) -> ShownExport:
        now, who = self.clock.now(), customer.customer_id
        pseudonym = self.vault.pseudonyms.of_subject(who, now)
        request_id = open_request(connection, RequestKind.EXPORT, pseudonym=pseudonym, opened_at=now, now=now)
        export_id = random_identifier()
        names = {
            "export_id": export_id,
            "customer_id": who,
            "request_id": request_id,
            "now": now,
            "recording_ids": recording_ids,
        }
        _ = connection.execute(QUERIES["insert_export"], names)
        self.jobs.defer(connection, MAKE_EXPORT, export_id)
        return self._list(connection, who)[0]

    def list_exports(self, customer: Customer) -> tuple[ShownExport, ...]:
        """Return the newest exports of the customer."""
        with self.database.transaction() as connection:
            return self._list(connection, customer.customer_id)

    def open(self, customer: Customer, export_id: UUID) -> tuple[int, Iterator[bytes]]:
        """Return length and bytes of an archive of the customer's own; the log has it before the first byte.

        Raises:
            ExportMissing: this customer has no such archive, or it has ended.
            ExportNotReady: it is still being made.
        """
        with self.database.transaction() as connection:
            names = {"export_id": export_id, "customer_id": customer.customer_id}
            row = _find(connection, "find_own_export", names)
            now = self.clock.now()
            if row is None or shown(row, now).state in {"ended", "failed"}:
                raise ExportMissing
            if row.ready_at is None or row.wrapped_key is None:
                raise ExportNotReady
            parent = load_customer_key(connection, customer.customer_id, self.vault.master_key)
        key = _open_key(row, row.wrapped_key, parent, self.vault.objects)
        with self.database.transaction() as connection:
            pseudonym = self.vault.pseudonyms.of_subject(customer.customer_id, now)
            _ = append(connection, ExportMade(at=now, customer=pseudonym, change="fetched"))
        return row.size_bytes, opened_parts(row.export_id, row.object_keys, key, self.vault.objects)

    def _list(self, connection: Connection[TupleRow], customer_id: CustomerId) -> tuple[ShownExport, ...]:
        with connection.cursor(row_factory=class_row(ExportRow)) as cursor:
            rows = cursor.execute(QUERIES["list_exports"], {"customer_id": customer_id}).fetchall()
        return tuple(shown(row, self.clock.now()) for row in rows)


@dataclass(slots=True, kw_only=True)
class ExportMaker:
    """Makes archives and ends them; each step can be done twice."""

    database: Database
    """Connections of the personal worker's role."""
    vault: Vault
    handover_key: MasterKey
    jobs: Jobs
    clock: Clock
    voices: VoiceActivityModel = field(default_factory=VoiceActivityModel)
    _orphans: Orphans = field(init=False)

    def __post_init__(self) -> None:
        """Prepare to look for parts without an archive; none was seen yet."""
        self._orphans = Orphans(objects=self.vault.objects, prefix=OBJECT_PREFIX, clock=self.clock)

    def make(self, export_id: UUID) -> None:
        """Make an archive; one that was made, failed or ended is left alone.

        Raises:
            Unavailable: database, keys or store are out of reach; the job is tried again.
        """
        with self.database.transaction() as connection:
            row = _find(connection, "load_export", {"export_id": export_id})
        if row is None or row.ready_at is not None or row.ended_at is not None:
            return
        try:
            self._make(row)
        except Unavailable:
            raise
        except EarnestError as error:
            with self.database.transaction() as connection:
                names = {"export_id": export_id, "code": error.code, "now": self.clock.now()}
                _ = connection.execute(QUERIES["fail_export"], names)

    def sweep(self) -> None:
        """Destroy keys of archives that are over, remove their parts, and start again what waits too long."""
        now = self.clock.now()
        with self.database.transaction() as connection:
            _ = connection.execute(QUERIES["expire_exports"], {"now": now})
            _ = connection.execute(QUERIES["delete_old"], {"before": now - REMEMBERED_FOR})
            if self.jobs.count_waiting(connection) == 0:
                for found in connection.execute(QUERIES["list_open"], {"before": now - PATIENCE}).fetchall():
                    self.jobs.defer(connection, MAKE_EXPORT, found[0])
        self._orphans.end(self._owned)

    def _owned(self, keys: Sequence[str]) -> set[str]:
        with self.database.transaction() as connection:
            rows = connection.execute(QUERIES["list_owned"], {"object_keys": list(keys)}).fetchall()
        return {str(row[0]) for row in rows}

    def _make(self, row: ExportRow) -> None:
        who = CustomerId(row.customer_id)
        with self.database.transaction() as connection:
            lock_customer(connection, who)
            customer_key = self.vault.load_key(connection, who)
        # With no lock held, as for a recording; where everything is deleted meanwhile, the archive ends with it.
        vault_key = load_or_create_vault_key(self.vault.objects, customer_key)
        key, wrapped = vault_key.create_key(export_binding(row.export_id))
        with self.database.transaction() as connection:
            lock_customer(connection, who)
            recordings = [
                RecordingId(found[0])
                for found in connection.execute(
                    QUERIES["list_recordings"], {"customer_id": who, "recording_ids": row.recording_ids}
                ).fetchall()
            ]
            names = {"export_id": row.export_id, "wrapped_key": mark(wrapped), "total": len(recordings)}
            _ = connection.execute(QUERIES["clear_parts"], {"export_id": row.export_id})
            _ = connection.execute(QUERIES["begin_export"], names)
            customer = load_customer(connection, who)
            events = list_events(connection, who)
            devices = tuple(
                ListedDevice(
                    device_id=one.device_id, name=one.name, created_at=one.created_at, revoked_at=one.revoked_at
                )
                for one in list_devices(connection, who)
            )
            listed = load_names(connection, who, self.vault.master_key)
        writer = _PartWriter(database=self.database, objects=self.vault.objects, export_id=row.export_id, key=key)
        parts = SealedParts(writer.keep)
        entries: list[object] = []
        with new_archive(parts) as archive:
            for number, recording_id in enumerate(recordings, start=1):
                entry = self._recording(who, recording_id)
                if entry is not None:
                    said, masked, file = entry
                    entries.append(said)
                    if masked.wav is not None and file is not None:
                        archive.writestr(file, masked.wav)
                if number % _EVERY == 0 or number == len(recordings):
                    with self.database.transaction() as connection:
                        names = {"export_id": row.export_id, "done": number}
                        _ = connection.execute(QUERIES["note_progress"], names)
            holds: dict[str, object] = {
                "format": FORMAT,
                "made_at": self.clock.now(),
                "limits": LIMITS,
                "recordings": entries,
            }
            if row.recording_ids is None:  # Who gives chosen recordings away gives the names of the house away to none.
                holds |= {
                    "account": account_entry(customer, devices),
                    "household_names": list(listed.reveal(RevealReason.OWN_HISTORY)),
                    "consents": [consent_entry(event) for event in events],
                }
            archive.writestr("export.json", encode(holds))
            archive.writestr("schema.json", schema_text())
        parts.end_part()
        self._finish(row, parts.size)

    def _recording(
        self, customer_id: CustomerId, recording_id: RecordingId
    ) -> tuple[object, MaskedSound, str | None] | None:
        """Return what is exported of a recording; None where it was erased meanwhile."""
        try:
            with self.database.transaction() as connection:
                recording = load_own_recording(connection, customer_id, recording_id)
                said = show_utterance(
                    connection,
                    self.vault,
                    customer_id,
                    recording_id,
                    handover_key=self.handover_key,
                    clock=self.clock,
                )
        except (RecordingMissing, RecordingGone):
            return None
        try:
            content = self.vault.open_content(recording).reveal(RevealReason.OWN_HISTORY)
            sound = self.vault.open_recording(self.database, recording, RevealReason.OWN_HISTORY)
        except (SealBroken, ObjectMissing):
            return (
                recording_entry(said, (), MaskedSound(wav=None, muted=()), None),
                MaskedSound(wav=None, muted=()),
                None,
            )
        masked = mask(sound.reveal(RevealReason.OWN_HISTORY), self.voices)
        file = None if masked.wav is None else f"sound/{recording_id}.wav"
        return recording_entry(said, content.hypothesis.words, masked, file), masked, file

    def _finish(self, row: ExportRow, size: int) -> None:
        now = self.clock.now()
        names = {"export_id": row.export_id, "now": now, "expires_at": now + FETCHED_FOR, "size_bytes": size}
        with self.database.transaction() as connection:
            if connection.execute(QUERIES["finish_export"], names).rowcount == 0:
                return
            # An officer may have answered it already.
            with contextlib.suppress(RequestEnded):
                end_request(connection, RequestId(row.request_id), RequestOutcome.FULFILLED, now=now)
            pseudonym = self.vault.pseudonyms.of_subject(CustomerId(row.customer_id), now)
            _ = append(connection, ExportMade(at=now, customer=pseudonym, change="made"))


@dataclass(slots=True, kw_only=True)
class _PartWriter:
    """Seals a part, notes whose it is, and writes it."""

    database: Database
    objects: ObjectStore
    export_id: UUID
    key: DataKey
    _count: int = 0

    def keep(self, part: bytes) -> None:
        """Keep one part.

        Raises:
            ExportMissing: something of it was deleted meanwhile, so none of it is kept.
            StoreFull, StoreUnavailable: it could not be written.
        """
        self._count += 1
        object_key = OBJECT_PREFIX + random_object_key()
        with self.database.transaction() as connection:
            names = {"export_id": self.export_id, "object_key": object_key}
            if connection.execute(QUERIES["add_part"], names).rowcount == 0:
                raise ExportMissing
        self.objects.put(object_key, self.key.seal(part, part_binding(self.export_id, self._count)))


def _find(connection: Connection[TupleRow], query: str, names: Mapping[str, object]) -> ExportRow | None:
    with connection.cursor(row_factory=class_row(ExportRow)) as cursor:
        return cursor.execute(QUERIES[query], names).fetchone()


def _open_key(row: ExportRow, wrapped_key: bytes, parent: CustomerKey | None, objects: ObjectStore) -> DataKey:
    """Return the key of an archive's parts; one that was made before there were vault keys hangs from the customer's.

    Raises:
        ExportMissing: the customer's key was replaced since.
        StoreUnavailable: the store does not answer.
    """
    if parent is None:
        raise ExportMissing
    try:
        holder = load_vault_key(objects, parent) if has_vault_key(wrapped_key) else parent.key
        return holder.unwrap(unmark(wrapped_key), export_binding(row.export_id))
    except (SealBroken, ObjectMissing):
        raise ExportMissing from None
