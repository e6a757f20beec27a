"""How many accidental recordings reach a listener? Wake-word misses at false accepts per hour, before and after labels.

People whose name hashes even stand for what reviewers labelled (simulated), the others are the test; where all wake
words are of one group of voices, their recordings are kept apart and the people cannot be. Noise comes
from the collection, reverberation from invented rooms; an utterance that goes on after the wake word is a wake word and
a command of different people, joined.

Accidents are all windows of the sources that are like what devices wake up to. The recogniser hears those at which the
first model has at least a doubt; whatever the weights, the others are dropped before it.

With --write-model the detector that ships is trained, on half of the labelled half.
"""

import argparse
import json
import math
import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import cast

import numpy
from accidents.shares import ACCIDENTAL_SHARE, accidental_share, share_of
from accidents.trials import (
    ACCIDENTS,
    CONDITIONS,
    Trial,
    conditions,
    group_of,
    kept_by,
    passes_first_model,
    windows,
)
from rich.console import Console
from rich.table import Table

import earnest.speech.hearing.wake_word
from earnest.collections.collection import CollectionItem, read_collection
from earnest.collections.parts import read_part, side_of, trains
from earnest.deidentified.learning.wake_learning import learn_wake
from earnest.engines.engine_process import EngineLimits, EngineProcess
from earnest.foundation.settings import load_settings
from earnest.foundation.statistics.logistic import Logistic
from earnest.foundation.units import Samples, seconds
from earnest.processes.recognisers import live_choice
from earnest.screening.sound_traits import Screened, screen
from earnest.speech.hearing.wake_word.detector import (
    CERTAINLY_NOT,
    KEEP_FROM,
    Meant,
    StockDetector,
    WakeDetector,
    WakeExample,
    encode_detector,
    load_stock,
)
from earnest.speech.hearing.wake_word.evidence import Answered, Row, row_of
from earnest.speech.hearing.wake_word.second_model import is_installed
from earnest.speech.hearing.wake_word.verification import ASK_SECOND_FROM, MODELS, WakeWordVerifier, normalised
from earnest.speech.language.wording import normalised_words
from earnest.speech.meaning.interpreter import Interpreter
from earnest.speech.meaning.model import NO_UNDERSTANDING
from earnest.speech.sound.span import Span
from earnest.speech.sound.voice_activity import VoiceActivityModel, find_speech

