"""History: one person's utterances with who heard them, what was written about them and what is still to come."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

from psycopg import Connection
from psycopg.rows import TupleRow

from earnest.foundation.clock import Clock
from earnest.foundation.identifiers import ClipId, CustomerId, RecordingId
from earnest.foundation.sensitive import RevealReason
from earnest.foundation.units import SampleCount, milliseconds
from earnest.handover.clips import find_sample_count
from earnest.handover.labels import Label, list_labels_of
from earnest.handover.receipts import ReceiptKind, list_receipts
from earnest.personal.household.skills.answering import HouseholdSkills
from earnest.personal.transparency.corrections import effect_of
from earnest.personal.transparency.errors import PositionInvalid
from earnest.personal.transparency.records import (
    HistoryPage,
    ShownCorrection,
    ShownDraft,
    ShownLabel,
    ShownUtterance,
    TimeHeard,
)
from earnest.personal.vault.content import Draft, RecordingContent
from earnest.personal.vault.errors import ContentUnreadable
from earnest.personal.vault.records import HistoryChoice, HistoryPosition, StoredRecording
from earnest.personal.vault.store import Vault, list_own_recordings, load_own_recording
from earnest.services.cryptography import MasterKey, SealBroken
from earnest.services.database import load_queries
from earnest.services.objects import ObjectMissing
from earnest.speech.language.hypothesis import Hypothesis
from earnest.speech.language.wording import normalised_words
from earnest.speech.meaning.interpretation import NOTHING_UNDERSTOOD, Slot

QUERIES = load_queries("earnest.personal.transparency")

PAGE_SIZE: Final = 50
"""Utterances of one page: each is opened and decrypted for it."""
SEARCHED: Final = 500
"""Utterances that one page of a search opens at most."""
_BETWEEN: Final = "~"
NOTHING_READABLE: Final = RecordingContent(
    hypothesis=Hypothesis(words=(), alternatives=(), engine="", model="", domain="", confidence=0.0),
    interpretation=NOTHING_UNDERSTOOD,
    answer="",
    language="",
    wake_word=None,
    correction=None,
)
"""Stands for content whose seal is broken or that a newer version wrote."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ClipOfRecording:
    """The clip that was made from a recording."""

    clip_id: ClipId
    sample_count: SampleCount | None
    """Length of the clip, which need not be the recording's; None where its row is gone."""

    @property
    def duration_milliseconds(self) -> int | None:
        """How long the clip is."""
        return None if self.sample_count is None else milliseconds(self.sample_count)


def find_clip(
    connection: Connection[TupleRow], customer_id: CustomerId, recording_id: RecordingId
) -> ClipOfRecording | None:
    """Return the clip made from a person's own recording, if there is one and the link was not cut."""
    scope = {"recording_id": recording_id, "customer_id": customer_id}
    row = connection.execute(QUERIES["find_clip_of"], scope).fetchone()
    if row is None:
        return None
    clip_id = ClipId(row[0])
    return ClipOfRecording(clip_id=clip_id, sample_count=find_sample_count(connection, clip_id))


