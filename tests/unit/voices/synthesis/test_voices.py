"""Synthetic voices say words that the recogniser tells apart, each voice in its own way."""

import numpy
import pytest
from pocketsphinx import Config, Decoder, get_model_path

from earnest.foundation.units import Samples
from earnest.voices.synthesis.acoustics import AcousticMeans
from earnest.voices.synthesis.pronunciation import bundled_pronunciations
from earnest.voices.synthesis.voices import SyntheticSpeaker, SyntheticVoice, draw_voice

WORDS = ("stop", "left", "yes", "down")


@pytest.fixture(scope="module")
def speaker() -> SyntheticVoice:
    return SyntheticVoice(AcousticMeans.bundled(), bundled_pronunciations())


def recognise(samples: Samples) -> str:
    config = Config(
        hmm=get_model_path("en-us/en-us"), dict=get_model_path("en-us/cmudict-en-us.dict"), loglevel="FATAL"
    )
    decoder = Decoder(config)
    decoder.add_fsg("words", decoder.create_fsg("words", 0, 1, [(0, 1, 1 / len(WORDS), word) for word in WORDS]))
    decoder.activate_search("words")
    decoder.start_utt()
    _ = decoder.process_raw(samples.tobytes(), full_utt=True)
    decoder.end_utt()
    hypothesis = decoder.hyp()
    return "" if hypothesis is None else hypothesis.hypstr


@pytest.mark.parametrize("number", range(3))
def test_a_restricted_grammar_hears_what_was_said(speaker: SyntheticVoice, number: int) -> None:
    generator = numpy.random.default_rng(number)
    voice = draw_voice("voice", generator)
    heard = [recognise(speaker.say([word], voice, generator)) for word in WORDS]
    assert sum(said == word for said, word in zip(WORDS, heard, strict=True)) >= 3


def test_the_pitch_is_the_voices_own(speaker: SyntheticVoice) -> None:
    for pitch in (100.0, 190.0):
        voice = SyntheticSpeaker(name="voice", pitch_hertz=pitch, tract=1.0, pace=1.5, breath=0.0)
        sound = speaker.say(["me"], voice, numpy.random.default_rng(1)).astype(numpy.float64)
        middle = sound[len(sound) // 2 - 1024 : len(sound) // 2 + 1024]
        spectrum = numpy.abs(numpy.fft.rfft(middle * numpy.hanning(2048), 16384)) ** 2
        correlation = numpy.fft.irfft(spectrum)
        lags = numpy.arange(16_000 // 300, 16_000 // 70)
        strong = lags[correlation[lags] > 0.8 * correlation[lags].max()]
        found = 16_000 / int(strong[0])
        assert abs(found - pitch) / pitch < 0.2


def test_no_two_sayings_are_equal_but_a_seed_repeats(speaker: SyntheticVoice) -> None:
    voice = draw_voice("voice", numpy.random.default_rng(2))
    first = speaker.say(["go"], voice, numpy.random.default_rng(7))
    second = speaker.say(["go"], voice, numpy.random.default_rng(7))
    third = speaker.say(["go"], voice, numpy.random.default_rng(8))
    assert numpy.array_equal(first, second)
    assert len(first) != len(third) or not numpy.array_equal(first, third)
