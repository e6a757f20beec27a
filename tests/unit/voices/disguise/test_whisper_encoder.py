"""Whisper's encoder as what a phone network sees, with weights that were drawn and not trained (see the support)."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy
import pytest
from numpy.typing import NDArray
from support.voices import heard, say
from support.whisper_weights import write_whisper_weights

from earnest.engines.engine_choice import EngineChoice, RecogniserName, open_whisper
from earnest.engines.engine_process import EngineProcess
from earnest.foundation.units import Samples
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
from earnest.speech.language.lexicon import load_lexicon
from earnest.speech.privacy.disguise.profile import Undisguised, check_disguised
from earnest.voices.disguise import whisper_encoder
from earnest.voices.disguise.averaging import load_average_voice
from earnest.voices.disguise.profiles import AUTOMATIC, Disguises, SpeechEncoder, chosen_profile, open_profile
from earnest.voices.disguise.respeaking import ENCODED, RespokenVoice
from earnest.voices.disguise.respeaking_script import Saying
from earnest.voices.disguise.tract import hear
from earnest.voices.disguise.whisper_encoder import WhisperEncoder, has_network, load_encoder_network
from earnest.voices.synthesis.acoustics import AcousticMeans
from earnest.voices.synthesis.pronunciation import bundled_pronunciations
from earnest.weights.errors import ModelMissing
from earnest.weights.finding import WeightPlaces
from earnest.weights.known_models import DEFAULT_MODEL
from training.phone_network import learn_rounds, synthetic_frames
from training.phones.training import Trainer, following_probabilities, log_priors, network_bytes

SENTENCE = "play some music in the kitchen please"
TEXTS = [SENTENCE.split(), ["close", "the", "window", "before", "it", "starts", "to", "rain"]]
DRAWN = "drawn"
"""Name of the weights that were drawn."""


def choice(folder: Path) -> EngineChoice:
    return EngineChoice(name=RecogniserName.WHISPER, places=WeightPlaces(folder=folder, installed=()))


def encoder_of(folder: Path) -> WhisperEncoder:
    return WhisperEncoder(open_whisper(choice(folder)), DRAWN)


@pytest.fixture(scope="module")
def weights(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_whisper_weights(tmp_path_factory.mktemp("whisper"))


@pytest.fixture(scope="module")
def taught(weights: Path) -> bytes:
    """Teach a network with what the encoder makes of synthetic voices, as the training script does."""
    generator, encoder = numpy.random.default_rng(3), encoder_of(weights)
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
    return network_bytes(network)


@pytest.fixture(scope="module")
def child(weights: Path) -> Iterator[EngineProcess]:
    engine = EngineProcess(choice(weights))
    yield engine
    engine.close()


def undisguised(posterior: float = 1.0) -> Undisguised:
    samples = say(SENTENCE)
    words = heard(SENTENCE, samples, posterior=posterior).words
    return Undisguised(samples=samples, language="en", words=words, beeped=())


def test_there_is_one_row_for_each_frame_however_long_the_sound_is(weights: Path) -> None:
    encoder, samples = encoder_of(weights), say(SENTENCE)
    for sound in (samples[:0], samples[: FRAME_SAMPLES - 1], samples, numpy.tile(samples, 15)):
        frames = encoder.extract(sound)
        assert frames.shape == (sound.size // FRAME_SAMPLES, encoder.inputs)
        assert frames.dtype == numpy.float32
        assert numpy.isfinite(frames).all()


def test_a_child_encodes_as_this_process_does(weights: Path, child: EngineProcess) -> None:
    samples = say(SENTENCE)
    here = encoder_of(weights).extract(samples)
    assert numpy.array_equal(WhisperEncoder(child, DRAWN).extract(samples), here)


def test_a_recogniser_without_an_encoder_says_that_its_weights_are_missing() -> None:
    engine = EngineProcess(EngineChoice(name=RecogniserName.POCKETSPHINX_QUICK))
    try:
        with pytest.raises(ModelMissing):
            _ = engine.encode(say(SENTENCE), 100)
        assert engine.recognise(say(SENTENCE), ["en"]).words
    finally:
        engine.close()


def test_a_network_learns_phones_from_what_the_encoder_gives(weights: Path, taught: bytes) -> None:
    network = network_from(taught, encoder_of(weights))
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


def test_what_is_said_is_what_was_heard_and_never_what_was_recognised(child: EngineProcess, taught: bytes) -> None:
    """However sure the recogniser is of a word, an error of it stays one that a reviewer can hear."""
    network = network_from(taught, WhisperEncoder(child, DRAWN))
    profile = RespokenVoice(network, load_lexicon(), AcousticMeans.bundled(), load_average_voice(), style=ENCODED)
    clip = undisguised()
    check_disguised(clip, profile.disguise(clip, numpy.random.default_rng(5)))
    assert profile.name == "encoded"
    without = Undisguised(samples=clip.samples, language="en", words=(), beeped=())
    assert phones(profile, clip) == phones(profile, without)


def phones(profile: RespokenVoice, clip: Undisguised) -> list[str]:
    said = profile.what_is_said(clip)
    return [phone for part in said if isinstance(part, Saying) for phone in part.phones]


def test_au4_without_all_of_it_there_is_no_profile(weights: Path, tmp_path: Path) -> None:
    """What is missing or of other weights is said, and never does another profile take its place."""
    other = SpeechEncoder(encoder=open_whisper(choice(weights)), model=DEFAULT_MODEL)
    unknown = SpeechEncoder(encoder=other.encoder, model=DRAWN)
    absent = EngineProcess(replace(choice(tmp_path), model="absent"))
    nothing = SpeechEncoder(encoder=absent, model=DEFAULT_MODEL)
    for encoder in (None, unknown, other, nothing):
        with pytest.raises(ModelMissing):
            _ = open_profile("encoded", encoder)
        with pytest.raises(ModelMissing):
            _ = Disguises("encoded", encoder).of("en")
    absent.close()


def test_where_whisper_base_listens_its_encoder_hears_for_the_disguise() -> None:
    assert has_network(DEFAULT_MODEL)
    assert chosen_profile(AUTOMATIC, "en", DEFAULT_MODEL) == "encoded"
    for model in ("", DRAWN, "whisper-tiny"):
        assert not has_network(model)
        assert chosen_profile(AUTOMATIC, "en", model) == "blended"


@pytest.mark.parametrize("content", [network_bytes(load_network()), b"damaged"])
def test_a_network_that_does_not_fit_is_missing(
    content: bytes, weights: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _ = (tmp_path / whisper_encoder.network_file(DRAWN)).write_bytes(content)

    def files(_: str) -> Path:
        return tmp_path

    monkeypatch.setattr(whisper_encoder, "files", files)
    with pytest.raises(ModelMissing):
        _ = load_encoder_network(open_whisper(choice(weights)), DRAWN)


def test_a_network_is_never_read_with_other_features_than_it_was_taught_with(taught: bytes) -> None:
    with pytest.raises(ValueError, match="encoder of"):
        _ = network_from(taught, MEL_BANDS)


def test_au4_an_encoder_that_gives_no_numbers_has_failed(tmp_path: Path) -> None:
    class Spoiled:
        def encode(self, samples: Samples, frames: int) -> NDArray[numpy.float32]:
            del samples
            return numpy.full((frames // 2, 4), numpy.nan, dtype=numpy.float32)

    with pytest.raises(EngineFailed):
        _ = WhisperEncoder(Spoiled(), DRAWN)
    folder = write_whisper_weights(tmp_path, spoiled=True)
    with pytest.raises(EngineFailed):
        _ = encoder_of(folder)
