"""Portal: everything that a signed-in customer can do, one function each; the views only translate."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

from psycopg import Connection
from psycopg.rows import TupleRow

from earnest.foundation.clock import Clock
from earnest.foundation.identifiers import DeviceId, RecordingId
from earnest.foundation.sensitive import RevealReason
from earnest.handover.allowances import AllowancePlace, find_allowance
from earnest.handover.meanings import Meanings
from earnest.handover.placing import first_of_month
from earnest.handover.taking import load_clip, open_sound
from earnest.handover.withdrawals import WithdrawalReason
from earnest.personal.accidents.counts import list_weeks
from earnest.personal.assistant.requests import ONLY_ASKED, SLOTS
from earnest.personal.consent.errors import PurposeUnknown, WordingChanged
from earnest.personal.consent.purposes import REVIEW_PURPOSES, Purpose
from earnest.personal.consent.rules import decisions_at, given_at
from earnest.personal.consent.store import list_events
from earnest.personal.consent.wording import Wording, current_hashes, find_wording, load_wording, wording_language
from earnest.personal.customers.records import Customer, Programme
from earnest.personal.customers.sessions import load_session, sign_in, sign_out
from earnest.personal.customers.store import add_device, list_devices, log_added_device, revoke_device
from earnest.personal.household.rules import cleaned_names, edited_names
from earnest.personal.household.store import change_names, load_names
from earnest.personal.retention.decisions import Decisions
from earnest.personal.retention.erasure import Erased, Erasure
from earnest.personal.sampling.store import Caps
from earnest.personal.transparency.corrections import correct, keep_draft
from earnest.personal.transparency.errors import NoClipYet
from earnest.personal.transparency.history import find_clip, list_history, show_utterance
from earnest.personal.transparency.notice import NoticeFigures, write_notice
from earnest.personal.transparency.payloads import (
    DevicePayload,
    HistoryPayload,
    HouseholdNamesPayload,
    IntentPayload,
    NewDevicePayload,
    PurposePayload,
    UtterancePayload,
    WakeWeekPayload,
)
from earnest.personal.vault.content import Draft
from earnest.personal.vault.keys import replace_customer_key
from earnest.personal.vault.store import Vault, load_own_recording
from earnest.services.audit import (
    CorrectionKept,
    CustomerErased,
    CustomerSignedOut,
    DeviceRemoved,
    NamesChanged,
    RecordingOpened,
    append,
)
from earnest.services.cryptography import MasterKey
from earnest.services.database import Database
from earnest.services.objects import ObjectStore
from earnest.speech.meaning.interpretation import Slot
from earnest.speech.privacy.disguise.profiles import chosen_profile
from earnest.speech.sound.encoding import encode_wav

ALL: Final = "all"
NOT_UNDERSTOOD: Final = "not_understood"
HEARD: Final = "heard"


@dataclass(frozen=True, slots=True, kw_only=True)
class Portal:
    """The customer's side of everything; each call names the customer, and every query has the customer in it."""

    database: Database
    vault: Vault
    decisions: Decisions
    erasure: Erasure
    handover_key: MasterKey
    objects: ObjectStore
    meanings: Meanings
    """What labels name; of it only the names of intents and slots are shown, never values."""
    caps: Caps
    retention_days: int
    clock: Clock
    disguise: str
    """Setting that names the profile that disguises voices; by language where it is `automatic`."""

    def sign_in(self, login: str, password: str) -> str:
        """Return a session token; see `sessions.sign_in`."""
        with self.database.transaction() as connection:
            return sign_in(
                connection,
                login,
                password,
                pseudonyms=self.vault.pseudonyms,
                clock=self.clock,
            )

    def sign_out(self, token: str) -> None:
        """End a session."""
        with self.database.transaction() as connection:
            customer_id = sign_out(connection, token)
            if customer_id is not None:
                customer = self.vault.pseudonyms.of(customer_id)
                _ = append(connection, CustomerSignedOut(at=self.clock.now(), customer=customer))

    def load_customer(self, token: str) -> Customer:
        """Return who is signed in; see `sessions.load_session`."""
        with self.database.transaction() as connection:
            return load_session(connection, token, self.clock)

    def purposes(self, customer: Customer, language: str | None = None) -> tuple[PurposePayload, ...]:
        """Return the switches with their texts as they stand.

        Args:
            customer: whose.
            language: in which the page is read, ISO 639-1; None for the customer's own.
        """
        shown_in = wording_language(language or customer.language)
        with self.database.transaction() as connection:
            return tuple(self._purpose(connection, customer, load_wording(purpose, shown_in)) for purpose in Purpose)

    def decide(
        self, customer: Customer, purpose_name: str, *, given: bool, wording_hash: str, session_token: str
    ) -> PurposePayload:
        """Turn a switch.

        Args:
            customer: who is signed in.
            purpose_name: which switch.
            given: True for yes.
            wording_hash: of the text that was shown, in any language; hexadecimal. The decision is recorded with it.
            session_token: of the customer's session, for the proof that the database asks for.

        Raises:
            PurposeUnknown: there is no such switch.
            WordingChanged: a yes to another text than the present one. A no is always taken.
        """
        if purpose_name not in set(Purpose):
            raise PurposeUnknown
        purpose = Purpose(purpose_name)
        shown = find_wording(purpose, wording_hash)
        if given and shown is None:
            raise WordingChanged
        wording = shown or load_wording(purpose, wording_language(customer.language))
        with self.database.transaction() as connection:
            _ = self.decisions.decide(
                connection, customer.customer_id, wording, given=given, session_token=session_token
            )
            return self._purpose(connection, customer, wording)

    def _purpose(self, connection: Connection[TupleRow], customer: Customer, wording: Wording) -> PurposePayload:
        purpose = wording.purpose
        events = list_events(connection, customer.customer_id)
        now = self.clock.now()
        standing = decisions_at(events, now).get(purpose)
        return PurposePayload(
            purpose=purpose.value,
            title=wording.title,
            wording=wording.text,
            wording_version=wording.version,
            wording_hash=wording.sha256.hex(),
            language=wording.language,
            applies=customer.programme is not Programme.HOUSEHOLD or purpose not in REVIEW_PURPOSES,
            given=purpose in given_at(events, now, current_hashes()),
            decided_at=None if standing is None else standing.recorded_at,
        )

    def notice(self, customer: Customer, language: str | None = None) -> tuple[str, ...]:
        """Return the notice with the numbers of this moment.

        Args:
            customer: for whom.
            language: in which the page is read, ISO 639-1; None for the customer's own.
        """
        place = AllowancePlace(
            region=customer.region,
            programme=customer.programme.value,
            period=first_of_month(self.clock.now().date()),
        )
        with self.database.transaction() as connection:
            counted = find_allowance(connection, place)
        figures = NoticeFigures(
            programme=customer.programme,
            region=customer.region,
            share=self.caps.share(customer.programme),
            person_cap=self.caps.person(customer.programme),
            retention_days=self.retention_days,
            disguise=chosen_profile(self.disguise, customer.language),
            utterances=counted.utterances,
            heard=counted.handed_out,
        )
        return write_notice(figures, language or customer.language)

    def history(self, customer: Customer, *, only: str, before: datetime | None) -> HistoryPayload:
        """Return a page of the customer's utterances.

        Args:
            customer: whose.
            only: `all`, `not_understood` or `heard`.
            before: only those captured before; None for the newest.
        """
        with self.database.transaction() as connection:
            return list_history(
                connection,
                self.vault,
                customer.customer_id,
                handover_key=self.handover_key,
                clock=self.clock,
                before=before or datetime.max.replace(tzinfo=self.clock.now().tzinfo),
                only_not_understood=only == NOT_UNDERSTOOD,
                only_heard=only == HEARD,
            )

    def own_sound(self, customer: Customer, recording_id: RecordingId) -> bytes:
        """Return the customer's own recording (WAV); the audit line is committed before (AD4)."""
        with self.database.transaction() as connection:
            recording = load_own_recording(connection, customer.customer_id, recording_id)
        sound = self.vault.open_recording(self.database, recording, RevealReason.OWN_HISTORY)
        return encode_wav(sound.reveal(RevealReason.OWN_HISTORY))

    def clip_sound(self, customer: Customer, recording_id: RecordingId) -> bytes:
        """Return what a reviewer hears of a recording, byte for byte as it was placed (RI1).

        What a reviewer gets differs from it by the mark of the lease alone, which nobody hears (AU9).

        Raises:
            RecordingMissing: this customer has no such recording.
            NoClipYet: nothing was placed.
            ClipWithdrawn: the clip was withdrawn; nobody hears it any more.
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
        return open_sound(clip, handover_key=self.handover_key, objects=self.objects)

    def correct(
        self,
        customer: Customer,
        recording_id: RecordingId,
        *,
        text: str,
        intent: str | None,
        slots: tuple[Slot, ...],
        learn: bool,
    ) -> UtterancePayload:
        """Keep a correction and return the utterance with it; see `corrections.correct`."""
        with self.database.transaction() as connection:
            correct(
                connection,
                self.vault,
                customer.customer_id,
                recording_id,
                text=text,
                intent=intent,
                slots=slots,
                learn=learn,
                clock=self.clock,
            )
            _ = append(connection, CorrectionKept(at=self.clock.now(), recording_id=recording_id, learn=learn))
            return show_utterance(
                connection,
                self.vault,
                customer.customer_id,
                recording_id,
                handover_key=self.handover_key,
                clock=self.clock,
            )

    def keep_draft(self, customer: Customer, recording_id: RecordingId, draft: Draft) -> None:
        """Keep what is written of a correction; see `corrections.keep_draft`."""
        with self.database.transaction() as connection:
            keep_draft(connection, self.vault, customer.customer_id, recording_id, draft)

    def erase_one(self, customer: Customer, recording_id: RecordingId) -> Erased:
        """Erase one of the customer's own recordings with all that was made from it; repeating it erases nothing."""
        with self.database.transaction() as connection:
            return self.erasure.erase_recordings(
                connection, customer.customer_id, [recording_id], WithdrawalReason.DELETED_BY_CUSTOMER
            )

    def erase_all(self, customer: Customer) -> Erased:
        """Erase everything that the customer ever said; the customer's key is destroyed as well."""
        with self.database.transaction() as connection:
            erased = self.erasure.erase_all(connection, customer.customer_id, WithdrawalReason.DELETED_BY_CUSTOMER)
            replace_customer_key(connection, customer.customer_id, self.vault.master_key)
            pseudonym = self.vault.pseudonyms.of(customer.customer_id)
            _ = append(connection, CustomerErased(at=self.clock.now(), customer=pseudonym))
            return erased

    def intents(self) -> tuple[IntentPayload, ...]:
        """Return the intents that the assistant knows or that labels name, with the names of their slots."""
        with self.database.transaction() as connection:
            named = self.meanings.load(connection)
        known = {request.value: set(slots) for request, slots in SLOTS.items() if request not in ONLY_ASKED}
        for meaning in named:
            known.setdefault(meaning.intent, set()).update(slot.name for slot in meaning.slots)
        return tuple(IntentPayload(name=name, slots=tuple(sorted(slots))) for name, slots in sorted(known.items()))

    def household_names(self, customer: Customer) -> HouseholdNamesPayload:
        """Return the names that the customer wants nobody to hear."""
        with self.database.transaction() as connection:
            names = load_names(connection, customer.customer_id, self.vault.master_key)
        return HouseholdNamesPayload(names=names.reveal(RevealReason.OWN_HISTORY))

    def edit_household_names(
        self, customer: Customer, *, added: Sequence[str], removed: Sequence[str]
    ) -> HouseholdNamesPayload:
        """Add names and take some away, and return the list as it is kept.

        Only what is named here changes: a page that was opened long ago takes nothing back that was written elsewhere.

        Raises:
            NamesInvalid: too many names, or one that cannot be a name; nothing is changed.
        """
        coming, leaving = cleaned_names(added), cleaned_names(removed)
        with self.database.transaction() as connection:
            changed = change_names(
                connection,
                customer.customer_id,
                lambda listed: edited_names(listed, added=coming, removed=leaving),
                master_key=self.vault.master_key,
                clock=self.clock,
            )
            pseudonym = self.vault.pseudonyms.of(customer.customer_id)
            _ = append(connection, NamesChanged(at=self.clock.now(), customer=pseudonym))
        return HouseholdNamesPayload(names=changed.after.reveal(RevealReason.OWN_HISTORY))

    def devices(self, customer: Customer) -> tuple[DevicePayload, ...]:
        """Return the customer's devices, revoked ones included."""
        with self.database.transaction() as connection:
            return tuple(
                DevicePayload(
                    device_id=device.device_id,
                    name=device.name,
                    created_at=device.created_at,
                    revoked_at=device.revoked_at,
                )
                for device in list_devices(connection, customer.customer_id)
            )

    def wake_weeks(self, customer: Customer) -> tuple[WakeWeekPayload, ...]:
        """Return how often the devices woke up by accident in the last eight weeks, newest first."""
        with self.database.transaction() as connection:
            weeks = list_weeks(connection, customer.customer_id, today=self.clock.now().date())
        return tuple(
            WakeWeekPayload(monday=week.monday, stopped=week.stopped, doubtful=week.doubtful, not_said=week.not_said)
            for week in weeks
        )

    def add_device(self, customer: Customer, name: str) -> NewDevicePayload:
        """Add a device; its token is returned this once."""
        with self.database.transaction() as connection:
            new = add_device(connection, customer.customer_id, name, self.clock)
            log_added_device(connection, new.device, self.vault.pseudonyms)
        return NewDevicePayload(device_id=new.device.device_id, token=new.token)

    def revoke_device(self, customer: Customer, device_id: UUID) -> None:
        """Refuse a device's token from now on.

        Raises:
            DeviceMissing: the customer has no such device.
        """
        with self.database.transaction() as connection:
            revoke_device(connection, customer.customer_id, DeviceId(device_id), self.clock)
            pseudonym = self.vault.pseudonyms.of(customer.customer_id)
            gone = DeviceRemoved(at=self.clock.now(), device_id=DeviceId(device_id), customer=pseudonym)
            _ = append(connection, gone)
