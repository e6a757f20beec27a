"""What does each label bring, for new people, in noise; and what does a learned domain take that is not its own?

Labels teach directly, without the circle of review: the label is what the collection knows, the clip is cut to its
speech and disguised as reviewers hear it, and learning, recogniser and interpreter are the product's. People are
divided several times; who is measured has no clip among the labels. Noise is added to what is measured.

Run with `make bench NAME=learning_curve RECORDINGS=dir`; writes benchmarks/results/learning_curve.json, its curve in
benchmarks/results/loop.json, and docs/pictures/learning-curve.svg. What the open pass hears and what was measured is
kept in build/learning_curve, so a run may be ended; `--anew` measures again, and hears nothing again. `--minutes=0`
writes the results of what was measured so far. `--without-foreign` leaves out what belongs to no domain, which is most
of what is heard; the shares of it that earlier runs measured then stay in the results.
"""

import argparse
import json
import os
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

from labels.kept_engine import KeptEngine
from labels.material import NOT_SPEECH, TASKS, Foreign, Material, known_answer, labelled, with_noise
from labels.picture import picture
from labels.results import Measured, TakenOver, results
from rich.console import Console

from earnest.collections.recordings import ORDERS, SENTENCES, WORDS, Spoken, read_recordings
from earnest.deidentified.evaluation.records import NO_ANSWER, GivenAnswer
from earnest.deidentified.evaluation.rules import AnsweredItem
from earnest.deidentified.learning.labelled_clip import LabelledClip
from earnest.deidentified.learning.model_learning import LearningSettings, learn
from earnest.deidentified.training.remembered_pass import RememberedPass
from earnest.deidentified.training.teaching import SpeechAnswerer, SpeechModels
from earnest.demo.plan import SEED
from earnest.foundation.errors import EarnestError
from earnest.foundation.settings import load_settings
from earnest.foundation.units import Samples
from earnest.handover.bundle import write_bundle
from earnest.processes.recognisers import live_choice
from earnest.speech.hearing.recognition.errors import EngineFailed
from earnest.speech.language.wording import normalised_words
from earnest.speech.privacy.disguise.profile import DisguiseProfile
from earnest.voices.disguise.profiles import Disguises

CHOICE: Final = live_choice(load_settings())
ENGINE: Final = CHOICE.model or CHOICE.name.value
ROOT: Final = Path(__file__).parents[1]
RESULTS: Final = Path(__file__).parent / "results" / "learning_curve.json"
LOOP: Final = RESULTS.with_name("loop.json")
PICTURE: Final = ROOT / "docs" / "pictures" / "learning-curve.svg"
KEPT: Final = ROOT / "build" / "learning_curve"
SIZES: Final = (20, 25, 50, 100, 200)
TOGETHER: Final = "all together"
MIX: Final = {ORDERS: 16, WORDS: 3, SENTENCES: 1}
"""Parts of the labels of `TOGETHER`, as on the tour."""
FIRST: Final = (200, 50, 100, 20, 25)
"""The order in which they are measured, so that a run that is ended has said the most."""
SPLITS: Final = 3
DECIBELS: Final = (24, 12, 6)
MOST_FOREIGN: Final = 120
"""Recordings of a kind in all divisions together: about 550 sounds."""
OUT: Final = Console(soft_wrap=True, highlight=False)


