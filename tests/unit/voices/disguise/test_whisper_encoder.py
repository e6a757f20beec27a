"""Whisper's encoder as what a phone network sees, with weights that were drawn and not trained (see the support)."""

from pathlib import Path

import numpy
import pytest
from support.voices import heard, say
from support.whisper_weights import write_whisper_weights

from earnest.speech.hearing.phones.features import FRAME_SAMPLES
from earnest.speech.hearing.phones.network import (
    MEL_BANDS,
    PHONES,
    SILENCE,
    PhoneNetwork,
    forward,
    load_network,
    network_from,
)
from earnest.speech.hearing.recognition.errors import EngineFailed
from earnest.speech.privacy.disguise.profile import Undisguised, check_disguised
from earnest.voices.disguise.profiles import Disguises, open_profile
from earnest.voices.disguise.strength import Strength, find_measured, strength_of
from earnest.voices.disguise.tract import hear
from earnest.voices.disguise.whisper_encoder import NETWORK_FILE, WhisperEncoder, load_encoder_network
from earnest.voices.synthesis.pronunciation import bundled_pronunciations
from earnest.weights.errors import ModelMissing
from training.phone_network import learn_rounds, synthetic_frames
from training.phones.training import Trainer, following_probabilities, log_priors, network_bytes

SENTENCE = "play some music in the kitchen please"
TEXTS = [SENTENCE.split(), ["close", "the", "window", "before", "it", "starts", "to", "rain"]]


@pytest.fixture(scope="module")
def weights(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_whisper_weights(tmp_path_factory.mktemp("whisper"))


@pytest.fixture(scope="module")
def taught(weights: Path) -> Path:
    """Teach a network with what the encoder makes of synthetic voices, as the training script does."""
    generator, encoder = numpy.random.default_rng(3), WhisperEncoder(weights)
    frames = synthetic_frames(TEXTS, bundled_pronunciations(), encoder, generator)
    known = [(next(frames),) for _ in range(30)]
    trainer = Trainer(generator, encoder)
    learn_rounds(trainer, known, 0.002, 8, generator)
    network = PhoneNetwork(
        weights=tuple(trainer.weights),
        biases=tuple(trainer.biases),
        priors=log_priors(each[0] for each in known),
        following=following_probabilities([["P", "L", "EY"]], SILENCE),
        extractor=encoder,
    )
    _ = (weights / NETWORK_FILE).write_bytes(network_bytes(network))
    return weights


def test_there_is_one_row_for_each_frame_however_long_the_sound_is(weights: Path) -> None:
    encoder, samples = WhisperEncoder(weights), say(SENTENCE)
    for sound in (samples[:0], samples[: FRAME_SAMPLES - 1], samples, numpy.tile(samples, 15)):
        frames = encoder.extract(sound)
        assert frames.shape == (sound.size // FRAME_SAMPLES, encoder.inputs)
        assert frames.dtype == numpy.float32
        assert numpy.isfinite(frames).all()


def test_a_network_learns_phones_from_what_the_encoder_gives(taught: Path) -> None:
    network = load_encoder_network(taught)
    frames = synthetic_frames(TEXTS, bundled_pronunciations(), network.extractor, numpy.random.default_rng(4))
    right = total = 0
    for _, known in zip(range(6), frames, strict=False):
        found = network.extractor.with_neighbours(known.inputs)
        said = known.phones != PHONES.index(SILENCE)
        heard_as = forward(network.weights, network.biases, found)[-1].argmax(axis=1)
        right += int((heard_as == known.phones)[said].sum())
        total += int(said.sum())
    assert right / total > 5 / len(PHONES)
    assert hear(network, say(SENTENCE)).tract == 1.0


def test_au2_the_profile_speaks_and_is_called_cosmetic_until_it_is_measured(taught: Path) -> None:
    profile = Disguises("encoded", taught).of("en")
    samples = say(SENTENCE)
    clip = Undisguised(samples=samples, language="en", words=heard(SENTENCE, samples).words, beeped=())
    check_disguised(clip, profile.disguise(clip, numpy.random.default_rng(5)))
    assert profile.name == "encoded"
    assert strength_of(find_measured(profile.name)) is Strength.COSMETIC


def test_au4_without_all_of_it_there_is_no_profile(taught: Path, tmp_path: Path) -> None:
    """What is missing or of other weights is said, and never does another profile take its place."""
    for folder in (None, tmp_path / "nothing"):
        with pytest.raises(ModelMissing):
            _ = open_profile("encoded", folder)
    other = write_whisper_weights(tmp_path / "other", seed=2)
    with pytest.raises(ModelMissing):
        _ = open_profile("encoded", other)
    for wrong in ((taught / NETWORK_FILE).read_bytes(), network_bytes(load_network()), b"damaged"):
        _ = (other / NETWORK_FILE).write_bytes(wrong)
        with pytest.raises(ModelMissing):
            _ = open_profile("encoded", other)
    _ = (other / "model.bin").write_bytes((other / "model.bin").read_bytes()[:-1000])
    with pytest.raises(ModelMissing):
        _ = WhisperEncoder(other)


def test_a_network_is_never_read_with_other_features_than_it_was_taught_with(taught: Path) -> None:
    with pytest.raises(ValueError, match="whisper encoder"):
        _ = network_from((taught / NETWORK_FILE).read_bytes(), MEL_BANDS)


def test_au4_an_encoder_that_gives_no_numbers_has_failed(tmp_path: Path) -> None:
    folder = write_whisper_weights(tmp_path, spoiled=True)
    with pytest.raises(EngineFailed):
        _ = WhisperEncoder(folder)
