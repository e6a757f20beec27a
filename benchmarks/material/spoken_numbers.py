"""Spoken numbers: the recordings that the benchmark of personal data in sound is made of. Not a benchmark itself.

Numbers and spellings are real where people said them in one go, else joined from recordings of single digits and
letters. People, and where one person said everything twice the recordings, are on one side of a split only.
"""

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from random import Random
from typing import Final, cast

import numpy

from earnest.foundation.units import SampleCount, Samples, samples_in_milliseconds, samples_in_seconds
from earnest.sound_files.decoding import decode
from earnest.speech.privacy.vocabulary.languages import find_vocabulary

DIGITS: Final = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
LETTERS: Final = tuple("abcdefghijklmnopqrstuvwxyz")
FEWEST_SIGNS: Final = 3
"""Shorter ones are house numbers, which are found by their words."""
LOUDNESS: Final = 1500.0
"""Root mean square that the pieces of a joined number are brought to; 16-bit samples."""
NOISE: Final = 8.0
"""Root mean square of the noise in the pauses between them."""
FRAME: Final = samples_in_milliseconds(10)
QUIET_SHARE: Final = 0.06
"""Frames under this share of the loudest one are cut off both ends of a piece."""


class Half(StrEnum):
    """Sides of the split."""

    CHOOSING = "choosing"
    REPORTING = "reporting"


class Kind(StrEnum):
    """What sort of item."""

    CONNECTED = "digits said in one go"
    SPELLED = "spelled in one go"
    JOINED_DIGITS = "digits of one person, joined"
    JOINED_LETTERS = "letters of one person, joined"
    JOINED_PEOPLE = "digits of several people, joined"
    ORDERS = "coffee orders"
    HOME = "home commands"
    SENTENCES = "sentences"
    PEOPLE = "sentences of more people"
    NAMES = "names in sentences"


@dataclass(frozen=True, slots=True, kw_only=True)
class Token:
    """One digit or letter of a joined item."""

    text: str
    start: SampleCount
    end: SampleCount


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One sound."""

    kind: Kind
    samples: Samples
    said: tuple[str, ...] = ()
    """The digits and letters; empty where nothing personal is said."""
    tokens: tuple[Token, ...] = ()
    """Where each lies, for joined ones; else empty."""
    names: tuple[str, ...] = ()
    """First names in it."""
    speaker: str = ""
    """Who says it; empty where it is joined."""

    @property
    def witness(self) -> str:
        """Who or what counts once in an interval: the person, or the item where several are in it."""
        return self.speaker or hashlib.sha256(self.samples.tobytes()).hexdigest()


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One line of the manifest."""

    task: str
    file: str
    words: tuple[str, ...]
    speaker: str


class Recordings:
    """A folder of recordings with its manifest."""

    def __init__(self, folder: Path) -> None:
        """Read the manifest."""
        self._folder = folder
        lines = (folder / "manifest.jsonl").read_text(encoding="utf-8").splitlines()
        self._rows = [_row(cast("Mapping[str, object]", json.loads(line))) for line in lines if line]

    def load(self, row: Row) -> Samples:
        """Return the sound of a line."""
        return decode((self._folder / row.file).read_bytes())

    def rows(self, *tasks: str) -> list[Row]:
        """Return the lines of some tasks, in the order of the manifest."""
        return [row for row in self._rows if row.task in tasks]


def half_of(name: str) -> Half:
    """Return the side of a person or file, by its name only."""
    return Half.CHOOSING if hashlib.sha256(name.encode()).digest()[0] % 2 else Half.REPORTING


def shuffled(rows: Sequence[Row]) -> list[Row]:
    """Return lines in an order that depends on nothing but their files; fewer of them are the first of more."""
    return sorted(rows, key=lambda row: hashlib.sha256(row.file.encode()).digest())


def said_in_one_go(recordings: Recordings, half: Half) -> Iterator[Item]:
    """Give real numbers and spellings of three signs and more."""
    for row in recordings.rows("sentences", "speakers", "personal_data", "words"):
        signs = all(word in DIGITS or word in LETTERS for word in row.words)
        if len(row.words) >= FEWEST_SIGNS and signs and half_of(row.speaker) is half:
            digits = sum(word in DIGITS for word in row.words)
            kind = Kind.CONNECTED if 2 * digits > len(row.words) else Kind.SPELLED
            yield Item(kind=kind, samples=recordings.load(row), said=row.words, speaker=row.speaker)


def joined(recordings: Recordings, half: Half, *, count: int, seed: int) -> Iterator[Item]:
    """Give numbers and spellings of four to ten signs, each after a sentence of another speaker."""
    carriers = [row for row in recordings.rows("commands") if row.words and half_of(row.file) is half]
    for kind, pool in _pools(recordings, half).items():
        if len(pool) < FEWEST_SIGNS:
            continue
        draw = Random(f"{seed} {kind}")  # noqa: S311 - repeatable, not secret
        for _ in range(count):
            said = tuple(draw.choice(sorted(pool)) for _ in range(draw.randint(4, 10)))
            pieces = [recordings.load(draw.choice(pool[text])) for text in said]
            before = [recordings.load(draw.choice(carriers))] if carriers else []
            yield _join(kind, said, pieces, before, draw)


