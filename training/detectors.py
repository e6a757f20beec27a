"""Train the detectors that stop a sound before a person, from the recordings that EARNEST_SPEECH names.

People whose name hashes even train, the others are never touched here; `make bench NAME=detectors` reports on them. So
that a microphone is not taken for an age, every voice is also heard through invented microphones and over noise. Two
people at once are mixed from training people; music is one real piece and invented chords (no television: there is
none). The invented voices of a tour without recordings are taught as adults: they belong to no person.

Usage: EARNEST_SPEECH=dir python -m training.detectors
"""

import os
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy
from rich.console import Console

from earnest.collections.collection import CollectionItem, read_collection
from earnest.collections.mixing import add_noise
from earnest.collections.parts import read_part, trains
from earnest.foundation.statistics.logistic import Logistic
from earnest.foundation.statistics.logistic_fitting import fit_logistic
from earnest.foundation.units import SAMPLING_RATE_HERTZ, Samples, samples_in_seconds
from earnest.screening.detectors import Detector, SoundTrait, encode_detectors, scaled
from earnest.screening.measurements import NAMES, measure
from earnest.speech.sound.spectra import Numbers
from earnest.speech.sound.voice_activity import VoiceActivityModel, trim_silence
from earnest.voices.synthesis.collection import Amounts, write_synthetic_collection

MODEL: Final = Path(__file__).parents[1] / "src" / "earnest" / "screening" / "models" / "detectors.json"
SEED: Final = 20
OUT = Console(soft_wrap=True, highlight=False)
CHILD_UNTIL: Final = 13
"""People from this age and under `ADULT_FROM` are neither child nor adult and are not learned from; years."""
ADULT_FROM: Final = 18
RECALL: Final = {SoundTrait.CHILD_VOICE: 0.9, SoundTrait.OVERLAPPING_SPEECH: 0.8, SoundTrait.MUSIC_OR_MEDIA: 0.9}
"""Share of the training finds that the threshold keeps, each row judged by a model that its own fold did not train."""
STRENGTH: Final = {SoundTrait.CHILD_VOICE: 5.0, SoundTrait.OVERLAPPING_SPEECH: 10.0, SoundTrait.MUSIC_OR_MEDIA: 10.0}
"""How firmly the belief from before is held; rows (`fit_logistic`). Chosen; whether others were tried is not recorded.
"""
FOLDS: Final = 5
"""Parts whose rows are judged by a model that did not learn from them. Chosen."""
LONGEST_SECONDS: Final = 8.0
"""So much of a recording is heard. Chosen, not measured."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Voice:
    """One utterance of a training person."""

    person: str
    age: int | None
    samples: Samples


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """One row with its answer."""

    person: str
    row: Numbers
    found: bool


def main() -> None:
    """Train and write the file that ships."""
    items = [item for item in read_collection(Path(os.environ["EARNEST_SPEECH"])) if trains(item)]
    randomness = numpy.random.default_rng(SEED)
    voices = [*read_voices(items), *invent_voices()]
    noises = [read_part(item) for item in items if item.task == "noise"]
    detectors = {
        SoundTrait.CHILD_VOICE: fit(SoundTrait.CHILD_VOICE, list(of_children(voices, noises, randomness))),
        SoundTrait.OVERLAPPING_SPEECH: fit(SoundTrait.OVERLAPPING_SPEECH, list(of_overlap(voices, noises, randomness))),
        SoundTrait.MUSIC_OR_MEDIA: fit(SoundTrait.MUSIC_OR_MEDIA, list(of_music(items, voices, randomness))),
    }
    _ = MODEL.write_bytes(encode_detectors(detectors))


def read_voices(items: list[CollectionItem]) -> Iterator[Voice]:
    """Give trimmed utterances of training people; ages where they are known."""
    model = VoiceActivityModel()
    for item in items:
        # Without a name a background recording may be a conversation, which is no single voice.
        if item.task in {"sentences", "speakers", "commands", "words", "wake"} or (
            item.task == "background_speech" and item.speaker is not None
        ):
            samples = read_part(item, longest_seconds=LONGEST_SECONDS)
            trimmed = trim_silence(samples, model=model).of(samples)
            if trimmed.size:
                yield Voice(person=item.speaker or item.path.stem, age=item.age, samples=trimmed)


def invent_voices() -> list[Voice]:
    """Return voices like those of a tour without recordings, of another seed than the tour's."""
    with tempfile.TemporaryDirectory() as folder:
        write_synthetic_collection(Path(folder), seed=SEED, amounts=Amounts())
        invented = list(read_voices([item for item in read_collection(Path(folder)) if trains(item)]))
    return [Voice(person=f"invented {voice.person}", age=None, samples=voice.samples) for voice in invented]


def of_children(voices: list[Voice], noises: list[Samples], randomness: numpy.random.Generator) -> Iterator[Example]:
    """Give children and adults of one collection, each also as other microphones would hear them, and other adults.

    Ages are known in one collection only. Speakers of the others are taken for adults, as nearly all are, so that an
    unknown microphone is not taken for a child.
    """
    for voice in voices:
        if voice.age is not None and CHILD_UNTIL <= voice.age < ADULT_FROM:
            continue
        known = voice.age is not None
        heard = [
            voice.samples,
            *(through_microphone(voice.samples, noises, randomness) for _ in range(2 if known else 1)),
        ]
        yield from rows(voice.person, heard, found=voice.age is not None and voice.age < CHILD_UNTIL)


