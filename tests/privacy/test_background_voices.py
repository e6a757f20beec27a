"""An attacker who knows the program tries to tell what a far voice said in what a reviewer hears (AU7)."""

from dataclasses import dataclass

import numpy
import pytest
from numpy.typing import NDArray
from support.voices import say

from earnest.foundation.units import Samples
from earnest.speech.privacy.foreground.reducing import reduce_background
from earnest.speech.sound.level import active_level_decibels
from earnest.speech.sound.spectra import spectra_of
from earnest.speech.sound.voice_activity import VoiceActivityModel, trim_silence

VOICES = VoiceActivityModel()
ORDER = "a large latte with soy milk please"
SECRETS = ("the doctor said it is not good", "we will leave for rome on monday")
VOICES_TRIED = 6


def trimmed(sentence: str, seed: int) -> Samples:
    sound = say(sentence, seed=seed)
    return trim_silence(sound, 0, VOICES).of(sound)


def rounded(sound: NDArray[numpy.float64]) -> Samples:
    return numpy.asarray(numpy.round(sound), dtype=numpy.int16)


@dataclass(frozen=True, kw_only=True)
class Trial:
    """A far voice says one of two secrets, then a near voice orders. Each voice says both, in two trials."""

    sound: Samples
    said: int
    candidates: tuple[Samples, Samples]
    """Both secrets as that voice says them, at the level and place at which they would be: the attacker has them."""


def trials(decibels: float) -> list[Trial]:
    generator = numpy.random.default_rng(11)
    near = trimmed(ORDER, 1)
    made: list[Trial] = []
    for number in range(VOICES_TRIED):
        far = [trimmed(secret, 20 + number) for secret in SECRETS]
        length = min(one.size for one in far)
        gain = 10.0 ** ((active_level_decibels(near) - active_level_decibels(far[0]) + decibels) / 20.0)
        first, second = (rounded(one[:length] * gain) for one in far)
        for said in (0, 1):
            sound = numpy.concatenate([(first, second)[said], numpy.zeros(8_000, dtype=numpy.int16), near])
            hiss = generator.normal(0.0, 6.0, sound.size)
            made.append(Trial(sound=(sound + hiss).astype(numpy.int16), said=said, candidates=(first, second)))
    return made


def alike(one: NDArray[numpy.float64], other: NDArray[numpy.float64]) -> float:
    """Return the correlation; 0 where there is nothing but silence."""
    return float(numpy.corrcoef(one.ravel(), other.ravel())[0, 1]) if one.std() > 0.0 else 0.0


def picture(sound: Samples) -> NDArray[numpy.float64]:
    return numpy.log(numpy.abs(spectra_of(sound.astype(numpy.float64))) + 20.0)


def told_apart(heard: list[Samples], made: list[Trial]) -> float:
    """Return how often the attacker tells which secret was said, by wave and by spectrogram, the better of both."""
    by_wave, by_picture = 0, 0
    for sound, trial in zip(heard, made, strict=True):
        part = sound[: trial.candidates[0].size]
        waves = [alike(part.astype(float), candidate.astype(float)) for candidate in trial.candidates]
        pictures = [alike(picture(part), picture(candidate)) for candidate in trial.candidates]
        by_wave += int(numpy.argmax(waves)) == trial.said
        by_picture += int(numpy.argmax(pictures)) == trial.said
    return max(by_wave, by_picture) / len(made)


@pytest.mark.parametrize("decibels", [-18.0, -24.0])
def test_au7_what_a_far_voice_said_cannot_be_told_even_by_who_knows_both_possibilities(decibels: float) -> None:
    made = trials(decibels)
    originals = [trial.sound for trial in made]
    assert told_apart(originals, made) == 1.0
    heard = [reduce_background(sound, (), VOICES).samples for sound in originals]
    assert told_apart(heard, made) <= 9 / len(made)  # guessing: more than nine of twelve happens in 2 % of such tests
