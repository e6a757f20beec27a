"""Train the network that hears phones, and write it into the package.

Usage: python -m training.phone_network RECORDINGS [--encoder MODEL]

With `--encoder` the network sees what the encoder of a Whisper model makes of a sound, e.g. of `whisper-base`; the
disguise `encoded` uses it (docs/algorithms/respeaking.md). The weights are looked for where the recogniser finds them.

Data: English recordings with a text of the tasks `speakers`, `sentences` and `words`, of those people only whom
`is_taught` chooses: half of them; the other half is for measuring. The order of sounds comes from the same texts and
from a sample of the dictionary. No times are needed: the network first learns from synthetic voices, whose times are
known, and then places the texts of the recordings itself, three times over.
"""

import argparse
import itertools
import re
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy
from numpy.random import Generator
from rich.console import Console

from earnest.collections.collection import CollectionItem, read_collection
from earnest.collections.parts import is_taught
from earnest.engines.engine_choice import EngineChoice, RecogniserName, open_whisper
from earnest.foundation.settings import load_settings
from earnest.foundation.units import Samples
from earnest.processes.recognisers import weight_places
from earnest.sound_files.decoding import decode
from earnest.speech.hearing.phones.decoding import aligned
from earnest.speech.hearing.phones.features import FeatureExtractor, Frames
from earnest.speech.hearing.phones.network import MEL_BANDS, PHONES, SILENCE, PhoneNetwork, forward
from earnest.voices.disguise.whisper_encoder import WhisperEncoder, network_file
from earnest.voices.synthesis.acoustics import AcousticMeans
from earnest.voices.synthesis.pronunciation import Pronunciations, bundled_pronunciations, phones_of
from earnest.voices.synthesis.voices import QUIET, SyntheticSpeaker, SyntheticVoice, timed
from training.phones.training import KnownFrames, Trainer, following_probabilities, log_priors, network_bytes

