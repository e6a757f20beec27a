"""What is a disguise worth? Attackers who train on disguised voices, a recogniser, and what it costs.

Every person is attacked by an attacker who learned from others only. The published strength of a profile is that of the
most successful attacker, picked afterwards from all that were tried: pessimistic, on purpose.

Run with `make bench NAME=disguise [RECORDINGS=dir] [ARGS="--profiles warped --quick"]`; writes
benchmarks/results/disguise.json. `--ship` also writes the figures that Earnest shows (`measured.json`).
"""

import argparse
import json
import os
import time
from collections.abc import Collection, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import numpy
from attacks.alone import Alone, Answers, all_alone
from attacks.embedding import load_encoder
from attacks.families import Family, control_family, families, speaking_families
from attacks.knowledge import Knowledge, Material, Measured, Outcome, attack, most_successful
from attacks.listening import Recognition, Words, compare_words, recognised
from attacks.network import can_train
from attacks.people import FEWEST_PEOPLE, Crowd, folds, read_crowd
from attacks.quality import load_quality
from attacks.renderings import Rendering, cost_of, originals, render
from attacks.report import as_results, shipped
from attacks.table import table
from attacks.trials import Asked
from material.encoder import live_model
from rich.console import Console

from earnest.engines.engine_process import EngineLimits, EngineProcess
from earnest.foundation.settings import load_settings
from earnest.foundation.units import Samples, seconds
from earnest.processes.recognisers import live_choice
from earnest.speech.language.hypothesis import RecognisedWord
from earnest.voices.disguise.profiles import ENCODED_PROFILE, PROFILES, SPEAKS_WORDS
from earnest.voices.disguise.whisper_encoder import has_network

RESULTS = Path(__file__).parent / "results" / "disguise.json"
SHIPPED = Path(__file__).parents[1] / "src/earnest/voices/disguise/measured.json"
SEED = 20_260
ROUNDS = 3
RENDERINGS = 2
MORE = 2
"""Renderings that are only learned from, by attackers who train a network; of profiles that are cheap enough."""
CHEAP = 0.04
"""CPU seconds per second of sound up to which a profile is."""
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
    alone: dict[str, Alone]
    """What one kind of thing tells by itself."""
    more: int
    """Renderings that were only learned from."""
    recognition: Recognition | None
    """None where nothing is known of what was said."""
    opinion: float | None
    """Mean DNSMOS; None without the packages."""
    cost: float
    """CPU seconds per second of sound."""
    withheld: int


