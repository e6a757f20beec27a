"""People and their recordings, as an attacker gets them: trimmed and cut as de-identification does it."""

from collections import defaultdict
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

import numpy
from numpy.random import Generator
from numpy.typing import NDArray

from earnest.collections.collection import CollectionItem, read_collection
from earnest.foundation.units import Samples
from earnest.sound_files.decoding import decode
from earnest.speech.language.wording import normalised_words
from earnest.speech.privacy.concealment.window import LONGEST_WINDOW
from earnest.speech.sound.voice_activity import VoiceActivityModel, trim_silence

FEWEST_CLIPS = 4
"""A person with fewer recordings is left out: half of them are known to the attacker, the other half he looks for."""
MOST_CLIPS = 8
FEWEST_PEOPLE = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Clip:
    """One recording of a known person."""

    person: int
    """Number of the person, ≥ 0."""
    known: bool
    """Whether it is in the half that the attacker may know with a name in one of two rounds."""
    words: tuple[str, ...]
    """What was said, normalised; empty where it is not known."""
    language: str
    """ISO 639-1; English where the list does not say."""
    samples: Samples
    digest: str
    """SHA-256 of the samples, hexadecimal; names the clip in the cache."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Crowd:
    """Everybody who is attacked."""

    clips: tuple[Clip, ...]
    people: int

    @property
    def persons(self) -> NDArray[numpy.intp]:
        """Person of each clip; shape (clips,)."""
        return numpy.asarray([clip.person for clip in self.clips], dtype=numpy.intp)

    @property
    def halves(self) -> NDArray[numpy.intp]:
        """Half of each clip, 0 or 1; shape (clips,)."""
        return numpy.asarray([int(clip.known) for clip in self.clips], dtype=numpy.intp)


def read_crowd(folder: Path, task: str, *, most_people: int | None, randomness: Generator) -> Crowd:
    """Read the recordings of one task whose speaker is known.

    Args:
        folder: a collection with `speaker` in its list.
        task: which of its tasks.
        most_people: so many are drawn; None takes all.
        randomness: draws people, clips and halves.
    """
    spoken: dict[str, list[CollectionItem]] = defaultdict(list)
    for item in read_collection(folder):
        if item.task == task and item.speaker is not None:
            spoken[item.speaker].append(item)
    names = sorted(name for name, items in spoken.items() if len(items) >= FEWEST_CLIPS)
    if most_people is not None and len(names) > most_people:
        names = sorted(str(name) for name in randomness.choice(names, most_people, replace=False))
    voices = VoiceActivityModel()
    clips: list[Clip] = []
    for person, name in enumerate(names):
        items = spoken[name]
        drawn = randomness.permutation(len(items))[:MOST_CLIPS]
        clips += [_clip(items[int(item)], person, place % 2 == 1, voices) for place, item in enumerate(drawn.tolist())]
    return Crowd(clips=tuple(clips), people=len(names))


def _clip(item: CollectionItem, person: int, known: bool, voices: VoiceActivityModel) -> Clip:  # noqa: FBT001
    whole = decode(item.path.read_bytes())
    samples = trim_silence(whole, model=voices).of(whole)[:LONGEST_WINDOW].copy()
    return Clip(
        person=person,
        known=known,
        words=normalised_words(item.text or ""),
        language=item.language or "en",
        samples=samples,
        digest=sha256(samples.tobytes()).hexdigest(),
    )


def folds(people: int, count: int, randomness: Generator) -> tuple[NDArray[numpy.intp], ...]:
    """Return the people who are attacked in each round; the others are those whom the attacker trains on."""
    order = randomness.permutation(people)
    return tuple(numpy.sort(part).astype(numpy.intp) for part in numpy.array_split(order, count))
