"""Trials: sounds that a device may keep, with the evidence about it, and where it comes from."""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

import numpy

from earnest.collections.collection import NOBODY_ADDRESSED, CollectionItem
from earnest.collections.mixing import add_noise
from earnest.collections.parts import read_part
from earnest.foundation.errors import EarnestError
from earnest.foundation.units import Samples, samples_in_seconds
from earnest.screening.sound_traits import Screened
from earnest.speech.hearing.wake_word.detector import Meant, WakeDetector
from earnest.speech.hearing.wake_word.evidence import Row
from earnest.speech.hearing.wake_word.verification import normalised

WINDOW: Final = samples_in_seconds(4.0)
ACCIDENTS: Final = (
    "near_miss", "false_activation", "background_speech", "overlap", "music", "noise", "sentences",
)  # fmt: skip
"""Tasks that are like what devices wake up to by accident."""
NOT_SPOKEN_TO: Final = (*ACCIDENTS, "speakers", "words", "commands", "german")
"""Tasks without a wake word."""
OTHER_WORDS: Final = "another wake word"
"""Source of recordings of wake words that are not the one that is looked for."""
CONDITIONS: Final = ("clean", "20 dB", "10 dB", "5 dB", "0 dB", "reverberation")


@dataclass(frozen=True, slots=True, kw_only=True)
class Trial:
    """One sound with its evidence."""

    name: str
    group: str
    """Person, or recording where the person is not known; sounds of one group say little more than one of them."""
    source: str
    """Condition of a wake word, task of anything else."""
    addressed: bool
    length_seconds: float
    row: Row
    """Evidence from the sound alone, without the second model."""
    answered: Row | None = None
    """Evidence with the recogniser's; None where it was not asked."""
    second: float | None = None
    """What stands at the second model's place where it was asked as well."""
    screened: Screened | None = None
    """None where the recogniser was not asked."""

    def with_second(self) -> "Trial":
        """Return the trial as it is where the second model is installed too."""
        if self.second is None:
            return self
        return Trial(
            name=self.name,
            group=self.group,
            source=self.source,
            addressed=self.addressed,
            length_seconds=self.length_seconds,
            row=_seen(self.row, self.second),
            answered=None if self.answered is None else _seen(self.answered, self.second),
            second=self.second,
            screened=self.screened,
        )

    @property
    def best_row(self) -> Row:
        """All evidence that there is."""
        return self.row if self.answered is None else self.answered

    @property
    def clear(self) -> bool:
        """The detectors of children, several people and music found nothing."""
        return self.screened is not None and self.screened.complete and not self.screened.findings


def kept_by(detector: WakeDetector, trial: Trial) -> bool:
    """Return whether an utterance may be kept: let through from the sound alone, and meant once it was recognised."""
    return (
        detector.judge(trial.row) is not Meant.NO
        and trial.answered is not None
        and detector.judge(trial.answered) is Meant.YES
    )


def passes_first_model(trial: Trial, probability: float) -> bool:
    """Return whether the first model is surer than a probability that the word was said anywhere in the sound."""
    return trial.row[0] > math.log(probability / (1.0 - probability)) / 3.0


def windows(items: Sequence[CollectionItem], word: str) -> Iterator[tuple[str, CollectionItem, int, Samples]]:
    """Give windows of at most four seconds without the wake word: source, entry, start, sound."""
    for item in items:
        source = source_of(item, word)
        if source is None:
            continue
        try:
            whole = read_part(item, longest_seconds=60.0)
        except EarnestError:
            continue
        for start in range(0, max(1, whole.size - WINDOW // 4), WINDOW):
            yield source, item, start, whole[start : start + WINDOW]


def source_of(item: CollectionItem, word: str) -> str | None:
    """Return where a recording without the wake word comes from; None where it may have it."""
    said = None if item.wake_word in {None, NOBODY_ADDRESSED} else normalised(item.wake_word or "")
    if item.task in NOT_SPOKEN_TO and said is None:
        return item.task
    return OTHER_WORDS if said is not None and word not in said else None


def group_of(item: CollectionItem) -> str:
    """Return the person, or the recording where the person is not known."""
    return item.speaker or item.path.stem


def conditions(
    clean: Samples, noises: Sequence[Samples], randomness: numpy.random.Generator
) -> Iterator[tuple[str, Samples]]:
    """Give a wake word clean, over noise and in a room."""
    yield "clean", clean
    for ratio in (20, 10, 5, 0):
        if noises:
            noise = noises[int(randomness.integers(len(noises)))]
            yield f"{ratio} dB", add_noise(clean, noise, ratio_decibels=float(ratio))
    yield "reverberation", in_a_room(clean, randomness)


def in_a_room(samples: Samples, randomness: numpy.random.Generator) -> Samples:
    """Return a sound in an invented room: the direct sound, then noise that dies away within 0.3 to 0.8 s (60 dB)."""
    dies_away = float(randomness.uniform(0.3, 0.8))
    time = numpy.arange(samples_in_seconds(dies_away)) / 16_000
    tail = randomness.normal(0.0, 1.0, time.size) * numpy.exp(-6.9 * time / dies_away)
    tail[:80] = 0.0
    response = tail / math.sqrt(float((tail**2).sum())) * 0.8
    response[0] = 1.0
    size = samples.size + response.size
    wet = numpy.fft.irfft(numpy.fft.rfft(samples.astype(numpy.float64), size) * numpy.fft.rfft(response, size), size)
    level = numpy.abs(samples).max() / max(1.0, float(numpy.abs(wet).max()))
    return numpy.asarray(numpy.round(wet[: samples.size] * level), dtype=numpy.int16)


def _seen(row: Row, second: float) -> Row:
    return (row[0], second, *row[2:])
