"""The second opinion on wake words (S6), on silence and noise here and on real recordings where they are at hand."""

import json
import os
from collections.abc import Iterator
from pathlib import Path

import numpy
import pytest

from earnest.sound_files.decoding import decode
from earnest.speech.hearing.wake_word.errors import UnknownWakeWord
from earnest.speech.hearing.wake_word.verification import WakeWordVerifier, normalised

recordings = pytest.mark.skipif("EARNEST_SPEECH" not in os.environ, reason="EARNEST_SPEECH names no recordings")


@pytest.fixture(scope="module")
def verifier() -> WakeWordVerifier:
    return WakeWordVerifier()


@pytest.mark.parametrize(
    ("claimed", "spoken"),
    [
        ("alexa", "alexa"),
        ("Hey_Jarvis", "hey jarvis"),
        ("okay_nabu_v2", "okay nabu"),
        ("hey-mycroft_20231012", "hey mycroft"),
        ("ok_nabu_v0.1", "ok nabu"),
        ("  Alexa! ", "alexa"),
        ("", ""),
    ],
)
def test_names_are_read_as_devices_write_them(claimed: str, spoken: str) -> None:
    assert normalised(claimed) == spoken


@pytest.mark.parametrize("claimed", ["computer", "none", "", "alexandria", "../alexa.tflite"])
def test_word_without_a_model_is_told_apart_from_a_word_not_said(verifier: WakeWordVerifier, claimed: str) -> None:
    with pytest.raises(UnknownWakeWord):
        _ = verifier.verify(numpy.zeros(16_000, dtype=numpy.int16), claimed)


@pytest.mark.parametrize("claimed", ["alexa", "hey_jarvis", "hey_mycroft", "okay_nabu"])
@pytest.mark.parametrize("count", [0, 100, 40_000])
def test_silence_and_noise_are_no_wake_word(verifier: WakeWordVerifier, claimed: str, count: int) -> None:
    noise = numpy.random.default_rng(5).normal(0, 1_500, count).astype(numpy.int16)
    for sound in (numpy.zeros(count, dtype=numpy.int16), noise):
        verdict = verifier.verify(sound, claimed)
        assert not verdict.said
        assert 0.0 <= verdict.probability < 0.5
        assert verdict.model == claimed


def files(task: str) -> Iterator[tuple[Path, str]]:
    folder = Path(os.environ["EARNEST_SPEECH"])
    for line in (folder / "manifest.jsonl").read_text().splitlines():
        entry = json.loads(line)
        if entry["task"] == task:
            yield folder / entry["file"], entry["wakeword"]


@pytest.mark.recordings
@recordings
def test_said_is_heard_and_not_said_is_not(verifier: WakeWordVerifier) -> None:
    said = [verifier.verify(decode(path.read_bytes()), "alexa").said for path, word in files("wake") if word == "alexa"]
    other = [
        verifier.verify(decode(path.read_bytes()), "alexa").said
        for task in ("near_miss", "false_activation")
        for path, _ in files(task)
    ]
    assert len(said) >= 50
    assert sum(said) / len(said) >= 0.95
    assert len(other) >= 100
    assert sum(other) / len(other) <= 0.03


@pytest.mark.recordings
@recordings
def test_nothing_is_remembered_of_the_utterance_before(verifier: WakeWordVerifier) -> None:
    said = next(path for path, word in files("wake") if word == "alexa")
    other = next(path for path, _ in files("false_activation"))
    sounds = [decode(path.read_bytes()) for path in (other, said)]
    alone = [WakeWordVerifier().verify(sound, "alexa") for sound in sounds]
    assert [verifier.verify(sound, "alexa") for sound in (*sounds, *reversed(sounds))] == [*alone, *reversed(alone)]
