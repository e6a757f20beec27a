"""Is personal data gone from the sound? Recall, over-bleep, what the verifier catches, and what each step costs.

Real: numbers and spelled words said in one go, and names in sentences. Joined: numbers and spellings put together from
recordings of single digits and letters, after a sentence of another speaker. The settings were chosen on one half
of the people and recordings (`--half choosing`); the figures are from the other half.

Run with `make bench NAME=personal_data_sound [RECORDINGS=dir] [ARGS="--engine pocketsphinx"]`; writes
benchmarks/results/personal_data_sound.json for Whisper, `personal_data_sound-ENGINE.json` for another. What was heard
is kept in build/personal_data_sound: `--minutes` ends a run and the next one goes on; delete the folder to begin anew.
"""

import argparse
import json
import os
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final, TypeVar, cast

import numpy
from accidents.shares import share_of
from material.kept import Kept, KeptRecogniser, KeptSpotter, TimeOver
from material.spoken_numbers import Half, Item, Recordings, harmless, joined, named, said_in_one_go
from rich.console import Console
from rich.table import Table

from earnest.collections.parts import is_taught
from earnest.engines.engine_choice import EngineChoice, RecogniserName, open_engine
from earnest.foundation.units import SAMPLING_RATE_HERTZ, SampleCount, Samples, samples_in_milliseconds, seconds
from earnest.speech.hearing.recognition.adapters.pocketsphinx_spotter import PocketsphinxSpotter
from earnest.speech.hearing.spotting.spotter import SpottingPass
from earnest.speech.language.hypothesis import Hypothesis, RecognisedWord
from earnest.speech.privacy.concealment.beep import beep, beeped_spans
from earnest.speech.privacy.concealment.spans import NAMING_KINDS
from earnest.speech.privacy.concealment.verification import still_exposed, uncovered_run
from earnest.speech.privacy.concealment.word_times import times_of_words
from earnest.speech.privacy.recording.personal_sounds import (
    PersonalSound,
    RecordingContext,
    find_in_alternatives,
    find_in_words,
    first_hearing,
    placed_sounds,
)
from earnest.speech.privacy.spotting.confirmed_runs import VerifyingRun, confirmed_runs, verifying_runs
from earnest.speech.privacy.spotting.sounding_names import HouseholdNames
from earnest.speech.sound.span import Span, covered_samples, join_spans
from earnest.speech.sound.voice_activity import VoiceActivityModel, find_speech
from earnest.weights.finding import WeightPlaces

RESULTS: Final = Path(__file__).parent / "results"
KEPT: Final = Path(__file__).parents[1] / "build" / "personal_data_sound"
SEED: Final = 20190710
OUT: Final = Console(soft_wrap=True, highlight=False)

JOINED_ITEMS: Final = 8
"""Joined items of each kind."""
HARMLESS_ITEMS: Final = 30
"""Sounds of each kind in which nothing personal is said."""
NAMED_ITEMS: Final = 24
MOVED: Final = 8_000
"""Half a second."""
PADDING: Final = samples_in_milliseconds(250)
COVERED: Final = 0.8
"""A digit of which so much is a tone is not understood any more; share of its length."""
COVERED_SPEECH: Final = 0.9
"""The same for an item whose digits have no known times; share of its speech."""
HALF_WORD: Final = 0.5

WAYS: Final = ("recogniser's words", "+ n-best", "+ spotter")
RECOGNITION: Final = "recognition"
NO_NAMES: Final = RecordingContext(language="en", names=HouseholdNames(()))

Answer = TypeVar("Answer")
Spans = tuple[Span, ...]
Answers = Sequence[tuple[str, bool]]
"""Who or what witnesses it, and whether it holds; as often as something is counted."""
Fields = Mapping[str, object]