PACKAGE = Path(__file__).parents[1] / "src" / "earnest"
MODEL = PACKAGE / "speech" / "hearing" / "phones" / "phones.npz"
TASKS = frozenset({"speakers", "sentences", "words"})
TRACTS = (0.88, 0.94, 1.0, 1.06, 1.12)
"""Vocal tracts with which each recording is learned, one drawn in each round; those that the features allow."""
SYNTHETIC = 240
"""Sentences of invented voices with which learning begins, and rounds over them: their phones are known exactly.
Chosen, as are rounds and step sizes; whether others were tried is not recorded."""
SYNTHETIC_ROUNDS = 5
ROUNDS = ((0.001, 4), (0.001, 6), (0.0005, 4), (0.0002, 3))
"""Step size and rounds after each placing of the texts."""
CHUNK = 60
"""Utterances whose frames are in memory at once."""
DICTIONARY_STRIDE = 40
"""Every fortieth word of the dictionary teaches which phones follow one another. Chosen."""
SEED = 20261125
OUT = Console(soft_wrap=True, highlight=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Taught:
    """A recording with its text."""

    features: tuple[Frames, ...]
    """By vocal tract, the natural one in the middle."""
    phones: tuple[str, ...]
    """With a silence before and after, and between words."""
    optional: tuple[bool, ...]


def main() -> int:
    """Train and write; returns the exit status."""
    parser = argparse.ArgumentParser(description="Train the network that hears phones.")
    _ = parser.add_argument("recordings", type=Path)
    _ = parser.add_argument("--encoder", metavar="MODEL", help="of which Whisper the encoder is, e.g. whisper-base")
    arguments = parser.parse_args()
    folder: Path = arguments.recordings
    model: str | None = arguments.encoder
    network = train(folder, MEL_BANDS if model is None else encoder_of(model))
    file = MODEL if model is None else PACKAGE / "voices" / "disguise" / network_file(model)
    _ = file.write_bytes(network_bytes(network))
    OUT.print(f"{file.name}: {file.stat().st_size} bytes")
    return 0


def encoder_of(model: str) -> WhisperEncoder:
    """Return the encoder of a model whose weights are on this machine."""
    choice = EngineChoice(name=RecogniserName.WHISPER, model=model, places=weight_places(load_settings()))
    return WhisperEncoder(open_whisper(choice), model)


def train(folder: Path, extractor: FeatureExtractor) -> PhoneNetwork:
    """Return a network that was taught with the recordings in a folder."""
    generator = numpy.random.default_rng(SEED)
    pronunciations = bundled_pronunciations()
    items = [item for item in read_collection(folder) if usable(item, pronunciations)]
    recordings = [taught(item, pronunciations, extractor) for item in items]
    texts = [words_of(item.text or "") for item in items]
    OUT.print(f"{len(recordings)} recordings, {sum(len(one.features[0]) for one in recordings) / 6000:.1f} minutes")
    trainer = Trainer(generator, extractor)
    synthetic = list(itertools.islice(synthetic_frames(texts, pronunciations, extractor, generator), SYNTHETIC))
    learn_rounds(trainer, [(one,) for one in synthetic], 0.001, SYNTHETIC_ROUNDS, generator)
    known: list[tuple[KnownFrames, ...]] = []
    for rate, rounds in ROUNDS:
        known = [each for each in (placed(trainer, one) for one in recordings) if each]
        OUT.print(f"{len(known)} texts placed")
        learn_rounds(trainer, known, rate, rounds, generator)
    sequences = [[phone for word in text for phone in pronunciations[word]] for text in texts]
    sequences += list(pronunciations.values())[::DICTIONARY_STRIDE]
    return PhoneNetwork(
        weights=tuple(trainer.weights),
        biases=tuple(trainer.biases),
        priors=log_priors(each[0] for each in known),
        following=following_probabilities([[p for p in one if p in PHONES] for one in sequences], SILENCE),
        extractor=extractor,
    )


def usable(item: CollectionItem, pronunciations: Pronunciations) -> bool:
    """Tell whether a recording is one to learn from."""
    words = words_of(item.text or "")
    return (
        item.task in TASKS
        and (item.language or "en") == "en"
        and bool(words)
        and all(word in pronunciations for word in words)
        and item.speaker is not None
        and is_taught(item.speaker)
    )


def words_of(text: str) -> tuple[str, ...]:
    """Return the words of a text in lower case."""
    return tuple(re.sub(r"[^a-z' ]", " ", text.lower()).split())


def taught(item: CollectionItem, pronunciations: Pronunciations, extractor: FeatureExtractor) -> Taught:
    """Read a recording and what is said in it."""
    samples: Samples = decode(item.path.read_bytes())
    phones, optional = [SILENCE], [True]
    for word in words_of(item.text or ""):
        phones += [*pronunciations[word], SILENCE]
        optional += [False] * len(pronunciations[word]) + [True]
    tracts = TRACTS if len(extractor.tracts) > 1 else (1.0,)
    return Taught(
        features=tuple(extractor.extract(samples, tract) for tract in tracts),
        phones=tuple(phones),
        optional=tuple(optional),
    )


def placed(trainer: Trainer, one: Taught) -> tuple[KnownFrames, ...]:
    """Return the recording's frames with their phones, by vocal tract; nothing where the text does not fit."""
    inputs = trainer.extractor.with_neighbours(one.features[len(one.features) // 2])
    found = aligned(forward(trainer.weights, trainer.biases, inputs)[-1], one.phones, one.optional)
    if found is None:
        return ()
    phones = numpy.zeros(len(inputs), dtype=numpy.int64)
    for phone, (start, end) in zip(one.phones, found, strict=True):
        phones[start:end] = PHONES.index(phone)
    return tuple(KnownFrames(inputs=each, phones=phones) for each in one.features)


def synthetic_frames(
    texts: Sequence[Sequence[str]],
    pronunciations: Pronunciations,
    extractor: FeatureExtractor,
    generator: Generator,
) -> Iterator[KnownFrames]:
    """Yield sentences of synthetic voices without end."""
    speaker = SyntheticVoice(AcousticMeans.bundled(), pronunciations)
    while True:
        voice = SyntheticSpeaker(
            name="synthetic",
            pitch_hertz=float(generator.uniform(85, 300)),
            tract=float(generator.uniform(0.88, 1.25)),
            pace=float(generator.uniform(0.8, 1.6)),
            breath=float(generator.uniform(0.0, 0.3)),
        )
        words = texts[int(generator.integers(len(texts)))]
        phones = timed([QUIET, *phones_of(words, pronunciations), QUIET], voice, generator)
        samples = speaker.utter(phones, voice, generator)
        hiss = generator.standard_normal(samples.size) * 10.0 ** generator.uniform(0.5, 2.7)
        features = extractor.extract(numpy.clip(samples + hiss, -32768, 32767).astype(numpy.int16))
        numbers = numpy.repeat([PHONES.index(one.phone.phone) for one in phones], [one.frames for one in phones])
        count = min(len(features), len(numbers))
        yield KnownFrames(inputs=features[:count], phones=numbers[:count])


def learn_rounds(
    trainer: Trainer,
    known: Sequence[tuple[KnownFrames, ...]],
    rate: float,
    rounds: int,
    generator: Generator,
) -> None:
    """Learn for some rounds; of each utterance one version in each."""
    began = time.monotonic()
    for _ in range(rounds):
        order: list[int] = generator.permutation(len(known)).tolist()
        losses: list[float] = []
        for start in range(0, len(order), CHUNK):
            chosen = [
                known[place][int(generator.integers(len(known[place])))] for place in order[start : start + CHUNK]
            ]
            inputs = numpy.concatenate([trainer.extractor.with_neighbours(one.inputs) for one in chosen])
            phones = numpy.concatenate([one.phones for one in chosen])
            losses.append(trainer.learn(inputs, phones, rate))
        OUT.print(f"loss {numpy.mean(losses):.3f}, {time.monotonic() - began:.0f} s")


if __name__ == "__main__":
    sys.exit(main())
