"""Folders of recordings in the forms of the field; a list can neither run anything nor lead out of its folder."""

import gzip
import json
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

import numpy
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from earnest.collections.collection import CollectionItem, read_collection
from earnest.collections.errors import (
    EntryChangesSound,
    EntryNotAFile,
    EntryNotUnderstood,
    EntryOutsideFolder,
    EntryWithoutSound,
    UnreadableCollection,
    UnreadableEntry,
)
from earnest.collections.fields import SpeakerTurn
from earnest.sound_files.encoding import encode_wav

SOUND = encode_wav(numpy.ones(1_600, dtype=numpy.int16))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    inside = tmp_path / "collection"
    for name in ("a.wav", "clips/b.wav", "deep/er/c.wav"):
        place = inside / name
        place.parent.mkdir(parents=True, exist_ok=True)
        _ = place.write_bytes(SOUND)
    _ = (tmp_path / "outside.wav").write_bytes(SOUND)
    return inside


def write(place: Path, *entries: Mapping[str, object]) -> Path:
    text = "".join(json.dumps(entry) + "\n" for entry in entries)
    data = text.encode()
    _ = place.write_bytes(gzip.compress(data) if place.suffix == ".gz" else data)
    return place


def recording(source: str, kind: str = "file", name: str = "r1") -> dict[str, object]:
    return {
        "id": name,
        "sources": [{"type": kind, "channels": [0], "source": source}],
        "sampling_rate": 16000,
        "num_samples": 1600,
        "duration": 0.1,
    }


def test_our_manifest_gives_all_that_it_knows(folder: Path) -> None:
    _ = write(
        folder / "manifest.jsonl",
        {
            "file": "a.wav", "task": "commands", "intent": "order", "slots": {"size": "large", "sugar": 2, "x": None},
            "speaker_cluster": "s9", "lang": "en-GB", "age": "12", "wakeword": "alexa", "licence": "CC0",
        },
        {"file": "clips/b.wav", "text": " hello ", "wakeword": "none", "personal_kind": "town", "age": "unknown"},
        {"file": "text/notes.json", "task": "text"},
    )  # fmt: skip
    first, second = read_collection(folder)
    assert first == CollectionItem(
        path=folder / "a.wav",
        task="commands",
        intent="order",
        slots={"size": "large", "sugar": "2"},
        speaker="s9",
        language="en",
        age=12,
        wake_word="alexa",
        licence="CC0",
    )
    assert (second.text, second.age, second.personal_kind, second.addressed) == ("hello", None, "town", False)


def test_who_speaks_when_is_read_and_what_is_no_turn_is_left_out(folder: Path) -> None:
    """Labels of two at once (SP5); a list of other people that is odd there is still read."""
    turn = {"speaker": "anna", "start": 0.5, "end": 2}
    odd = [
        3,
        {},
        {**turn, "end": 0.5},
        {**turn, "start": -1},
        {**turn, "start": True},
        {**turn, "speaker": None},
        {**turn, "end": 10**400},
    ]
    _ = write(
        folder / "manifest.jsonl",
        {"file": "a.wav", "segments": [turn, *odd]},
        {"file": "a.wav", "segments": "odd"},
        {"file": "a.wav"},
    )
    told, *untold = [item.turns for item in read_collection(folder)]
    assert told == (SpeakerTurn(speaker="anna", start_seconds=0.5, end_seconds=2.0),)
    assert untold == [(), ()]


@pytest.mark.parametrize("ending", [".jsonl", ".jsonl.gz"])
def test_lhotse_in_its_three_forms(folder: Path, ending: str) -> None:
    supervision = {
        "id": "s1", "recording_id": "r1", "start": 0.02, "duration": 0.05, "channel": 0, "text": "lights on",
        "language": "de-DE", "speaker": "p1", "custom": {"intent": "on", "slots": [{"name": "room", "value": "hall"}]},
    }  # fmt: skip
    _ = write(folder / f"x_recordings{ending}", recording("a.wav"))
    assert [item.path for item in read_collection(folder)] == [folder / "a.wav"]
    _ = write(folder / f"x_supervisions{ending}", supervision)
    (item,) = read_collection(folder)
    assert (item.start_seconds, item.duration_seconds, item.text, item.speaker) == (0.02, 0.05, "lights on", "p1")
    assert (item.language, item.intent, item.slots) == ("de", "on", {"room": "hall"})
    cut = {"id": "c", "start": 0.01, "duration": 0.08, "channel": 0, "type": "MonoCut", "recording": recording("a.wav")}
    _ = write(folder / f"cuts{ending}", {**cut, "supervisions": [supervision, {**supervision, "text": "please"}]}, cut)
    first, second = read_collection(folder)
    assert (first.text, first.start_seconds, first.duration_seconds) == ("lights on please", 0.01, 0.08)
    assert (second.path, second.text) == (folder / "a.wav", None)


def test_common_voice_table(folder: Path) -> None:
    _ = (folder / "validated.tsv").write_text(
        'client_id\tpath\tsentence\tage\tlocale\nabc\tb.wav\tHe said "no\tteens\tnl\nabd\ta.wav\t\t\t\n',
        encoding="utf-8",
    )
    first, second = read_collection(folder)
    assert (first.path, first.text, first.speaker) == (folder / "clips/b.wav", 'He said "no', "abc")
    assert (first.age, first.language) == (15, "nl")
    assert (second.path, second.text, second.age) == (folder / "a.wav", None, None)


