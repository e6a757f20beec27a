"""Tasks of de-identification: one recording through all steps; anything that goes wrong withholds it."""

import secrets
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Final
from uuid import UUID

from numpy.random import default_rng
from psycopg import Connection
from psycopg.rows import TupleRow

from earnest.foundation.clock import Clock
from earnest.foundation.errors import EarnestError, Unavailable
from earnest.foundation.identifiers import ClipId, CustomerId, RecordingId, random_identifier
from earnest.foundation.sensitive import RevealReason, Sensitive
from earnest.handover.clip import ClipDescription, DeidentifiedClip
from earnest.handover.households import list_households
from earnest.handover.placing import place
from earnest.handover.reviews import reviews_wanted
from earnest.handover.stops import StopPurpose, is_stopped
from earnest.personal.consent.purposes import Purpose
from earnest.personal.consent.rules import given_at
from earnest.personal.consent.store import list_events
from earnest.personal.consent.wording import current_hashes
from earnest.personal.customers.records import Programme
from earnest.personal.customers.store import load_customer, lock_customer
from earnest.personal.deidentification.answer import readable_answer
from earnest.personal.deidentification.errors import ConsentGone, HouseholdChanged, HouseholdUnreadable
from earnest.personal.deidentification.events import RecordingWithheld
from earnest.personal.deidentification.release import build_clip
from earnest.personal.household.store import Names, load_all_names
from earnest.personal.retention.rules import LONGEST_RETENTION_DAYS
from earnest.personal.vault.content import RecordingContent
from earnest.personal.vault.errors import ContentUnreadable, RecordingGone, RecordingMissing
from earnest.personal.vault.records import ReviewState, StoredRecording
from earnest.personal.vault.states import hold_waiting, set_placed, set_withdrawn, set_withheld
from earnest.personal.vault.store import Vault, load_recording
from earnest.screening.distress import find_signs, heard_texts
from earnest.services.audit import ClipPlaced, append
from earnest.services.cryptography import MasterKey, SealBroken
from earnest.services.database import Database, load_queries
from earnest.services.objects import ObjectStore
from earnest.services.observability import log
from earnest.speech.hearing.recognition.engine import Engine
from earnest.speech.hearing.recognition.errors import EngineFailed
from earnest.speech.hearing.spotting.spotter import Spotter
from earnest.speech.privacy.recording.covering import conceal
from earnest.speech.privacy.recording.excerpt import disguise_window
from earnest.speech.privacy.recording.muting import reduce
from earnest.speech.privacy.recording.other_readings import with_alternatives
from earnest.speech.privacy.recording.personal_sounds import RecordingContext, find, first_hearing
from earnest.speech.privacy.recording.second_hearing import Verifier, verify
from earnest.speech.privacy.spotting.sounding_names import HouseholdNames
from earnest.speech.sound.voice_activity import VoiceActivityModel
from earnest.voices.disguise.profiles import AUTOMATIC, Disguises

QUERIES = load_queries("earnest.personal.deidentification")