RESULTS = Path(__file__).parent / "results"
MODEL = Path(earnest.speech.hearing.wake_word.__file__).parent / "models" / "stock.json"
OUT = Console(soft_wrap=True, highlight=False)
SEED = 11
BELIEF = WakeDetector(logistic=Logistic(bias=-1.0, weights=(1.5, 1.5, 0.5, -0.3, 0.0, 0.0, 0.3, 0.3, 0.6, 0.0, 0.0)))
"""What is believed before anything was heard: both models weigh most, then whether something was understood."""
TARGETS = (0.1, 0.5, 1.0)
"""False accepts per hour."""
MAKERS_THRESHOLD = 0.9
WAKES_FROM = 0.5
"""Where the first model is so sure, a device that runs it at a lax threshold wakes up."""
MOST_WORDS = 60
"""Wake words of each half, each in every condition."""
MOST_UTTERANCES = {"labelled": 16, "tested": 24}
"""Utterances of wake word and command that the recogniser hears."""
EVERY = {"labelled": 6, "tested": 1}
"""Of the windows without a wake word, one in so many is heard."""
MOST_ANCHORS = 120
"""Of each answer."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Half:
    """Trials of one side of the split."""

    words: list[Trial]
    """Wake words alone, in every condition; the recogniser was not asked."""
    others: list[Trial]
    """Windows without a wake word; the recogniser was asked where the first model has a doubt."""
    utterances: list[Trial]
    """Wake word and command, recognised."""

    @property
    def accidents(self) -> list[Trial]:
        """What is like that to which a device wakes up by accident."""
        return [trial for trial in self.others if trial.source in ACCIDENTS]

    def map(self, change: Callable[[Trial], Trial]) -> "Half":
        """Return the trials, each changed."""
        return Half(
            words=[change(trial) for trial in self.words],
            others=[change(trial) for trial in self.others],
            utterances=[change(trial) for trial in self.utterances],
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """What a sound is, as far as a trial tells it."""

    name: str
    group: str
    source: str
    addressed: bool


class EvidenceGatherer:
    """Gathers evidence as the gateway does."""

    def __init__(self, engine: EngineProcess) -> None:
        self._engine = engine
        self._interpreter = Interpreter(NO_UNDERSTANDING)
        self._verifier = WakeWordVerifier(with_second_model=False)
        self._both = WakeWordVerifier() if is_installed() else None
        self._voices = VoiceActivityModel()

    def evidence_of(
        self, samples: Samples, word: str, origin: Origin, *, recognise_from: float = CERTAINLY_NOT
    ) -> Trial:
        """Return the evidence about a sound; the recogniser is asked where the first model is at least so sure."""
        speech = find_speech(samples, self._voices)
        verdict = self._verifier.verify(samples, word)
        answered: Row | None = None
        screened: Screened | None = None
        if verdict.probability >= recognise_from:
            trimmed = samples[max(0, speech[0].start - 3200) : speech[-1].end + 3200] if speech else samples[:0]
            answered, screened = row_of(verdict, samples, speech, self._answered(trimmed)), screen(trimmed)
        return Trial(
            name=origin.name,
            group=origin.group,
            source=origin.source,
            addressed=origin.addressed,
            length_seconds=seconds(samples.size),
            row=row_of(verdict, samples, speech),
            answered=answered,
            second=self._second(samples, word, speech, verdict.probability),
            screened=screened,
        )

    def _second(self, samples: Samples, word: str, speech: tuple[Span, ...], probability: float) -> float | None:
        """Return what stands at the second model's place; where the first has no doubt it is never asked."""
        if self._both is None or probability < ASK_SECOND_FROM:
            return None
        return row_of(self._both.verify(samples, word), samples, speech)[1]

    def _answered(self, trimmed: Samples) -> Answered:
        if not trimmed.size:
            return Answered(confidence=0.0, understood=False, word_count=0)
        hypothesis = self._engine.recognise(trimmed, ("en",))
        return Answered(
            confidence=hypothesis.confidence,
            understood=self._interpreter.interpret(hypothesis).understood,
            word_count=len(normalised_words(hypothesis.text)),
        )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    _ = parser.add_argument("--recordings", type=Path, default=os.environ.get("EARNEST_SPEECH") or None)
    _ = parser.add_argument("--write-model", action="store_true")
    arguments = parser.parse_args()
    folder: Path | None = arguments.recordings
    if folder is None:
        OUT.print("No recordings: set EARNEST_SPEECH or give --recordings.")
        return
    items = list(read_collection(folder))
    known = [item for item in items if item.wake_word and normalised(item.wake_word) in MODELS]
    if not known:
        OUT.print("No recording of a wake word that there is a model for: nothing to measure.")
        return
    names = [normalised(item.wake_word or "") for item in known]
    word = max(set(names), key=names.count)
    engine = EngineProcess(live_choice(load_settings()), limits=EngineLimits(base_seconds=600.0))
    try:
        gatherer = EvidenceGatherer(engine)
        labelled = gather([item for item in items if is_labelled(item, known)], word, gatherer, "labelled")
        stock = write_model(labelled) if arguments.write_model else load_stock()
        tested = gather([item for item in items if not is_labelled(item, known)], word, gatherer, "tested")
    finally:
        engine.close()
    report(labelled, tested, word, stock)


def is_labelled(item: CollectionItem, known: Sequence[CollectionItem]) -> bool:
    """Return whether an entry is on the labelled side: by person, or by file where all wake words are of one group."""
    if item in known and len({one.speaker for one in known}) == 1:
        return side_of(item.path.stem) == 0
    return trains(item)


def gather(items: Sequence[CollectionItem], word: str, gatherer: EvidenceGatherer, half: str) -> Half:
    """Return the trials of one side."""
    randomness = numpy.random.default_rng(SEED)
    spoken = [item for item in items if item.wake_word and normalised(item.wake_word) == word][:MOST_WORDS]
    noises = [read_part(item, longest_seconds=20.0) for item in items if item.task in {"noise", "music"}]
    noises += [read_part(item, longest_seconds=20.0) for item in items if item.task == "background_speech"][:10]
    words = [
        gatherer.evidence_of(sound, word, of_word(item, condition), recognise_from=math.inf)
        for item in spoken
        for condition, sound in conditions(read_part(item), noises, randomness)
    ]
    others = [
        gatherer.evidence_of(
            sound, word, Origin(name=f"{item.path.stem} {start}", group=group_of(item), source=source, addressed=False)
        )
        for source, item, start, sound in islice(windows(items, word), 0, None, EVERY[half])
    ]
    commands = [item for item in items if item.task == "commands"] or spoken
    utterances = [
        gatherer.evidence_of(sound, word, of_word(item, "wake word and command"), recognise_from=0.0)
        for item, sound in islice(joined(spoken, commands), MOST_UTTERANCES[half])
    ]
    return Half(words=words, others=others, utterances=utterances)