def test_plain_folder_and_single_file(folder: Path) -> None:
    _ = (folder / ".hidden.wav").write_bytes(SOUND)
    _ = (folder / "readme.txt").write_text("nothing")
    (folder / "link.wav").symlink_to(folder.parent / "outside.wav")
    assert [item.path.name for item in read_collection(folder)] == ["a.wav", "b.wav", "c.wav"]
    assert [item.path for item in read_collection(folder / "a.wav")] == [folder / "a.wav"]


@pytest.mark.parametrize(
    ("file", "error"),
    [
        ("../outside.wav", EntryOutsideFolder),
        ("clips/../../outside.wav", EntryOutsideFolder),
        ("/etc/hostname.wav", EntryOutsideFolder),
        ("link.wav", EntryOutsideFolder),
        ("missing.wav", EntryWithoutSound),
        ("https://example.org/a.wav", EntryNotAFile),
        ("s3://bucket/a.wav", EntryNotAFile),
        ("pipe:cat a.wav", EntryNotAFile),
        ("cat a.wav |", EntryNotAFile),
        ("-rf.wav", EntryNotAFile),
        ("a\0.wav", EntryNotUnderstood),
        ("x" * 5000 + ".wav", EntryWithoutSound),
    ],
)
def test_line_that_leads_elsewhere_is_refused_by_its_number(
    folder: Path, file: str, error: type[UnreadableEntry]
) -> None:
    (folder / "link.wav").symlink_to(folder.parent / "outside.wav")
    for listing in (
        write(folder / "manifest.jsonl", {"file": "a.wav"}, {"file": file}),
        write(folder / "recordings.jsonl", recording("a.wav"), recording(file)),
        write(folder / "cuts.jsonl", {"recording": recording("a.wav")}, {"recording": recording(file)}),
    ):
        if listing.name == "manifest.jsonl" and not file.endswith(".wav"):
            continue  # entries of our manifest that are no sound are passed over
        items = read_collection(listing)
        assert next(items).path == folder / "a.wav"
        with pytest.raises(error) as refused:
            _ = next(items)
        assert refused.value.line == 2
        assert "line 2" in refused.value.message
        assert file not in refused.value.message


@pytest.mark.parametrize("kind", ["command", "url", "memory", "shar", None])
def test_source_that_is_no_file_is_never_followed(folder: Path, kind: str) -> None:
    marker = folder / "ran"
    listing = write(folder / "recordings.jsonl", recording(f"touch {marker}", kind))
    with pytest.raises(EntryNotAFile):
        _ = list(read_collection(listing))
    assert not marker.exists()


@pytest.mark.parametrize(
    "line",
    [
        "not json",
        "[1, 2]",
        '{"file": 5}',
        '{"file": "a.wav", "slots": [1]}',
        '{"file": "a.wav", "text": {}}',
        "[" * 9999,
    ],
)
def test_damaged_line_is_told_by_its_number(folder: Path, line: str) -> None:
    _ = (folder / "manifest.jsonl").write_text('{"file": "a.wav"}\n\n' + line)
    items = read_collection(folder)
    assert next(items).path.name == "a.wav"
    with pytest.raises(EntryNotUnderstood) as refused:
        _ = next(items)
    assert refused.value.line == 3


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("x.tsv", b"a\tb\n1\t2\n"),
        ("x.jsonl", b""),
        ("x.jsonl.gz", b"no gzip"),
        ("x.doc", b"x"),
    ],
)
def test_list_that_is_none(folder: Path, name: str, content: bytes) -> None:
    _ = (folder / name).write_bytes(content)
    with pytest.raises(UnreadableCollection):
        _ = list(read_collection(folder / name))


def test_empty_and_missing_folders(tmp_path: Path) -> None:
    for place in (tmp_path, tmp_path / "missing"):
        with pytest.raises(UnreadableCollection):
            _ = list(read_collection(place))


FIELD = st.sampled_from(
    ["file", "text", "slots", "age", "recording", "sources", "source", "type", "supervisions", "custom", "start", "id"]
)
json_values = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False)
    | st.sampled_from(["a.wav", "file", "../x", ""]),
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(FIELD, inner, max_size=4),
    max_leaves=8,
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.lists(st.dictionaries(FIELD, json_values, max_size=6), max_size=3))
def test_arbitrary_objects_raise_only_our_errors(folder: Path, entries: list[dict[str, object]]) -> None:
    listing = write(folder / "cuts.jsonl", *entries)
    with suppress(UnreadableEntry, UnreadableCollection):
        for item in read_collection(listing):
            assert item.path.is_relative_to(folder)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.binary(max_size=200), st.sampled_from(["x.tsv", "x.jsonl", "x.jsonl.gz"]))
def test_arbitrary_bytes_raise_only_our_errors(folder: Path, content: bytes, name: str) -> None:
    _ = (folder / name).write_bytes(content)
    with suppress(UnreadableEntry, UnreadableCollection):
        _ = list(read_collection(folder / name))


@pytest.mark.parametrize("noise", ["dog bark", "rain", "none"])
def test_a_word_for_the_noise_in_a_recording_changes_no_sound(folder: Path, noise: str) -> None:
    _ = write(folder / "manifest.jsonl", {"file": "a.wav", "text": "hello", "noise": noise})
    assert len(list(read_collection(folder))) == 1


@pytest.mark.parametrize("noise", ["noise/rain.wav", 0.2, {"snr": 3}])
def test_noise_that_would_be_added_is_refused(folder: Path, noise: object) -> None:
    _ = write(folder / "manifest.jsonl", {"file": "a.wav", "text": "hello", "noise": noise})
    with pytest.raises(EntryChangesSound):
        _ = list(read_collection(folder))
