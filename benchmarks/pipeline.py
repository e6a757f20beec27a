"""What does a clip cost behind the gate? CPU seconds per second of sound, by stage, against recognition alone.

The same steps as the personal worker takes: find, conceal, reduce, verify, disguise; each on the same recordings, in
one process and in one run, so that only ratios count. A recording that a step withholds has cost what it cost until
then.
Of the disguises only the one that the settings name counts behind the gate; every other one is applied beside it, to
the same clips, to see what choosing it would cost.

Run with `make bench NAME=pipeline [RECORDINGS=dir]`; writes benchmarks/results/pipeline.json.
"""

import argparse
import json
import os
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Generator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from random import Random

import numpy
from material.encoder import live_encoder, live_model
from rich.console import Console
from rich.progress import track
from rich.table import Table

from earnest.collections.recordings import Spoken, read_recordings, task_of
from earnest.demo.plan import SEED
from earnest.engines.engine_choice import open_engine
from earnest.foundation.errors import EarnestError
from earnest.foundation.settings import load_settings
from earnest.foundation.units import seconds
from earnest.processes.recognisers import live_choice
from earnest.sound_files.decoding import decode
from earnest.speech.hearing.recognition.adapters.pocketsphinx import PocketsphinxPass
from earnest.speech.hearing.recognition.adapters.pocketsphinx_spotter import PocketsphinxSpotter
from earnest.speech.hearing.recognition.domain_engine import DomainEngine
from earnest.speech.privacy.recording.covering import conceal
from earnest.speech.privacy.recording.excerpt import disguise_window
from earnest.speech.privacy.recording.muting import reduce
from earnest.speech.privacy.recording.personal_sounds import RecordingContext, find, first_hearing
from earnest.speech.privacy.recording.second_hearing import Verifier, verify
from earnest.speech.privacy.spotting.sounding_names import HouseholdNames
from earnest.speech.sound.voice_activity import VoiceActivityModel, trim_silence
from earnest.voices.disguise.profiles import ENCODED_PROFILE, PROFILES, chosen_profile, open_profile
from earnest.voices.disguise.whisper_encoder import has_network

RESULTS = Path(__file__).parent / "results"
OUT = Console(soft_wrap=True, highlight=False)
BEFORE = ("decode and trim", "recognise")
BEHIND = ("find", "conceal", "reduce", "verify", "disguise")
AIM = 1.3
"""Greatest cost of everything behind the gate, as a multiple of recognition."""
DRAWS = 2000


@dataclass(slots=True)
class Cost:
    """What one recording cost."""

    seconds: float
    """Of trimmed sound."""
    stages: defaultdict[str, float] = field(default_factory=lambda: defaultdict(float))
    """Stage → CPU seconds."""
    disguises: defaultdict[str, float] = field(default_factory=lambda: defaultdict(float))
    """Profile → CPU seconds of applying it, in use or not; empty where an earlier step said no."""
    withheld: str | None = None
    """Why it was withheld, where a step said no."""

    @contextmanager
    def stage(self, name: str) -> Generator[None]:
        """Add the CPU seconds of a block to a stage."""
        with _spent_into(self.stages, name):
            yield

    @contextmanager
    def applied(self, profile: str) -> Generator[None]:
        """Add the CPU seconds of a block to a disguise."""
        with _spent_into(self.disguises, profile):
            yield


@contextmanager
def _spent_into(sums: defaultdict[str, float], name: str) -> Generator[None]:
    began = time.process_time()
    try:
        yield
    finally:
        sums[name] += time.process_time() - began


class Pipeline:
    """Recogniser and everything behind the gate, in this process."""

    def __init__(self) -> None:
        self.voices = VoiceActivityModel()
        choice = live_choice(load_settings())
        self.listens = choice.model or choice.name.value
        self.engine = open_engine(choice, None)
        self.spotter = PocketsphinxSpotter()
        self.verifier = Verifier(
            engine=DomainEngine(PocketsphinxPass(quick=True)), spotter=self.spotter, voices=self.voices
        )
        self.in_use = chosen_profile(load_settings().disguise.value, "en", live_model())
        self.names = (*PROFILES, *([ENCODED_PROFILE] if has_network(live_model()) else []))
        self.profiles = {name: open_profile(name, live_encoder()) for name in self.names}

    def take(self, spoken: Spoken) -> Cost:
        """Take one recording through every stage."""
        content = spoken.path.read_bytes()
        cost = Cost(seconds=0.0)
        with cost.stage("decode and trim"):
            whole = decode(content)
            samples = trim_silence(whole, model=self.voices).of(whole).copy()
        cost.seconds = seconds(samples.size)
        with cost.stage("recognise"):
            hypothesis = self.engine.recognise(samples, ("en",))
        try:
            around = RecordingContext(
                language=spoken.language,
                names=HouseholdNames(()),
                heard=first_hearing(hypothesis, spoken.language),
            )
            with cost.stage("find"):
                finding = find(samples, hypothesis, around, self.spotter)
            with cost.stage("conceal"):
                concealed = conceal(samples, hypothesis.words, finding)
            with cost.stage("reduce"):
                reduced = reduce(concealed, self.voices)
            with cost.stage("verify"):
                verified = verify(samples, reduced, around, self.verifier)
        except EarnestError as error:
            cost.withheld = error.code
            return cost
        for name, profile in self.profiles.items():
            try:
                with cost.applied(name):
                    _ = disguise_window(verified, hypothesis, spoken.language, profile, numpy.random.default_rng(SEED))
            except EarnestError as error:
                if name == self.in_use:
                    cost.withheld = error.code
        cost.stages["disguise"] = cost.disguises[self.in_use]
        return cost


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    _ = parser.add_argument("--recordings", type=Path, default=os.environ.get("EARNEST_SPEECH") or None)
    _ = parser.add_argument("--clips", type=int, default=120, help="recordings that are measured")
    arguments = parser.parse_args()
    if arguments.recordings is None:
        parser.error("name a folder of recordings: make bench NAME=pipeline RECORDINGS=dir")
    chosen = choose(read_recordings(arguments.recordings), arguments.clips)
    if not chosen:
        parser.error("no recording in this folder has a known answer in English")
    pipeline = Pipeline()
    _ = pipeline.take(chosen[0])  # what is loaded once is not the cost of a clip
    costs = [pipeline.take(spoken) for spoken in track(chosen, console=OUT, disable=not OUT.is_terminal)]
    report = summary(costs, profile=pipeline.in_use) | {"engine": pipeline.listens}
    RESULTS.mkdir(exist_ok=True)
    _ = (RESULTS / "pipeline.json").write_text(json.dumps(report, indent=2, sort_keys=True) + "\n", encoding="utf-8")
    show(costs, report)


