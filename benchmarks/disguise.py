"""What is a disguise worth? Attackers who train on disguised voices, a recogniser, and what it costs.

Every person is attacked by somebody who learned from others only. The published strength of a profile is that of the
most successful attacker, picked afterwards from all that were tried: pessimistic, on purpose.

Run with `make bench NAME=disguise [RECORDINGS=dir] [ARGS="--profiles warped --quick"]`; writes
benchmarks/results/disguise.json. `--ship` also writes the figures that Earnest shows (`measured.json`).
"""

import argparse
import json
import os
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy
from attacks.embedding import load_encoder
from attacks.families import Family, families
from attacks.knowledge import ON_DISGUISES, Knowledge, Material, Outcome, attack, most_successful
from attacks.listening import Recognition, Words, compare_words, recognised
from attacks.people import FEWEST_PEOPLE, Crowd, folds, read_crowd
from attacks.quality import load_quality
from attacks.renderings import Rendering, originals, render
from attacks.report import as_results, shipped
from attacks.table import table
from attacks.trials import Asked
from rich.console import Console

from earnest.foundation.units import Samples, seconds
from earnest.speech.concealment.disguise.profiles import PROFILES, SPEAKS_WORDS
from earnest.speech.recognition.engine_choice import EngineChoice
from earnest.speech.recognition.engine_process import EngineLimits, EngineProcess
from earnest.speech.recognition.hypothesis import RecognisedWord

