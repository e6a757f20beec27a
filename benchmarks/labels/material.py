"""Material: labelled clips, recordings that are measured, and speech and noise that no domain was taught.

Recordings are cut to their speech as the gateway does. A labelled clip is in the disguised voice, as learning gets it.
"""

import itertools
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Final

import numpy
from numpy.typing import NDArray

from earnest.collections.collection import CollectionItem, read_collection
from earnest.collections.parts import read_part
from earnest.collections.recordings import ORDERS, SENTENCES, WORDS, Spoken, task_of
from earnest.collections.splits import Split, split_people
from earnest.deidentified.evaluation.records import KnownAnswer
from earnest.deidentified.learning.labelled_clip import LabelledClip
from earnest.demo.roles import UtteranceKind, kind_of
from earnest.foundation.units import SAMPLING_RATE_HERTZ, Samples
from earnest.sound_files.decoding import decode
from earnest.speech.language.hypothesis import Hypothesis
from earnest.speech.language.wording import normalised
from earnest.speech.meaning.interpretation import Slot
from earnest.speech.privacy.concealment.window import clip_window
from earnest.speech.privacy.disguise.profile import DisguiseProfile
from earnest.speech.privacy.recording.covering import Concealed
from earnest.speech.privacy.recording.excerpt import cut
from earnest.speech.sound.level import for_listening
from earnest.speech.sound.voice_activity import VoiceActivityModel, trim_silence

TASKS: Final = (ORDERS, WORDS, SENTENCES)
NOT_SPEECH: Final = "noise and music"
FOREIGN: Final[Mapping[str, tuple[str, ...]]] = {
    "sentences": ("speakers",),
    "words": ("wake", "near_miss", "words", "personal_data"),
    "conversation": ("background_speech", "overlap", "false_activation"),
    NOT_SPEECH: ("noise", "music"),
    "other domains": ("commands",),
}
"""What no domain was taught → tasks of the collection that hold it. Of words and commands only what no label holds."""
MOST_OF_A_TASK: Final = 272
"""Recordings of a task, drawn: three quarters of them are about 200 labels."""
_LONGEST_PIECE: Final = 8 * SAMPLING_RATE_HERTZ
"""Of long recordings a piece of this length is asked."""
_LONGEST_SECONDS: Final = 32.0
"""Of each recording of the foreign."""
_FULL_SCALE: Final = 32767


@dataclass(frozen=True, slots=True, kw_only=True)
class Foreign:
    """A sound that belongs to no domain, unless a label holds its very words."""

    name: str
    kind: str
    """A key of `FOREIGN`."""
    samples: Samples
    intent: str | None
    text: str | None
    """What is said, where it is known."""


