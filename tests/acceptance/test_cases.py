"""Sound files and collections that failed somewhere: each is taken whole, or refused for its true cause.

The files lie beside the checkout (`EARNEST_CASES`); what is made here by code is of the same kinds.
"""

import gzip
import io
import json
import os
from collections.abc import Sequence
from pathlib import Path

import numpy
import pytest
import soundfile
from support.concealing import concealed

from earnest.collections.collection import CollectionItem, read_collection
from earnest.collections.errors import Refusal
from earnest.collections.parts import read_command
from earnest.foundation.errors import InvalidInput
from earnest.sound_files.decoding import decode
from earnest.sound_files.encoding import encode_flac, encode_wav

BESIDE = Path(os.environ.get("EARNEST_CASES") or Path(__file__).parents[3] / "shared" / "cases")
CASES = pytest.mark.skipif(not BESIDE.is_dir(), reason="no folder of cases beside the checkout; set EARNEST_CASES")
SOUND = numpy.random.default_rng(5).integers(-3_000, 3_000, 40_000).astype(numpy.int16)


def taken(folder: Path, *, roots: Sequence[Path] = ()) -> tuple[list[CollectionItem], list[Refusal]]:
    refused: list[Refusal] = []
    return list(read_collection(folder, refuse=refused.append, roots=roots)), refused


def codes(refused: Sequence[Refusal]) -> set[tuple[str, str]]:
    return {(one.name, one.error.code) for one in refused}


@CASES
@pytest.mark.parametrize(
    ("name", "seconds"),
    [
        ("chained.opus", 5.0),
        ("chained2.opus", 5.0),
        ("concat.mp3", 5.0),
        ("data_zero.wav", 2.5),
        ("ffpipe.flac", 2.5),
        ("float_int16_scale.wav", 2.5),
        ("list_odd_nopad_info.wav", 2.5),
        ("mp3_in.wav", 2.5),
        ("stereo_antiphase.wav", 2.5),
    ],
)
def test_sound_is_heard_whole_and_as_it_was(name: str, seconds: float) -> None:
    heard = decode((BESIDE / "audio" / name).read_bytes())
    assert heard.size / 16_000 == pytest.approx(seconds, abs=0.1)
    # The sound that all were made of has its greatest sample at 4,639; Opus and MP3 change it a little.
    assert 3_500 < numpy.abs(heard.astype(int)).max() < 5_500


COLLECTIONS: list[tuple[str, int, set[tuple[str, str]]]] = [
    ("lhotse_long_recording", 2, set()),
    ("lhotse_channel1", 1, set()),
    ("lhotse_split_sup", 2, set()),
    ("cv_missing_clip", 2, {("validated.tsv", "entry_without_sound")}),
    ("cv_tab_in_sentence", 1, {("validated.tsv", "entry_field_count"), ("clips/a.mp3", "not_in_any_list")}),
    ("colon_ours", 1, set()),
    ("win_paths", 1, set()),
    ("lhotse_parent_relative/data/manifests", 0, {("cuts.jsonl", "entry_without_sound")}),
    (
        "folder_mixed",
        2,
        {
            ("caf.caf", "core_audio_file"),
            ("chrome.webm", "matroska_file"),
            ("phone.m4a", "mpeg4_file"),
            ("notes.txt", "not_sound"),
        },
    ),
]


@CASES
@pytest.mark.parametrize(("name", "count", "refused"), COLLECTIONS)
def test_collection_is_taken_and_the_rest_named(name: str, count: int, refused: set[tuple[str, str]]) -> None:
    items, named = taken(BESIDE / "collections" / name)
    assert len(items) == count
    assert codes(named) == refused
    for item in items:
        assert read_command(item).size / 16_000 == pytest.approx(2.5, abs=0.1)


