"""Corrections: what the speaker says was said and meant (RI3), and what the customer's own assistant learns from it."""

from dataclasses import replace
from enum import StrEnum

from psycopg import Connection
from psycopg.rows import TupleRow

from earnest.foundation.clock import Clock
from earnest.foundation.identifiers import CustomerId, RecordingId
from earnest.foundation.sensitive import RevealReason, Sensitive
from earnest.personal.adaptation.rules import Lesson
from earnest.personal.adaptation.store import forget_lessons_of, keep_lesson
from earnest.personal.assistant.dialogue import KeptSummary, Situation, respond
from earnest.personal.assistant.home import Home
from earnest.personal.assistant.requests import understand
from earnest.personal.consent.errors import ConsentMissing
from earnest.personal.consent.purposes import Purpose
from earnest.personal.consent.rules import given_at
from earnest.personal.consent.store import list_events
from earnest.personal.consent.wording import current_hashes
from earnest.personal.customers.store import lock_customer
from earnest.personal.household.skills.answering import HouseholdSkills
from earnest.personal.vault.content import Correction, Draft, RecordingContent
from earnest.personal.vault.store import Vault, load_own_recording
from earnest.speech.language.wording import normalised_words
from earnest.speech.meaning.interpretation import Interpretation, Slot


class LessonEffect(StrEnum):
    """What a lesson does when the same words are said again."""

    ACTS = "acts"
    """They are understood, and a skill carries out what is asked for."""
    ANSWER_ONLY = "answer_only"
    """They are understood, but nothing here carries that out: the assistant says so."""
    WORDS_ONLY = "words_only"
    """The words are right; what they ask for is not known."""
    NONE = "none"
    """Nothing was learned."""


def effect_of(
    content: RecordingContent, clock: Clock, *, taught: bool, outside: HouseholdSkills | None = None
) -> LessonEffect:
    """Return what the correction of an utterance does the next time: asked of the skills, in a home that is empty.

    Args:
        content: of the utterance.
        clock: tells when it would be said.
        outside: the skills that may ask other hosts, those of other packages too; None: there are none. They are asked
            what they understand, and nothing is tried, for that would switch things.
        taught: the lesson is still there; a no to learning takes it away.
    """
    correction = content.correction
    if correction is None or not taught:
        return LessonEffect.NONE
    said = normalised_words(correction.text)
    meant = Interpretation(intent=correction.intent, slots=correction.slots, confidence=1.0)
    asked = meant if meant.understood else understand(said, content.language)
    if not asked.understood and outside is not None:
        asked = outside.understand(correction.text, said, content.language) or asked
    if not asked.understood:
        return LessonEffect.WORDS_ONLY
    if outside is not None and outside.carries_out(asked.intent):
        return LessonEffect.ACTS
    kept = KeptSummary(recording_count=0, people_may_listen=False)
    situation = Situation(language=content.language, now=clock.now(), kept=kept, heard_words=True)
    return LessonEffect.ANSWER_ONLY if respond(asked, situation, Home()).failed_action else LessonEffect.ACTS


def keep_draft(
    connection: Connection[TupleRow],
    vault: Vault,
    customer_id: CustomerId,
    recording_id: RecordingId,
    draft: Draft,
) -> None:
    """Keep what is written of a correction, sealed with the recording's key: it is gone when the recording is.

    Args:
        connection: transaction of the portal's role.
        vault: opens and seals the recording.
        customer_id: who writes; only own recordings.
        recording_id: which.
        draft: what is written so far, in the place of an earlier draft.

    Raises:
        RecordingMissing: this person has no such recording.
        RecordingGone: it was erased.
    """
    lock_customer(connection, customer_id)
    recording = load_own_recording(connection, customer_id, recording_id)
    content = vault.open_content(recording).reveal(RevealReason.OWN_HISTORY)
    vault.replace_content(connection, recording, replace(content, draft=draft))


def undo_correction(
    connection: Connection[TupleRow], vault: Vault, customer_id: CustomerId, recording_id: RecordingId
) -> bool:
    """Take back the correction of a recording, and forget what was learned from it; return whether there was one.

    Args:
        connection: transaction of the portal's role.
        vault: opens and seals the recording.
        customer_id: who takes it back; only of own recordings.
        recording_id: which.

    Raises:
        RecordingMissing: this person has no such recording.
        RecordingGone: it was erased.
    """
    lock_customer(connection, customer_id)
    recording = load_own_recording(connection, customer_id, recording_id)
    content = vault.open_content(recording).reveal(RevealReason.ADAPTATION)
    if content.correction is None:
        return False
    vault.replace_content(connection, recording, replace(content, correction=None))
    forget_lessons_of(connection, customer_id, recording_id)
    return True


def correct(
    connection: Connection[TupleRow],
    vault: Vault,
    customer_id: CustomerId,
    recording_id: RecordingId,
    *,
    text: str,
    intent: str | None,
    slots: tuple[Slot, ...],
    learn: bool,
    clock: Clock,
) -> None:
    """Keep a correction beside what was recognised; an earlier one is replaced.

    Args:
        connection: transaction of the portal's role.
        vault: opens and seals the recording.
        customer_id: who corrects; only own recordings.
        recording_id: which.
        text: what was said.
        intent: what was meant; None where the person does not say.
        slots: details of it.
        learn: teach the customer's own assistant.
        clock: tells when.

    Raises:
        RecordingMissing: this person has no such recording.
        RecordingGone: it was erased.
        ConsentMissing: learning is asked for without a yes to it; nothing is changed.
    """
    lock_customer(connection, customer_id)
    recording = load_own_recording(connection, customer_id, recording_id)
    given = given_at(list_events(connection, customer_id), clock.now(), current_hashes())
    if learn and Purpose.AUTOMATIC_LEARNING not in given:
        raise ConsentMissing
    content = vault.open_content(recording).reveal(RevealReason.ADAPTATION)
    recognised = tuple(normalised_words(" ".join(word.text for word in content.hypothesis.heard_words)))
    learned = learn and bool(recognised)
    corrected = Correction(text=text, intent=intent, slots=slots, learned=learned, corrected_at=clock.now())
    vault.replace_content(connection, recording, replace(content, correction=corrected, draft=None))
    if not learned:
        forget_lessons_of(connection, customer_id, recording_id)
        return
    given_out = normalised_words(content.hypothesis.text)
    lesson = Lesson(
        recognised=recognised,
        said=normalised_words(text),
        text=text,
        intent=intent,
        slots=slots,
        answered=() if given_out == recognised else given_out,
    )
    keep_lesson(
        connection,
        customer_id,
        recording_id,
        Sensitive(lesson),
        customer_key=vault.customer_key(recording).key,
        clock=clock,
    )