def choose(recordings: Sequence[Spoken], most: int) -> list[Spoken]:
    """Return a drawn part of the recordings whose answer is known, in a fixed order."""
    usable = [one for one in recordings if task_of(one) is not None and one.language == "en" and one.seconds <= 28]  # noqa: PLR2004 - what a device sends at most
    ordered = sorted(usable, key=lambda one: one.sha256)
    Random(SEED).shuffle(ordered)  # noqa: S311 - repeatable, not secret
    return ordered[:most]


def disguises_of(costs: Sequence[Cost]) -> list[str]:
    """Return the names of the disguises that were measured."""
    return sorted({name for cost in costs for name in cost.disguises})


def summary(costs: Sequence[Cost], *, profile: str) -> dict[str, object]:
    """Return the figures of the result file."""
    sound = sum(cost.seconds for cost in costs)
    stages = {name: sum(cost.stages[name] for cost in costs) / sound for name in (*BEFORE, *BEHIND)}
    low, high = interval(costs, ratio)
    return {
        "clips": len(costs),
        "seconds": round(sound),
        "profile": profile,
        "seed": SEED,
        "cpu_seconds_per_second": stages,
        "disguise_cpu_seconds_per_second": {name: disguise_cost(costs, name) for name in disguises_of(costs)},
        "behind_the_gate_over_recognition": ratio(costs),
        "interval": [low, high],
        "aim": AIM,
        "withheld": Counter(cost.withheld for cost in costs if cost.withheld is not None),
    }


def ratio(costs: Sequence[Cost]) -> float:
    """Return what everything behind the gate costs, as a multiple of recognition."""
    behind = sum(cost.stages[name] for cost in costs for name in BEHIND)
    return behind / sum(cost.stages["recognise"] for cost in costs)


def per_second(costs: Sequence[Cost], profile: str) -> float:
    """Return CPU seconds of a disguise per second of trimmed sound of the clips that got as far."""
    clips = [cost for cost in costs if profile in cost.disguises]
    return sum(cost.disguises[profile] for cost in clips) / sum(cost.seconds for cost in clips)


def disguise_cost(costs: Sequence[Cost], profile: str) -> dict[str, object]:
    """Return what one profile costs, with its interval and on how many clips."""
    clips = [cost for cost in costs if profile in cost.disguises]
    if not clips:
        return {"clips": 0}
    low, high = interval(clips, partial(per_second, profile=profile))
    return {"clips": len(clips), "value": per_second(clips, profile), "interval": [low, high]}


def interval(costs: Sequence[Cost], figure: Callable[[Sequence[Cost]], float]) -> tuple[float, float]:
    """Return the 95 % percentile interval of a figure, recordings drawn again."""
    generator = numpy.random.default_rng(SEED)
    drawn: list[float] = []
    for _ in range(DRAWS):
        indices: list[int] = generator.integers(0, len(costs), len(costs)).tolist()
        drawn.append(figure([costs[index] for index in indices]))
    low, high = numpy.quantile(drawn, [0.025, 0.975])
    return float(low), float(high)


def show(costs: Sequence[Cost], report: dict[str, object]) -> None:
    """Print the table."""
    sound = sum(cost.seconds for cost in costs)
    recognition = sum(cost.stages["recognise"] for cost in costs)
    table = Table("stage", "CPU seconds per second of sound", "of recognition", title="What a clip costs")
    for name in (*BEFORE, *BEHIND):
        spent = sum(cost.stages[name] for cost in costs)
        table.add_row(name, f"{spent / sound:.3f}", f"{spent / recognition:.0%}")
    low, high = interval(costs, ratio)
    table.add_section()
    table.add_row("behind the gate, together", "", f"{ratio(costs):.2f} × [{low:.2f}, {high:.2f}], aim {AIM} ×")
    OUT.print(table)
    show_disguises(costs, in_use=str(report["profile"]))
    withheld = sum(cost.withheld is not None for cost in costs)
    OUT.print(
        f"{len(costs)} recordings, {sound:.0f} s of trimmed sound; {withheld} withheld; profile {report['profile']}"
    )


def show_disguises(costs: Sequence[Cost], *, in_use: str) -> None:
    """Print what each profile costs on the clips that got as far."""
    table = Table("disguise", "clips", "CPU seconds per second of sound [95 %]", title="What each disguise costs")
    for name in disguises_of(costs):
        clips = [cost for cost in costs if name in cost.disguises]
        if not clips:
            continue
        low, high = interval(clips, partial(per_second, profile=name))
        used = f"{name} (in use)" if name == in_use else name
        table.add_row(used, str(len(clips)), f"{per_second(clips, name):.4f} [{low:.4f}, {high:.4f}]")
    OUT.print(table)


if __name__ == "__main__":
    sys.exit(main())