@dataclass(slots=True, kw_only=True)
class Costs:
    """CPU seconds and seconds of sound by stage."""

    kept: Sequence[Kept]
    """Where answers of earlier runs come from, with what they cost then."""
    spent: defaultdict[str, float] = field(default_factory=lambda: defaultdict(float))
    heard: defaultdict[str, float] = field(default_factory=lambda: defaultdict(float))

    def time(self, stage: str, samples: Samples, work: Callable[[], Answer]) -> Answer:
        """Do some work and note what it cost."""
        began = self._now()
        answer = work()
        self.spent[stage] += self._now() - began
        self.heard[stage] += seconds(samples.size)
        return answer

    def _now(self) -> float:
        return time.process_time() + sum(kept.saved_seconds for kept in self.kept)

    def table(self) -> dict[str, dict[str, float]]:
        """Return CPU seconds per second of sound, and as a share of recognition."""
        each = {stage: self.spent[stage] / self.heard[stage] for stage in self.spent}
        return {
            stage: {
                "cpu_seconds_per_second": round(cost, 4),
                "of_recognition": round(cost / each[RECOGNITION], 3),
                "seconds_of_sound": round(self.heard[stage], 1),
            }
            for stage, cost in each.items()
        }


class Listeners:
    """Everything that listens, in this process; the product runs it in a child."""

    def __init__(self, choice: EngineChoice, until: float) -> None:
        """Load what is needed, so that loading is in no stage's cost.

        Args:
            choice: the live recogniser.
            until: `time.monotonic` after which nothing new is listened to.
        """
        names = (choice.name.value, "verifier", *(listening.name.lower() for listening in SpottingPass))
        kept = {name: Kept(KEPT / f"{name}.jsonl", until) for name in names}
        spotter = PocketsphinxSpotter()
        quick = open_engine(EngineChoice(name=RecogniserName.POCKETSPHINX_QUICK), None)
        self._engine = KeptRecogniser(open_engine(choice, None), kept[choice.name.value])
        self._quick = KeptRecogniser(quick, kept["verifier"])
        self._spotter = KeptSpotter(spotter, {listening: kept[listening.name.lower()] for listening in SpottingPass})
        self.voices = VoiceActivityModel()
        quiet = numpy.zeros(SAMPLING_RATE_HERTZ, dtype=numpy.int16)
        for listening in SpottingPass:
            _ = spotter.spot(quiet, listening)
        self.costs = Costs(kept=tuple(kept.values()))

    def recognise(self, samples: Samples) -> Hypothesis:
        """Recognise as the live assistant does."""
        return self.costs.time(RECOGNITION, samples, lambda: self._engine.recognise(samples, ("en",)))

    def concealed(self, item: Item, hypothesis: Hypothesis) -> dict[str, Spans]:
        """Return what would be a tone, by way; each way adds to the one before."""
        samples, costs = item.samples, self.costs
        words = costs.time("finding, words", samples, lambda: find_in_words(hypothesis.words, NO_NAMES))
        sounds = list(placed_sounds(hypothesis.words, words, times_of_words(hypothesis)))
        ways = [_tones(sounds, samples)]
        sounds += costs.time(
            "finding, n-best",
            samples,
            lambda: list(find_in_alternatives(hypothesis, NO_NAMES, length=samples.size)),
        )
        ways.append(_tones(sounds, samples))
        runs = costs.time("finding, spotter", samples, lambda: confirmed_runs(samples, self._spotter))
        sounds += [PersonalSound(kind=run.kind, span=run.span) for run in runs]
        ways.append(_tones(sounds, samples))
        return dict(zip(WAYS, ways, strict=True))

    def verifying_runs(self, item: Item) -> tuple[VerifyingRun, ...]:
        """Return what the verifier's spotter hears in the original."""
        return self.costs.time("verifying, spotter", item.samples, lambda: verifying_runs(item.samples, self._spotter))

    def faults(self, item: Item, hypothesis: Hypothesis, runs: Sequence[VerifyingRun], spans: Spans) -> dict[str, bool]:
        """Return what each of the verifier's listeners says against an item that is concealed so."""
        sound = beep(item.samples, spans, 0)
        heard = self.costs.time("verifying, words", sound, lambda: self._quick.recognise(sound, ("en",)))
        exposed = still_exposed(heard.words, "en", spans, first=first_hearing(hypothesis, "en"))
        return {"recogniser": exposed, "spotter": uncovered_run(runs, spans)}