def of_overlap(voices: list[Voice], noises: list[Samples], randomness: numpy.random.Generator) -> Iterator[Example]:
    """Give single voices and mixtures of two, of which the longer part is spoken by both."""
    for voice in voices:
        other = voices[int(randomness.integers(len(voices)))]
        if other.person == voice.person or voice.samples.size < samples_in_seconds(1.0):
            continue
        mixed = add_noise(voice.samples, other.samples, ratio_decibels=float(randomness.uniform(-6.0, 6.0)))
        yield from rows(voice.person, [mixed], found=True)
        heard = [voice.samples, through_microphone(voice.samples, noises, randomness)]
        yield from rows(voice.person, heard, found=False)


def of_music(items: list[CollectionItem], voices: list[Voice], randomness: numpy.random.Generator) -> Iterator[Example]:
    """Give music in parts of four seconds, invented chords, and voices."""
    length = samples_in_seconds(4.0)
    for item in items:
        if item.task == "music":
            whole = read_part(item)
            parts = [whole[start : start + length] for start in range(0, whole.size - length // 2, length // 2)]
            yield from rows(item.path.stem, parts, found=True)
    for number in range(120):
        yield from rows(f"chords {number % FOLDS}", [chords(randomness, length)], found=True)
    for voice in voices:
        yield from rows(voice.person, [voice.samples], found=False)


def rows(person: str, heard: list[Samples], *, found: bool) -> Iterator[Example]:
    """Measure sounds; one with too little in it gives nothing."""
    for samples in heard:
        row = measure(samples)
        if row is not None:
            yield Example(person=person, row=row, found=found)


def through_microphone(samples: Samples, noises: list[Samples], randomness: numpy.random.Generator) -> Samples:
    """Return a sound as an invented microphone hears it: a smooth random response of ±8 dB, noise at 10 to 30 dB."""
    spectrum = numpy.fft.rfft(samples.astype(numpy.float64))
    points = numpy.linspace(0.0, 1.0, 7)
    gains = numpy.interp(numpy.linspace(0.0, 1.0, spectrum.size), points, randomness.uniform(-8.0, 8.0, points.size))
    heard = numpy.fft.irfft(spectrum * 10.0 ** (gains / 20.0), samples.size)
    coloured = numpy.clip(numpy.round(heard), -32768, 32767).astype(numpy.int16)
    if not noises:
        return coloured
    noise = noises[int(randomness.integers(len(noises)))]
    return add_noise(coloured, noise, ratio_decibels=float(randomness.uniform(10.0, 30.0)))


def chords(randomness: numpy.random.Generator, length: int) -> Samples:
    """Return invented music: chords of decaying harmonics over a beat."""
    time = numpy.arange(length) / SAMPLING_RATE_HERTZ
    sound = numpy.zeros(length)
    beat = float(randomness.uniform(0.25, 0.8))
    for start in numpy.arange(0.0, length / SAMPLING_RATE_HERTZ, beat):
        root = 110.0 * 2.0 ** (float(randomness.integers(24)) / 12.0)
        since = time - start
        decay = numpy.where(
            since >= 0.0, numpy.exp(-numpy.clip(since, 0.0, None) / float(randomness.uniform(0.2, 1.5))), 0.0
        )
        for step in (0, randomness.choice((3, 4)), 7):
            pitch = root * 2.0 ** (float(step) / 12.0)
            for harmonic in range(1, 8):
                sound += decay * numpy.sin(2.0 * numpy.pi * pitch * harmonic * since) / harmonic**1.5
    sound += randomness.normal(0.0, 0.01, length)
    loudest = float(numpy.abs(sound).max())
    return numpy.asarray(numpy.round(sound / loudest * 12_000), dtype=numpy.int16)


def fit(finding: SoundTrait, examples: list[Example]) -> Detector:
    """Return a detector whose threshold was set on people that its own fold did not train on."""
    table = numpy.stack([example.row for example in examples])
    targets = numpy.asarray([float(example.found) for example in examples])
    people = sorted({example.person for example in examples})
    fold_of = {person: number % FOLDS for number, person in enumerate(people)}
    folds = numpy.asarray([fold_of[example.person] for example in examples])
    judged = numpy.zeros(targets.size)
    for fold in range(FOLDS):
        one = _trained(finding, table[folds != fold], targets[folds != fold])
        judged[folds == fold] = [one.probability(row) for row in table[folds == fold]]
    threshold = float(numpy.quantile(judged[targets > 0], 1.0 - RECALL[finding]))
    lost = float((judged[targets == 0] >= threshold).mean())
    OUT.print(
        f"{finding.value}: {int(targets.sum())} of {targets.size} sounds, from {threshold:.3f}, {lost:.1%} of others"
    )
    whole = _trained(finding, table, targets)
    return Detector(centre=whole.centre, scale=whole.scale, logistic=whole.logistic, threshold=threshold)


def _trained(finding: SoundTrait, table: Numbers, targets: Numbers) -> Detector:
    centre = tuple(table.mean(axis=0).tolist())
    scale = tuple((table.std(axis=0) + 1e-6).tolist())
    inputs = numpy.asarray([scaled(row, centre=centre, scale=scale) for row in table])
    nothing = Logistic(bias=0.0, weights=(0.0,) * len(NAMES))
    logistic = fit_logistic(inputs, targets, prior=nothing, strength=STRENGTH[finding], balanced=True)
    return Detector(centre=centre, scale=scale, logistic=logistic, threshold=0.5)


if __name__ == "__main__":
    main()
