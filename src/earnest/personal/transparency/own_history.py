"""Own history: what customers see, hear and correct of what they said."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from psycopg import Connection
from psycopg.rows import TupleRow

from earnest.foundation.clock import Clock
from earnest.foundation.identifiers import DeviceId, RecordingId
from earnest.foundation.sensitive import RevealReason
from earnest.handover.taking import load_clip, open_sound
from earnest.personal.assistant.skills.running import SkillRunner
from earnest.personal.customers.records import Customer
from earnest.personal.household.skills.answering import HouseholdSkills
from earnest.personal.household.skills.store import list_skills
from earnest.personal.household.skills.switching import may_ask_others
from earnest.personal.transparency.corrections import correct, keep_draft, undo_correction
from earnest.personal.transparency.errors import NoClipYet
from earnest.personal.transparency.history import find_clip, list_history, show_utterance
from earnest.personal.transparency.records import HistoryPage, ProvenPlays, ShownTrace, ShownUtterance
from earnest.personal.transparency.tracing import trace
from earnest.personal.vault.content import Draft
from earnest.personal.vault.errors import RecordingGone, RecordingMissing
from earnest.personal.vault.records import HistoryChoice, HistoryPosition
from earnest.personal.vault.store import Vault, load_own_recording
from earnest.services.audit import CorrectionKept, CorrectionUndone, ProofMaker, RecordingOpened, append
from earnest.services.cryptography import MasterKey
from earnest.services.database import Database
from earnest.sound_files.encoding import encode_wav
from earnest.speech.meaning.interpretation import Slot


class HistoryFilter(StrEnum):
    """Which utterances of the history."""

    ALL = "all"
    NOT_UNDERSTOOD = "not_understood"
    LEARNED = "learned"
    """What the customer taught the assistant with."""
    HEARD = "heard"
    """What a person listened to."""
    WITHHELD = "withheld"
    """What was chosen and withheld from people, because it could not be made safe."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnHistory:
    """The history of one customer; each call names the customer, and every query has the customer in it."""

    database: Database
    """Connections of the portal's role."""
    vault: Vault
    handover_key: MasterKey
    """Opens clips and labels."""
    proofs: ProofMaker
    clock: Clock
    runner: SkillRunner | None = None
    """Only asked what skills there are; None: there are none that may ask other hosts."""

    def page(
        self,
        customer: Customer,
        *,
        only: HistoryFilter,
        before: datetime | None,
        since: datetime | None = None,
        device_id: DeviceId | None = None,
        search: str = "",
        after: HistoryPosition | None = None,
    ) -> HistoryPage:
        """Return a page of the customer's utterances.

        Args:
            customer: whose.
            only: which of them.
            before: only those captured before; None for the newest.
            since: only those captured then or later; None for all.
            device_id: only those that this device heard; None for all.
            search: only those in which these words were recognised, corrected or answered; empty for all.
            after: where the page begins; None for the newest.
        """
        choice = HistoryChoice(
            since=since,
            before=before,
            device_id=device_id,
            only_not_understood=only is HistoryFilter.NOT_UNDERSTOOD,
            only_learned=only is HistoryFilter.LEARNED,
            only_heard=only is HistoryFilter.HEARD,
            only_withheld=only is HistoryFilter.WITHHELD,
        )
        with self.database.transaction() as connection:
            return list_history(
                connection,
                self.vault,
                customer.customer_id,
                handover_key=self.handover_key,
                clock=self.clock,
                choice=choice,
                after=after,
                search=search,
                outside=self._outside(connection, customer),
            )

    def trace(self, customer: Customer, recording_id: RecordingId) -> ShownTrace:
        """Return how one of the customer's own utterances was heard, understood and answered; see `tracing.trace`."""
        with self.database.transaction() as connection:
            return trace(connection, self.vault, customer.customer_id, recording_id)

    def plays(self, customer: Customer, recording_id: RecordingId) -> ProvenPlays:
        """Return each leaf of the log that tells that a person's clip of a recording was played, with its proof (RI2).

        Raises:
            RecordingMissing: this customer has no such recording.
            LogDamaged: the log does not hold what was signed.
        """
        with self.database.transaction() as connection:
            _ = load_own_recording(connection, customer.customer_id, recording_id)
            found = find_clip(connection, customer.customer_id, recording_id)
            leaves = () if found is None else self.proofs.plays_of(connection, [found.clip_id])
            proofs = [self.proofs.prove(connection, index, entry) for index, entry in leaves]
            return ProvenPlays(
                clip_id=None if found is None else found.clip_id,
                plays=tuple(proof for proof in proofs if proof is not None),
                not_signed_yet=sum(proof is None for proof in proofs),
                public_key=self.proofs.public_key(connection),
            )

    def open_sound(self, customer: Customer, recording_id: RecordingId) -> bytes:
        """Return the customer's own recording (WAV); the audit line is committed before (AD4).

        Raises:
            RecordingMissing: this customer has no such recording.
            RecordingGone: it was erased.
        """
        with self.database.transaction() as connection:
            recording = load_own_recording(connection, customer.customer_id, recording_id)
        sound = self.vault.open_recording(self.database, recording, RevealReason.OWN_HISTORY)
        return encode_wav(sound.reveal(RevealReason.OWN_HISTORY))

    def open_clip(self, customer: Customer, recording_id: RecordingId) -> bytes:
        """Return what a reviewer hears of a recording, byte for byte as it was placed (RI1).

        What a reviewer gets differs from it only by the inaudible watermark of the lease (AU9).

        Raises:
            RecordingMissing: this customer has no such recording.
            NoClipYet: nothing was placed.
            ClipGone: the clip was withdrawn.
        """
        with self.database.transaction() as connection:
            recording = load_own_recording(connection, customer.customer_id, recording_id)
            found = find_clip(connection, customer.customer_id, recording_id)
            if found is None:
                raise NoClipYet
            clip = load_clip(connection, found.clip_id)
            opened = RecordingOpened(
                at=self.clock.now(), recording_id=recording.recording_id, reason=RevealReason.OWN_HISTORY.value
            )
            _ = append(connection, opened)
        return open_sound(clip, handover_key=self.handover_key, objects=self.vault.objects)

    def correct(
        self,
        customer: Customer,
        recording_id: RecordingId,
        *,
        text: str,
        intent: str | None,
        slots: tuple[Slot, ...],
        learn: bool,
        also: Sequence[RecordingId] = (),
    ) -> ShownUtterance:
        """Keep a correction and return the utterance with it; see `corrections.correct`.

        Args:
            customer: whose.
            recording_id: which.
            text: what was said.
            intent: what was meant; None where the customer does not say.
            slots: details of it.
            learn: teach the customer's own assistant.
            also: other own recordings that are corrected alike; those that are gone, or are not theirs, are left out.
        """
        with self.database.transaction() as connection:
            for one in dict.fromkeys((recording_id, *also)):
                try:
                    correct(
                        connection,
                        self.vault,
                        customer.customer_id,
                        one,
                        text=text,
                        intent=intent,
                        slots=slots,
                        learn=learn and not customer.restricted,
                        clock=self.clock,
                    )
                except (RecordingMissing, RecordingGone):
                    if one == recording_id:
                        raise
                    continue
                _ = append(connection, CorrectionKept(at=self.clock.now(), recording_id=one, learn=learn))
            return show_utterance(
                connection,
                self.vault,
                customer.customer_id,
                recording_id,
                handover_key=self.handover_key,
                clock=self.clock,
                outside=self._outside(connection, customer),
            )

    def undo_corrections(self, customer: Customer, recording_ids: Sequence[RecordingId]) -> None:
        """Take back corrections, and forget what was learned from them; see `corrections.undo_correction`.

        Args:
            customer: whose.
            recording_ids: which; those that are gone, are not theirs, or were not corrected are left out.
        """
        with self.database.transaction() as connection:
            for one in dict.fromkeys(recording_ids):
                try:
                    undone = undo_correction(connection, self.vault, customer.customer_id, one)
                except (RecordingMissing, RecordingGone):
                    continue
                if undone:
                    _ = append(connection, CorrectionUndone(at=self.clock.now(), recording_id=one))

    def _outside(self, connection: Connection[TupleRow], customer: Customer) -> HouseholdSkills | None:
        """Return the skills that may ask other hosts; the portal asks them only what they understand."""
        if self.runner is None or not may_ask_others(customer):
            return None
        held = list_skills(connection, customer.customer_id, self.vault.master_key)
        return HouseholdSkills(runner=self.runner, held=held, allowed=True)

    def keep_draft(self, customer: Customer, recording_id: RecordingId, draft: Draft) -> None:
        """Keep what is written of a correction; see `corrections.keep_draft`."""
        with self.database.transaction() as connection:
            keep_draft(connection, self.vault, customer.customer_id, recording_id, draft)