def list_history(
    connection: Connection[TupleRow],
    vault: Vault,
    customer_id: CustomerId,
    *,
    handover_key: MasterKey,
    clock: Clock,
    choice: HistoryChoice,
    after: HistoryPosition | None = None,
    search: str = "",
    outside: HouseholdSkills | None = None,
) -> HistoryPage:
    """Return a page of a person's utterances, newest first.

    Words are sealed, so a search opens what is kept, `SEARCHED` at a time: a page of a search may be short or empty and
    still have a next one.
    """
    found: list[ShownUtterance] = []
    for _ in range(SEARCHED // PAGE_SIZE if search else 1):
        recordings = list_own_recordings(
            connection,
            customer_id,
            choice,
            after=after,
            limit=PAGE_SIZE,
        )
        found += [
            _utterance(connection, vault, recording, handover_key=handover_key, clock=clock, outside=outside)
            for recording in recordings
            if not search or _says(_open(vault, recording), search)
        ]
        if len(recordings) < PAGE_SIZE:
            return HistoryPage(utterances=tuple(found), next=None, searched_until=None)
        last = recordings[-1]
        after = HistoryPosition(captured_at=last.captured_at, recording_id=last.recording_id)
        if len(found) >= PAGE_SIZE:
            break
    if after is None:
        return HistoryPage(utterances=tuple(found), next=None, searched_until=None)
    return HistoryPage(utterances=tuple(found), next=write_position(after), searched_until=after.captured_at)


def write_position(position: HistoryPosition) -> str:
    """Return a place in a history as the page gives it back."""
    return f"{position.captured_at.isoformat()}{_BETWEEN}{position.recording_id}"


def read_position(text: str) -> HistoryPosition:
    """Parse what `write_position` wrote.

    Raises:
        PositionInvalid: it is something else.
    """
    moment, _, identifier = text.partition(_BETWEEN)
    try:
        captured_at, recording_id = datetime.fromisoformat(moment), RecordingId(UUID(identifier))
    except ValueError:
        raise PositionInvalid from None
    if captured_at.tzinfo is None:
        raise PositionInvalid
    return HistoryPosition(captured_at=captured_at, recording_id=recording_id)


def _says(content: RecordingContent | None, search: str) -> bool:
    """Return whether what was recognised, corrected or answered has the words in it, however they are written."""
    if content is None:
        return False
    texts = (content.hypothesis.text, content.answer, "" if content.correction is None else content.correction.text)
    wanted = " ".join(normalised_words(search)) or search.casefold().strip()
    return any(wanted in " ".join(normalised_words(text)) or wanted in text.casefold() for text in texts)


def show_utterance(
    connection: Connection[TupleRow],
    vault: Vault,
    customer_id: CustomerId,
    recording_id: RecordingId,
    *,
    handover_key: MasterKey,
    clock: Clock,
    outside: HouseholdSkills | None = None,
) -> ShownUtterance:
    """Return one of a person's own utterances.

    Raises:
        RecordingMissing: this person has no such recording.
    """
    recording = load_own_recording(connection, customer_id, recording_id)
    return _utterance(connection, vault, recording, handover_key=handover_key, clock=clock, outside=outside)


def _utterance(
    connection: Connection[TupleRow],
    vault: Vault,
    recording: StoredRecording,
    *,
    handover_key: MasterKey,
    clock: Clock,
    outside: HouseholdSkills | None,
) -> ShownUtterance:
    readable = _open(vault, recording)
    content = readable or NOTHING_READABLE
    clip = find_clip(connection, recording.customer_id, recording.recording_id)
    labels = () if clip is None else _list_labels(connection, clip.clip_id, vault, handover_key)
    return ShownUtterance(
        recording_id=recording.recording_id,
        captured_at=recording.captured_at,
        text=content.hypothesis.text,
        language=content.language,
        intent=content.interpretation.intent,
        slots=_slots(content.interpretation.slots),
        answer=content.answer,
        understood=recording.understood,
        confidence=content.hypothesis.confidence,
        duration_milliseconds=milliseconds(recording.sample_count),
        clip_duration_milliseconds=None if clip is None else clip.duration_milliseconds,
        has_sound=readable is not None,
        purposes=tuple(sorted(recording.purposes)),
        selection_reason=recording.selection_reason,
        review_state=recording.review_state.value,
        withheld_reason=recording.withheld_reason,
        heard=() if clip is None else _heard(connection, clip.clip_id),
        labels=tuple(_label(label) for label in labels),
        correction=_correction(content, clock, outside, taught=_is_taught(connection, recording)),
        draft=None if content.draft is None else _draft(content.draft),
        delete_after=recording.delete_after,
    )


def _open(vault: Vault, recording: StoredRecording) -> RecordingContent | None:
    """Return what was recognised; None where that cannot be read, because one such recording must not hide the rest."""
    try:
        return vault.open_content(recording).reveal(RevealReason.OWN_HISTORY)
    except (ContentUnreadable, SealBroken, ObjectMissing):
        return None


def _list_labels(
    connection: Connection[TupleRow], clip_id: ClipId, vault: Vault, handover_key: MasterKey
) -> tuple[Label, ...]:
    """Return what was written about a clip; nothing where that cannot be read, for the same reason."""
    try:
        return list_labels_of(connection, clip_id, handover_key=handover_key, objects=vault.objects)
    except SealBroken:
        return ()


def _heard(connection: Connection[TupleRow], clip_id: ClipId) -> tuple[TimeHeard, ...]:
    """Return each time that a person listened (RI2): when, in which role, how much; never who."""
    return tuple(
        TimeHeard(at=receipt.recorded_at, role=receipt.role, played_milliseconds=receipt.played_milliseconds or 0)
        for receipt in list_receipts(connection, clip_id)
        if receipt.kind is ReceiptKind.PLAYED
    )


def _label(label: Label) -> ShownLabel:
    return ShownLabel(
        transcript=label.transcript,
        intent=label.intent,
        slots={slot.name: slot.value for slot in label.slots},
        reject_reason=label.reject_reason,
        labelled_at=label.labelled_at,
        reviewer_kind=label.reviewer_kind.value,
    )


def _is_taught(connection: Connection[TupleRow], recording: StoredRecording) -> bool:
    scope = {"customer_id": recording.customer_id, "recording_id": recording.recording_id}
    row = connection.execute(QUERIES["has_lesson"], scope).fetchone()
    return row is not None


def _correction(
    content: RecordingContent, clock: Clock, outside: HouseholdSkills | None, *, taught: bool
) -> ShownCorrection | None:
    correction = content.correction
    if correction is None:
        return None
    return ShownCorrection(
        text=correction.text,
        intent=correction.intent,
        slots=_slots(correction.slots),
        learned=taught,
        lesson=effect_of(content, clock, taught=taught, outside=outside).value,
    )


def _draft(draft: Draft) -> ShownDraft:
    return ShownDraft(text=draft.text, intent=draft.intent, slots=_slots(draft.slots))


def _slots(slots: tuple[Slot, ...]) -> dict[str, str]:
    return {slot.name: slot.value for slot in slots}
