"""An import finds what a folder or manifest names, and never follows what it should not."""

import gzip
import json
from pathlib import Path

import pytest

from earnest.processes.commands.errors import NothingToImport
from earnest.processes.commands.import_sources import find_sources


def write(path: Path, *entries: object) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    _ = path.write_text("\n".join(json.dumps(entry) for entry in entries), encoding="utf-8")
    return path


def paths(path: Path) -> list[Path | None]:
    return [source.path for source in find_sources(path)]


def test_a_folder_without_manifest_gives_every_file_that_may_be_sound(tmp_path: Path) -> None:
    for name in ("b.wav", "deep/a.flac", "notes.txt", ".hidden/c.wav", "strange"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        _ = path.write_bytes(b"")
    assert paths(tmp_path) == [tmp_path / "b.wav", tmp_path / "deep/a.flac", tmp_path / "strange"]


def test_our_manifest_gives_files_and_wake_words(tmp_path: Path) -> None:
    _ = write(
        tmp_path / "manifest.jsonl", {"file": "a.flac", "wakeword": "alexa"}, {"file": "b.flac", "wakeword": "none"}
    )
    found = find_sources(tmp_path)
    assert [(source.path, source.wake_word) for source in found] == [
        (tmp_path / "a.flac", "alexa"),
        (tmp_path / "b.flac", None),
    ]


def test_lhotse_recordings_and_cuts_give_files(tmp_path: Path) -> None:
    recording = {"id": "r", "sources": [{"type": "file", "channels": [0], "source": "a.wav"}]}
    plain = write(tmp_path / "recordings.jsonl", recording)
    cuts = tmp_path / "cuts.jsonl.gz"
    _ = cuts.write_bytes(gzip.compress(json.dumps({"id": "c", "start": 0, "recording": recording}).encode()))
    assert paths(plain) == paths(cuts) == [tmp_path / "a.wav"]


@pytest.mark.parametrize("kind", ["command", "url", "memory"])
def test_a_manifest_cannot_make_us_run_or_fetch_anything(tmp_path: Path, kind: str) -> None:
    recording = {"id": "r", "sources": [{"type": kind, "channels": [0], "source": "touch ran"}]}
    manifest = write(tmp_path / "recordings.jsonl", recording)
    assert paths(manifest) == [None]
    assert not (tmp_path / "ran").exists()


def test_common_voice_gives_clips_beside_the_table(tmp_path: Path) -> None:
    table = tmp_path / "validated.tsv"
    _ = table.write_text('client_id\tpath\tsentence\nx\ta.mp3\tshe said "hello\nx\tb.mp3\tbye\n', encoding="utf-8")
    assert paths(table) == [tmp_path / "clips" / "a.mp3", tmp_path / "clips" / "b.mp3"]


def test_a_broken_line_is_named_and_the_rest_goes_on(tmp_path: Path) -> None:
    manifest = tmp_path / "manifest.jsonl"
    _ = manifest.write_text('{"file": "a.wav"}\nnonsense\n{"file": "b.wav"}\n', encoding="utf-8")
    assert [source.name for source in find_sources(manifest)] == ["a.wav", "line 2", "b.wav"]


@pytest.mark.parametrize("name", ["missing", "empty", "broken.jsonl.gz", "empty.tsv"])
def test_nothing_to_import_is_said(tmp_path: Path, name: str) -> None:
    (tmp_path / "empty").mkdir()
    for file in ("broken.jsonl.gz", "empty.tsv"):
        _ = (tmp_path / file).write_bytes(b"")
    with pytest.raises(NothingToImport):
        _ = find_sources(tmp_path / name)