RESULTS = Path(__file__).parent / "results" / "disguise.json"
SHIPPED = Path(__file__).parents[1] / "src/earnest/speech/concealment/disguise/measured.json"
SEED = 20_260
ROUNDS = 3
RENDERINGS = 2
LISTENED = 220
QUICK_PEOPLE = 30
LANGUAGE = "en"
"""What the recogniser understands."""
OUT = Console(soft_wrap=True, highlight=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """What was asked for."""

    recordings: Path
    task: str
    profiles: tuple[str, ...]
    most_people: int | None
    processes: int
    cache: Path | None
    ship: bool
    listened: int
    """Clips that a recogniser listens to before and after, ≥ 0; as many of each person as of any other."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Measurement:
    """Everything that was found out about one profile."""

    profile: str
    outcomes: dict[Knowledge, Outcome]
    recognition: Recognition | None
    """None where nothing is known of what was said."""
    opinion: float | None
    """Mean DNSMOS; None without the packages."""
    cost: float | None
    withheld: int


def read_options() -> Options:
    """Read the command line."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    _ = parser.add_argument("--recordings", type=Path, default=os.environ.get("EARNEST_SPEECH") or None)
    _ = parser.add_argument("--task", default="speakers", help="task of the collection whose speakers are attacked")
    _ = parser.add_argument("--profiles", nargs="+", choices=sorted(PROFILES), default=sorted(PROFILES))
    _ = parser.add_argument("--speakers", type=int, help="attack only so many people")
    _ = parser.add_argument("--processes", type=int, default=2)
    _ = parser.add_argument("--cache", type=Path, help="keep disguised clips and recognised words in this folder")
    _ = parser.add_argument("--listened", type=int, default=LISTENED, help="clips that are recognised")
    _ = parser.add_argument("--quick", action="store_true", help=f"{QUICK_PEOPLE} people, to try it out")
    _ = parser.add_argument("--ship", action="store_true", help="write the figures that Earnest shows, too")
    given = parser.parse_args()
    if given.recordings is None:
        parser.error("needs recordings of known people: RECORDINGS=dir, a folder with a manifest.jsonl")
    return Options(
        recordings=given.recordings,
        task=given.task,
        profiles=tuple(given.profiles),
        most_people=given.speakers or (QUICK_PEOPLE if given.quick else None),
        processes=given.processes,
        cache=given.cache,
        ship=bool(given.ship),
        listened=QUICK_PEOPLE if given.quick else given.listened,
    )


class Bench:
    """The measurement: people, their originals, and one profile after the other."""

    def __init__(self, options: Options) -> None:
        """Read the recordings; nothing is measured yet."""
        self.options = options
        self.crowd: Crowd = read_crowd(
            options.recordings,
            options.task,
            most_people=options.most_people,
            randomness=numpy.random.default_rng(SEED),
        )
        self.originals = originals(self.crowd.clips)
        self.families = families(load_encoder())
        self._quality = load_quality()
        self._rounds = folds(self.crowd.people, ROUNDS, numpy.random.default_rng(SEED + 1))
        self._listened = self._choose_listened()
        self._measured = {family.name: family.measure(self.originals.sounds) for family in self.families}

    @property
    def left_out(self) -> tuple[str, ...]:
        """What this machine or these recordings do not allow."""
        left = () if len(self.families) > 2 else ("speaker embeddings (extra `evaluation`)",)  # noqa: PLR2004 - own ones
        left += () if self._quality is not None else ("DNSMOS (extra `evaluation`)",)
        return left if self._listened else (*left, "word error rates (no English recording with its text)")

    def _choose_listened(self) -> tuple[int, ...]:
        """Return the places of the clips that are recognised: one of everybody, then a second, in a drawn order."""
        drawn = numpy.random.default_rng(SEED + 2).permutation(self.crowd.people).tolist()
        taken: dict[int, int] = {}
        order: list[tuple[int, int, int]] = []
        for place, clip in enumerate(self.crowd.clips):
            if clip.words and clip.language == LANGUAGE:
                taken[clip.person] = taken.get(clip.person, 0) + 1
                order.append((taken[clip.person], int(drawn[clip.person]), place))
        return tuple(sorted(place for _, _, place in sorted(order)[: self.options.listened]))

    def words(self, engine: EngineProcess, sounds: Sequence[Samples | None]) -> list[tuple[RecognisedWord, ...]]:
        """Recognise sounds."""
        return recognised(sounds, engine.recognise, processes=self.options.processes, cache=self.options.cache)

    def undisguised(self) -> tuple[Outcome, float | None]:
        """Attack the originals; return the outcome and what DNSMOS thinks of them."""
        asked: dict[str, Asked] = {}
        for family in self.families:
            asked |= attack(family, self._material(family, []), self._rounds)[Knowledge.UNDISGUISED]
        return most_successful(asked, SEED), self._opinion(self.originals.sounds)

    def measure(self, profile: str, engine: EngineProcess) -> Measurement:
        """Find out everything about a profile."""
        clips = self.crowd.clips
        words: Sequence[tuple[RecognisedWord, ...]] = [() for _ in clips]
        if profile in SPEAKS_WORDS:
            words = self.words(engine, [clip.samples for clip in clips])
        renderings = [
            render(
                profile,
                clips,
                words,
                number=number,
                processes=self.options.processes,
                cache=self.options.cache,
            )
            for number in range(RENDERINGS)
        ]
        OUT.print(f"{profile}: disguised")
        outcomes = self._attacked([rendering.sounds for rendering in renderings])
        OUT.print(f"{profile}: attacked")
        costs = [rendering.cost for rendering in renderings if rendering.cost is not None]
        return Measurement(
            profile=profile,
            outcomes=outcomes,
            recognition=self._recognition(engine, renderings[0]),
            opinion=self._opinion(renderings[0].sounds),
            cost=sum(costs) / len(costs) if costs else None,
            withheld=sum(sound is None for sound in renderings[0].sounds),
        )

    def _attacked(self, renderings: Sequence[Sequence[Samples | None]]) -> dict[Knowledge, Outcome]:
        asked: dict[Knowledge, dict[str, Asked]] = {knowledge: {} for knowledge in ON_DISGUISES}
        for family in self.families:
            answers = attack(family, self._material(family, renderings), self._rounds)
            for knowledge, named in answers.items():
                asked[knowledge] |= named
        return {knowledge: most_successful(named, SEED) for knowledge, named in asked.items()}

    def _material(self, family: Family, renderings: Sequence[Sequence[Samples | None]]) -> Material:
        return Material(
            crowd=self.crowd,
            originals=self._measured[family.name],
            renderings=[family.measure(sounds) for sounds in renderings],
            seed=SEED,
        )

    def _recognition(self, engine: EngineProcess, rendering: Rendering) -> Recognition | None:
        if not self._listened:
            return None
        clips = [self.crowd.clips[place] for place in self._listened]
        before = self.words(engine, [clip.samples for clip in clips])
        after = self.words(engine, [rendering.sounds[place] for place in self._listened])
        return compare_words(clips, [_texts(heard) for heard in before], [_texts(heard) for heard in after], SEED)

    def _opinion(self, sounds: Sequence[Samples | None]) -> float | None:
        if self._quality is None:
            return None
        chosen = [sounds[place] for place in self._listened or range(0, len(sounds), 4)]
        return float(numpy.mean([self._quality(sound) for sound in chosen if sound is not None]))


def _texts(heard: Sequence[RecognisedWord]) -> Words:
    return tuple(word.text for word in heard)


def main() -> None:
    options = read_options()
    began = time.monotonic()
    bench = Bench(options)
    crowd = bench.crowd
    minutes = sum(seconds(clip.samples.size) for clip in crowd.clips) / 60
    OUT.print(f"{crowd.people} people, {len(crowd.clips)} clips, {minutes:.0f} minutes without silence at the ends")
    if crowd.people < FEWEST_PEOPLE:
        OUT.print(f"Left out: task “{options.task}” has fewer than {FEWEST_PEOPLE} people with enough clips.")
        return
    for left in bench.left_out:
        OUT.print(f"Left out: {left}")
    undisguised, opinion = bench.undisguised()
    OUT.print(f"undisguised: attacked ({undisguised.clip.value:.1%})")
    limits = EngineLimits(children=options.processes, base_seconds=120.0)
    engine = EngineProcess(EngineChoice(), limits=limits)
    try:
        measured = [bench.measure(profile, engine) for profile in options.profiles]
    finally:
        engine.close()
    results = as_results(
        measured,
        undisguised=undisguised,
        opinion=opinion,
        about={
            "task": options.task,
            "people": crowd.people,
            "clips": len(crowd.clips),
            "minutes": round(minutes, 1),
            "rounds": ROUNDS,
            "renderings": RENDERINGS,
            "seed": SEED,
            "attackers": [family.name for family in bench.families],
            "left_out": list(bench.left_out),
            "seconds": round(time.monotonic() - began),
        },
    )
    OUT.print(table(results), markup=False)
    RESULTS.parent.mkdir(exist_ok=True)
    _ = RESULTS.write_text(json.dumps(results, indent=2) + "\n")
    if options.ship:
        _ = SHIPPED.write_text(json.dumps(shipped(results), indent=2) + "\n")


if __name__ == "__main__":
    main()
