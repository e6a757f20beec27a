"""Formats that the field uses: Lhotse recordings, supervisions and cuts, NeMo manifest, CSV; no speaker in any."""

import json
from dataclasses import dataclass

from earnest.foundation.identifiers import ClipId
from earnest.foundation.units import SAMPLING_RATE_HERTZ, SampleCount, seconds
from earnest.handover.labels import Label

CSV_COLUMNS = (
    "clip_id",
    "audio",
    "duration_seconds",
    "language",
    "region",
    "wake_word",
    "wake_word_verdict",
    "transcript",
    "unclear_words",
    "intent",
    "slots",
    "entities",
    "answer_grade",
    "answer_fault",
    "reviewer_kind",
    "guideline_version",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportedClip:
    """One clip of an export."""

    clip_id: ClipId
    """Names it in the export too, so that a later withdrawal can be told to whoever holds a copy (RT7)."""
    language: str
    region: str
    wake_word: str | None
    sample_count: SampleCount
    label: Label

    @property
    def audio(self) -> str:
        """Path of the sound inside the export."""
        return f"audio/{self.clip_id}.flac"


def lhotse_recording(clip: ExportedClip) -> dict[str, object]:
    """Return the clip as a Lhotse `Recording`."""
    return {
        "id": str(clip.clip_id),
        "sources": [{"type": "file", "channels": [0], "source": clip.audio}],
        "sampling_rate": SAMPLING_RATE_HERTZ,
        "num_samples": clip.sample_count,
        "duration": seconds(clip.sample_count),
        "channel_ids": [0],
    }


def lhotse_supervision(clip: ExportedClip) -> dict[str, object]:
    """Return the label as a Lhotse `SupervisionSegment`; what Lhotse has no field for is under `custom`."""
    label = clip.label
    supervision: dict[str, object] = {
        "id": str(label.label_id),
        "recording_id": str(clip.clip_id),
        "start": 0.0,
        "duration": seconds(clip.sample_count),
        "channel": 0,
        "language": clip.language,
        "custom": {
            "region": clip.region,
            "wake_word": clip.wake_word,
            "wake_word_verdict": label.wake_word_verdict.value,
            "unclear_words": list(label.unclear_words),
            "intent": label.intent,
            "slots": _slots(label),
            "entities": _entities(label),
            "answer_grade": _grade(label),
            "answer_fault": _fault(label),
            "reviewer_kind": label.reviewer_kind.value,
            "guideline_version": label.guideline_version,
        },
    }
    if label.transcript is not None:
        supervision["text"] = label.transcript
    return supervision


def lhotse_cut(clip: ExportedClip) -> dict[str, object]:
    """Return clip and label as a Lhotse `MonoCut`."""
    return {
        "id": str(clip.clip_id),
        "start": 0.0,
        "duration": seconds(clip.sample_count),
        "channel": 0,
        "supervisions": [lhotse_supervision(clip)],
        "recording": lhotse_recording(clip),
        "type": "MonoCut",
    }


def nemo_line(clip: ExportedClip) -> dict[str, object] | None:
    """Return the clip as a line of a NeMo manifest; None where there is no transcript."""
    if clip.label.transcript is None:
        return None
    return {
        "audio_filepath": clip.audio,
        "duration": seconds(clip.sample_count),
        "text": clip.label.transcript,
        "lang": clip.language,
    }


def csv_row(clip: ExportedClip) -> tuple[str, ...]:
    """Return the clip as a row with CSV_COLUMNS; lists are JSON, what is not known is empty."""
    label = clip.label
    return (
        str(clip.clip_id),
        clip.audio,
        f"{seconds(clip.sample_count):.3f}",
        clip.language,
        clip.region,
        clip.wake_word or "",
        label.wake_word_verdict.value,
        label.transcript or "",
        json.dumps(list(label.unclear_words)),
        label.intent or "",
        json.dumps(_slots(label), ensure_ascii=False),
        json.dumps(_entities(label), ensure_ascii=False),
        _grade(label) or "",
        _fault(label) or "",
        label.reviewer_kind.value,
        label.guideline_version,
    )


def _grade(label: Label) -> str | None:
    return None if label.answer is None else label.answer.grade.value


def _fault(label: Label) -> str | None:
    return None if label.answer is None or label.answer.fault is None else label.answer.fault.value


def _slots(label: Label) -> list[dict[str, str]]:
    return [{"name": slot.name, "value": slot.value} for slot in label.slots]


def _entities(label: Label) -> list[dict[str, object]]:
    return [
        {"first_word": one.first_word, "last_word": one.last_word, "type": one.type, "link": one.link}
        for one in label.entities
    ]
