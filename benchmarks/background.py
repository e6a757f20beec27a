"""Are background voices quiet before a person listens, and does the nearest speaker come to no harm? (AU7).

Both voices of a scene are real people's; that they sound together is invented (`material/far_voices.py`), so it is
known whose every sample is: the planned gains are applied to each voice by itself. Words are those of the stock
recogniser's quick pass. Values were chosen on one half of the people (`--side 0`); the figures are from the other.

Run with `make bench NAME=background [RECORDINGS=dir]`; writes benchmarks/results/background.json.
"""

import argparse
import json
import os
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final, cast

import numpy
from material.encoder import live_encoder, live_model
from material.far_voices import LANGUAGE, Near, Scene, far_voices, near_voices, scenes
from rich.console import Console
from rich.table import Table

from earnest.foundation.units import SampleCount, Samples, seconds
from earnest.speech.hearing.recognition.adapters.pocketsphinx import PocketsphinxPass
from earnest.speech.hearing.recognition.domain_engine import DomainEngine
from earnest.speech.language.comparing.word_errors import text_errors
from earnest.speech.language.hypothesis import RecognisedWord
from earnest.speech.privacy.disguise.profile import Undisguised
from earnest.speech.privacy.foreground.reducing import (
    Reduction,
    make_plan,
    reduce_background,
    what_is_left,
)
from earnest.speech.privacy.recording.muting import is_muted
from earnest.speech.sound.span import Span
from earnest.speech.sound.spectra import Signal
from earnest.speech.sound.voice_activity import VoiceActivityModel
from earnest.voices.disguise.profiles import AUTOMATIC, chosen_profile, open_profile

RESULTS: Final = Path(__file__).parent / "results" / "background.json"
OUT: Final = Console(soft_wrap=True, highlight=False)
SEED: Final = 20190710
REPORTING: Final = 1
"""Side of the people whose figures are reported; `side_of` their name."""
LEVELS: Final = (-6.0, -12.0, -18.0, -24.0)
"""Of the far voice under the near one; dB."""
DISGUISED_LEVEL: Final = -12.0
"""Level at which the disguised sound is listened to."""
DRAWS: Final = 2000
NEARLY: Final = 4_800
"""A word is heard in its place if it begins within 0.3 s of it; samples."""

DATA: Final = (
    "sentences, spoken requests and read speech of real people, English; that they sound together and the far one's "
    "room are invented; words are those of the stock recogniser's quick pass"
)

