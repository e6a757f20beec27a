"""An import goes through the gateway as a device does: what is no sound is named, and the rest goes on."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import numpy
import pytest
import soundfile
from support.touring import free_ports

from earnest.foundation.settings import load_settings
from earnest.operations.plan import PROCESSES
from earnest.operations.supervisor import Supervisor
from earnest.sound_files.encoding import encode_flac, encode_wav
from earnest.voices.synthesis.acoustics import AcousticMeans
from earnest.voices.synthesis.pronunciation import bundled_pronunciations
from earnest.voices.synthesis.voices import SyntheticSpeaker, SyntheticVoice

VOICE = SyntheticSpeaker(name="voice", pitch_hertz=120, tract=1.0, pace=1.0, breath=0.1)


def command(environment: dict[str, str], *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "earnest.cli.main", *arguments],
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
        env=environment,
    )


@pytest.fixture(scope="module")
def environment(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, str]]:
    own = {"EARNEST_DATA": str(tmp_path_factory.mktemp("data")), **free_ports()}
    needed = [plan for plan in PROCESSES if plan.name == "device_gateway"]
    with pytest.MonkeyPatch.context() as patch:
        for name, value in own.items():
            patch.setenv(name, value)
        with Supervisor(load_settings(), processes=needed):
            yield {**os.environ, **own}


@pytest.fixture(scope="module")
def token(environment: dict[str, str]) -> str:
    assert command(environment, "customer", "add", "anna").returncode == 0
    return command(environment, "device", "add", "--customer", "anna", "--name", "kitchen").stdout.split()[-1]


@pytest.fixture
def recordings(tmp_path: Path) -> Path:
    """A folder with two usable recordings and four that are not."""
    said = SyntheticVoice(AcousticMeans.bundled(), bundled_pronunciations()).say(
        ["switch", "on", "the", "light"], VOICE, numpy.random.default_rng(1)
    )
    _ = (tmp_path / "good.wav").write_bytes(encode_wav(said))
    with (tmp_path / "stereo.wav").open("wb") as opened:
        soundfile.write(opened, numpy.stack([said, said], axis=1), 16_000, subtype="PCM_16", format="WAV")
    _ = (tmp_path / "text.wav").write_text("this is no sound", encoding="utf-8")
    _ = (tmp_path / "empty.wav").write_bytes(b"")
    flac = encode_flac(said)
    _ = (tmp_path / "cut.flac").write_bytes(flac[: len(flac) // 2])
    _ = (tmp_path / "notes.txt").write_text("passed over", encoding="utf-8")
    return tmp_path


def test_what_is_no_sound_is_named_and_the_rest_goes_on(
    environment: dict[str, str], token: str, recordings: Path
) -> None:
    finished = command(environment, "import", str(recordings), "--token", token)
    assert finished.returncode == 0, finished.stderr
    assert finished.stdout.startswith("2 sent")
    assert "4 not taken" in finished.stdout
    for name in ("text.wav", "empty.wav", "cut.flac"):
        assert f"{name}: " in finished.stderr
    assert "good.wav: " not in finished.stderr
    assert "notes.txt: This is not a sound file" in finished.stderr


def test_a_wrong_token_stops_the_import_with_a_remedy(environment: dict[str, str], recordings: Path) -> None:
    finished = command(environment, "import", str(recordings), "--token", "wrong")
    assert finished.returncode == 1
    assert "refuses this device token" in finished.stderr
    assert "device add" in finished.stderr


def test_a_folder_without_sound_is_said(environment: dict[str, str], token: str, tmp_path: Path) -> None:
    finished = command(environment, "import", str(tmp_path), "--token", token)
    assert finished.returncode == 1
    assert "no recordings" in finished.stderr


def test_words_that_a_device_does_not_send_are_told_where_they_belong(
    environment: dict[str, str], token: str, recordings: Path
) -> None:
    listing = recordings / "manifest.jsonl"
    _ = listing.write_text('{"file": "good.wav", "text": "switch on the light"}\n', encoding="utf-8")
    finished = command(environment, "import", str(listing), "--token", token)
    assert finished.returncode == 0, finished.stderr
    assert "Words or meanings of 1 recordings were not sent" in finished.stdout
    assert "earnest corpus import" in finished.stdout