class Bench:
    """One collection, one recogniser."""

    def __init__(self, folder: Path) -> None:
        self.material = Material(read_recordings(folder), folder, seed=SEED)
        self._engine = KeptEngine(CHOICE, KEPT / f"{ENGINE}.jsonl")
        self._models = SpeechModels(heard=RememberedPass(self._engine))
        self._profile: DisguiseProfile = Disguises(load_settings().disguise.value).of("en")
        self._clips: dict[str, LabelledClip | None] = {}
        self._stock = self._models.open_answerer(None)

    def close(self) -> None:
        """End the recogniser."""
        self._models.close()

    def measure(self, task: str, number: int, size: int, *, foreign: bool) -> Measured:
        """Learn from so many labels of the people of a split and measure what was learned.

        Args:
            task: of the labels.
            number: of the split.
            size: number of labels.
            foreign: whether to ask about what belongs to no domain.
        """
        told = self._labels(task, number, size)
        began = time.monotonic()
        settings = LearningSettings(seed=SEED, open_pass=self._engine.name, compares_texts=self._engine.compares_texts)
        bundle = write_bundle(learn(told, settings, no_report))
        seconds = time.monotonic() - began
        model = self._models.open_answerer(bundle)
        try:
            asked = TASKS if task == TOGETHER else (task,)
            answered = {one: self._answered(one, number, model) for one in asked}
            noisy = {
                str(decibels): self._noisy(number, model, decibels)
                for decibels in (DECIBELS if task == ORDERS and size == max(SIZES) and number == 0 else ())
            }
            known = {normalised_words(clip.transcript or "") for clip in told}
            parts = self.material.foreign(number, SPLITS, most=MOST_FOREIGN) if foreign and task != SENTENCES else []
            taken = list(self._taken([one for one in parts if is_foreign(one, task, known)], model))
        finally:
            model.close()
        return Measured(
            task=task,
            split=number,
            size=size,
            labels=len(told),
            people=len({one.person for one in self._drawn(task, number, size)}),
            learning_seconds=round(seconds, 1),
            answered=answered,
            noisy=noisy,
            taken=tuple(taken),
        )

    def _drawn(self, task: str, number: int, size: int) -> list[Spoken]:
        if task != TOGETHER:
            return self.material.to_label(task, number)[:size]
        total = sum(MIX.values())
        parts = {one: self.material.to_label(one, number)[: size * share // total] for one, share in MIX.items()}
        return [spoken for part in parts.values() for spoken in part]

    def _labels(self, task: str, number: int, size: int) -> list[LabelledClip]:
        drawn = [one for one in self._drawn(task, number, size) if one.sha256 not in self._clips]
        sounds = {one.sha256: self.material.sound(one) for one in drawn}
        self._engine.hear_before(list(sounds.values()))
        for one in drawn:
            samples = sounds[one.sha256]
            hypothesis = self._engine.recognise(samples, ("en",))
            try:
                self._clips[one.sha256] = labelled(one, samples, hypothesis, self._profile, KEPT / "disguised")
            except EarnestError:  # what cannot be disguised is withheld
                self._clips[one.sha256] = None
        told = [self._clips[one.sha256] for one in self._drawn(task, number, size)]
        return [clip for clip in told if clip is not None]

    def _answered(self, task: str, number: int, model: SpeechAnswerer) -> tuple[AnsweredItem, ...]:
        held_out = self.material.held_out(task, number)
        return self._asked(task, held_out, [self.material.sound(one) for one in held_out], model)

    def _noisy(self, number: int, model: SpeechAnswerer, decibels: float) -> tuple[AnsweredItem, ...]:
        held_out, noises = self.material.held_out(ORDERS, number), self.material.noises()
        mixed = [
            with_noise(self.material.sound(one), noises[place % len(noises)], decibels)
            for place, one in enumerate(held_out)
        ]
        return self._asked(ORDERS, held_out, mixed, model)

    def _asked(
        self, task: str, spoken: Sequence[Spoken], sounds: Sequence[Samples], model: SpeechAnswerer
    ) -> tuple[AnsweredItem, ...]:
        self._engine.hear_before(sounds)
        return tuple(
            AnsweredItem(known=known_answer(one, task), before=ask(self._stock, sound), after=ask(model, sound))
            for one, sound in zip(spoken, sounds, strict=True)
        )

    def _taken(self, foreign: Sequence[Foreign], model: SpeechAnswerer) -> Iterator[TakenOver]:
        self._engine.hear_before([one.samples for one in foreign if one.samples.size])
        for one in foreign:
            given, before = ask(model, one.samples), ask(self._stock, one.samples)
            taken = given.domain not in {NO_ANSWER.domain, before.domain}
            yield TakenOver(
                name=one.name,
                kind=one.kind,
                domain=given.domain if taken else None,
                said=one.text,
                before=" ".join(before.words),
                after=" ".join(given.words),
            )


def no_report(done: int, total: int) -> None:
    """Say nothing of how far it is."""
    del done, total


def ask(model: SpeechAnswerer, speech: Samples) -> GivenAnswer:
    """Return what a model makes of speech; a failed engine gives no answer, which is wrong."""
    try:
        return model.answer_speech(speech, "en")
    except EngineFailed:
        return NO_ANSWER


def is_foreign(one: Foreign, task: str, known: set[tuple[str, ...]]) -> bool:
    """Tell whether a sound belongs to no domain that labels of a task teach."""
    if one.kind == NOT_SPEECH:
        return True
    if one.intent is not None:
        return task == WORDS
    return normalised_words(one.text or "") not in known


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    _ = parser.add_argument("--recordings", type=Path, default=os.environ.get("EARNEST_SPEECH") or None)
    _ = parser.add_argument("--anew", action="store_true", help="measure again what earlier runs have measured")
    _ = parser.add_argument("--minutes", type=float, default=45.0, help="stop measuring then; the next run goes on")
    _ = parser.add_argument("--only", help="measure labels of this task only")
    _ = parser.add_argument("--without-foreign", action="store_true", help="ask nothing that belongs to no domain")
    arguments = parser.parse_args()
    if arguments.recordings is None:
        sys.exit("This benchmark needs recordings: RECORDINGS=dir")
    kept, until = KEPT / "measured.jsonl", time.monotonic() + 60 * float(arguments.minutes)
    if arguments.anew:
        kept.unlink(missing_ok=True)
    rows = [json.loads(line) for line in kept.read_text("utf-8").splitlines()] if kept.is_file() else []
    wanted = [(task, number, size) for number in range(SPLITS) for size in FIRST for task in (WORDS, ORDERS)]
    wanted += [(TOGETHER, number, max(SIZES)) for number in range(SPLITS)]
    wanted += [(SENTENCES, number, size) for number in range(SPLITS) for size in reversed(SIZES)]
    done = {(row["task"], row["split"], row["size"]) for row in rows}
    missing = [one for one in wanted if one not in done and arguments.only in {None, one[0]}]
    if missing and time.monotonic() < until:
        bench = Bench(arguments.recordings)
        for task, number, size in missing:
            if time.monotonic() < until:
                measured = bench.measure(task, number, size, foreign=not arguments.without_foreign)
                OUT.print(measured.sentence(), style="dim")
                rows.append(measured.row())
                with kept.open("a", encoding="utf-8") as file:
                    _ = file.write(json.dumps(rows[-1]) + "\n")
        bench.close()
    found = results(rows, seed=SEED) | {"engine": ENGINE}
    if RESULTS.is_file() and not found["false_takeover"]:
        found["false_takeover"] = json.loads(RESULTS.read_text("utf-8"))["false_takeover"]
    RESULTS.parent.mkdir(exist_ok=True)
    _ = RESULTS.write_text(json.dumps(found, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    if LOOP.is_file():  # which shows the curve beside what a round brings
        loop = json.loads(LOOP.read_text("utf-8")) | {"curve": found["curve"]}
        _ = LOOP.write_text(json.dumps(loop, indent=2, sort_keys=True) + "\n", encoding="utf-8")
    _ = PICTURE.write_text(picture(found), encoding="utf-8")
    OUT.print(f"{len(rows)} of {len(wanted)} measured")


if __name__ == "__main__":
    main()
