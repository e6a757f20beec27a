"""Collection: a folder of synthetic recordings in the form that every folder of recordings has."""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from random import Random
from typing import Final

import numpy
import soundfile

from earnest.foundation.units import SAMPLING_RATE_HERTZ, seconds
from earnest.voices.synthesis.acoustics import AcousticMeans
from earnest.voices.synthesis.pronunciation import bundled_pronunciations
from earnest.voices.synthesis.texts import Line, orders, sentences, spoken_words
from earnest.voices.synthesis.voices import SyntheticSpeaker, SyntheticVoice, draw_voice

LICENCE: Final = "made by Earnest on this machine; synthetic voices, no person spoke"


@dataclass(frozen=True, slots=True, kw_only=True)
class Amounts:
    """How much is synthesised."""

    # Chosen, not measured.
    voices: int = 14
    """Synthetic voices."""
    orders: int = 13
    """Orders per voice."""
    words: int = 5
    """Single words per voice."""
    sentences: int = 2
    """Sentences per voice."""
    passers_by: int = 6
    """Further voices that say one order and one word each."""


def write_synthetic_collection(folder: Path, *, seed: int, amounts: Amounts) -> None:
    """Write recordings of synthetic voices and their manifest.

    The manifest is written last, so a folder with one is complete.

    Args:
        folder: is made; what is in it already stays.
        seed: the same seed gives the same recordings.
        amounts: how much.

    Raises:
        OSError: the folder cannot be written.
    """
    folder.mkdir(parents=True, exist_ok=True)
    speaker = SyntheticVoice(AcousticMeans.bundled(), bundled_pronunciations())
    generator = numpy.random.default_rng(seed)
    lines: list[str] = []
    for task, line, voice, file in _script(amounts, seed, generator):
        samples = speaker.say(line.words, voice, generator)
        path = folder / file
        path.parent.mkdir(exist_ok=True)
        with path.open("wb") as opened:
            soundfile.write(opened, samples, SAMPLING_RATE_HERTZ, format="FLAC")
        known: dict[str, object] = {
            "file": file,
            "task": task,
            "speaker": voice.name,
            "lang": "en",
            "licence": LICENCE,
            "synthetic": True,
            "duration": round(seconds(len(samples)), 3),
            "sample_rate": SAMPLING_RATE_HERTZ,
            "sha256": hashlib.sha256(path.read_bytes()).hexdigest(),
        }
        if line.text is not None:
            known["text"] = line.text
        if line.intent is not None:
            known |= {"intent": line.intent, "slots": dict(line.slots)}
        lines.append(json.dumps(known) + "\n")
    partial = folder / "manifest.partial"
    _ = partial.write_text("".join(lines), encoding="utf-8")
    _ = partial.rename(folder / "manifest.jsonl")


def _script(
    amounts: Amounts, seed: int, generator: numpy.random.Generator
) -> Iterator[tuple[str, Line, SyntheticSpeaker, str]]:
    """Yield task, line, voice and file of each recording."""
    texts = Random(seed)  # noqa: S311  # repeatable, not secret
    sources = (("commands", orders(texts)), ("words", spoken_words(texts)), ("sentences", sentences(texts)))
    for number in range(amounts.voices + amounts.passers_by):
        voice = draw_voice(f"synthetic-{number + 1:02d}", generator)
        regular = number < amounts.voices
        counts = (amounts.orders, amounts.words, amounts.sentences) if regular else (1, 1, 0)
        for (task, source), count in zip(sources, counts, strict=True):
            for place, line in enumerate(islice(source, count), start=1):
                yield task, line, voice, f"{task}/{voice.name}-{place:03d}.flac"
