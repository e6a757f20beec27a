"""How many accidental recordings reach an ear? Wake-word misses at false accepts per hour, before and after labels.

People whose name hashes even stand for what reviewers labelled (simulated), the others are the test; where all wake
words are of one group of voices, their recordings are kept apart and the people cannot be. Noise comes
from the collection, reverberation from invented rooms; an utterance that goes on after the wake word is a wake word and
a command of different people, joined.

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
from rich.console import Console
from rich.table import Table

import earnest.speech.wake_word
from earnest.foundation.errors import EarnestError
from earnest.foundation.units import Samples, samples_in_seconds, seconds
from earnest.speech.audio.collection import CollectionItem, read_collection
from earnest.speech.audio.mixing import add_noise
from earnest.speech.audio.parts import read_part, side_of, trains
from earnest.speech.audio.voice_activity import VoiceActivityModel, find_speech
from earnest.speech.recognition.engine_choice import EngineChoice
from earnest.speech.recognition.engine_process import EngineProcess
from earnest.speech.recognition.logistic import Logistic
from earnest.speech.recognition.wording import normalised_words
from earnest.speech.screening.screening import Screened, screen
from earnest.speech.understanding.interpreter import Interpreter
from earnest.speech.understanding.model import NO_UNDERSTANDING
from earnest.speech.wake_word.detector import (
    KEEP_FROM,
    Meant,
    StockDetector,
    WakeDetector,
    WakeExample,
    encode_stock,
    learn,
    load_stock,
)
from earnest.speech.wake_word.evidence import Answered, Row, row_of
from earnest.speech.wake_word.second_model import is_installed
from earnest.speech.wake_word.verification import MODELS, WakeWordVerifier, normalised

RESULTS = Path(__file__).parent / "results"
MODEL = Path(earnest.speech.wake_word.__file__).parent / "models" / "stock.json"
OUT = Console(soft_wrap=True, highlight=False)
SEED = 11
DRAWS = 2_000
WINDOW = samples_in_seconds(4.0)
ACCIDENTAL_SHARE = 0.125
"""Of what devices sent in 2019, 10 to 15 % had no wake word (S6)."""
BELIEF = WakeDetector(logistic=Logistic(bias=-1.0, weights=(1.5, 1.5, 0.5, -0.3, 0.0, 0.0, 0.3, 0.3, 0.6, 0.0, 0.0)))
"""What is believed before anything was heard: both models weigh most, then whether something was understood."""
CONDITIONS = ("clean", "20 dB", "10 dB", "5 dB", "0 dB", "reverberation")
TARGETS = (0.1, 0.5, 1.0)
"""False accepts per hour."""
MOST_UTTERANCES = 16
"""Utterances of each half that the recogniser hears."""
MOST_ACCIDENTS = 30
"""Accidents of each half that the recogniser hears."""
MOST_WORDS = 60
"""Wake words of each half, each in every condition."""
EVERY = {"labelled": 6, "tested": 1}
"""Of the windows without a wake word, one in so many is heard."""
MOST_ANCHORS = 120
"""Of each answer."""
NOT_SPOKEN_TO = (
    "near_miss", "false_activation", "background_speech", "overlap", "noise", "music", "sentences", "speakers", "words",
    "commands", "german",
)  # fmt: skip
LIKELY = ("false_activation", "near_miss", "background_speech", "overlap")
"""What devices wake up to by accident."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Trial:
    """One sound with its evidence."""

    name: str
    source: str
    """Condition of a wake word, task of anything else."""
    addressed: bool
    length_seconds: float
    row: Row
    screened: Screened | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Half:
    """Trials of one side of the split."""

    words: list[Trial]
    """Wake words alone, in every condition; the recogniser was not asked."""
    others: list[Trial]
    """Windows without a wake word; the recogniser was not asked."""
    utterances: list[Trial]
    """Wake word and command, recognised."""
    accidents: list[Trial]
    """What a device wakes up to by accident, recognised."""


