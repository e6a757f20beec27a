"""Keeping: counts an answered utterance, asks the gate, and stores it with a grant or forgets it."""

import secrets
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from psycopg import Connection
from psycopg.rows import TupleRow

from earnest.foundation.clock import Clock
from earnest.foundation.identifiers import RecordingId, random_identifier
from earnest.foundation.sensitive import Sensitive
from earnest.foundation.units import Samples
from earnest.personal.consent.purposes import Purpose
from earnest.personal.consent.rules import ConsentGrant, make_grant
from earnest.personal.consent.store import list_events
from earnest.personal.consent.wording import current_hashes
from earnest.personal.customers.records import Customer, Speaker
from earnest.personal.customers.store import lock_customer
from earnest.personal.retention.rules import end_date
from earnest.personal.retention.sweeping import DEIDENTIFY
from earnest.personal.sampling.rules import Decision, Need, Reason, Sound
from earnest.personal.sampling.store import Caps, choose
from earnest.personal.vault.content import Content
from earnest.personal.vault.errors import GrantOutdated, RecordingErased
from earnest.personal.vault.records import NewRecording
from earnest.personal.vault.store import Vault
from earnest.services.database import Database
from earnest.services.jobs import Jobs

_RESOLUTION: Final = 2**53


@dataclass(frozen=True, slots=True, kw_only=True)
class Utterance:
    """An answered utterance about to be forgotten, unless something keeps it."""

    speaker: Speaker
    captured_at: datetime
    samples: Sensitive[Samples]
    content: Sensitive[Content]
    sound: Sound
    need: Need


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """What became of it."""

    recording_id: RecordingId | None
    """None: nothing was kept."""
    reason: Reason
    """What the gate said."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Keeper:
    """Stands between what is said and what is stored. The default is to forget."""

    database: Database
    """Door of the gateway's role."""
    vault: Vault
    jobs: Jobs
    caps: Caps
    retention_days: int
    clock: Clock

    def keep(self, utterance: Utterance) -> Kept:
        """Count, decide, and store or forget.

        What is chosen for review is stored in the transaction that counts the choice, with the job that de-identifies
        it. What is kept only for the person's own history is stored in a second one, so that the count of a region
        never waits for an object store.

        Raises:
            StoreFull: there is no room. Nothing was kept, and a choice was not counted.
            StoreUnavailable, DatabaseUnavailable: as above.
        """
        if utterance.sound.accidental or utterance.sound.doubtful or utterance.sound.speech_samples == 0:
            return Kept(recording_id=None, reason=_forget(utterance.sound))
        customer = utterance.speaker.customer
        with self.database.transaction() as connection:
            lock_customer(connection, customer.customer_id)
            grant = self._grant(connection, customer)
            decision = self._choose(connection, utterance, grant)
            if decision.selected and grant is not None:
                recording = self._recording(utterance, decision)
                self.vault.store(connection, recording, grant)
                lock = f"{DEIDENTIFY}:{recording.recording_id}"
                self.jobs.defer(connection, DEIDENTIFY, recording.recording_id, lock=lock)
                return Kept(recording_id=recording.recording_id, reason=decision.reason)
        if grant is None or Purpose.OWN_HISTORY not in grant.purposes:
            return Kept(recording_id=None, reason=decision.reason)
        return self._store_for_owner(utterance, grant, decision)

    def _grant(self, connection: Connection[TupleRow], customer: Customer) -> ConsentGrant | None:
        events = list_events(connection, customer.customer_id)
        return make_grant(events, customer_id=customer.customer_id, moment=self.clock.now(), wordings=current_hashes())

    def _choose(self, connection: Connection[TupleRow], utterance: Utterance, grant: ConsentGrant | None) -> Decision:
        return choose(
            connection,
            utterance.speaker.customer,
            need=utterance.need,
            sound=utterance.sound,
            consented=grant is not None and Purpose.HUMAN_REVIEW in grant.purposes,
            caps=self.caps,
            draw=secrets.randbelow(_RESOLUTION) / _RESOLUTION,
            now=utterance.captured_at,
        )

    def _store_for_owner(self, utterance: Utterance, grant: ConsentGrant, decision: Decision) -> Kept:
        """Store for the person's own history, unless they said no or deleted everything in between."""
        recording = self._recording(utterance, decision)
        try:
            with self.database.transaction() as connection:
                lock_customer(connection, grant.customer_id)
                self.vault.store(connection, recording, grant)
        except (GrantOutdated, RecordingErased):
            return Kept(recording_id=None, reason=decision.reason)
        return Kept(recording_id=recording.recording_id, reason=decision.reason)

    def _recording(self, utterance: Utterance, decision: Decision) -> NewRecording:
        customer = utterance.speaker.customer
        return NewRecording(
            recording_id=RecordingId(random_identifier()),
            customer_id=customer.customer_id,
            device_id=utterance.speaker.device_id,
            captured_at=utterance.captured_at,
            samples=utterance.samples,
            content=utterance.content,
            understood=utterance.need.understood,
            region=customer.region,
            programme=customer.programme.value,
            selected=decision.selected,
            selection_reason=decision.reason,
            selection_probability=decision.probability,
            delete_after=end_date(utterance.captured_at, self.retention_days),
        )


def _forget(sound: Sound) -> Reason:
    if sound.accidental:
        return Reason.ACCIDENTAL
    return Reason.DOUBTFUL_WAKE_WORD if sound.doubtful else Reason.SILENT