SURE_INTENT: Final = 0.8
"""Confidence of the understanding from which on what was asked for says which names are public. Chosen, not measured:
high, because it shows names that would else be hidden."""
UNEXPECTED: Final = "unexpected"
"""Reason code of an unexpected error."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Deidentifier:
    """Makes clips of chosen recordings. It can be killed at any moment and run twice: nothing is placed twice."""

    database: Database
    """Connections of the personal worker's role."""
    vault: Vault
    handover_key: MasterKey
    objects: ObjectStore
    engine: Engine
    """Stock recogniser for the verifier."""
    spotter: Spotter
    """Listens for digits and letters, before and after."""
    hears_names: Callable[[str], bool] = lambda _: False
    """Whether the verifier's recogniser of a language is good enough that a name counts which it alone has heard."""
    clock: Clock
    voices: VoiceActivityModel = field(default_factory=VoiceActivityModel)
    disguises: Disguises = field(default_factory=lambda: Disguises(AUTOMATIC))
    """How voices are disguised."""
    reviews_per_clip: int = 1
    """How many reviewers are to write about a clip, 1 to 9."""
    double_review_share: float = 0.0
    """Share of clips about which at least two are to write, 0 to 1 (RV2)."""

    def deidentify(self, identifier: UUID) -> None:
        """De-identify one recording and place its clip, or withhold it.

        A recording that is not waiting (placed by an earlier run, withdrawn, erased) is left alone.

        Raises:
            Unavailable: database, keys or store are out of reach, or the list of names changed meanwhile. Nothing was
                placed; the job is tried again.
        """
        recording_id = RecordingId(identifier)
        recording = self._find_waiting(recording_id)
        if recording is None:
            return
        try:
            names = self._names(recording.customer_id)
            self._place(recording, self._make_clip(recording, names), names)
        except EngineFailed as error:
            self._withhold(recording_id, error)
        except Unavailable:
            raise
        except Exception as error:  # noqa: BLE001 - whatever goes wrong, the recording is withheld (AU4)
            self._withhold(recording_id, error)

    def _find_waiting(self, recording_id: RecordingId) -> StoredRecording | None:
        """Return the recording where it waits and may be heard; take it off the way where it may not (CN4)."""
        with self.database.transaction() as connection:
            try:
                recording = load_recording(connection, recording_id)
            except (RecordingMissing, RecordingGone):
                return None
            if recording.review_state is not ReviewState.WAITING:
                return None
            if self._may_be_heard(connection, recording):
                # What is stopped or restricted goes on waiting; the sweep gives it a new job (RG1, RI6).
                return recording if _is_usable(connection, recording, None) else None
            set_withdrawn(connection, recording_id)
            return None

    def _may_be_heard(self, connection: Connection[TupleRow], recording: StoredRecording) -> bool:
        """Return whether there was a yes to human review at capture and there is one now."""
        at_capture = Purpose.HUMAN_REVIEW.value in recording.purposes
        return at_capture and self._consents(connection, recording.customer_id)

    def _consents(self, connection: Connection[TupleRow], customer_id: CustomerId) -> bool:
        events = list_events(connection, customer_id)
        return Purpose.HUMAN_REVIEW in given_at(events, self.clock.now(), current_hashes())

    def _make_clip(self, recording: StoredRecording, names: Sensitive[Names]) -> DeidentifiedClip:
        """Find, conceal, reduce, verify, disguise, release.

        Raises:
            EarnestError: a step says no.
        """
        if recording.delete_after <= self.clock.now():
            raise ConsentGone
        content = self.vault.open_content(recording).reveal(RevealReason.DEIDENTIFICATION)
        sound = self.vault.open_recording(self.database, recording, RevealReason.DEIDENTIFICATION)
        samples = sound.reveal(RevealReason.DEIDENTIFICATION)
        around = self._surroundings(names, content)
        finding = find(samples, content.hypothesis, around, self.spotter)
        covered = reduce(conceal(samples, content.hypothesis.words, finding), self.voices)
        concealed = with_alternatives(covered, content.hypothesis, around)
        verifier = Verifier(
            engine=self.engine,
            spotter=self.spotter,
            voices=self.voices,
            hears_names=self.hears_names(content.language),
        )
        verified = verify(samples, concealed, around, verifier)
        disguised = disguise_window(
            verified, content.hypothesis, content.language, self.disguises.of(content.language), default_rng()
        )
        signs = find_signs(samples, heard_texts(content.hypothesis), content.language)
        answer = readable_answer(content.answer, disguised.tokens, verified.concealed, content.hypothesis, around)
        return build_clip(recording, content, disguised, verified, signs=signs, answer=answer, now=self.clock.now())

    def _names(self, customer_id: CustomerId) -> Sensitive[Names]:
        """Return the customer's list of names as it is now.

        Raises:
            HouseholdUnreadable: there is a list that cannot be read.
        """
        with self.database.transaction() as connection:
            return self._load_names(connection, customer_id)

    def _load_names(self, connection: Connection[TupleRow], customer_id: CustomerId) -> Sensitive[Names]:
        try:
            return load_all_names(connection, customer_id, self.vault.master_key)
        except (ContentUnreadable, RecordingGone, SealBroken) as error:
            raise HouseholdUnreadable from error

    def _surroundings(self, names: Sensitive[Names], content: RecordingContent) -> RecordingContext:
        """Return what is known besides sound and words."""
        understood = content.interpretation
        sure = understood.confidence >= SURE_INTENT
        intent = understood.intent if sure else None
        return RecordingContext(
            language=content.language,
            names=HouseholdNames(names.reveal(RevealReason.DEIDENTIFICATION)),
            intent=intent,
            slots=understood.slots if sure else (),
            heard=first_hearing(content.hypothesis, content.language, intent),
        )

    def _place(self, recording: StoredRecording, clip: DeidentifiedClip, names: Sensitive[Names]) -> None:
        """Place the clip, its link and its audit leaf in one transaction, if consent still stands in it.

        Raises:
            HouseholdChanged: these are not the names that the customer wants covered now (AU5).
        """
        with self.database.transaction() as connection:
            lock_customer(connection, recording.customer_id)
            if not hold_waiting(connection, recording.recording_id):
                return
            if not self._may_be_heard(connection, recording):
                set_withdrawn(connection, recording.recording_id)
                return
            if not _is_usable(connection, recording, clip.description):
                return
            present, reason = self._load_names(connection, recording.customer_id), RevealReason.DEIDENTIFICATION
            if present.reveal(reason) != names.reveal(reason):
                raise HouseholdChanged
            clip_id, now = clip.description.clip_id, self.clock.now()
            area, household = _whereabouts(connection, recording.customer_id)
            _ = place(
                connection,
                clip,
                handover_key=self.handover_key,
                objects=self.objects,
                reviews_wanted=reviews_wanted(
                    per_clip=self.reviews_per_clip,
                    double_share=self.double_review_share,
                    draw=secrets.SystemRandom().random(),
                ),
                area=area,
                household=household,
            )
            _ = connection.execute(
                QUERIES["insert_link"],
                {
                    "clip_id": clip_id,
                    "recording_id": recording.recording_id,
                    "customer_id": recording.customer_id,
                    "placed_at": now,
                    "cut_after": recording.captured_at + timedelta(days=LONGEST_RETENTION_DAYS),
                },
            )
            set_placed(connection, recording.recording_id)
            _ = append(connection, ClipPlaced(at=now, clip_id=clip_id))

    def _withhold(self, recording_id: RecordingId, error: Exception) -> None:
        reason = error.code if isinstance(error, EarnestError) else UNEXPECTED
        log(RecordingWithheld(recording_id=recording_id, error=type(error)))
        with self.database.transaction() as connection:
            set_withheld(connection, recording_id, reason=reason)


def _is_usable(connection: Connection[TupleRow], recording: StoredRecording, about: ClipDescription | None) -> bool:
    """Return whether its owner does not restrict it and no officer has stopped it, by what is known of it."""
    return not load_customer(connection, recording.customer_id).restricted and not is_stopped(
        connection,
        StopPurpose.HUMAN_REVIEW,
        region=recording.region,
        language=None if about is None else about.language,
        programme=recording.programme,
        selection=None if about is None else about.selection_reason,
    )


def _whereabouts(connection: Connection[TupleRow], customer_id: CustomerId) -> tuple[str | None, UUID | None]:
    """Return a person's coarse area and household of today, for routing; the caller holds the person's lock.

    The household is that of the person's other clips, else a new one. Owners who listen to themselves have none.
    """
    scope = {"customer_id": customer_id}
    row = connection.execute(QUERIES["find_area"], scope).fetchone()
    if row is None or row[1] == Programme.HOUSEHOLD.value:
        return None, None
    linked = [ClipId(one[0]) for one in connection.execute(QUERIES["list_linked"], scope).fetchall()]
    return row[0], next(iter(list_households(connection, linked)), random_identifier())