def _tones(sounds: Sequence[PersonalSound], samples: Samples) -> Spans:
    """Return what would be a tone, padding included."""
    tones = [sound.times.tone_over(sound.span, length=samples.size) for sound in sounds]
    return beeped_spans(tones, length=samples.size, padding=0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Played:
    """One item and what was made of it."""

    item: Item
    hypothesis: Hypothesis
    ways: Mapping[str, Spans]
    runs: tuple[VerifyingRun, ...]
    """What the verifier's spotter hears in the original."""
    faults: Mapping[str, bool]


def measure(folder: Path, half: Half, listeners: Listeners) -> dict[str, object]:
    """Measure on one half of the recordings of a folder; parts without recordings are left out.

    Args:
        folder: holds manifest.jsonl.
        half: the figures are from the reporting half.
        listeners: what listens.

    Raises:
        TimeOver: the run ends before all was heard.
    """
    recordings = Recordings(folder)
    numbers = [*said_in_one_go(recordings, half), *joined(recordings, half, count=JOINED_ITEMS, seed=SEED)]
    spoken = [play(item, listeners) for item in numbers]
    ordinary = [play(item, listeners) for item in harmless(recordings, half, most=HARMLESS_ITEMS)]
    verifier = verifier_table([one for one in spoken if one.item.tokens], listeners)
    strangers = [
        play(item, listeners) for item in said_in_one_go(recordings, Half.CHOOSING) if not is_taught(item.speaker)
    ]
    with_name = [(item, listeners.recognise(item.samples)) for item in named(recordings, half, most=NAMED_ITEMS)]
    return {
        "seed": SEED,
        "half": half.value,
        "intervals": "95 %, Wilson; people are the witnesses, joined items where several are in one",
        "data": "../shared/speech or RECORDINGS; joined items are made of recordings of single digits and letters, "
        "each after another person's home command; everything else is as people said it; English only",
        "recall": recall_table(spoken, listeners),
        "recall_strangers": {
            f"{kind}, choosing half": rows for kind, rows in recall_table(strangers, listeners).items()
        },
        "over_bleep": over_bleep_table(ordinary),
        "verifier": verifier,
        "names": names_table(with_name),
        "household": household_table(with_name, ordinary, listeners),
        "cost": listeners.costs.table(),
    }


def play(item: Item, listeners: Listeners) -> Played:
    """Recognise, find and verify one item."""
    hypothesis = listeners.recognise(item.samples)
    ways = listeners.concealed(item, hypothesis)
    runs = listeners.verifying_runs(item)
    faults = listeners.faults(item, hypothesis, runs, ways[WAYS[-1]])
    return Played(item=item, hypothesis=hypothesis, ways=ways, runs=runs, faults=faults)


def recall_table(spoken: Sequence[Played], listeners: Listeners) -> dict[str, object]:
    """Return by kind and way how many digits and letters, and how many whole items, are under a tone."""
    table: dict[str, object] = {}
    for kind in dict.fromkeys(one.item.kind for one in spoken):
        items = [one for one in spoken if one.item.kind is kind]
        rows: dict[str, object] = {}
        for way in WAYS:
            counts = [(one.item.witness, *covered_signs(one.item, one.ways[way], listeners.voices)) for one in items]
            rows[way] = {
                "signs": rate([answer for who, under, count in counts for answer in among(who, under, count)]),
                "whole": rate([(who, under == count) for who, under, count in counts]),
            }
        rows["handed out with something audible"] = rate(
            [(one.item.witness, not any(one.faults.values()) and not _is_whole(one, listeners.voices)) for one in items]
        )
        table[kind.value] = rows
    return table


def _is_whole(one: Played, voices: VoiceActivityModel) -> bool:
    under, count = covered_signs(one.item, one.ways[WAYS[-1]], voices)
    return under == count


def covered_signs(item: Item, concealed: Sequence[Span], voices: VoiceActivityModel) -> tuple[int, int]:
    """Return how many digits and letters of an item are under tones, and how many there are.

    Where their times are not known, all count as covered when nearly all speech is, else the covered share of them.
    """
    if item.tokens:
        under = sum(share(Span(start=token.start, end=token.end), concealed) >= COVERED for token in item.tokens)
        return under, len(item.tokens)
    speech = join_spans(find_speech(item.samples, voices))
    total = covered_samples(speech)
    covered = sum(overlap(part, concealed) for part in speech) / total if total else 0.0
    count = len(item.said)
    return (count if covered >= COVERED_SPEECH else int(covered * count)), count


def over_bleep_table(ordinary: Sequence[Played]) -> dict[str, object]:
    """Return by kind and way which share of recognised words is under a tone where nothing personal is said."""
    table: dict[str, object] = {}
    for kind in dict.fromkeys(one.item.kind for one in ordinary):
        items = [one for one in ordinary if one.item.kind is kind]
        rows: dict[str, object] = {
            way: {
                "words": rate([answer for one in items for answer in _words_under(one, way)]),
                "clips": rate([(one.item.witness, bool(one.ways[way])) for one in items]),
            }
            for way in WAYS
        }
        rows["withheld by the verifier"] = rate([(one.item.witness, any(one.faults.values())) for one in items])
        for who in ("recogniser", "spotter"):
            rows[f"withheld by its {who}"] = rate([(one.item.witness, one.faults[who]) for one in items])
        table[kind.value] = rows
    return table


def _words_under(one: Played, way: str) -> Answers:
    return [
        (one.item.witness, share(Span(start=word.start, end=word.end), one.ways[way]) >= HALF_WORD)
        for word in one.hypothesis.words
    ]


def verifier_table(spoken: Sequence[Played], listeners: Listeners) -> dict[str, object]:
    """Return how many injected faults are caught, and how many well covered numbers are withheld all the same."""
    caught: defaultdict[str, defaultdict[str, list[tuple[str, bool]]]] = defaultdict(lambda: defaultdict(list))
    for one in spoken:
        for fault, left in injected(one.item, one.ways[WAYS[-1]]):
            said = listeners.faults(one.item, one.hypothesis, one.runs, left)
            for who, says in (*said.items(), ("both together", any(said.values()))):
                caught[fault][who].append((one.item.witness, says))
    well = [(one.item.witness, any(one.faults.values())) for one in spoken if _is_whole(one, listeners.voices)]
    return {
        "caught": {fault: {who: rate(says) for who, says in answers.items()} for fault, answers in caught.items()},
        "well covered, withheld all the same": rate(well),
    }


def injected(item: Item, concealed: Spans) -> Iterator[tuple[str, Spans]]:
    """Give faults: what would be covered if a step had gone wrong."""
    begin, end, size = item.tokens[0].start, item.tokens[-1].end, item.samples.size
    outside = [span for span in join_spans(concealed) if span.end <= begin or span.start >= end]
    right = Span(start=begin, end=end).widened(PADDING, limit=size)
    yield "number not covered", join_spans(outside)
    for name, shift in (("beep half a second late", MOVED), ("beep half a second early", -MOVED)):
        start = min(max(0, right.start + shift), size - 1)
        moved = Span(start=SampleCount(start), end=SampleCount(max(start + 1, min(size, right.end + shift))))
        yield name, join_spans([*outside, moved])
    middle = len(item.tokens) // 2
    before = Span(start=right.start, end=item.tokens[middle - 1].start)
    after = Span(start=item.tokens[middle].end, end=right.end)
    yield "cut in two, two digits audible", join_spans([*outside, before, after])


def names_table(with_name: Sequence[tuple[Item, Hypothesis]]) -> Fields:
    """Return in how many sentences with a first name something is taken for a name."""
    answers = [
        (item.witness, any(span.kind in NAMING_KINDS for span in find_in_words(hypothesis.words, NO_NAMES)))
        for item, hypothesis in with_name
    ]
    return {"something is taken for a name": rate(answers)}


def household_table(
    with_name: Sequence[tuple[Item, Hypothesis]], ordinary: Sequence[Played], listeners: Listeners
) -> Fields:
    """Return how many spoken names of a list are found by the ways of looking, and what is covered by mistake."""
    names = sorted({name for item, _ in with_name for name in item.names})
    if not names:
        return {}
    listed = HouseholdNames(names)
    found: defaultdict[str, list[tuple[str, bool]]] = defaultdict(list)
    for item, hypothesis in with_name:
        written, sounding = names_found(item.names, hypothesis, listed, item.samples.size, listeners)
        found["as it is written, n-best too"].append((item.witness, written))
        found["+ by its sound"].append((item.witness, written or sounding))
    covered = [
        answer
        for one in ordinary
        for answer in among(
            one.item.witness,
            sum(span.last_word - span.first_word + 1 for span in listed.find(one.hypothesis.words)),
            len(one.hypothesis.words),
        )
    ]
    return {
        "names on the list": len(names),
        "found": {way: rate(answers) for way, answers in found.items()},
        "words covered by its sound where no name is said": rate(covered),
    }


def names_found(
    names: Sequence[str], hypothesis: Hypothesis, listed: HouseholdNames, length: int, listeners: Listeners
) -> tuple[bool, bool]:
    """Return whether a name is written in any entry, and whether something in any entry sounds like one."""
    entries = [entry.words for entry in hypothesis.alternatives]
    written = any(name in words for words in (*entries, tuple(w.text for w in hypothesis.words)) for name in names)
    nowhere = SampleCount(0)
    passes = [
        hypothesis.words,
        *(tuple(RecognisedWord(text=w, start=nowhere, end=nowhere, posterior=0.0) for w in words) for words in entries),
    ]
    samples = numpy.zeros(length, dtype=numpy.int16)
    sounding = listeners.costs.time(
        "finding, names by sound", samples, lambda: any(listed.find(words) for words in passes)
    )
    return written, sounding


def overlap(span: Span, spans: Sequence[Span]) -> int:
    """Return how many samples of a span lie in others."""
    return sum(max(0, min(span.end, other.end) - max(span.start, other.start)) for other in join_spans(spans))


def share(span: Span, spans: Sequence[Span]) -> float:
    """Return which share of a span lies in others."""
    return overlap(span, spans) / span.length if span.length else 0.0


def among(who: str, hits: int, count: int) -> Answers:
    """Return as many answers of one witness as something was counted, of which so many are yes."""
    return [(who, number < hits) for number in range(count)]


def rate(answers: Answers) -> dict[str, float | int]:
    """Return a share with its 95 % interval, for which people count, not the digits, words or items that they said."""
    if not answers:
        return {"n": 0}
    found = share_of([holds for _, holds in answers], [who for who, _ in answers])
    return {
        "n": found.count,
        "hits": found.held,
        "people": found.groups,
        "share": round(found.rate, 4),
        "low": round(found.low, 4),
        "high": round(found.high, 4),
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    _ = parser.add_argument("--recordings", type=Path, default=os.environ.get("EARNEST_SPEECH") or None)
    _ = parser.add_argument("--half", type=Half, default=Half.REPORTING)
    _ = parser.add_argument("--engine", type=RecogniserName, default=RecogniserName.WHISPER)
    _ = parser.add_argument("--models", type=Path, help="folder with the weights of engines that need some")
    _ = parser.add_argument("--minutes", type=float, default=600.0, help="stop listening then; the next run goes on")
    arguments = parser.parse_args()
    folder: Path | None = arguments.recordings
    if folder is None:
        sys.exit("This benchmark needs recordings: RECORDINGS=dir")
    half: Half = arguments.half
    minutes, engine = cast("float", arguments.minutes), cast("RecogniserName", arguments.engine)
    choice = EngineChoice(name=engine, places=WeightPlaces(folder=cast("Path | None", arguments.models)))
    try:
        results = measure(folder, half, Listeners(choice, time.monotonic() + 60 * minutes))
    except TimeOver:
        sys.exit(f"{engine}: stopped after {minutes:g} minutes; run again to go on")
    results = {"engine": engine.value, **results}
    show(results)
    if half is Half.REPORTING:
        RESULTS.mkdir(exist_ok=True)
        name = "personal_data_sound" if engine is RecogniserName.WHISPER else f"personal_data_sound-{engine}"
        _ = (RESULTS / f"{name}.json").write_text(
            json.dumps(results, indent=1, ensure_ascii=False) + "\n", encoding="utf-8"
        )


def show(results: Fields) -> None:
    """Print the results."""
    for name, value in results.items():
        if not isinstance(value, dict):
            continue
        table = Table("what", "figures", title=name)
        for row, figures in _lines(cast("Fields", value)):
            table.add_row(row, figures)
        OUT.print(table)


def _lines(fields: Fields, prefix: str = "") -> Iterator[tuple[str, str]]:
    for key, value in fields.items():
        if not isinstance(value, dict):
            yield f"{prefix}{key}", str(value)
            continue
        inner = cast("Fields", value)
        if "n" in inner:
            yield f"{prefix}{key}", _figures(inner)
        else:
            yield from _lines(inner, f"{prefix}{key} · ")


def _figures(fields: Fields) -> str:
    if not fields["n"]:
        return "nothing to measure"
    share, low, high = (cast("float", fields[name]) for name in ("share", "low", "high"))
    return f"{share:.1%} [{low:.1%}, {high:.1%}] n = {fields['n']}"


if __name__ == "__main__":
    main()
