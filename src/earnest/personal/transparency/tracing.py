"""Tracing: how one of a person's own utterances was heard, understood and answered, stage by stage."""

from dataclasses import asdict

from psycopg import Connection
from psycopg.rows import TupleRow

from earnest.foundation.identifiers import CustomerId, RecordingId
from earnest.foundation.sensitive import RevealReason
from earnest.foundation.units import SampleCount
from earnest.personal.recognition.shown import show_recognition
from earnest.personal.transparency.records import ShownTrace
from earnest.personal.vault.content import RecordingContent, encode_content
from earnest.personal.vault.errors import RecordingGone
from earnest.personal.vault.store import Vault, load_own_recording
from earnest.services.cryptography import SealBroken
from earnest.services.objects import ObjectMissing
from earnest.speech.hearing.wake_word.evidence import NAMES


def trace(
    connection: Connection[TupleRow], vault: Vault, customer_id: CustomerId, recording_id: RecordingId
) -> ShownTrace:
    """Return the stages of one of a person's own utterances.

    Raises:
        RecordingMissing: this person has no such recording.
        RecordingGone: its key was destroyed.
        ContentUnreadable: a newer version wrote it.
    """
    recording = load_own_recording(connection, customer_id, recording_id)
    try:
        content = vault.open_content(recording).reveal(RevealReason.OWN_HISTORY)
    except (SealBroken, ObjectMissing):
        raise RecordingGone from None
    # The sound that is kept is the one that was recognised, so its words count from its beginning.
    recognition = show_recognition(content.hypothesis, SampleCount(0))
    return ShownTrace(
        recording_id=recording.recording_id,
        captured_at=recording.captured_at,
        language=content.language,
        wake_word=content.wake_word,
        wake_evidence=_evidence(content),
        recognition=recognition,
        intent=content.interpretation.intent,
        slots={slot.name: slot.value for slot in content.interpretation.slots},
        intent_confidence=content.interpretation.confidence,
        understood=recording.understood,
        taught=content.taught,
        skill=content.skill,
        answer=content.answer,
        seconds={} if content.stages is None else asdict(content.stages),
        raw=encode_content(content).decode(),
    )


def _evidence(content: RecordingContent) -> dict[str, float] | None:
    return None if content.wake_evidence is None else dict(zip(NAMES, content.wake_evidence, strict=False))