Words = tuple[RecognisedWord, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    """Hits of a person."""

    person: str
    hits: float
    of: float


@dataclass(slots=True)
class Tally:
    """Counts by the question that they answer."""

    counts: dict[str, list[Count]] = field(default_factory=dict[str, list[Count]])

    def add(self, question: str, person: str, hits: float, of: float) -> None:
        """Note one count; nothing where there is nothing to count."""
        if of > 0:
            self.counts.setdefault(question, []).append(Count(person=person, hits=hits, of=of))


class Listener:
    """The recogniser and what the reduction costs."""

    def __init__(self) -> None:
        self.engine = DomainEngine(PocketsphinxPass(quick=True))
        self.voices = VoiceActivityModel()
        _ = self.voices.probabilities(numpy.ones(1_000, dtype=numpy.int16))
        self.spent = 0.0
        self.heard = 0.0

    def words(self, samples: Samples) -> Words:
        """Recognise."""
        return self.engine.recognise(samples, ("en",)).words

    def reduced(self, samples: Samples) -> tuple[Samples, tuple[Span, ...]]:
        """Reduce and note what it cost."""
        began = time.process_time()
        result = reduce_background(samples, (), self.voices)
        self.spent += time.process_time() - began
        self.heard += seconds(samples.size)
        return result.samples, result.muted


def measure(folder: Path, *, side: int, people: int, listened: int) -> Iterator[dict[str, object]]:
    """Measure on one side of the people of a folder; give the figures so far after each person that is listened to.

    Args:
        folder: a collection.
        side: 0 or 1.
        people: how many people speak near the microphone, at most.
        listened: to how many of them the recogniser listens; the others are measured by energy only.
    """
    listener, tally = Listener(), Tally()
    near = near_voices(folder, side=side, people=people, seed=SEED, voices=listener.voices)
    far = far_voices(folder, side=side, seed=SEED)
    if not near or not {person for person, _ in far} - {near[0].person}:
        sys.exit("This folder has not two English speakers on this side")
    others = [
        next(voice for voice in far[number % len(far) :] + far if voice[0] != one.person)
        for number, one in enumerate(near)
    ]

    def so_far(done: int) -> dict[str, object]:
        OUT.print(f"{len(near)} people measured by energy, {done} listened to", style="dim")
        about = {"people_near": len(near), "people_listened_to": done, "people_far": len({name for name, _ in far})}
        return {"seed": SEED, "side": side, **about, "data": DATA, **_figures(listener, tally)}

    for number, (one, other) in enumerate(zip(near, others, strict=True)):
        for level, scene in scenes(one, other, LEVELS, SEED + number):
            _energies(scene, listener, tally, f"{level:g} ")
        _energy_alone(one, listener, tally)
    yield so_far(0)
    for number, (one, other) in enumerate(zip(near[:listened], others, strict=False)):
        _listen(one, other, listener, tally, number)
        yield so_far(number + 1)


def _figures(listener: Listener, tally: Tally) -> dict[str, object]:
    return {
        "cpu_seconds_per_second": round(listener.spent / listener.heard, 4),
        "levels": {f"{level:g}": _rows(tally, f"{level:g} ") for level in LEVELS},
        "alone": _rows(tally, "alone "),
        "disguised": {"level": DISGUISED_LEVEL, "rows": _rows(tally, "disguised ")},
    }


def _listen(near: Near, far: tuple[str, Samples], listener: Listener, tally: Tally, number: int) -> None:
    """Let the recogniser listen to one person, alone and with another; noted only if it comes to an end."""
    found = Tally()
    far_words = _far_words(near, far, listener, number)
    _alone(near, listener, found)
    _together(near, far, far_words, listener, found, number)
    _disguised(near, far, far_words, listener, found, number)
    for question, counts in found.counts.items():
        for count in counts:
            tally.add(question, count.person, count.hits, count.of)


def _energy_alone(near: Near, listener: Listener, tally: Tally) -> None:
    """Note how much energy of a person who speaks alone is left."""
    plan = make_plan(near.samples, (), listener.voices, Reduction())
    whole = near.samples / 32768.0
    tally.add("alone energy left", near.person, _energy(what_is_left(whole, plan)) / max(_energy(whole), 1e-12), 1.0)


def _alone(near: Near, listener: Listener, tally: Tally) -> None:
    """Note what happens to a person who speaks alone."""
    before = listener.words(near.samples)
    samples, muted = listener.reduced(near.samples)
    after = listener.words(samples)
    known = _really_said(near, before)
    tally.add("alone words muted", near.person, sum(is_muted(word, muted, ()) for word in known), len(known))
    _errors(tally, "alone ", near, before, after)


def _errors(tally: Tally, prefix: str, near: Near, before: Words, after: Words) -> None:
    """Note the word errors where the words are known."""
    for when, words in (("before", before), ("after", after)):
        if near.words:
            found = text_errors(" ".join(near.words), " ".join(word.text for word in words), LANGUAGE).total
            tally.add(f"{prefix}word errors {when}", near.person, found, len(near.words))


def _together(  # noqa: PLR0917 - who speaks, who listens, where it is noted
    near: Near, far: tuple[str, Samples], far_words: Words, listener: Listener, tally: Tally, number: int
) -> None:
    """Note at each level what a recogniser hears of both voices."""
    near_words = _really_said(near, listener.words(near.samples))
    for level, scene in scenes(near, far, LEVELS, SEED + number):
        prefix = f"{level:g} "
        samples, muted = listener.reduced(scene.samples)
        in_place = [_moved(word, scene.place.start) for word in near_words]
        lost = sum(is_muted(word, muted, ()) for word in in_place)
        tally.add(f"{prefix}near words muted", near.person, lost, len(in_place))
        before, after = listener.words(scene.samples), listener.words(samples)
        for when, words in (("before", before), ("after", after)):
            tally.add(f"{prefix}far words heard {when}", near.person, _still_heard(far_words, words), len(far_words))
        shown = [word for word in before if not is_muted(word, muted, ())]
        tally.add(f"{prefix}far words in the text", near.person, _still_heard(far_words, shown), len(far_words))
        _errors(tally, prefix, near, _within(before, scene.place), _within(after, scene.place))


def _energies(scene: Scene, listener: Listener, tally: Tally, prefix: str) -> None:
    """Note how much of each voice's energy is left, where the near one speaks and elsewhere."""
    _ = listener.reduced(scene.samples)
    plan = make_plan(scene.samples, (), listener.voices, Reduction())
    near, far = what_is_left(scene.near, plan), what_is_left(scene.far, plan)
    inside = slice(scene.place.start, scene.place.end)
    outside = numpy.ones(scene.far.size, dtype=numpy.bool_)
    outside[inside] = False
    for question, left, whole in (
        ("far energy left around", far[outside], scene.far[outside]),
        ("far energy left under", far[inside], scene.far[inside]),
        ("near energy left", near[inside], scene.near[inside]),
    ):
        # Everybody counts the same, however loud.
        tally.add(f"{prefix}{question}", scene.person, _energy(left) / max(_energy(whole), 1e-12), 1.0)


def _disguised(  # noqa: PLR0917 - as above
    near: Near, far: tuple[str, Samples], far_words: Words, listener: Listener, tally: Tally, number: int
) -> None:
    """Note what is heard of the far voice after each disguise, with and without the reduction before it."""
    [(_, scene)] = scenes(near, far, (DISGUISED_LEVEL,), SEED + number)
    recognised = listener.words(scene.samples)
    samples, muted = listener.reduced(scene.samples)
    kept = tuple(word for word in recognised if not is_muted(word, muted, ()))
    for name in dict.fromkeys(("warped", "respoken", chosen_profile(AUTOMATIC, LANGUAGE, live_model()))):
        profile = open_profile(name, live_encoder())
        for when, sound, words in (("before", scene.samples, recognised), ("after", samples, kept)):
            clip = Undisguised(samples=sound, words=words, beeped=(), language="en")
            made = profile.disguise(clip, numpy.random.default_rng(SEED + number))
            moved = [_placed(word, made.timeline.moved(Span(start=word.start, end=word.end))) for word in far_words]
            heard = _still_heard(moved, listener.words(made.samples))
            tally.add(f"disguised {name} far words heard {when}", near.person, heard, len(far_words))


def _far_words(near: Near, far: tuple[str, Samples], listener: Listener, number: int) -> Words:
    """Return the words of the far voice outside of the near one's place that are recognised where it speaks alone."""
    [(_, scene)] = scenes(near, far, (0.0,), SEED + number)
    dry = numpy.resize(far[1], scene.far.size)
    place = scene.place
    return tuple(word for word in listener.words(dry) if word.end <= place.start or word.start >= place.end)


def _still_heard(wanted: Sequence[RecognisedWord], heard: Sequence[RecognisedWord]) -> int:
    """Return how many words are heard in their places."""
    return sum(any(word.text == one.text and abs(word.start - one.start) <= NEARLY for one in heard) for word in wanted)


def _really_said(near: Near, words: Words) -> Words:
    """Return the recognised words that were said; the others tell nothing about where a person speaks."""
    return tuple(word for word in words if word.text in near.words)


def _within(words: Words, place: Span) -> Words:
    """Return the words whose middle lies in a place."""
    return tuple(word for word in words if place.start <= (word.start + word.end) // 2 < place.end)


def _moved(word: RecognisedWord, by: int) -> RecognisedWord:
    return _placed(word, Span(start=SampleCount(word.start + by), end=SampleCount(word.end + by)))


def _placed(word: RecognisedWord, place: Span) -> RecognisedWord:
    return RecognisedWord(text=word.text, start=place.start, end=place.end, posterior=word.posterior)


def _energy(sound: Signal) -> float:
    return float(numpy.sum(sound**2))


def _rows(tally: Tally, prefix: str) -> dict[str, dict[str, float | list[float] | int]]:
    """Return the share, its interval over people and the numbers of each question with a prefix."""
    return {
        question.removeprefix(prefix): row_of(counts)
        for question, counts in tally.counts.items()
        if question.startswith(prefix)
    }


def row_of(counts: Sequence[Count]) -> dict[str, float | list[float] | int]:
    """Return a share with its interval over people; where nothing or all holds, 3 in so many people is its width."""
    hits = numpy.asarray([count.hits for count in counts])
    of = numpy.asarray([count.of for count in counts])
    drawn = numpy.random.default_rng(SEED).integers(0, len(counts), size=(DRAWS, len(counts)))
    low, high = numpy.quantile(hits[drawn].sum(axis=1) / of[drawn].sum(axis=1), [0.025, 0.975])
    share, people = float(hits.sum() / of.sum()), len({count.person for count in counts})
    bound = min(1.0, 3.0 / people)
    return {
        "share": round(share, 6),
        "interval": [
            round(min(float(low), 1.0 - bound) if share == 1.0 else float(low), 6),
            round(max(float(high), bound) if share == 0.0 else float(high), 6),
        ],
        "n": round(float(of.sum())),
        "people": people,
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    _ = parser.add_argument("--recordings", type=Path, default=os.environ.get("EARNEST_SPEECH") or None)
    _ = parser.add_argument("--side", type=int, choices=(0, 1), default=REPORTING)
    _ = parser.add_argument("--people", type=int, default=40, help="people who speak near the microphone")
    _ = parser.add_argument("--listened", type=int, default=12, help="of whom the recogniser listens to so many")
    arguments = parser.parse_args()
    folder: Path | None = arguments.recordings
    if folder is None:
        sys.exit("This benchmark needs recordings: RECORDINGS=dir")
    side: int = arguments.side
    results: dict[str, object] = {}
    for results in measure(folder, side=side, people=arguments.people, listened=arguments.listened):
        if side == REPORTING:
            RESULTS.parent.mkdir(exist_ok=True)
            _ = RESULTS.write_text(json.dumps(results, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    show(results)


def show(results: Mapping[str, object]) -> None:
    """Print the figures."""
    table = Table("scene", "what", "share", "n", title="Background voices")
    groups = {
        "nobody else": results["alone"],
        **{f"{level} dB": rows for level, rows in cast("Mapping[str, object]", results["levels"]).items()},
        "disguised": cast("Mapping[str, object]", results["disguised"])["rows"],
    }
    for scene, rows in groups.items():
        for what, row in cast("Mapping[str, Mapping[str, object]]", rows).items():
            low, high = cast("Sequence[float]", row["interval"])
            table.add_row(scene, what, f"{row['share']:.1%} [{low:.1%}, {high:.1%}]", str(row["n"]))
    OUT.print(table)
    OUT.print(
        f"{results['people_near']} people near, {results['people_far']} far; "
        f"{results['cpu_seconds_per_second']} CPU s per second of sound; seed {results['seed']}"
    )


if __name__ == "__main__":
    main()
