"""Is a person asked less often after each round of learning?

People who say yes speak in rounds, each of other people. Of every request the gate's own rule says whether a listener
would be asked, with the model of the rounds before: because it was not understood, or because the recogniser is not
sure. Those requests alone are labelled, all labels so far are learned, and the next people come. Beside it stands what
would have been asked of the same people had nothing been learned. After each round the same is counted for people who
are in no round. People are divided several times, so that the same person may be counted in several divisions.

The reviewer is simulated: the label is what the collection knows, of a clip that is disguised and in which nothing is
concealed. The cap, the random control and rephrased requests are left out, so that each need counts.

Run with `make bench NAME=rounds RECORDINGS=dir`; writes benchmarks/results/rounds.json. What the recogniser hears is
kept in build/learning_curve, as that benchmark keeps it.
"""

import argparse
import json
import os
import sys
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from labels.kept_engine import KeptEngine
from labels.material import Material, labelled
from material.encoder import live_encoder
from material.stages import Stages
from rich.console import Console

from earnest.collections.recordings import ORDERS, Spoken, read_recordings
from earnest.deidentified.learning.labelled_clip import LabelledClip
from earnest.deidentified.learning.model_learning import LearningSettings, learn
from earnest.deidentified.training.remembered_pass import RememberedPass
from earnest.deidentified.training.teaching import SpeechAnswerer, SpeechModels
from earnest.demo.plan import SEED
from earnest.foundation.errors import EarnestError
from earnest.foundation.settings import load_settings
from earnest.foundation.statistics.bootstrap import paired_bootstrap
from earnest.foundation.units import SampleCount, Samples
from earnest.handover.bundle import write_bundle
from earnest.personal.sampling.rules import (
    LEAST_SPEECH,
    Allowance,
    GateReason,
    ReviewNeed,
    SoundFacts,
    SpeakerFacts,
    decide,
)
from earnest.processes.recognisers import live_choice
from earnest.screening.sound_traits import Screened
from earnest.speech.hearing.recognition.errors import EngineFailed
from earnest.voices.disguise.profiles import Disguises

