"""Corrections: what the person who spoke says was said and meant (RI3), and what the own assistant learns from it."""

from dataclasses import replace

from psycopg import Connection
from psycopg.rows import TupleRow

from earnest.foundation.clock import Clock
from earnest.foundation.identifiers import CustomerId, RecordingId
from earnest.foundation.sensitive import RevealReason, Sensitive
from earnest.personal.adaptation.rules import Lesson
from earnest.personal.adaptation.store import forget_lessons_of, keep_lesson
from earnest.personal.consent.errors import ConsentMissing
from earnest.personal.consent.purposes import Purpose
from earnest.personal.consent.rules import given_at
from earnest.personal.consent.store import list_events
from earnest.personal.consent.wording import current_hashes
from earnest.personal.customers.store import lock_customer
from earnest.personal.vault.content import Correction
from earnest.personal.vault.store import Vault, load_own_recording
from earnest.speech.recognition.wording import normalised_words
from earnest.speech.understanding.interpretation import Slot


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
        learn: teach the own assistant.
        clock: tells when.

    Raises:
        RecordingMissing: this person has no such recording.
        RecordingErased: it was erased.
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
    vault.replace_content(connection, recording, replace(content, correction=corrected))
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
        customer_key=vault.customer_key(recording),
        clock=clock,
    )
