"""A folder of recordings becomes what the tour plans with."""

import hashlib
import json
from pathlib import Path

import numpy
import pytest

from earnest.collections.recordings import read_recordings
from earnest.sound_files.encoding import encode_wav


def write(folder: Path, *entries: dict[str, object]) -> None:
    for number, entry in enumerate(entries, start=1):
        sound = encode_wav(numpy.full(8000 * number, number, dtype=numpy.int16))
        _ = (folder / str(entry["file"])).write_bytes(sound)
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
            "age": 12,
        },
    )
    (spoken,) = read_recordings(tmp_path)
    assert spoken.slots == (("drink", "tea"), ("size", "large"))
    assert (spoken.person, spoken.language, spoken.is_child) == ("c1", "en", True)
    assert spoken.seconds == pytest.approx(0.5)
    assert spoken.sha256 == hashlib.sha256((tmp_path / "a.wav").read_bytes()).hexdigest()


def test_only_what_is_wanted_is_read(tmp_path: Path) -> None:
    write(tmp_path, {"file": "a.wav", "text": "stop"}, {"file": "b.wav", "text": "go"})
    wanted = hashlib.sha256((tmp_path / "b.wav").read_bytes()).hexdigest()
    assert [spoken.text for spoken in read_recordings(tmp_path, only={wanted})] == ["go"]


def test_what_is_no_sound_has_no_length_and_is_never_planned(tmp_path: Path) -> None:
    write(tmp_path, {"file": "a.wav", "text": "stop"})
    _ = (tmp_path / "a.wav").write_bytes(b"nonsense")
    assert [spoken.seconds for spoken in read_recordings(tmp_path)] == [0.0]
