"""Material: the recordings of each group, a sample that takes every person alike."""

import hashlib
import itertools
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final, cast

import numpy

from earnest.collections.collection import CollectionItem, read_collection
from earnest.collections.parts import read_part
from earnest.collections.recordings import read_recordings
from earnest.demo.plan import make_plan
from earnest.foundation.units import SAMPLING_RATE_HERTZ, SampleCount, Samples, samples_in_milliseconds
from earnest.sound_files.decoding import decode
from earnest.speech.language.comparing.written import read_written
from earnest.speech.sound.level import raised_to_hear
from earnest.speech.sound.span import Span
from earnest.speech.sound.voice_activity import VoiceActivityModel, trim_silence
from recognising.spoiling import SPOILINGS

SPOKEN: Final = ("sentences", "commands", "words", "personal_data", "german", "people")
"""Groups whose words are known."""
LOOP: Final = "loop"
"""The sentences that the benchmark `loop` keeps back, all of them."""
SPOILED: Final = {
    f"{group}_{kind}": (kind, group) for kind in SPOILINGS for group in ("commands", "sentences", "words")
}
"""Groups of the same recordings as devices send them that hear worse: how they were spoilt, and which they are."""
NO_SPEECH: Final = "no_speech"
"""Noise, music and silence, whole."""
NO_SPEECH_TRIMMED: Final = "no_speech_trimmed"
"""Of those the ones in which the voice detector finds speech, cut to it as the gateway does."""
JOINED_WORDS: Final = "joined_words"
"""Single words of one person in a row, whose places are known."""
_TASKS: Final = {"personal_data": "personal_data", "german": "german", "people": "speakers"}
_SINGLE: Final = "letter or digit (join to spell)"
_PIECE: Final = 10 * SAMPLING_RATE_HERTZ
"""Longer noise and music is cut into pieces."""
_MOST_PIECES: Final = 4
_PAUSE: Final = samples_in_milliseconds(150)
"""Between recordings that are joined."""
_JOINED: Final = (4, 5, 6, 7)
"""Letters and digits of joined items."""
_IN_A_ROW: Final = (3, 4, 5)
"""Words of joined sounds."""
_ADULT: Final = 18


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where one word lies that was put there."""

    word: str
    span: Span
    """Of its sound, first to last speech; samples."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sound:
    """One sound as an engine gets it."""

    name: str
    group: str
    samples: Samples
    text: str
    """What is said; empty where nothing is."""
    language: str
    """ISO 639-1."""
    person: str
    """Who speaks, or what makes the noise."""
    about: tuple[str, ...] = ()
    """Parts of the group that are shown apart: `child`, `female`, `accent Mandarin`."""
    places: tuple[Place, ...] = ()
    """Of words that were joined."""

    @property
    def key(self) -> str:
        """Name and content, for what is kept."""
        return f"{self.group}/{self.name}/{hashlib.sha256(self.samples.tobytes()).hexdigest()[:16]}"


