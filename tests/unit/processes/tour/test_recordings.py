"""A folder's manifest is read whole or refused; what is no sound is passed over."""

import json
from pathlib import Path

import numpy
import pytest

from earnest.processes.tour.errors import NoRecordings
from earnest.processes.tour.recordings import read_recordings
from earnest.speech.audio.encoding import encode_wav


def write(folder: Path, *entries: dict[str, object]) -> None:
    for entry in entries:
        if str(entry["file"]).endswith(".wav"):
            _ = (folder / str(entry["file"])).write_bytes(encode_wav(numpy.ones(8000, dtype=numpy.int16)))
    _ = (folder / "manifest.jsonl").write_text("\n".join(json.dumps(entry) for entry in entries), encoding="utf-8")


def test_everything_known_is_read(tmp_path: Path) -> None:
    write(
        tmp_path,
        {
            "file": "a.wav",
            "task": "commands",
            "intent": "orderDrink",
            "slots": {"size": "large", "drink": "tea"},
            "speaker_cluster": "c1",
            "lang": "en-GB",
            "licence": "CC0",
            "sha256": "ab",
            "age": 12,
        },
    )
    (spoken,) = read_recordings(tmp_path)
    assert spoken.slots == (("drink", "tea"), ("size", "large"))
    assert spoken.person == "c1"
    assert spoken.language == "en"
    assert spoken.is_child
    assert spoken.seconds == pytest.approx(0.5)


def test_text_files_and_missing_files_are_passed_over(tmp_path: Path) -> None:
    write(tmp_path, {"file": "list.json", "task": "text"}, {"file": "b.wav", "text": "stop", "duration": 1})
    with (tmp_path / "manifest.jsonl").open("a", encoding="utf-8") as manifest:
        _ = manifest.write('\n{"file": "gone.wav"}\n')
    assert [spoken.text for spoken in read_recordings(tmp_path)] == ["stop"]


@pytest.mark.parametrize("content", [None, "nonsense", '{"task": "words"}', "[1]", b"\xff\xfe"])
def test_another_form_is_refused(tmp_path: Path, content: str | bytes | None) -> None:
    if isinstance(content, str):
        _ = (tmp_path / "manifest.jsonl").write_text(content, encoding="utf-8")
    elif content is not None:
        _ = (tmp_path / "manifest.jsonl").write_bytes(content)
    with pytest.raises(NoRecordings):
        _ = read_recordings(tmp_path)
