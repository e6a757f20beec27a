"""Keeping: counts an answered utterance, asks the gate, and stores it with a grant or forgets it."""

import time
from dataclasses import dataclass, replace
from functools import partial
from typing import Final

from psycopg import Connection
from psycopg.rows import TupleRow

from earnest.foundation.clock import Clock
from earnest.foundation.sensitive import RevealReason
from earnest.handover.campaigns import LiveCampaign, find_named, list_live, take_place
from earnest.handover.drawing import WaitingDraw
from earnest.handover.stops import StopPurpose, is_stopped
from earnest.personal.capture.errors import KeptTooLate
from earnest.personal.capture.round_waits import LONGEST_WAIT_SECONDS, seconds_until_round
from earnest.personal.capture.utterances import KeepingLater, KeepingResult, Utterance, UtteranceContent
from earnest.personal.consent.purposes import Purpose
from earnest.personal.consent.rules import ConsentGrant, still_standing
from earnest.personal.consent.store import list_events
from earnest.personal.consent.wording import current_hashes
from earnest.personal.customers.store import load_customer, lock_customer
from earnest.personal.private_hours.store import find_private_until
from earnest.personal.retention.rules import end_date
from earnest.personal.sampling.drawing import Draws
from earnest.personal.sampling.rules import GateDecision, GateReason, SoundFacts
from earnest.personal.sampling.store import Caps, choose, settle
from earnest.personal.spoken.store import was_deleted_since
from earnest.personal.tasks import DEIDENTIFY, deidentify_lock
from earnest.personal.vault.keys import CustomerKey
from earnest.personal.vault.records import NewRecording
from earnest.personal.vault.store import Vault, WrittenSound
from earnest.services.database import Database
from earnest.services.jobs import Jobs

_ROUND_MISSED: Final = GateDecision(selected=False, reason=GateReason.ROUND_MISSED, probability=0.0)