@CASES
def test_only_the_channel_of_the_cut_is_heard() -> None:
    (item,), _ = taken(BESIDE / "collections" / "lhotse_channel1")
    content = (BESIDE / "collections" / "lhotse_channel1" / "a.wav").read_bytes()
    with soundfile.SoundFile(io.BytesIO(content)) as source:
        channels = source.read(dtype="float32", always_2d=True)
    assert numpy.abs(read_command(item) - channels[:, 1] * 32768).max() <= 1


@CASES
def test_lhotse_layout_is_read_where_the_owner_allows_it() -> None:
    whole = BESIDE / "collections" / "lhotse_parent_relative"
    items, refused = taken(whole / "data" / "manifests", roots=[whole])
    assert (len(items), refused) == (1, [])


# Twins, made here ----------------------------------------------------------------------------------------------------


@CASES
@pytest.mark.parametrize("name", ["titles.txt", "streets.txt"])
def test_every_word_that_has_to_be_hidden_is(name: str) -> None:
    """AU5: rows `language|words|what has to be hidden`."""
    missed: list[str] = []
    for row in (BESIDE / name).read_text(encoding="utf-8").splitlines():
        language, text, wanted = row.split("|")
        shown = concealed(text, language)
        if set(wanted.split()) & set(shown.split()):
            missed.append(shown)
    assert not missed