def _pools(recordings: Recordings, half: Half) -> dict[Kind, dict[str, list[Row]]]:
    """Return the recordings of each sign by kind; what one person said several times is parted by recording."""
    by_speaker: defaultdict[str, defaultdict[str, list[Row]]] = defaultdict(lambda: defaultdict(list))
    for row in recordings.rows("personal_data", "words"):
        if len(row.words) == 1 and (row.words[0] in DIGITS or row.words[0] in LETTERS):
            by_speaker[row.speaker][row.words[0]].append(row)
    digits: dict[str, list[Row]] = {}
    letters: dict[str, list[Row]] = {}
    people: defaultdict[str, list[Row]] = defaultdict(list)
    for speaker, said in by_speaker.items():
        if len(said) > len(DIGITS):  # A speaker who said nearly everything: the takes are parted.
            for text, rows in said.items():
                side = rows[0 if half is Half.CHOOSING else 1 :: 2]
                if side:
                    (digits if text in DIGITS else letters).setdefault(text, []).extend(side)
        elif half_of(speaker) is half:
            for text, rows in said.items():
                if text in DIGITS:
                    people[text] += rows
    return {Kind.JOINED_DIGITS: digits, Kind.JOINED_LETTERS: letters, Kind.JOINED_PEOPLE: dict(people)}


def _join(
    kind: Kind, said: tuple[str, ...], pieces: Sequence[Samples], before: Sequence[Samples], draw: Random
) -> Item:
    noise = numpy.random.default_rng(draw.randrange(2**31))
    parts: list[Samples] = []
    tokens: list[Token] = []
    position = 0

    def add(part: Samples) -> None:
        nonlocal position
        parts.append(part)
        position += part.size

    for carrier in before:
        add(_levelled(_trimmed(carrier)))
        add(_pause(noise, draw.uniform(0.15, 0.5)))
    for number, (text, piece) in enumerate(zip(said, pieces, strict=True)):
        if number:
            grouped = draw.random() < 0.2  # noqa: PLR2004 - people pause between the groups of a number
            add(_pause(noise, draw.uniform(0.25, 0.6) if grouped else draw.uniform(0.01, 0.15)))
        start = position
        add(_levelled(_trimmed(piece)))
        tokens.append(Token(text=text, start=SampleCount(start), end=SampleCount(position)))
    add(_pause(noise, 0.3))
    return Item(kind=kind, samples=numpy.concatenate(parts), said=said, tokens=tuple(tokens))


def harmless(recordings: Recordings, half: Half, *, most: int) -> Iterator[Item]:
    """Give sounds without numbers and spelled words."""
    for kind, task in ((Kind.ORDERS, "commands"), (Kind.HOME, "commands"), (Kind.SENTENCES, "sentences")):
        rows = [
            row
            for row in recordings.rows(task)
            if half_of(row.file) is half
            and (task == "sentences" or bool(row.words) == (kind is Kind.HOME))
            and not any(word in DIGITS or word.isdigit() for word in row.words)
            and not _first_names(row)
        ]
        for row in shuffled(rows)[:most]:
            yield Item(kind=kind, samples=recordings.load(row), speaker=row.speaker)
    people = [
        row
        for row in recordings.rows("speakers")
        if half_of(row.speaker) is half and _is_harmless(row) and len(row.words) >= FEWEST_SIGNS
    ]
    for row in shuffled(people)[:most]:
        yield Item(kind=Kind.PEOPLE, samples=recordings.load(row), speaker=row.speaker)


def _is_harmless(row: Row) -> bool:
    """Tell whether a sentence has no first name, no digit and no letter in it that is not a word."""
    signs = set(DIGITS) | set(LETTERS) - {"a", "i"}
    return not any(word in signs or word.isdigit() for word in row.words) and not _first_names(row)


def named(recordings: Recordings, half: Half, *, most: int) -> Iterator[Item]:
    """Give sentences with a first name in them."""
    rows = [
        row for row in recordings.rows("sentences", "speakers") if _first_names(row) and half_of(row.speaker) is half
    ]
    for row in shuffled(rows)[:most]:
        yield Item(kind=Kind.NAMES, samples=recordings.load(row), names=_first_names(row), speaker=row.speaker)


def _first_names(row: Row) -> tuple[str, ...]:
    return tuple(word for word in row.words if word in find_vocabulary("en").names.first_names)


def _trimmed(samples: Samples) -> Samples:
    """Return a piece without the quiet before and after."""
    frames = samples[: samples.size // FRAME * FRAME].reshape(-1, FRAME).astype(numpy.float64)
    if not frames.size:
        return samples
    level = numpy.sqrt((frames**2).mean(axis=1))
    loud = numpy.flatnonzero(level > max(QUIET_SHARE * level.max(), 2 * numpy.percentile(level, 10)))
    if not loud.size:
        return samples
    return samples[max(0, int(loud[0]) - 5) * FRAME : (int(loud[-1]) + 9) * FRAME]


def _levelled(samples: Samples) -> Samples:
    sound = samples.astype(numpy.float64)
    level = float(numpy.sqrt((sound**2).mean())) or 1.0
    return numpy.clip(sound * LOUDNESS / level, -32_000, 32_000).astype(numpy.int16)


def _pause(noise: numpy.random.Generator, duration_seconds: float) -> Samples:
    return noise.normal(0, NOISE, samples_in_seconds(duration_seconds)).astype(numpy.int16)


def _row(fields: Mapping[str, object]) -> Row:
    speaker = fields.get("speaker") or fields.get("speaker_cluster") or fields.get("file")
    text = fields.get("text")
    return Row(
        task=str(fields.get("task", "")),
        file=str(fields["file"]),
        words=tuple(str(text).lower().split()) if isinstance(text, str) else (),
        speaker=str(speaker),
    )