class Ears:
    """Gathers evidence as the gateway does."""

    def __init__(self, engine: EngineProcess) -> None:
        self._engine = engine
        self._interpreter = Interpreter(NO_UNDERSTANDING)
        self._verifier = WakeWordVerifier()
        self._voices = VoiceActivityModel()

    def row(self, samples: Samples, word: str) -> Row:
        """Return the evidence from the sound alone."""
        return row_of(self._verifier.verify(samples, word), samples, find_speech(samples, self._voices))

    def recognised(self, samples: Samples, word: str) -> tuple[Row, Screened]:
        """Return the whole evidence, and what the detectors find."""
        speech = find_speech(samples, self._voices)
        verdict = self._verifier.verify(samples, word)
        trimmed = samples[max(0, speech[0].start - 3200) : speech[-1].end + 3200] if speech else samples[:0]
        answered = Answered(confidence=0.0, understood=False, word_count=0)
        if trimmed.size:
            hypothesis = self._engine.recognise(trimmed)
            answered = Answered(
                confidence=hypothesis.confidence,
                understood=self._interpreter.interpret(hypothesis).understood,
                word_count=len(normalised_words(hypothesis.text)),
            )
        return row_of(verdict, samples, speech, answered), screen(trimmed)


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
    word = max(
        {normalised(item.wake_word or "") for item in known}, key=[normalised(i.wake_word or "") for i in known].count
    )
    engine = EngineProcess(EngineChoice())
    try:
        ears = Ears(engine)
        labelled = gather([item for item in items if is_labelled(item, known)], word, ears, every=EVERY["labelled"])
        stock = write_model(labelled) if arguments.write_model else load_stock()
        tested = gather([item for item in items if not is_labelled(item, known)], word, ears, every=EVERY["tested"])
    finally:
        engine.close()
    report(labelled, tested, word, stock)


def is_labelled(item: CollectionItem, known: Sequence[CollectionItem]) -> bool:
    """Return whether an entry is on the labelled side: by person, or by file where all wake words are of one group."""
    if item in known and len({one.speaker for one in known}) == 1:
        return side_of(item.path.stem) == 0
    return trains(item)


def gather(items: Sequence[CollectionItem], word: str, ears: Ears, *, every: int) -> Half:
    """Return the trials of one side."""
    randomness = numpy.random.default_rng(SEED)
    spoken = [item for item in items if item.wake_word and normalised(item.wake_word) == word][:MOST_WORDS]
    noises = [read_part(item, longest_seconds=20.0) for item in items if item.task in {"noise", "music"}]
    noises += [read_part(item, longest_seconds=20.0) for item in items if item.task == "background_speech"][:10]
    words = [
        Trial(
            name=name_of(item),
            source=condition,
            addressed=True,
            length_seconds=seconds(sound.size),
            row=ears.row(sound, word),
        )
        for item in spoken
        for condition, sound in conditions(read_part(item), noises, randomness)
    ]
    others = [
        Trial(name=name, source=task, addressed=False, length_seconds=seconds(sound.size), row=ears.row(sound, word))
        for task, name, sound in islice(windows(items, NOT_SPOKEN_TO), 0, None, every)
    ]
    commands = [item for item in items if item.task == "commands"] or spoken
    utterances = list(islice(joined(spoken, commands, word, ears), MOST_UTTERANCES))
    likely = list(windows(items, LIKELY))
    picked = [likely[int(place)] for place in randomness.permutation(len(likely))[:MOST_ACCIDENTS]]
    accidents = [heard(sound, name, task, word, ears, addressed=False) for task, name, sound in picked]
    return Half(words=words, others=others, utterances=utterances, accidents=accidents)


def name_of(item: CollectionItem) -> str:
    return item.path.stem


def conditions(
    clean: Samples, noises: Sequence[Samples], randomness: numpy.random.Generator
) -> Iterator[tuple[str, Samples]]:
    """Give a wake word clean, over noise and in a room."""
    yield "clean", clean
    for ratio in (20, 10, 5, 0):
        if noises:
            noise = noises[int(randomness.integers(len(noises)))]
            yield f"{ratio} dB", add_noise(clean, noise, ratio_decibels=float(ratio))
    yield "reverberation", in_a_room(clean, randomness)


def in_a_room(samples: Samples, randomness: numpy.random.Generator) -> Samples:
    """Return a sound in an invented room: the direct sound, then noise that dies away within 0.3 to 0.8 s (60 dB)."""
    dies_away = float(randomness.uniform(0.3, 0.8))
    time = numpy.arange(samples_in_seconds(dies_away)) / 16_000
    tail = randomness.normal(0.0, 1.0, time.size) * numpy.exp(-6.9 * time / dies_away)
    tail[:80] = 0.0
    response = tail / math.sqrt(float((tail**2).sum())) * 0.8
    response[0] = 1.0
    size = samples.size + response.size
    wet = numpy.fft.irfft(numpy.fft.rfft(samples.astype(numpy.float64), size) * numpy.fft.rfft(response, size), size)
    level = numpy.abs(samples).max() / max(1.0, float(numpy.abs(wet).max()))
    return numpy.asarray(numpy.round(wet[: samples.size] * level), dtype=numpy.int16)