def of_word(item: CollectionItem, source: str) -> Origin:
    # The wake words of this collection are of one group of voices, so the recording is the smallest witness there is.
    return Origin(name=item.path.stem, group=item.path.stem, source=source, addressed=True)


def joined(
    spoken: Sequence[CollectionItem], commands: Sequence[CollectionItem]
) -> Iterator[tuple[CollectionItem, Samples]]:
    """Give utterances of wake word and command."""
    for number, item in enumerate(spoken):
        command = read_part(commands[(number * 7) % len(commands)], longest_seconds=6.0)
        yield item, numpy.concatenate([read_part(item), command])


def examples_of(half: Half) -> list[WakeExample]:
    trials = [*half.words, *half.others, *half.utterances]
    return [WakeExample(row=trial.best_row, addressed=trial.addressed) for trial in trials]


def write_model(half: Half) -> StockDetector:
    """Train the detector that ships on half of this half, so that what labels add can be measured on the rest."""
    mine = Half(words=stock_part(half.words), others=stock_part(half.others), utterances=stock_part(half.utterances))
    examples = examples_of(mine)
    detector = learn_wake(examples, BELIEF, ())
    randomness = numpy.random.default_rng(SEED)
    anchors: list[WakeExample] = []
    for addressed in (True, False):
        fitting = sorted({example.row for example in examples if example.addressed is addressed})
        picked = sorted(int(place) for place in randomness.permutation(len(fitting))[:MOST_ANCHORS])
        anchors += [WakeExample(row=fitting[place], addressed=addressed) for place in picked]
    stock = StockDetector(detector=detector, anchors=tuple(anchors))
    _ = MODEL.write_bytes(encode_stock(stock))
    OUT.print(f"Written from {len(examples)} sounds, {len(anchors)} of them kept as anchors.")
    return stock


def encode_stock(stock: StockDetector) -> bytes:
    """Return what comes with a version as JSON."""
    fields = cast("dict[str, object]", json.loads(encode_detector(stock.detector)))
    fields["anchors"] = [[*example.row, int(example.addressed)] for example in stock.anchors]
    return json.dumps(fields).encode() + b"\n"


def stock_part(trials: Sequence[Trial]) -> list[Trial]:
    """Return the trials that train what ships."""
    return [trial for trial in trials if side_of(f"stock {trial.name}") == 0]


def report(labelled: Half, tested: Half, word: str, stock: StockDetector) -> None:
    """Compare, print and write."""
    # A reviewer hears only what was let through, so only that is labelled.
    let_through = [one for one in examples_of(labelled) if stock.detector.judge(one.row) is not Meant.NO]
    after = learn_wake(let_through, stock.detector, stock.anchors)
    hours = sum(trial.length_seconds for trial in tested.others) / 3600
    content = {
        "benchmark": "wake",
        "recogniser": live_choice(load_settings()).model,
        "seed": SEED,
        "wake_word": word,
        "second_model_installed": is_installed(),
        "hours_without_wake_word": round(hours, 2),
        "smallest_rate_that_can_be_shown_per_hour": round(3.0 / hours, 2) if hours else None,
        "labels": {
            "heard": len(let_through),
            "of_these_accidental": sum(not one.addressed for one in let_through),
        },
        "misses": miss_lines(stock.detector, after, tested, hours),
        "false_accepts_by_source": source_lines(stock.detector, after, tested),
        "accidental_share_assumed": ACCIDENTAL_SHARE,
        "accidents_from": [task for task in ACCIDENTS if any(trial.source == task for trial in tested.others)],
        "wakes_from": WAKES_FROM,
        "played": [
            *played_lines(stock.detector, after, tested, tested.accidents, "all"),
            *played_lines(
                stock.detector,
                after,
                tested,
                [trial for trial in tested.accidents if passes_first_model(trial, WAKES_FROM)],
                "wakes the first model",
            ),
        ],
        "anchors": {
            "porcupine_miss_at_0.1_per_hour": 0.027,
            "openwakeword_miss_below_at_0.5_per_hour": 0.05,
            "accidental_share_2019": [0.10, 0.15],
        },
        "simulated": "labels; noise mixed in; rooms; wake word and command joined from two people",
    }
    RESULTS.mkdir(exist_ok=True)
    _ = (RESULTS / "wake.json").write_text(json.dumps(content, indent=1) + "\n")
    show(content)