CHOICE: Final = live_choice(load_settings())
ENGINE: Final = CHOICE.model or CHOICE.name.value
RESULTS: Final = Path(__file__).parent / "results" / "rounds.json"
KEPT: Final = Path(__file__).parents[1] / "build" / "learning_curve"
TASKS: Final = (ORDERS,)
"""Requests: of words and sentences no intent is known, so they would count as not understood whatever is learned."""
DIVISIONS: Final = 3
ROUNDS: Final = 4
LEARNED: Final = "learned"
NOTHING_LEARNED: Final = "nothing_learned"
OUT: Final = Console(soft_wrap=True, highlight=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """One request, and why a listener would be asked about it; None where not."""

    person: str
    stock: GateReason | None
    """With what the assistant knows before any round."""
    learned: GateReason | None
    """With what the rounds before taught."""


class Bench:
    """One collection, one recogniser."""

    def __init__(self, folder: Path) -> None:
        """Read the collection; the recogniser starts when something is heard that was not heard before."""
        self.material = Material(read_recordings(folder), folder, seed=SEED)
        self._engine = KeptEngine(CHOICE, KEPT / f"{ENGINE}.jsonl")
        self._models = SpeechModels(heard=RememberedPass(self._engine))
        self._disguises = Disguises(load_settings().disguise.value, live_encoder())
        self._stock = self._models.open_answerer(None)

    def close(self) -> None:
        """End the recogniser."""
        self._models.close()

    def measure(self, division: int) -> dict[str, list[list[Asked]]]:
        """Go through the rounds of one division of people.

        Returns:
            `arriving`: of each round what its people say, with the model before it; `held_out`: what all others say,
            with the model after no round, the first round, and so on.
        """
        arriving, held_out = list[list[Asked]](), list[list[Asked]]()
        clips: list[LabelledClip] = []
        others = [one for task in TASKS for one in self.material.held_out(task, division)]
        model = self._stock
        held_out.append(self._asked(others, model))
        for spoken in self._rounds(division):
            asked = self._asked(spoken, model)
            arriving.append(asked)
            clips += self._labelled([one for one, why in zip(spoken, asked, strict=True) if why.learned])
            if model is not self._stock:
                model.close()
            model = self._taught(clips)
            held_out.append(self._asked(others, model))
            OUT.print(
                f"division {division}, round {len(arriving)}: {sentence(asked)}; {len(clips)} labels", style="dim"
            )
        model.close()
        return {"arriving": arriving, "held_out": held_out}

    def _rounds(self, division: int) -> list[list[Spoken]]:
        """Return what is said in each round; a person speaks in one of them, and the rounds are about as long."""
        said: dict[str, list[Spoken]] = {}
        for task in TASKS:
            for one in self.material.to_label(task, division):
                said.setdefault(one.person, []).append(one)
        rounds: list[list[Spoken]] = [[] for _ in range(ROUNDS)]
        for person in sorted(said, key=lambda each: (-len(said[each]), each)):
            min(rounds, key=len).extend(said[person])
        return rounds

    def _asked(self, spoken: Sequence[Spoken], model: SpeechAnswerer) -> list[Asked]:
        sounds = [self.material.sound(one) for one in spoken]
        self._engine.hear_before([sound for sound in sounds if sound.size])
        return [
            Asked(person=one.person, stock=need(self._stock, sound), learned=need(model, sound))
            for one, sound in zip(spoken, sounds, strict=True)
        ]

    def _labelled(self, spoken: Sequence[Spoken]) -> list[LabelledClip]:
        made: list[LabelledClip] = []
        for one in spoken:
            sound = self.material.sound(one)
            try:
                heard = self._engine.recognise(sound, (one.language,))
                made.append(labelled(one, sound, heard, self._disguises.of(one.language), KEPT / "disguised"))
            except EarnestError:  # What cannot be heard or disguised is withheld, and teaches nothing.
                continue
        return made

    def _taught(self, clips: Sequence[LabelledClip]) -> SpeechAnswerer:
        settings = LearningSettings(seed=SEED, open_pass=self._engine.name, compares_texts=self._engine.compares_texts)
        return self._models.open_answerer(write_bundle(learn(clips, settings, no_report)))


def no_report(done: int, total: int) -> None:
    """Say nothing of how far it is."""
    del done, total


def need(model: SpeechAnswerer, sound: Samples) -> GateReason | None:
    """Return why the gate would ask a person to listen, were every place open; None where it would not.

    A recogniser that fails has not understood.
    """
    understood, confidence = False, 0.0
    if len(sound):
        try:
            hypothesis = model.engine.recognise(sound, ("en",))
            understood = model.interpreter.interpret(hypothesis).intent is not None
            confidence = hypothesis.confidence
        except EngineFailed:
            pass
    decision = decide(
        need=ReviewNeed(understood=understood, confidence=confidence, rephrased=False, failed_action=False),
        subject=SpeakerFacts(
            consented=True,
            is_child=False,
            country_active=True,
            programme="general",
            chosen_in_30_days=0,
            cap_in_30_days=1,
        ),
        sound=SoundFacts(
            accidental=False,
            unverified=False,
            sample_count=SampleCount(len(sound)),
            speech_samples=LEAST_SPEECH,
            screened=Screened(findings=frozenset(), complete=True),
            doubtful=False,
        ),
        allowance=Allowance(allowed=1, chosen=0),
        draw=0.0,
    )
    return decision.reason if decision.selected else None


def sentence(asked: Sequence[Asked]) -> str:
    """Return how many would be asked about, in words."""
    would = sum(one.learned is not None for one in asked)
    return f"{would} of {len(asked)} asked about ({sum(one.stock is not None for one in asked)} with nothing learned)"


def row(number: int, items: Sequence[Asked]) -> dict[str, object]:
    """Return one round of all divisions together.

    The interval is of learned minus nothing learned on the same requests: people drawn again, or requests where that
    is wider.
    """
    measured = paired_bootstrap(
        before=[float(one.stock is not None) for one in items],
        after=[float(one.learned is not None) for one in items],
        groups=[one.person for one in items],
        seed=SEED,
    )
    low, high = min(measured.by_group.low, measured.by_item.low), max(measured.by_group.high, measured.by_item.high)
    return {
        "round": number,
        "n": len(items),
        "people": measured.groups,
        NOTHING_LEARNED: round(measured.before, 4),
        LEARNED: round(measured.after, 4),
        "interval": [round(low, 4), round(high, 4)],
        "needs": dict(Counter(one.learned.value for one in items if one.learned is not None)),
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    _ = parser.add_argument("--recordings", type=Path, default=os.environ.get("EARNEST_SPEECH") or None)
    _ = parser.add_argument("--divisions", type=int, default=DIVISIONS, help="divisions of people; 1 to 3")
    arguments = parser.parse_args()
    if arguments.recordings is None:
        sys.exit("This benchmark needs recordings: RECORDINGS=dir")
    stages, bench = Stages(), Bench(arguments.recordings)
    with stages.stage("rounds"):
        measured = [bench.measure(division) for division in range(arguments.divisions)]
    bench.close()
    rows = {
        kind: [
            row(number, [one for own in measured for one in own[kind][place]])
            for place, number in enumerate(range(first, ROUNDS + 1))
        ]
        for kind, first in (("arriving", 1), ("held_out", 0))
    }
    report = {
        "engine": ENGINE,
        "seed": SEED,
        "divisions": len(measured),
        "simulated": "the reviewer: it types what the collection knows; clips are disguised, nothing in them concealed",
        "stages": stages.rows(),
    } | rows
    _ = RESULTS.write_text(json.dumps(report, indent=1) + "\n", encoding="utf-8")
    for kind, found in rows.items():
        for one in found:
            OUT.print(kind, one)


if __name__ == "__main__":
    main()