def windows(items: Sequence[CollectionItem], tasks: Sequence[str]) -> Iterator[tuple[str, str, Samples]]:
    """Give windows of at most four seconds of entries in which nobody says the wake word."""
    for item in items:
        if item.task in tasks:
            try:
                whole = read_part(item, longest_seconds=60.0)
            except EarnestError:
                continue
            for start in range(0, max(1, whole.size - WINDOW // 4), WINDOW):
                yield item.task or "", f"{name_of(item)} {start}", whole[start : start + WINDOW]


def joined(
    spoken: Sequence[CollectionItem], commands: Sequence[CollectionItem], word: str, ears: Ears
) -> Iterator[Trial]:
    """Give utterances of wake word and command."""
    for number, item in enumerate(spoken):
        command = read_part(commands[(number * 7) % len(commands)], longest_seconds=6.0)
        sound = numpy.concatenate([read_part(item), command])
        yield heard(sound, name_of(item), "wake word and command", word, ears, addressed=True)


def heard(sound: Samples, name: str, source: str, word: str, ears: Ears, *, addressed: bool) -> Trial:
    row, screened = ears.recognised(sound, word)
    return Trial(
        name=name, source=source, addressed=addressed, length_seconds=seconds(sound.size), row=row, screened=screened
    )


def examples_of(half: Half) -> list[WakeExample]:
    trials = [*half.words, *half.others, *half.utterances, *half.accidents]
    return [WakeExample(row=trial.row, addressed=trial.addressed) for trial in trials]


def write_model(half: Half) -> StockDetector:
    """Train the detector that ships on half of this half, so that what labels add can be measured on the rest."""
    mine = Half(
        words=stock_part(half.words),
        others=stock_part(half.others),
        utterances=stock_part(half.utterances),
        accidents=stock_part(half.accidents),
    )
    examples = examples_of(mine)
    detector = learn(examples, BELIEF, ())
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


def stock_part(trials: Sequence[Trial]) -> list[Trial]:
    """Return the trials that train what ships."""
    return [trial for trial in trials if side_of(f"stock {trial.name}") == 0]


def report(labelled: Half, tested: Half, word: str, stock: StockDetector) -> None:
    """Compare, print and write."""
    # A reviewer hears only what was let through, so only that is labelled.
    let_through = [one for one in examples_of(labelled) if stock.detector.judge(one.row) is not Meant.NO]
    after = learn(let_through, stock.detector, stock.anchors)
    systems: dict[str, Callable[[Row], float]] = {
        "first model alone": lambda row: row[0],
        **({"both models": lambda row: row[0] + row[1]} if is_installed() else {}),
        "second opinion as it ships": stock.detector.probability,
        "after labels": after.probability,
    }
    hours = sum(trial.length_seconds for trial in tested.others) / 3600
    misses = [
        miss_line(name, score, tested, condition=condition, target=target, hours=hours)
        for name, score in systems.items()
        for condition in CONDITIONS
        for target in TARGETS
    ]
    played = played_lines(stock.detector, after, tested)
    content = {
        "benchmark": "wake",
        "seed": SEED,
        "wake_word": word,
        "second_model_installed": is_installed(),
        "hours_without_wake_word": round(hours, 2),
        "smallest_rate_that_can_be_shown_per_hour": round(3.0 / hours, 2) if hours else None,
        "labels": {
            "heard": len(let_through),
            "of_these_accidental": sum(not one.addressed for one in let_through),
        },
        "misses": [line for line in misses if line["n"]],
        "false_accepts_by_source": source_lines(stock.detector, after, tested),
        "accidental_share_assumed": ACCIDENTAL_SHARE,
        "played": played,
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


def miss_line(
    name: str, score: Callable[[Row], float], tested: Half, *, condition: str, target: float, hours: float
) -> dict[str, object]:
    """Return the share of missed wake words at the loosest threshold with at most the target's false accepts."""
    wrong = sorted((score(trial.row) for trial in tested.others), reverse=True)
    allowed = min(int(target * hours), max(0, len(wrong) - 1))
    threshold = wrong[allowed] if wrong else -math.inf
    missed = [not score(trial.row) > threshold for trial in tested.words if trial.source == condition]
    low, high = interval(missed)
    return {
        "system": name,
        "condition": condition,
        "false_accepts_per_hour": target,
        "false_accepts_allowed": allowed,
        "n": len(missed),
        "miss": round(sum(missed) / len(missed), 4) if missed else None,
        "interval": [round(low, 4), round(high, 4)],
    }


def interval(answers: Sequence[bool]) -> tuple[float, float]:
    """Return the 95 % interval of a share (Wilson 1927)."""
    count = len(answers)
    if not count:
        return 0.0, 1.0
    share, z = sum(answers) / count, 1.96
    centre = (share + z * z / (2 * count)) / (1 + z * z / count)
    width = z / (1 + z * z / count) * math.sqrt(share * (1 - share) / count + z * z / (4 * count * count))
    return max(0.0, centre - width), min(1.0, centre + width)


def source_lines(before: WakeDetector, after: WakeDetector, tested: Half) -> list[dict[str, object]]:
    """Return what is not dropped from the sound alone, by source."""
    lines: list[dict[str, object]] = []
    for source in dict.fromkeys(trial.source for trial in tested.others):
        rows = [trial.row for trial in tested.others if trial.source == source]
        lines.append(
            {
                "source": source,
                "windows": len(rows),
                "let_through_before": sum(before.judge(row) is not Meant.NO for row in rows),
                "let_through_after": sum(after.judge(row) is not Meant.NO for row in rows),
            }
        )
    return lines


def played_lines(before: WakeDetector, after: WakeDetector, tested: Half) -> list[dict[str, object]]:
    """Return the share of accidental recordings among those that could be played, step by step."""
    steps: dict[str, Callable[[Trial], bool]] = {
        "no check, as in 2019": lambda _: True,
        "first model at its maker's threshold": lambda trial: trial.row[0] > math.log(0.9 / 0.1) / 3.0,
        "second opinion as it ships": lambda trial: before.judge(trial.row) is Meant.YES,
        "and the detectors": lambda trial: before.judge(trial.row) is Meant.YES and is_clear(trial),
        "after labels, and the detectors": lambda trial: after.judge(trial.row) is Meant.YES and is_clear(trial),
    }
    lines: list[dict[str, object]] = []
    for name, passes in steps.items():
        right = [passes(trial) for trial in tested.utterances]
        wrong = [passes(trial) for trial in tested.accidents]
        low, high = played_interval(right, wrong)
        lines.append(
            {
                "step": name,
                "utterances": len(right),
                "utterances_kept": sum(right),
                "accidents": len(wrong),
                "accidents_kept": sum(wrong),
                "share": round(played_share(right, wrong), 4),
                "interval": [round(low, 4), round(high, 4)],
            }
        )
    return lines


def is_clear(trial: Trial) -> bool:
    return trial.screened is not None and trial.screened.complete and not trial.screened.findings


def played_share(right: Sequence[bool], wrong: Sequence[bool]) -> float:
    """Return the accidental share among what passes, where it was `ACCIDENTAL_SHARE` of what came."""
    if not right or not wrong:
        return 0.0
    kept_right = (1 - ACCIDENTAL_SHARE) * sum(right) / len(right)
    kept_wrong = ACCIDENTAL_SHARE * sum(wrong) / len(wrong)
    return kept_wrong / (kept_right + kept_wrong) if kept_right + kept_wrong else 0.0


def played_interval(right: Sequence[bool], wrong: Sequence[bool]) -> tuple[float, float]:
    """Return a 95 % interval of the share: drawn again by sound; where no accident passed, up to 3/n of them."""
    if not right or not wrong:
        return 0.0, 1.0
    randomness = numpy.random.default_rng(SEED)
    drawn = [
        played_share(randomness.choice(right, len(right)).tolist(), randomness.choice(wrong, len(wrong)).tolist())
        for _ in range(DRAWS)
    ]
    low, high = numpy.percentile(drawn, [2.5, 97.5]).tolist()
    if not any(wrong):
        kept_right = (1 - ACCIDENTAL_SHARE) * sum(right) / len(right)
        bound = ACCIDENTAL_SHARE * min(1.0, 3.0 / len(wrong))
        high = bound / (kept_right + bound)
    return low, high


def show(content: Mapping[str, object]) -> None:
    OUT.print_json(json.dumps({key: content[key] for key in ("hours_without_wake_word", "labels", "played")}))
    misses = cast("Sequence[Mapping[str, object]]", content["misses"])
    table = Table("system", "condition", "false accepts/h", "n", "missed", "95 % interval")
    for line in misses:
        table.add_row(
            *(str(line[key]) for key in ("system", "condition", "false_accepts_per_hour", "n", "miss", "interval"))
        )
    OUT.print(table)
    OUT.print(f"An utterance is kept from a probability of {KEEP_FROM}.")


if __name__ == "__main__":
    main()