@dataclass(frozen=True, slots=True, kw_only=True)
class UtteranceStorage:
    """Decides what of an utterance is stored. The default is to forget."""

    database: Database
    """Connections of the gateway's role."""
    vault: Vault
    jobs: Jobs
    caps: Caps
    draws: Draws
    retention_days: int
    clock: Clock

    def keep(self, utterance: Utterance) -> KeepingResult:
        """Count, decide, and store or forget.

        The object store is written to between two transactions, so that one that hangs holds neither the person's lock,
        which a spoken no needs, nor the row in which a region counts. What is stored for review is stored in one
        transaction with the job that de-identifies it. A choice that was counted and then not stored stays counted: the
        caps are upper bounds, and never is more heard than they say.

        Raises:
            StoreFull: there is no room. Nothing was kept.
            StoreUnavailable, DatabaseUnavailable: as above.
            KeptTooLate: it waited too long. Nothing was kept.
            RecordingGone: the person's key was replaced meanwhile. Nothing was kept.
        """
        if utterance.sound.accidental or utterance.sound.doubtful or utterance.sound.speech_samples == 0:
            return KeepingResult(recording_id=None, reason=_forget(utterance.sound))
        customer_id = utterance.speaker.customer.customer_id
        with self.database.transaction() as connection:
            lock_customer(connection, customer_id)
            if self._is_private(connection, utterance):
                return KeepingResult(recording_id=None, reason=GateReason.PRIVATE_HOUR)
            grant = self._standing(connection, utterance)
            decision = self._choose(connection, utterance, grant)
            if decision.waiting is not None:
                if (waits := self._wait(utterance, decision, decision.waiting)) is not None:
                    return waits
                decision = _ROUND_MISSED
            key = self._load_key(connection, utterance, grant, decision)
        return self._store(utterance, decision, key)

    def _wait(self, utterance: Utterance, decision: GateDecision, waiting: WaitingDraw) -> KeepingResult | None:
        """Return that it waits for its round; None where that comes too late for it."""
        seconds = seconds_until_round(utterance, waiting, now=self.clock.now())
        if seconds is None:
            return None
        later = KeepingLater(seconds=seconds, act=partial(self._keep_after_round, utterance, decision, waiting))
        return KeepingResult(recording_id=None, reason=GateReason.RANDOM_CONTROL, later=later)

    def _keep_after_round(self, utterance: Utterance, decision: GateDecision, waiting: WaitingDraw) -> KeepingResult:
        """Store or forget what waited for a round, under the decisions that stand now.

        The number decides about the place whatever has come in between; what that forbids is only that it is kept.
        """
        customer = utterance.speaker.customer
        with self.database.transaction() as connection:
            lock_customer(connection, customer.customer_id)
            settled = settle(
                connection, customer, decision, waiting, caps=self.caps, draws=self.draws, now=utterance.captured_at
            )
            if settled is None:
                if (waits := self._wait(utterance, decision, waiting)) is not None:
                    return waits
                settled = _ROUND_MISSED
            if self._is_private(connection, utterance):
                return KeepingResult(recording_id=None, reason=GateReason.PRIVATE_HOUR)
            key = self._load_key(connection, utterance, self._standing(connection, utterance), settled)
        return self._store(utterance, settled, key)

    def _load_key(
        self, connection: Connection[TupleRow], utterance: Utterance, grant: ConsentGrant | None, decision: GateDecision
    ) -> CustomerKey | None:
        """Return the key with which it is stored; None where it is forgotten."""
        if utterance.said is None or not _may_keep(decision, grant):
            return None
        return self.vault.load_key(connection, utterance.speaker.customer.customer_id)

    def _store(self, utterance: Utterance, decision: GateDecision, key: CustomerKey | None) -> KeepingResult:
        """Write it to the object store, with no transaction open, and then insert it; or forget it."""
        said = utterance.said
        if said is None or key is None:
            return KeepingResult(recording_id=None, reason=decision.reason)
        return self._insert(utterance, said, decision, self.vault.write(said.recording_id, said.samples, key))

    def _insert(
        self, utterance: Utterance, said: UtteranceContent, decision: GateDecision, written: WrittenSound
    ) -> KeepingResult:
        """Store what is written under the decisions that stand now; remove it where none does."""
        customer_id, inserted = utterance.speaker.customer.customer_id, False
        try:
            with self.database.transaction() as connection:
                lock_customer(connection, customer_id)
                if self._is_private(connection, utterance):
                    return KeepingResult(recording_id=None, reason=GateReason.PRIVATE_HOUR)
                grant = self._standing(connection, utterance)
                if decision.selected:
                    decision = self._under_what_stands(connection, utterance, grant, decision)
                if time.monotonic() - utterance.answered > LONGEST_WAIT_SECONDS:
                    raise KeptTooLate
                if grant is not None and _may_keep(decision, grant):
                    self.vault.insert(connection, written, self._recording(utterance, said, decision), grant)
                    if decision.selected:
                        lock = deidentify_lock(said.recording_id)
                        self.jobs.defer(connection, DEIDENTIFY, said.recording_id, lock=lock)
                    inserted = True
        finally:
            # Whether a commit that failed took effect is not known; its objects are left to the sweep.
            if not inserted:
                self.vault.remove(written)
        return KeepingResult(recording_id=said.recording_id if inserted else None, reason=decision.reason)

    def _is_private(self, connection: Connection[TupleRow], utterance: Utterance) -> bool:
        """Return whether a private hour ran when it was said or runs now: one may have begun since the answer."""
        customer_id = utterance.speaker.customer.customer_id
        return find_private_until(connection, customer_id, utterance.captured_at, self.clock.now()) is not None

    def _standing(self, connection: Connection[TupleRow], utterance: Utterance) -> ConsentGrant | None:
        """Return what stands now of the decisions that stood when it was said; none where it was deleted since."""
        customer_id = utterance.speaker.customer.customer_id
        if utterance.said is None or was_deleted_since(connection, utterance.speaker, utterance.captured_at):
            return None
        events = list_events(connection, customer_id)
        return still_standing(utterance.said.grant, events, moment=self.clock.now(), wordings=current_hashes())

    def _may_be_reviewed(
        self, connection: Connection[TupleRow], utterance: Utterance, grant: ConsentGrant | None
    ) -> bool:
        """Return whether its person lets people listen and restricts nothing now, however it was when it was said."""
        if grant is None or Purpose.HUMAN_REVIEW not in grant.purposes:
            return False
        return not load_customer(connection, utterance.speaker.customer.customer_id).restricted

    def _under_what_stands(
        self, connection: Connection[TupleRow], utterance: Utterance, grant: ConsentGrant | None, decision: GateDecision
    ) -> GateDecision:
        """Return a choice, or a refusal where a no, a restriction or a stop has overtaken it."""
        customer, said = utterance.speaker.customer, utterance.said
        if said is None or not self._may_be_reviewed(connection, utterance, grant):
            return GateDecision(selected=False, reason=GateReason.NO_CONSENT, probability=0.0)
        if is_stopped(
            connection,
            StopPurpose.HUMAN_REVIEW,
            region=customer.region,
            language=said.content.reveal(RevealReason.SAMPLING).language,
            programme=customer.programme.value,
            selection=decision.reason.value,
        ):
            return GateDecision(selected=False, reason=GateReason.STOPPED, probability=0.0)
        return decision

    def _choose(
        self, connection: Connection[TupleRow], utterance: Utterance, grant: ConsentGrant | None
    ) -> GateDecision:
        campaign, speaker = self._find_campaign(connection, utterance), utterance.speaker
        said = utterance.said
        content = None if said is None else said.content.reveal(RevealReason.SAMPLING)
        return choose(
            connection,
            speaker.customer,
            need=replace(utterance.need, campaign=campaign is not None),
            sound=utterance.sound,
            consented=self._may_be_reviewed(connection, utterance, grant),
            caps=self.caps,
            draws=self.draws,
            now=utterance.captured_at,
            language=None if content is None else content.language,
            recording_id=None if said is None else said.recording_id,
            take_campaign_place=lambda: (
                campaign is not None and take_place(connection, campaign.campaign_id, now=self.clock.now())
            ),
        )

    def _find_campaign(self, connection: Connection[TupleRow], utterance: Utterance) -> LiveCampaign | None:
        """Return the campaign whose public name was said just now; what was kept is not read."""
        if utterance.said is None:
            return None
        content = utterance.said.content.reveal(RevealReason.SAMPLING)
        live = list_live(connection, language=content.language, now=self.clock.now())
        return find_named(live, [word.text for word in content.hypothesis.words]) if live else None

    def _recording(self, utterance: Utterance, said: UtteranceContent, decision: GateDecision) -> NewRecording:
        customer = utterance.speaker.customer
        return NewRecording(
            recording_id=said.recording_id,
            customer_id=customer.customer_id,
            device_id=utterance.speaker.device_id,
            captured_at=utterance.captured_at,
            samples=said.samples,
            content=said.content,
            understood=utterance.need.understood,
            region=customer.region,
            programme=customer.programme.value,
            selected=decision.selected,
            selection_reason=decision.reason,
            selection_probability=decision.probability,
            delete_after=end_date(utterance.captured_at, self.retention_days, customer.retention_days),
        )


def may_be_kept(grant: ConsentGrant | None) -> bool:
    """Return whether any of what is said under a grant may be kept; the gate decides."""
    return grant is not None and bool(grant.purposes & {Purpose.OWN_HISTORY, Purpose.HUMAN_REVIEW})


def _may_keep(decision: GateDecision, grant: ConsentGrant | None) -> bool:
    return grant is not None and (decision.selected or Purpose.OWN_HISTORY in grant.purposes)


def _forget(sound: SoundFacts) -> GateReason:
    if sound.accidental:
        return GateReason.ACCIDENTAL
    return GateReason.DOUBTFUL_WAKE_WORD if sound.doubtful else GateReason.SILENT