def read_options() -> Options:
    """Read the command line."""
    known = {*PROFILES, *([ENCODED_PROFILE] if has_network(live_model()) else [])}
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    _ = parser.add_argument("--recordings", type=Path, default=os.environ.get("EARNEST_SPEECH") or None)
    _ = parser.add_argument("--task", default="speakers", help="task of the collection whose speakers are attacked")
    _ = parser.add_argument("--profiles", nargs="+", choices=sorted(known), default=sorted(known))
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

    def __init__(self, options: Options, crowd: Crowd, engine: EngineProcess) -> None:
        """Recognise the words of the originals and measure them."""
        self.options = options
        self.crowd = crowd
        self._engine = engine
        self.originals = originals(self.crowd.clips)
        self._words = self._recognised([clip.samples for clip in self.crowd.clips])
        self._encoder = load_encoder()
        speaking = speaking_families(
            [clip.words for clip in self.crowd.clips], [_texts(heard) for heard in self._words]
        )
        self.families = families(speaking, encoder=self._encoder, trains=can_train())
        self._quality = load_quality()
        self._rounds = folds(self.crowd.people, ROUNDS, numpy.random.default_rng(SEED + 1))
        self._listened = self._choose_listened()
        self._measured = self._all_measured(self.originals.sounds)

    @property
    def left_out(self) -> tuple[str, ...]:
        """What this machine or these recordings do not allow."""
        left = () if self._encoder is not None else ("speaker embeddings (group `evaluation`)",)
        left += () if can_train() else ("attackers who train a network (group `evaluation`)",)
        left += () if self._quality is not None else ("DNSMOS (group `evaluation`)",)
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

    def _recognised(self, sounds: Sequence[Samples | None]) -> list[tuple[RecognisedWord, ...]]:
        recognise, options = self._engine.recognise, self.options
        return recognised(sounds, recognise, processes=options.processes, cache=options.cache)

    def undisguised(self) -> tuple[Outcome, dict[str, Alone], float | None]:
        """Attack the originals; return the outcome, what each kind tells alone, and what DNSMOS thinks of them."""
        answers = self._answers([], {})
        outcome = most_successful(answers[Knowledge.UNDISGUISED], SEED)
        alone = all_alone(answers, SEED) | all_alone(self._control(), SEED)
        return outcome, alone, self._opinion(self.originals.sounds)

    def _control(self) -> Answers:
        """Try to tell people apart by what they were given to read; none where that is not known of every clip."""
        if not all(clip.words for clip in self.crowd.clips):
            return {}
        family = control_family([clip.words for clip in self.crowd.clips])
        measured = family.measure(self.originals.sounds)
        return attack(family, Material(crowd=self.crowd, originals=measured, renderings=[], seed=SEED), self._rounds)

    def measure(self, profile: str) -> Measurement:
        """Find out everything about a profile."""
        words = self._words if profile in SPEAKS_WORDS else [() for _ in self.crowd.clips]
        cost = cost_of(profile, self.crowd.clips, words)
        more = MORE if can_train() and cost <= CHEAP else 0
        renderings = [
            render(
                profile,
                self.crowd.clips,
                words,
                number=number,
                processes=self.options.processes,
                cache=self.options.cache,
            )
            for number in range(RENDERINGS + more)
        ]
        OUT.print(f"{profile}: disguised, {more} times more to learn from")
        answers = self._answers_on(renderings)
        outcomes = {knowledge: most_successful(named, SEED) for knowledge, named in answers.items()}
        OUT.print(f"{profile}: attacked")
        return Measurement(
            profile=profile,
            outcomes=outcomes,
            alone=all_alone(answers, SEED),
            more=more,
            recognition=self._recognition(renderings[0]),
            opinion=self._opinion(renderings[0].sounds),
            cost=cost,
            withheld=sum(sound is None for sound in renderings[0].sounds),
        )

    def _answers_on(self, renderings: Sequence[Rendering]) -> dict[Knowledge, dict[str, Asked]]:
        """Attack disguised clips; renderings after the first RENDERINGS are only learned from."""
        few = [self._all_measured(rendering.sounds) for rendering in renderings[:RENDERINGS]]
        hungry = {family.looks_at for family in self.families if family.hungry}
        more = [self._all_measured(rendering.sounds, only=hungry) for rendering in renderings[RENDERINGS:]]
        return self._answers(few, {looked: [each[looked] for each in more] for looked in hungry})

    def _answers(
        self, renderings: Sequence[Mapping[str, Measured]], more: Mapping[str, Sequence[Measured]]
    ) -> dict[Knowledge, dict[str, Asked]]:
        """Return what every attacker answers, by what he knows.

        Args:
            renderings: what was measured of each, by its name; none to attack the originals.
            more: what was measured of others that are only learned from, for those who want it.
        """

        def tried(family: Family) -> dict[Knowledge, dict[str, Asked]]:
            material = Material(
                crowd=self.crowd,
                originals=self._measured[family.looks_at],
                renderings=[each[family.looks_at] for each in renderings],
                more=more.get(family.looks_at, ()) if family.hungry else (),
                seed=SEED,
            )
            return attack(family, material, self._rounds)

        found: dict[Knowledge, dict[str, Asked]] = {}
        with ThreadPoolExecutor(self.options.processes) as pool:
            for answers in pool.map(tried, reversed(self.families)):
                for knowledge, named in answers.items():
                    found.setdefault(knowledge, {}).update(named)
        return found

    def _all_measured(
        self, sounds: Sequence[Samples | None], *, only: Collection[str] | None = None
    ) -> dict[str, Measured]:
        """Return all that families look at in these sounds, each thing measured once."""
        each: dict[str, Family] = {
            family.looks_at: family for family in self.families if only is None or family.looks_at in only
        }

        def measured(family: Family) -> Measured:
            return family.measure(sounds)

        with ThreadPoolExecutor(self.options.processes) as pool:
            return dict(zip(each, pool.map(measured, each.values()), strict=True))

    def _recognition(self, rendering: Rendering) -> Recognition | None:
        if not self._listened:
            return None
        clips = [self.crowd.clips[place] for place in self._listened]
        before = [self._words[place] for place in self._listened]
        after = self._recognised([rendering.sounds[place] for place in self._listened])
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
    engine = EngineProcess(
        live_choice(load_settings()), limits=EngineLimits(children=options.processes, base_seconds=120.0)
    )
    try:
        _measure_all(options, engine, began)
    finally:
        engine.close()


def _measure_all(options: Options, engine: EngineProcess, began: float) -> None:
    """Measure every profile, print the table and write the results."""
    crowd = read_crowd(
        options.recordings, options.task, most_people=options.most_people, randomness=numpy.random.default_rng(SEED)
    )
    minutes = sum(seconds(clip.samples.size) for clip in crowd.clips) / 60
    OUT.print(f"{crowd.people} people, {len(crowd.clips)} clips, {minutes:.0f} minutes without silence at the ends")
    if crowd.people < FEWEST_PEOPLE:
        OUT.print(f"Left out: task “{options.task}” has fewer than {FEWEST_PEOPLE} people with enough clips.")
        return
    bench = Bench(options, crowd, engine)
    for left in bench.left_out:
        OUT.print(f"Left out: {left}")
    undisguised, alone, opinion = bench.undisguised()
    OUT.print(f"undisguised: attacked ({undisguised.clip.value:.1%})")
    measured = [bench.measure(profile) for profile in options.profiles]
    results = as_results(
        measured,
        undisguised=undisguised,
        alone=alone,
        opinion=opinion,
        about={
            "task": options.task,
            "recogniser": live_choice(load_settings()).model,
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
