"""Exports carry the label and nothing that says who spoke."""

import json
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID

import numpy
import pytest

from earnest.collections.collection import read_collection
from earnest.deidentified.corpus.exports import write_manifests
from earnest.deidentified.corpus.formats import (
    CSV_COLUMNS,
    ExportedClip,
    csv_row,
    lhotse_cut,
    lhotse_recording,
    lhotse_supervision,
    nemo_line,
)
from earnest.foundation.identifiers import ClipId, LabelId
from earnest.foundation.units import SampleCount
from earnest.handover.labels import Label, LabelledEntity, LabelledSlot, LabelOutcome, ReviewerKind, WakeWordVerdict
from earnest.sound_files.encoding import encode_flac

CLIP = ExportedClip(
    clip_id=ClipId(UUID(int=2)),
    language="en",
    region="DE",
    wake_word=None,
    sample_count=SampleCount(24_000),
    label=Label(
        label_id=LabelId(UUID(int=1)),
        clip_id=ClipId(UUID(int=2)),
        outcome=LabelOutcome.LABELLED,
        reject_reason=None,
        wake_word_verdict=WakeWordVerdict.NOT_APPLICABLE,
        transcript="ein großer kaffee",
        unclear_words=(1,),
        intent="order",
        slots=(LabelledSlot(name="size", value="large"),),
        entities=(),
        guideline_version="1",
        reviewer_kind=ReviewerKind.SIMULATED_REVIEWER,
        labelled_at=datetime(2025, 5, 5, tzinfo=UTC),
    ),
)


def test_lhotse_times_agree_with_the_samples() -> None:
    recording, supervision, cut = lhotse_recording(CLIP), lhotse_supervision(CLIP), lhotse_cut(CLIP)
    assert recording["num_samples"] == 24_000
    assert recording["duration"] == supervision["duration"] == cut["duration"] == 1.5
    assert supervision["recording_id"] == recording["id"]
    assert cut["supervisions"] == [supervision]
    assert cut["recording"] == recording


def test_no_format_names_a_speaker() -> None:
    whole = json.dumps([lhotse_cut(CLIP), nemo_line(CLIP), csv_row(CLIP)]) + " ".join(CSV_COLUMNS)
    assert "speaker" not in whole
    assert "staff" not in whole


def test_nemo_leaves_out_what_was_not_written_down() -> None:
    line = nemo_line(CLIP)
    assert line is not None
    assert line["text"] == "ein großer kaffee"
    assert nemo_line(replace(CLIP, label=replace(CLIP.label, transcript=None))) is None


def test_csv_has_a_value_for_each_column() -> None:
    row = dict(zip(CSV_COLUMNS, csv_row(CLIP), strict=True))
    assert json.loads(row["slots"]) == [{"name": "size", "value": "large"}]
    assert row["reviewer_kind"] == "simulated reviewer"


TWO_SHOTS = replace(
    CLIP,
    label=replace(
        CLIP.label,
        slots=(*CLIP.label.slots, LabelledSlot(name="size", value="small")),
        entities=(LabelledEntity(first_word=1, last_word=2, type="drink", link=None),),
    ),
)


@pytest.mark.parametrize("name", ["cuts.jsonl.gz", "labels.csv", "nemo_manifest.json", "supervisions.jsonl.gz"])
def test_an_export_can_be_read_back(tmp_path: Path, name: str) -> None:
    sound = tmp_path / TWO_SHOTS.audio
    sound.parent.mkdir()
    _ = sound.write_bytes(encode_flac(numpy.zeros(24_000, dtype=numpy.int16)))
    write_manifests([TWO_SHOTS], tmp_path)
    (item,) = read_collection(tmp_path / name)
    label = TWO_SHOTS.label
    assert (item.path, item.text, item.language) == (sound.resolve(), label.transcript, TWO_SHOTS.language)
    if name == "nemo_manifest.json":
        return
    assert item.intent == label.intent
    slots = [*item.slots.items(), *item.further_slots]
    assert slots == [(slot.name, slot.value) for slot in label.slots]
    entities = [(each.first_word, each.last_word, each.type, each.link) for each in item.entities]
    assert entities == [(each.first_word, each.last_word, each.type, each.link) for each in label.entities]