def stereo(path: Path) -> None:
    left = numpy.stack([SOUND, numpy.roll(SOUND, 7) // 2], axis=1)
    with path.open("wb") as opened:
        soundfile.write(opened, left, 16_000, subtype="PCM_16", format="WAV")


def recording(source: str, *, kind: str = "file", **further: object) -> dict[str, object]:
    return {"id": "r", "sources": [{"type": kind, "channels": [0, 1], "source": source}], **further}


def cut(source: dict[str, object], **further: object) -> dict[str, object]:
    return {"id": "c", "start": 0.5, "duration": 1.0, "channel": 1, "recording": source, "type": "MonoCut", **further}


def write(path: Path, *lines: object) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    text = "".join((line if isinstance(line, str) else json.dumps(line)) + "\n" for line in lines).encode()
    _ = path.write_bytes(gzip.compress(text) if path.suffix == ".gz" else text)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    stereo(tmp_path / "a.wav")
    return tmp_path


@pytest.mark.parametrize("listing", ["cuts.jsonl", "cuts.jsonl.gz", "x_cuts_dev.jsonl"])
def test_part_and_channel_of_a_cut_are_obeyed(folder: Path, listing: str) -> None:
    supervisions = [
        {"id": "s0", "start": 0, "duration": 1, "channel": 0, "text": "the other caller"},
        {"id": "s1", "start": 0, "duration": 1, "channel": 1, "text": "me"},
    ]
    write(folder / listing, cut(recording("a.wav"), supervisions=supervisions))
    (item,), refused = taken(folder)
    assert refused == []
    assert item.text == "me"
    assert numpy.array_equal(read_command(item), (numpy.roll(SOUND, 7) // 2)[8_000:24_000])


@pytest.mark.parametrize(
    ("line", "code"),
    [
        (cut(recording("a.wav", transforms=[{"name": "Speed", "kwargs": {"factor": 1.1}}])), "entry_changes_sound"),
        (cut(recording("a.wav", transforms=[{"name": "ReverbWithImpulseResponse"}])), "entry_changes_sound"),
        ({"id": "m", "type": "MixedCut", "tracks": [{"cut": {"id": "x"}, "snr": 10}]}, "entry_several_tracks"),
        ({"id": "p", "type": "PaddingCut", "duration": 1.0}, "entry_several_tracks"),
        ({"id": "f", "type": "MonoCut", "features": {"type": "fbank"}}, "entry_only_features"),
        (cut(recording("touch x", kind="command")), "entry_not_a_file"),
        (cut(recording("", kind="shar")), "entry_in_archive"),
        (cut(recording("a.wav"), start=-1.0), "entry_not_understood"),
        (cut(recording("a.wav"), duration=float("nan")), "entry_not_understood"),
        (cut(recording("a.wav"), channel=2), "entry_not_understood"),
        ({"audio_filepath": "a.wav", "speed": 1.1}, "entry_changes_sound"),
        ({"audio_filepath": "audio_0.wav", "shard_id": 3}, "entry_in_archive"),
        ({"file": "a.wav", "gain_db": -6}, "entry_changes_sound"),
        ({"file": "C:\\data\\b.wav"}, "entry_windows_path"),
        ({"file": "wavs\\b.wav"}, "entry_windows_path"),
        ({"file": "https://example.org/b.wav"}, "entry_not_a_file"),
        ({"file": "foo.ark:1234"}, "entry_in_archive"),
        ({"file": "../b.wav"}, "entry_outside_folder"),
        ("not json", "entry_not_understood"),
        ('{"file": "a.wav", "text": "' + "x" * 4_200_000 + '"}', "entry_too_long"),
    ],
)
def test_one_line_that_cannot_be_obeyed_is_named_and_the_rest_goes_on(folder: Path, line: object, code: str) -> None:
    good = {"file": "a.wav", "channel": 0}
    write(folder / "manifest.jsonl", good, line, good)
    items, refused = taken(folder)
    assert len(items) == 2
    assert [(one.name, one.error.code) for one in refused] == [("manifest.jsonl", code)]
    assert "line 2" in refused[0].error.message


@pytest.mark.parametrize(
    ("name", "text"),
    [
        (
            "metadata.csv",
            'file_name,transcription\na.wav,"turn it on, please"\nb.wav,missing\na.wav,one,two\na.wav,ok\n',
        ),
        ("list.csv", 'wav_filename,wav_filesize,transcript\na.wav,1,on\nb.wav,1,off\n"a.wav,1,open\na.wav,1,ok\n'),
        ("validated.tsv", "client_id\tpath\tsentence\nx\ta.wav\ton\nx\tb.wav\toff\nx\ta.wav\n\ny\ta.wav\tok\n"),
    ],
)
def test_tables_lose_only_their_bad_rows(folder: Path, name: str, text: str) -> None:
    _ = (folder / name).write_text(text, encoding="utf-8")
    items, refused = taken(folder)
    assert [item.text for item in items][-1] == "ok"
    assert len(items) == 2
    assert len(refused) == 2
    assert all("line" in one.error.message for one in refused)


def test_nemo_offset_and_channel_are_obeyed(folder: Path) -> None:
    write(
        folder / "train_manifest.json",
        {"audio_filepath": "a.wav", "offset": 1.0, "duration": 0.5, "text": "on", "channel_selector": 0},
    )
    (item,), refused = taken(folder)
    assert (item.text, refused) == ("on", [])
    assert numpy.array_equal(read_command(item), SOUND[16_000:24_000])


def test_kaldi_folder_with_segments_and_sides(folder: Path) -> None:
    write(folder / "wav.scp", "r1 a.wav", "r2 sph2pipe -f wav x.sph |", "r3 gone.wav")
    write(folder / "reco2file_and_channel", "r1 a B")
    write(folder / "segments", "u1 r1 0.5 1.5", "u2 r2 0 1", "u3 r3 0 1", "u4 r9 0 1", "u5 r1 2 1", "u6 r1 0 0.5")
    write(folder / "text", "u1 turn it on", "u6 off")
    write(folder / "utt2spk", "u1 anna")
    items, refused = taken(folder)
    assert [(item.text, item.speaker, item.channels) for item in items] == [
        ("turn it on", "anna", (1,)),
        ("off", None, (1,)),
    ]
    assert [one.error.code for one in refused] == [
        "entry_not_a_file", "entry_without_sound", "entry_without_recording", "entry_not_understood",
    ]  # fmt: skip
    assert numpy.array_equal(read_command(items[0]), (numpy.roll(SOUND, 7) // 2)[8_000:24_000])


def test_many_parts_of_a_long_recording_are_read_where_they_lie(tmp_path: Path) -> None:
    long = numpy.tile(SOUND, 80)  # 200 s, longer than what is taken at once
    _ = (tmp_path / "long.flac").write_bytes(encode_flac(long))
    write(
        tmp_path / "manifest.jsonl",
        *({"file": "long.flac", "offset": at, "duration": 2.5} for at in (0.0, 150.0, 199.0)),
    )
    first, second, beyond = taken(tmp_path)[0]
    assert numpy.array_equal(read_command(first), SOUND)
    assert numpy.array_equal(read_command(second), SOUND)
    with pytest.raises(InvalidInput) as raised:
        _ = read_command(beyond)
    assert raised.value.code == "beyond_end"


def test_names_of_any_kind_are_found_and_printed(tmp_path: Path) -> None:
    names = ["10:11:12.wav", "with space.wav", "-dash.wav", "n\u00fcr.wav", "pipe|.wav"]
    for name in names:
        _ = (tmp_path / name).write_bytes(encode_wav(SOUND))
    _ = Path(os.fsdecode(os.fsencode(tmp_path) + b"/\xff\xfe.bin")).write_bytes(b"x")
    write(tmp_path / "list" / "manifest.jsonl", *({"file": name} for name in names))
    items, refused = taken(tmp_path / "list", roots=[tmp_path])
    assert ([item.path.name for item in items], refused) == (names, [])
    _, refused = taken(tmp_path)
    for one in refused:
        _ = one.name.encode("utf-8")


def test_absolute_paths_need_the_owners_word(tmp_path: Path) -> None:
    outside = tmp_path / "sound"
    outside.mkdir()
    _ = (outside / "a.wav").write_bytes(encode_wav(SOUND))
    write(tmp_path / "lists" / "manifest.jsonl", {"file": str(outside / "a.wav")})
    items, refused = taken(tmp_path / "lists")
    assert (items, refused[0].error.code) == ([], "entry_outside_folder")
    assert "--root" in (refused[0].error.remedy or "")
    assert len(taken(tmp_path / "lists", roots=[outside])[0]) == 1


def test_lists_and_files_that_are_not_read_are_named(folder: Path) -> None:
    write(folder / "manifest.jsonl", {"file": "a.wav"})
    write(folder / "cuts.jsonl", cut(recording("a.wav")))
    _ = (folder / "b.wav").write_bytes(encode_wav(SOUND))
    _ = (folder / "shard.tar").write_bytes(b"x")
    _, refused = taken(folder)
    assert codes(refused) == {
        ("cuts.jsonl", "list_passed_over"),
        ("b.wav", "not_in_any_list"),
        ("shard.tar", "packed_file"),
    }


def test_a_packed_list_that_breaks_off_keeps_what_came_before(folder: Path) -> None:
    lines = "".join(json.dumps({"file": "a.wav", "text": os.urandom(20).hex()}) + "\n" for _ in range(20_000))
    packed = gzip.compress(lines.encode())
    _ = (folder / "list.jsonl.gz").write_bytes(packed[: len(packed) // 2])
    items, refused = taken(folder / "list.jsonl.gz")
    assert len(items) > 1_000
    assert refused[-1].error.code == "list_breaks_off"


def test_sound_without_a_known_ending_is_told_by_its_bytes(tmp_path: Path) -> None:
    _ = (tmp_path / "recording").write_bytes(encode_wav(SOUND))
    _ = (tmp_path / "phone.wav").write_bytes(b"\0\0\0\x1cftypM4A " + bytes(100))
    target = io.BytesIO(encode_flac(SOUND))
    _ = (tmp_path / "x.dat").write_bytes(target.getvalue())
    items, refused = taken(tmp_path)
    assert {item.path.name for item in items} == {"recording", "x.dat", "phone.wav"}
    assert refused == []
