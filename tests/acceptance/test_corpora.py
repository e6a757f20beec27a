"""A voice team's labelled data over the command line: brought, listed, learned from, removed; each refusal is named."""

import json
import os
import subprocess
from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import numpy
import pytest
import soundfile
from support.commands import run_command
from support.voices import say

from earnest.foundation.settings import load_settings
from earnest.operations.plan import PROCESSES
from earnest.operations.supervisor import Supervisor
from earnest.sound_files.encoding import encode_wav

Command = subprocess.CompletedProcess[str]


def command(environment: dict[str, str], *arguments: str) -> Command:
    return run_command(*arguments, environment=environment, timeout=400)


@pytest.fixture(scope="module")
def environment(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, str]]:
    own = {"EARNEST_DATA": str(tmp_path_factory.mktemp("data"))}
    needed = [plan for plan in PROCESSES if plan.name == "corpus_worker"]
    with Supervisor(load_settings(own), processes=needed):
        yield {**os.environ, **own}


@pytest.fixture(scope="module")
def spoken(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A list of a whole file, a part of one channel of a longer file, and lines that cannot be taken."""
    folder = tmp_path_factory.mktemp("spoken")
    _ = (folder / "lights.wav").write_bytes(encode_wav(say("switch on the lights")))
    part = say("water the flowers", seed=2)
    call = numpy.concatenate([numpy.zeros(16_000, dtype=numpy.int16), part])
    with (folder / "call.wav").open("wb") as opened:
        both = numpy.stack([numpy.roll(call, 4000), call], axis=1)
        soundfile.write(opened, both, 16_000, subtype="PCM_16", format="WAV")
    _ = (folder / "broken.wav").write_text("this is no sound", encoding="utf-8")
    lines = [
        '{"audio_filepath": "lights.wav", "text": "switch on the lights", "intent": "lightsOn"}',
        '{"audio_filepath": "missing.wav", "text": "gone"}',
        "{this is no json",
        json.dumps(
            {
                "audio_filepath": "call.wav",
                "offset": 1.0,
                "duration": len(part) / 16_000,
                "channel": [1],
                "text": "water the flowers",
            }
        ),
        '{"audio_filepath": "broken.wav", "text": "broken"}',
        '{"audio_filepath": "lights.wav"}',
    ]
    _ = (folder / "nemo.json").write_text("\n".join(lines), encoding="utf-8")
    return folder


def test_labelled_data_is_brought_learned_from_and_removed(
    environment: dict[str, str], spoken: Path, tmp_path: Path
) -> None:
    def earnest(*arguments: str) -> Command:
        return command(environment, *arguments)

    table = tmp_path / "sentences.csv"
    rows = ["text,intent,slots"]
    for room in ("kitchen", "cellar", "garden", "attic"):
        slots = json.dumps([{"name": "room", "value": room}]).replace('"', '""')
        rows += [
            f'raise the blinds in the {room},openBlinds,"{slots}"',
            f'lower the blinds in the {room},closeBlinds,"{slots}"',
        ]
    rows.insert(3, "one field too many,x,,y")
    _ = table.write_text("\n".join(rows) + "\n", encoding="utf-8")

    without = earnest("corpus", "import", str(table), "--name", "ours")
    assert without.returncode != 0
    assert "--licence" in without.stderr
    empty = earnest("corpus", "import", str(table), "--name", "ours", "--licence", " ")
    assert empty.returncode == 1
    assert "licence" in empty.stderr
    assert "There is no corpus." in earnest("corpus", "list").stdout

    words = earnest("corpus", "import", str(table), "--name", "ours", "--licence", "CC-BY-4.0", "--source", "our team")
    assert words.returncode == 0, words.stderr
    assert words.stdout.startswith("8 added, 0 known already, 1 not taken")
    assert words.stderr.startswith("sentences.csv: ")
    assert "(line 4)" in words.stderr
    strict = earnest(
        "corpus", "import", str(table), "--name", "ours", "--licence", "CC-BY-4.0", "--source", "our team", "--strict"
    )
    assert strict.stdout.startswith("0 added, 8 known already, 1 not taken")
    assert strict.returncode == 1

    sounds = earnest("corpus", "import", str(spoken), "--name", "spoken", "--licence", "CC0-1.0")
    assert sounds.returncode == 0, sounds.stderr
    assert sounds.stdout.startswith("2 added, 0 known already, 4 not taken"), sounds.stdout + sounds.stderr
    assert "missing.wav" not in sounds.stderr, "a file's name may tell something; its line is named"
    for line in (2, 3, 5, 6):
        assert f"(line {line})" in sounds.stderr

    listed = earnest("corpus", "list").stdout
    assert "ours  8 items (0 with sound, 0.0 minutes)\n  CC-BY-4.0, imported" in listed
    assert "from our team" in listed

    learned = earnest("learn", "--wait")
    assert learned.returncode == 0, learned.stderr
    models = earnest("learned").stdout
    assert earnest("learned", "--clip", str(uuid4())).stdout == "No model holds this clip.\n"
    assert "from 0 reviewed labels, 8 of ours (CC-BY-4.0), 2 of spoken (CC0-1.0)" in models

    assert earnest("corpus", "remove", "nothing").returncode == 1
    removed = earnest("corpus", "remove", "ours")
    assert removed.stdout.startswith("8 removed.")
    assert "ours" not in earnest("corpus", "list").stdout
    assert "2 of spoken (CC0-1.0), 8 of corpora that were removed since" in earnest("learned").stdout
    assert earnest("audit", "verify").returncode == 0


def test_an_evaluation_set_goes_on_after_a_bad_line_and_never_takes_what_is_learned_from(
    environment: dict[str, str], spoken: Path
) -> None:
    """Parts and channels are obeyed; what is measured on and what is learned from stay apart, both ways."""
    measured = command(environment, "evaluation", "import", str(spoken / "nemo.json"), "--set", "parts")
    held = command(environment, "corpus", "list").stdout
    if "spoken" in held:
        assert measured.stdout.startswith("0 added, 0 known already, 5 not taken"), measured.stdout + measured.stderr
        _ = command(environment, "corpus", "remove", "spoken")
        measured = command(environment, "evaluation", "import", str(spoken / "nemo.json"), "--set", "parts")
    assert measured.returncode == 0, measured.stderr
    assert measured.stdout.startswith("2 added, 0 known already, 3 not taken"), measured.stdout + measured.stderr
    assert "(line 3)" in measured.stderr
    refused = command(environment, "corpus", "import", str(spoken), "--name", "again", "--licence", "CC0-1.0")
    assert refused.returncode == 1
    assert refused.stdout.startswith("0 added, 0 known already, 6 not taken"), refused.stdout + refused.stderr
    assert "in an evaluation set" in refused.stdout