def miss_lines(before: WakeDetector, after: WakeDetector, tested: Half, hours: float) -> list[dict[str, object]]:
    both = tested.map(Trial.with_second)
    systems: dict[str, tuple[Half, Callable[[Row], float]]] = {
        "first model alone": (tested, lambda row: row[0]),
        "second opinion as it ships": (tested, before.probability),
        "after labels": (tested, after.probability),
    }
    if is_installed():
        systems["both models, summed"] = (both, lambda row: row[0] + row[1])
        systems["second opinion with the second model"] = (both, before.probability)
    lines = [
        miss_line(name, score, half, condition=condition, target=target, hours=hours)
        for name, (half, score) in systems.items()
        for condition in CONDITIONS
        for target in TARGETS
    ]
    return [line for line in lines if line["n"]]


def miss_line(
    name: str, score: Callable[[Row], float], tested: Half, *, condition: str, target: float, hours: float
) -> dict[str, object]:
    """Return the share of missed wake words at the loosest threshold with at most the target's false accepts."""
    wrong = sorted((score(trial.row) for trial in tested.others), reverse=True)
    allowed = min(int(target * hours), max(0, len(wrong) - 1))
    threshold = wrong[allowed] if wrong else -math.inf
    trials = [trial for trial in tested.words if trial.source == condition]
    missed = share_of([not score(trial.row) > threshold for trial in trials], [trial.group for trial in trials])
    return {
        "system": name,
        "condition": condition,
        "false_accepts_per_hour": target,
        "false_accepts_allowed": allowed,
        "n": missed.count,
        "miss": round(missed.rate, 4),
        "interval": [round(missed.low, 4), round(missed.high, 4)],
    }


def source_lines(before: WakeDetector, after: WakeDetector, tested: Half) -> list[dict[str, object]]:
    """Return what is not dropped from the sound alone, and what is kept in the end, by source."""
    lines: list[dict[str, object]] = []
    for source in dict.fromkeys(trial.source for trial in tested.others):
        trials = [trial for trial in tested.others if trial.source == source]
        lines.append(
            {
                "source": source,
                "windows": len(trials),
                "groups": len({trial.group for trial in trials}),
                "let_through_before": sum(before.judge(trial.row) is not Meant.NO for trial in trials),
                "let_through_after": sum(after.judge(trial.row) is not Meant.NO for trial in trials),
                "kept_before": sum(kept_by(before, trial) and trial.clear for trial in trials),
                "kept_after": sum(kept_by(after, trial) and trial.clear for trial in trials),
            }
        )
    return lines


def played_lines(
    before: WakeDetector, after: WakeDetector, tested: Half, accidents: Sequence[Trial], which: str
) -> list[dict[str, object]]:
    """Return the share of accidental recordings among those that could be played, step by step."""
    steps: dict[str, Callable[[Trial], bool]] = {
        "no check, as in 2019": lambda _: True,
        "first model at its maker's threshold": lambda trial: passes_first_model(trial, MAKERS_THRESHOLD),
        "second opinion as it ships": lambda trial: kept_by(before, trial),
        "and the detectors": lambda trial: kept_by(before, trial) and trial.clear,
        "after labels, and the detectors": lambda trial: kept_by(after, trial) and trial.clear,
    }
    if is_installed():
        steps["with the second model, and the detectors"] = lambda trial: (
            kept_by(before, trial.with_second()) and trial.clear
        )
    lines: list[dict[str, object]] = []
    for name, passes in steps.items():
        right = share_of([passes(one) for one in tested.utterances], [one.group for one in tested.utterances])
        wrong = share_of([passes(one) for one in accidents], [one.group for one in accidents])
        share, low, high = accidental_share(right, wrong)
        lines.append(
            {
                "accidents_of": which,
                "step": name,
                "utterances": right.count,
                "utterances_kept": right.held,
                "accidents": wrong.count,
                "accidents_groups": wrong.groups,
                "accidents_kept": wrong.held,
                "share": round(share, 4),
                "interval": [round(low, 4), round(high, 4)],
            }
        )
    return [line for line in lines if line["accidents"] and line["utterances"]]


def show(content: Mapping[str, object]) -> None:
    OUT.print_json(json.dumps({key: content[key] for key in ("hours_without_wake_word", "labels", "played")}))
    misses = cast("Sequence[Mapping[str, object]]", content["misses"])
    table = Table("system", "condition", "false accepts/h", "allowed here", "n", "missed", "95 % interval")
    columns = ("system", "condition", "false_accepts_per_hour", "false_accepts_allowed", "n", "miss", "interval")
    for line in misses:
        table.add_row(*(str(line[key]) for key in columns))
    OUT.print(table)
    OUT.print(f"An utterance is kept from a probability of {KEEP_FROM}.")


if __name__ == "__main__":
    main()
