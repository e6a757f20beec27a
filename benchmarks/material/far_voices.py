"""Far voices: scenes in which one person speaks near the microphone and another far away. Not a benchmark itself.

Both voices are recordings of real people. That they sound together is invented: the far one is put into an invented
room, brought to a level, and laid before, under and after the near one. So it is known what of a scene is whose.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Final

import numpy
from numpy.typing import NDArray

from earnest.collections.collection import CollectionItem, read_collection
from earnest.collections.parts import read_part, side_of
from earnest.foundation.units import SAMPLING_RATE_HERTZ, SampleCount, Samples, samples_in_milliseconds
from earnest.speech.sound.level import active_level_decibels
from earnest.speech.sound.span import Span
from earnest.speech.sound.voice_activity import VoiceActivityModel, trim_silence

Signal = NDArray[numpy.float64]

NEAR_TASKS: Final = ("commands", "sentences", "speakers")
FAR_TASKS: Final = ("background_speech",)
LANGUAGE: Final = "en"
SHORTEST_SECONDS: Final = 1.5
LONGEST_SECONDS: Final = 5.0
"""Length of what the near voice says."""
AROUND: Final = samples_in_milliseconds(1_500)
"""How long the far voice speaks before and after it; samples."""
REVERBERATION_SECONDS: Final = (0.3, 0.7)
"""Time in which the invented room's echo dies by 60 dB: least and greatest."""
DIRECT_TO_ECHO_DECIBELS: Final = -3.0
"""Level of the far voice's direct sound over its echo."""
FIRST_ECHO: Final = samples_in_milliseconds(5)


@dataclass(frozen=True, slots=True, kw_only=True)
class Near:
    """What is said near the microphone."""

    person: str
    samples: Samples
    """The recording as it is."""
    words: tuple[str, ...]
    """What is said, lower case; empty where there is no transcript."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """A near and a far voice together."""

    person: str
    near: Signal
    """The near voice alone, in its place; full scale is 1."""
    far: Signal
    """The far voice alone, in its room and at its level."""
    place: Span
    """Where the near voice speaks."""

    @property
    def samples(self) -> Samples:
        """Both together."""
        return to_samples(self.near + self.far)


def to_samples(sound: Signal) -> Samples:
    """Return 16-bit samples."""
    return numpy.clip(numpy.round(sound * 32768.0), -32768, 32767).astype(numpy.int16)


def near_voices(folder: Path, *, side: int, people: int, seed: int, voices: VoiceActivityModel) -> list[Near]:
    """Return one recording of each of so many people of one side, tasks in turn; known words come first."""
    found: defaultdict[str, defaultdict[str, list[CollectionItem]]] = defaultdict(lambda: defaultdict(list))
    for item in _english(folder):
        if item.task in NEAR_TASKS and item.speaker is not None and side_of(item.speaker) == side:
            found[item.task][item.speaker].append(item)
    draw = Random(seed)  # noqa: S311 - repeatable, not secret
    queues = [_shuffled(found[task], draw) for task in NEAR_TASKS if task in found]
    chosen: dict[str, Near] = {}
    while len(chosen) < people and any(queues):
        for queue in queues:
            if queue and len(chosen) < people:
                person, items = queue.pop()
                near = _usable(person, items, draw, voices)
                if near is not None:
                    _ = chosen.setdefault(person, near)
    return sorted(chosen.values(), key=lambda near: not near.words)


def far_voices(folder: Path, *, side: int, seed: int) -> list[tuple[str, Samples]]:
    """Return people of one side and something that each of them says; near people's sentences where is nothing else."""
    items = [item for item in _english(folder) if item.speaker is not None and side_of(item.speaker) == side]
    usable = [item for item in items if item.task in FAR_TASKS] or [item for item in items if item.task in NEAR_TASKS]
    draw = Random(seed)  # noqa: S311 - repeatable, not secret
    by_person: dict[str, CollectionItem] = {}
    for item in draw.sample(usable, len(usable)):
        _ = by_person.setdefault(item.speaker or "", item)
    return [(person, read_part(item, longest_seconds=20.0)) for person, item in sorted(by_person.items())]


def scenes(near: Near, far: tuple[str, Samples], levels: Sequence[float], seed: int) -> Iterator[tuple[float, Scene]]:
    """Give the same scene at several levels of the far voice under the near one; dB, by their active levels."""
    generator = numpy.random.default_rng(seed)
    length = near.samples.size + 2 * AROUND
    place = Span(start=AROUND, end=SampleCount(AROUND + near.samples.size))
    alone = numpy.pad(near.samples / 32768.0, AROUND)
    dry = numpy.resize(far[1], length) / 32768.0
    wet = _in_room(dry, _room(generator))
    apart = active_level_decibels(near.samples) - active_level_decibels(to_samples(wet))
    for level in levels:
        yield level, Scene(person=near.person, near=alone, far=wet * 10.0 ** ((apart + level) / 20.0), place=place)


def _english(folder: Path) -> Iterator[CollectionItem]:
    return (item for item in read_collection(folder) if item.language == LANGUAGE)


def _shuffled(by_person: Mapping[str, list[CollectionItem]], draw: Random) -> list[tuple[str, list[CollectionItem]]]:
    ordered = sorted(by_person.items())
    return draw.sample(ordered, len(ordered))


def _usable(person: str, items: Sequence[CollectionItem], draw: Random, voices: VoiceActivityModel) -> Near | None:
    """Return a recording of fitting length; one whose words are known before one whose words are not."""
    drawn = draw.sample(items, len(items))
    for item in sorted(drawn, key=lambda one: one.text is None)[:4]:
        whole = read_part(item, longest_seconds=20.0)
        samples = trim_silence(whole, samples_in_milliseconds(100), voices).of(whole)
        if SHORTEST_SECONDS <= samples.size / SAMPLING_RATE_HERTZ <= LONGEST_SECONDS:
            words = tuple((item.text or "").lower().split())
            return Near(person=person, samples=samples.copy(), words=words)
    return None


def _room(generator: numpy.random.Generator) -> Signal:
    """Return an invented room: the direct sound, then noise that dies away."""
    time = numpy.arange(SAMPLING_RATE_HERTZ) / SAMPLING_RATE_HERTZ
    echo = generator.normal(size=time.size) * 10.0 ** (-3.0 * time / generator.uniform(*REVERBERATION_SECONDS))
    echo[:FIRST_ECHO] = 0.0
    echo *= numpy.sqrt(10.0 ** (-DIRECT_TO_ECHO_DECIBELS / 10.0) / numpy.sum(echo**2))
    echo[0] = 1.0
    return echo


def _in_room(sound: Signal, room: Signal) -> Signal:
    size = sound.size + room.size
    spectrum = numpy.fft.rfft(sound, size) * numpy.fft.rfft(room, size)
    return numpy.asarray(numpy.fft.irfft(spectrum, size), dtype=numpy.float64)[: sound.size]
