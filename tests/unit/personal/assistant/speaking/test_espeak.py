"""Spoken answers: the real program where it is installed; what it says is marked as the speech of a machine."""

import struct
from pathlib import Path

import numpy
import pytest

from earnest.foundation.units import SAMPLING_RATE_HERTZ
from earnest.handover.watermarking.tracing import LARGEST_CHANCE, Suspect
from earnest.personal.assistant.speaking.errors import TextTooLong, VoiceFailed
from earnest.personal.assistant.speaking.espeak import EspeakVoice, find_espeak
from earnest.personal.assistant.speaking.voice import SYNTHETIC_KEY, synthetic, synthetic_wav
from earnest.sound_files.decoding import decode

SENTENCES = {
    "en": "The kitchen light is on, and the timer for ten minutes is running.",
    "de": "Das Licht in der Küche ist eingeschaltet, und der Timer für zehn Minuten läuft.",
    "nl": "Het licht in de keuken is aan, en de timer van tien minuten loopt.",
}


@pytest.fixture
def voice() -> EspeakVoice:
    found = find_espeak()
    if found is None:
        pytest.skip("espeak-ng is not installed (apt install espeak-ng): nothing is spoken here")
    return found


@pytest.mark.parametrize("language", SENTENCES)
def test_a_sentence_is_spoken_and_marked(voice: EspeakVoice, language: str) -> None:
    plain = voice.speak(SENTENCES[language], language)
    assert 2.0 < len(plain) / SAMPLING_RATE_HERTZ < 10.0
    assert numpy.abs(plain).max() > 3000
    wav = synthetic_wav(synthetic(plain))
    assert b"synthetic speech" in wav
    assert struct.unpack("<I", wav[4:8])[0] == len(wav) - 8
    heard = decode(wav)
    marked, unmarked = Suspect(heard).score(SYNTHETIC_KEY), Suspect(plain).score(SYNTHETIC_KEY)
    assert marked.chance(1) < 1e-3 < unmarked.chance(1)


@pytest.mark.parametrize(
    ("language", "text"),
    [("en", "The light is on."), ("de", "Das Licht ist an."), ("nl", "Het licht is aan.")],
)
def test_the_mark_is_found_in_an_answer_of_little_more_than_a_second(
    voice: EspeakVoice, language: str, text: str
) -> None:
    plain = voice.speak(text, language)
    assert len(plain) / SAMPLING_RATE_HERTZ < 1.6
    assert Suspect(synthetic(plain)).score(SYNTHETIC_KEY).chance(1) < LARGEST_CHANCE


def test_other_languages_sound_other(voice: EspeakVoice) -> None:
    english, german = voice.speak("die Zeit", "en"), voice.speak("die Zeit", "de")
    assert len(english) != len(german) or (english != german).any()


@pytest.mark.parametrize("text", ["", "   ", "x" * 2001])
def test_no_text_and_too_much_are_refused(voice: EspeakVoice, text: str) -> None:
    with pytest.raises(TextTooLong):
        _ = voice.speak(text, "en")


def test_a_program_that_fails_is_told_apart() -> None:
    with pytest.raises(VoiceFailed):
        _ = EspeakVoice(program=Path("/bin/false")).speak("hello", "en")