class Material:
    """A collection, and what the benchmark takes from it."""

    def __init__(self, folder: Path, *, sample: int, seed: int) -> None:
        """Read the lists; no sound is opened yet.

        Args:
            folder: a collection with a `manifest.jsonl`.
            sample: recordings of each group, at most.
            seed: of what is joined.
        """
        self._folder = folder
        self._items = list(read_collection(folder))
        self._about = {folder / str(entry.get("file")): entry for entry in _entries(folder / "manifest.jsonl")}
        self._sample = sample
        self._seed = seed
        self._voices = VoiceActivityModel()

    def group(self, name: str) -> Iterator[Sound]:
        """Give the sounds of a group."""
        if name == NO_SPEECH:
            yield from self._without_speech()
        elif name in SPOILED:
            kind, group = SPOILED[name]
            for item in self._chosen(group):
                yield self._spoken(name, item, SPOILINGS[kind](decode(item.path.read_bytes())))
        elif name == JOINED_WORDS:
            yield from itertools.islice(self.words_joined(), self._sample)
        elif name == NO_SPEECH_TRIMMED:
            for sound in self._without_speech():
                found = trim_silence(sound.samples, model=self._voices)
                if found.length:
                    yield _again(sound, name, found.of(sound.samples).copy())
        else:
            for item in self._chosen(name):
                yield self._spoken(name, item)
            if name == "personal_data":
                yield from self._spelled()

    def words_of_others(self) -> Sequence[CollectionItem]:
        """Return single words of people whom no group measures, in drawn order: what may be labelled."""
        measured = {item.speaker for group in SPOKEN for item in self._chosen(group)}
        others = [item for item in self._items if item.task == "words" and item.text and item.speaker not in measured]
        draw = numpy.random.default_rng(self._seed)
        return [others[place] for place in _drawn(draw, len(others), len(others))]

    def _chosen(self, group: str) -> Sequence[CollectionItem]:
        if group == LOOP:
            kept_back = {one.path for one in make_plan(read_recordings(self._folder)).held_out}
            return [one for one in self._items if one.task == "sentences" and one.path in kept_back]
        if group == "commands":
            found = {one.text: one for one in self._items if one.task == "commands" and one.text}.values()
        else:
            task = _TASKS.get(group, group)
            found = [one for one in self._items if one.task == task and one.text and one.personal_kind != _SINGLE]
        return evenly(list(found), self._sample)

    def _spoken(self, group: str, item: CollectionItem, file: bytes | None = None) -> Sound:
        samples = self._trimmed(item.path.read_bytes() if file is None else file)
        about = self._about.get(item.path, {})
        known = [str(about[name]) for name in ("gender",) if about.get(name)]
        known = [{"f": "female", "m": "male"}.get(one, one) for one in known]
        if item.age is not None:
            known.append("child" if item.age < _ADULT else "adult")
        if about.get("accent"):
            known.append(f"accent {about['accent']}")
        return Sound(
            name=item.path.stem,
            group=group,
            samples=samples,
            text=item.text or "",
            language=item.language or "en",
            person=item.speaker or "unknown",
            about=tuple(known),
        )

    def _trimmed(self, file: bytes) -> Samples:
        """Return a recording as the gateway raises and cuts it; whole where no speech is found in it."""
        whole = raised_to_hear(decode(file))
        return trim_silence(whole, model=self._voices).of(whole).copy() if _speaks(whole, self._voices) else whole

    def _spelled(self) -> Iterator[Sound]:
        """Give letters and digits of one speaker, joined."""
        singles = [item for item in self._items if item.personal_kind == _SINGLE and item.text]
        if not singles:
            return
        draw = numpy.random.default_rng(self._seed)
        for number in range(min(self._sample, 26)):
            count = _JOINED[number % len(_JOINED)]
            digits = number % 2 == 0
            fitting = [one for one in singles if (len(one.text or "") > 1) == digits]
            chosen = [fitting[place] for place in _drawn(draw, len(fitting), count)]
            samples, places = joined([(one.text or "", decode(one.path.read_bytes())) for one in chosen], self._voices)
            yield Sound(
                name=f"joined-{number}",
                group="personal_data",
                samples=samples,
                text=" ".join(place.word for place in places),
                language="en",
                person=chosen[0].speaker or "unknown",
                about=("joined",),
                places=places,
            )

    def words_joined(self) -> Iterator[Sound]:
        """Give one-word recordings of one person in a row, three to five, with their places; each recording once."""
        people: dict[str, list[CollectionItem]] = {}
        for item in self._items:
            if item.task == "words" and item.text and item.speaker:
                people.setdefault(item.speaker, []).append(item)
        draw = numpy.random.default_rng(self._seed)
        for person, own in sorted(people.items()):
            length = _IN_A_ROW[len(own) % len(_IN_A_ROW)]
            chosen = [own[place] for place in _drawn(draw, len(own), length)]
            samples, places = joined([(one.text or "", decode(one.path.read_bytes())) for one in chosen], self._voices)
            if len(places) >= _IN_A_ROW[0]:
                yield Sound(
                    name=f"{person}-joined",
                    group=JOINED_WORDS,
                    samples=samples,
                    text=" ".join(place.word for place in places),
                    language="en",
                    person=person,
                    places=places,
                )

    def _without_speech(self) -> Iterator[Sound]:
        for item in self._items:
            if item.task in {"noise", "music"}:
                kind = "music" if item.task == "music" else str(self._about.get(item.path, {}).get("noise", "noise"))
                whole = read_part(item, longest_seconds=_MOST_PIECES * _PIECE / SAMPLING_RATE_HERTZ)
                for start in range(0, max(1, whole.size - _PIECE // 2), _PIECE):
                    piece = whole[start : start + _PIECE].copy()
                    yield _silent(f"{item.path.stem}-{start // SAMPLING_RATE_HERTZ}", piece, kind)
        draw = numpy.random.default_rng(self._seed)
        for number in range(10):
            loudness = 2.0 * number
            hiss = numpy.round(draw.normal(0.0, loudness, 3 * SAMPLING_RATE_HERTZ)).astype(numpy.int16)
            yield _silent(f"silence-{number}", hiss, "silence (generated)")


def joined(parts: Sequence[tuple[str, Samples]], voices: VoiceActivityModel) -> tuple[Samples, tuple[Place, ...]]:
    """Put recordings of one word each in a row; those without speech are left out.

    Returns:
        The sound, and where the speech of each word lies in it.
    """
    pause = numpy.zeros(_PAUSE, dtype=numpy.int16)
    pieces, places, length = [pause], list[Place](), int(_PAUSE)
    for word, samples in parts:
        speech = trim_silence(samples, padding=0, model=voices)
        if not speech.length:
            continue
        cut = speech.of(samples)
        pieces += [cut, pause]
        span = Span(start=SampleCount(length), end=SampleCount(length + cut.size))
        places.append(Place(word=word, span=span))
        length += cut.size + int(_PAUSE)
    return numpy.concatenate(pieces), tuple(places)


def evenly(items: Sequence[CollectionItem], count: int) -> Sequence[CollectionItem]:
    """Return so many recordings, of each person as many as of others, each person's spread over their list."""
    people: dict[str, list[CollectionItem]] = {}
    for item in items:
        people.setdefault(item.speaker or str(item.path), []).append(item)
    share = -(-count // max(1, len(people)))
    chosen = [one for own in people.values() for one in _spread(own, share)]
    return _spread(chosen, count)


def _spread(items: Sequence[CollectionItem], count: int) -> list[CollectionItem]:
    return [items[place * len(items) // count] for place in range(count)] if len(items) > count else list(items)


def reference_words(sound: Sound) -> int:
    """Return how many words are said in a sound."""
    return len(read_written(sound.text, sound.language).usual)


def _drawn(draw: numpy.random.Generator, of: int, count: int) -> list[int]:
    """Return so many different numbers below one."""
    return [int(place) for place in draw.permutation(of)[:count]]


def _speaks(samples: Samples, voices: VoiceActivityModel) -> bool:
    return trim_silence(samples, model=voices).length > 0


def _silent(name: str, samples: Samples, kind: str) -> Sound:
    return Sound(name=name, group=NO_SPEECH, samples=samples, text="", language="en", person=name, about=(kind,))


def _again(sound: Sound, group: str, samples: Samples) -> Sound:
    return Sound(
        name=sound.name, group=group, samples=samples, text="", language="en", person=sound.person, about=sound.about
    )


def _entries(listing: Path) -> Iterator[dict[str, object]]:
    if listing.is_file():
        for line in listing.read_text("utf-8").splitlines():
            yield cast("dict[str, object]", json.loads(line))