class Material:
    """A collection as the benchmark uses it."""

    def __init__(self, spoken: Sequence[Spoken], folder: Path, *, seed: int) -> None:
        """Take what is spoken in tasks, and read the list of what else there is.

        Args:
            spoken: the recordings of the collection, as the tour sees them.
            folder: of the collection.
            seed: of splits and draws.
        """
        self._seed = seed
        self._items = list(read_collection(folder))
        self._voices = VoiceActivityModel()
        self.tasks: dict[str, list[Spoken]] = {task: [] for task in TASKS}
        unique = {one.sha256: one for one in spoken if 0 < one.seconds <= 28}  # noqa: PLR2004 - as the tour
        for _, one in sorted(unique.items()):
            task = task_of(one)
            if kind_of(one) is UtteranceKind.TASK and task in self.tasks:
                self.tasks[task].append(one)
        # Sentences of the task alone; those of the many people ask as foreign speech.
        self.tasks[SENTENCES] = [one for one in self.tasks[SENTENCES] if one.collection_task == "sentences"]
        self.tasks[WORDS] = [one for one in self.tasks[WORDS] if one.collection_task == "words"]
        for own in self.tasks.values():
            Random(f"{seed}:most").shuffle(own)  # noqa: S311 - a drawn order, not a secret
            del own[MOST_OF_A_TASK:]

    def split(self, task: str, number: int) -> Split:
        """Return the people of a task on two sides; each number gives another split."""
        counts: dict[str, int] = {}
        for one in self.tasks[task]:
            counts[one.person] = counts.get(one.person, 0) + 1
        return split_people(counts, seed=self._seed + number)

    def to_label(self, task: str, number: int) -> list[Spoken]:
        """Return the recordings of the people who are not measured, in drawn order: the first n are labelled."""
        people = set(self.split(task, number).panel)
        drawn = [one for one in self.tasks[task] if one.person in people]
        Random(f"{self._seed}:{task}").shuffle(drawn)  # noqa: S311 - a drawn order, not a secret
        return drawn

    def held_out(self, task: str, number: int) -> list[Spoken]:
        """Return the recordings of the people who are measured."""
        people = set(self.split(task, number).held_out)
        return [one for one in self.tasks[task] if one.person in people]

    def sound(self, spoken: Spoken) -> Samples:
        """Return a recording, cut to its speech."""
        return self.trimmed(decode(spoken.path.read_bytes()))

    def trimmed(self, whole: Samples) -> Samples:
        """Return the part with speech; empty where there is none."""
        return trim_silence(whole, model=self._voices).of(whole).copy()

    def foreign(self, number: int, of: int, *, most: int) -> list[Foreign]:
        """Return one part of what no domain was taught; other numbers give other recordings.

        Args:
            number: of the part; from 0.
            of: number of parts.
            most: recordings of a kind in all parts together.
        """
        found: list[Foreign] = []
        for kind, tasks in FOREIGN.items():
            items = [item for item in self._items if item.task in tasks and item.start_seconds == 0]
            items = sorted(items, key=lambda item: str(item.path))
            Random(f"{self._seed}:{kind}").shuffle(items)  # noqa: S311 - a drawn order, not a secret
            found += itertools.chain.from_iterable(self._pieces(kind, item) for item in items[:most][number::of])
        return found

    def _pieces(self, kind: str, item: CollectionItem) -> Iterator[Foreign]:
        whole = read_part(item, longest_seconds=_LONGEST_SECONDS)
        for start in range(0, max(1, whole.size - _LONGEST_PIECE // 2), _LONGEST_PIECE):
            yield Foreign(
                name=f"{item.path.stem} {start}",
                kind=kind,
                samples=self.trimmed(whole[start : start + _LONGEST_PIECE]),
                intent=item.intent,
                text=item.text,
            )

    def noises(self) -> list[Samples]:
        """Return recordings of noise of at least a second, in an order that never changes."""
        items = sorted((item for item in self._items if item.task == "noise"), key=lambda item: str(item.path))
        sounds = [read_part(item, longest_seconds=_LONGEST_SECONDS) for item in items]
        return [sound for sound in sounds if sound.size >= SAMPLING_RATE_HERTZ and numpy.abs(sound).max() > 0]


def with_noise(samples: Samples, noise: Samples, decibels: float) -> Samples:
    """Return speech with noise added, repeated where it is too short.

    Args:
        samples: the speech, shape (n,), n > 0.
        noise: shape (m,), m > 0, not silent.
        decibels: mean power of the whole speech over that of the noise.
    """
    repeated = numpy.resize(noise.astype(numpy.float64), samples.size)
    powers = [float(numpy.mean(numpy.square(one))) for one in (samples.astype(numpy.float64), repeated)]
    factor = (powers[0] / max(powers[1], 1e-9) / 10 ** (decibels / 10)) ** 0.5
    mixed: NDArray[numpy.float64] = samples.astype(numpy.float64) + factor * repeated
    loudest = max(1.0, float(numpy.abs(mixed).max()) / _FULL_SCALE)
    return numpy.asarray(numpy.round(mixed / loudest), dtype=numpy.int16)


def labelled(
    spoken: Spoken, samples: Samples, hypothesis: Hypothesis, profile: DisguiseProfile, kept: Path
) -> LabelledClip:
    """Return a clip as learning gets it, with the label that the collection knows; nothing in it is concealed.

    Args:
        spoken: with its known answer.
        samples: its sound, cut to its speech.
        hypothesis: what the open pass heard in it.
        profile: disguises it.
        kept: folder of disguised sounds of earlier runs.
    """
    whole = Concealed(samples=samples, beeped=(), tokens=())
    window = clip_window(hypothesis.heard_words, samples.size)
    clip = cut(whole, hypothesis, spoken.language, window)
    file = kept / f"{spoken.sha256}-{profile.name}.npy"
    if not file.is_file():
        draw = numpy.random.default_rng(int(spoken.sha256[:12], 16))
        kept.mkdir(parents=True, exist_ok=True)
        numpy.save(file, for_listening(profile.disguise(clip, draw).samples))
    return LabelledClip(
        clip_id=spoken.sha256,
        hypothesis_words=tuple(word.text for word in clip.words),
        samples=numpy.load(file),
        transcript=None if spoken.text is None else normalised(spoken.text),
        intent=spoken.intent,
        slots=slots_of(spoken),
    )


def known_answer(spoken: Spoken, task: str) -> KnownAnswer:
    """Return what the collection knows of a recording."""
    return KnownAnswer(
        set_name="learning_curve",
        task=task,
        speaker=spoken.person,
        language=spoken.language,
        reference=spoken.text,
        intent=spoken.intent,
        slots=slots_of(spoken),
        licence=spoken.licence,
    )


def slots_of(spoken: Spoken) -> tuple[Slot, ...]:
    """Return the details of a known answer."""
    return tuple(Slot(name=name, value=value) for name, value in spoken.slots)
