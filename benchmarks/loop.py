"""Does a round of review make the assistant better? The tour's measurement alone, in one process.

The same plan, split and seed as the tour; the same functions hear, conceal, disguise, learn and compare. What the tour
does with databases, seals and HTTP is left out. The reviewer is simulated: the label is what the manifest knows.

Run with `make bench NAME=loop [RECORDINGS=dir]`; writes benchmarks/results/loop.json, and loop-NAME.json where
EARNEST_DISGUISE names another disguise than Earnest would choose.
"""

import argparse
import json
import os
import sys
import time
from collections import Counter
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from random import Random

import numpy
from rich.console import Console
from rich.progress import Progress

from earnest.deidentified.evaluation.records import GivenAnswer, KnownAnswer
from earnest.deidentified.evaluation.rules import AnsweredItem, compare
from earnest.deidentified.learning.labelled_clip import LabelledClip
from earnest.deidentified.learning.model_learning import LearningSettings, learn
from earnest.deidentified.training.model_parts import BundleParts
from earnest.deidentified.training.part_choice import Candidate, PartChoice
from earnest.demo.plan import SEED, HeldOut, PanelCustomer, Plan, make_plan
from earnest.demo.recordings import read_recordings
from earnest.demo.results import TaskResult
from earnest.demo.roles import Part, Played
from earnest.demo.synthesis.collection import Amounts, write_synthetic_collection
from earnest.demo.tables import gain_columns, gain_row
from earnest.demo.utterances import Spoken, UtteranceKind, task_of
from earnest.foundation.errors import EarnestError
from earnest.foundation.settings import DisguiseName, load_settings
from earnest.foundation.units import SampleCount, Samples
from earnest.personal.sampling.rules import Allowance, ReviewNeed, SoundFacts, SpeakerFacts, allowed_clips, decide
from earnest.sound_files.decoding import decode
from earnest.speech.bundle import Bundle, read_bundle, write_bundle
from earnest.speech.hearing.recognition.engine_choice import EngineChoice, RecogniserName
from earnest.speech.hearing.recognition.engine_process import EngineLimits, EngineProcess
from earnest.speech.language.hypothesis import Hypothesis
from earnest.speech.language.wording import normalised, normalised_words
from earnest.speech.meaning.interpretation import Slot
from earnest.speech.meaning.interpreter import Interpreter
from earnest.speech.meaning.model import NO_UNDERSTANDING, UnderstandingModel
from earnest.speech.privacy.disguise.profiles import Disguises, chosen_profile
from earnest.speech.privacy.recording.covering import conceal
from earnest.speech.privacy.recording.excerpt import disguise_window
from earnest.speech.privacy.recording.muting import reduce
from earnest.speech.privacy.recording.personal_sounds import RecordingContext, find, first_hearing
from earnest.speech.privacy.recording.second_hearing import Verifier, verify
from earnest.speech.privacy.screening.screening import screen
from earnest.speech.privacy.spotting.sounding_names import HouseholdNames
from earnest.speech.sound.voice_activity import VoiceActivityModel, find_speech, trim_silence

RESULTS = Path(__file__).parent / "results"
PROCESSES = 2
OUT = Console(soft_wrap=True, highlight=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Heard:
    """One utterance as the assistant heard it."""

    customer: PanelCustomer
    played: Played
    samples: Samples
    hypothesis: Hypothesis


@dataclass(frozen=True, slots=True, kw_only=True)
class Round:
    """What a round of review brought."""

    clips: tuple[LabelledClip, ...]
    trained: Counter[str]
    """Task → labelled clips."""
    gate: Counter[str]
    withheld: Counter[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Worker:
    """What de-identifies."""

    verifier: Verifier
    disguises: Disguises


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    _ = parser.add_argument("--recordings", type=Path, default=os.environ.get("EARNEST_SPEECH") or None)
    arguments = parser.parse_args()
    folder: Path | None = arguments.recordings
    source = "recordings"
    if folder is None:
        source, folder = "synthetic voices", RESULTS.parent.parent / "build" / "synthetic"
        if not (folder / "manifest.jsonl").exists():
            write_synthetic_collection(folder, seed=SEED, amounts=Amounts())
    plan = make_plan(read_recordings(folder))
    engine = EngineProcess(EngineChoice(), limits=EngineLimits(children=PROCESSES))
    began = time.monotonic()
    with Progress(console=OUT, disable=not OUT.is_terminal) as progress:
        try:
            brought = review(hear_all(plan, engine, bar(progress, "played")), plan, bar(progress, "concealed"))
            bundle = learn(brought.clips, LearningSettings(seed=plan.seed), bar(progress, "learned"))
            items = answer_all(plan.held_out, engine, bundle, bar(progress, "measured"))
            candidate = Candidate(bundle=write_bundle(bundle), answered=tuple(items))
            choice = PartChoice(items=plan.held_out, parts=BundleParts(), ask=ask_again, seed=plan.seed)
            chosen = choice.choose(candidate)
        finally:
            engine.close()
    write(plan, brought, candidate, chosen, source=source, total_seconds=time.monotonic() - began)


def bar(progress: Progress, title: str) -> Callable[[int, int], None]:
    """Return what moves a bar to (done, total)."""
    task = progress.add_task(title, total=None)
    return lambda done, total: progress.update(task, completed=done, total=total)


def hear_all(plan: Plan, engine: EngineProcess, report: Callable[[int, int], None]) -> list[Heard]:
    """Recognise everything that is played by customers to whom people may listen, in playing order."""
    said = [
        (customer, played)
        for customer in plan.customers
        if customer.part is Part.CONSENTING
        for played in customer.utterances
        if played.kind is UtteranceKind.TASK
    ]
    voices = VoiceActivityModel()
    heard: list[Heard] = []
    with ThreadPoolExecutor(PROCESSES) as pool:
        results = pool.map(partial(listen, engine=engine, voices=voices), [played.spoken for _, played in said])
        for (customer, played), (samples, hypothesis) in zip(said, results, strict=True):
            heard.append(Heard(customer=customer, played=played, samples=samples, hypothesis=hypothesis))
            report(len(heard), len(said))
    return heard


def listen(spoken: Spoken, engine: EngineProcess, voices: VoiceActivityModel) -> tuple[Samples, Hypothesis]:
    """Decode, trim and recognise one recording."""
    whole = decode(spoken.path.read_bytes())
    samples = trim_silence(whole, model=voices).of(whole).copy()
    return samples, engine.recognise(samples)


def review(heard: Sequence[Heard], plan: Plan, report: Callable[[int, int], None]) -> Round:
    """Let the gate choose, de-identify what it chose, and label it with what the manifest knows."""
    draw = Random(plan.seed)  # noqa: S311 - repeatable, not secret
    voices = VoiceActivityModel()
    gate, withheld = Counter[str](), Counter[str]()
    quiet = plan.utterances - len(heard)
    chosen: list[Heard] = []
    for number, one in enumerate(heard, start=1):
        decision = decide(
            need=ReviewNeed(
                understood=False, confidence=one.hypothesis.confidence, rephrased=False, failed_action=False
            ),
            subject=SpeakerFacts(
                consented=True,
                is_child=False,
                programme="panel",
                chosen_in_30_days=sum(other.customer is one.customer for other in chosen),
                cap_in_30_days=plan.person_cap,
            ),
            sound=about(one.samples, voices),
            allowance=Allowance(allowed=allowed_clips(quiet + number, plan.cap_share), chosen=len(chosen)),
            draw=draw.random(),
        )
        gate[decision.reason.value] += 1
        if decision.selected:
            chosen.append(one)
    made: list[tuple[str, LabelledClip]] = []
    quick = EngineProcess(EngineChoice(name=RecogniserName.POCKETSPHINX_QUICK), limits=EngineLimits(children=PROCESSES))
    worker = Worker(
        verifier=Verifier(engine=quick, spotter=quick, voices=voices),
        disguises=Disguises(load_settings().disguise.value),
    )
    with closing(quick), ThreadPoolExecutor(PROCESSES) as pool:
        clips = pool.map(partial(make_clip, worker=worker), chosen)
        for number, (one, clip) in enumerate(zip(chosen, clips, strict=True), start=1):
            if isinstance(clip, str):
                withheld[clip] += 1
            else:
                made.append((task_of(one.played.spoken) or "", clip))
            report(number, len(chosen))
    labelled = made[: plan.heard_at_most]
    return Round(
        clips=tuple(clip for _, clip in labelled),
        trained=Counter(task for task, _ in labelled),
        gate=gate,
        withheld=withheld,
    )


def about(samples: Samples, voices: VoiceActivityModel) -> SoundFacts:
    """Return what the gate may know of a sound."""
    speech = sum(span.length for span in find_speech(samples, voices))
    return SoundFacts(
        accidental=False,
        unverified=False,
        sample_count=SampleCount(samples.size),
        speech_samples=SampleCount(speech),
        screened=screen(samples),
        doubtful=False,
    )


def make_clip(one: Heard, worker: "Worker") -> LabelledClip | str:
    """De-identify as the personal worker does; return the labelled clip, or why it is withheld."""
    spoken, hypothesis = one.played.spoken, one.hypothesis
    draw = numpy.random.default_rng(int(spoken.sha256[:12], 16))
    try:
        around = RecordingContext(
            language=spoken.language,
            names=HouseholdNames(()),
            heard=first_hearing(hypothesis, spoken.language),
        )
        finding = find(one.samples, hypothesis, around, worker.verifier.spotter)
        concealed = reduce(conceal(one.samples, hypothesis.words, finding), worker.verifier.voices)
        verified = verify(one.samples, concealed, around, worker.verifier)
        disguised = disguise_window(verified, hypothesis, spoken.language, worker.disguises.of(spoken.language), draw)
    except EarnestError as error:
        return error.code
    return LabelledClip(
        clip_id=spoken.sha256,
        hypothesis_words=tuple(token.text for token in disguised.tokens if token.kind is None),
        samples=disguised.samples,
        transcript=None if spoken.text is None else normalised(spoken.text),
        intent=spoken.intent,
        slots=tuple(Slot(name=name, value=value) for name, value in spoken.slots),
    )


def answer_all(
    held_out: Sequence[HeldOut], stock: EngineProcess, bundle: Bundle, report: Callable[[int, int], None]
) -> list[AnsweredItem]:
    """Ask the stock and the learned model for every held-out recording."""
    learned = EngineProcess(EngineChoice(), limits=EngineLimits(children=PROCESSES))
    learned.reload(write_bundle(bundle))
    voices = VoiceActivityModel()
    items: list[AnsweredItem] = []

    def ask(held: HeldOut) -> AnsweredItem:
        return AnsweredItem(
            known=known_answer(held),
            before=answer(held.spoken, stock, NO_UNDERSTANDING, voices),
            after=answer(held.spoken, learned, bundle.understanding, voices),
        )

    try:
        with ThreadPoolExecutor(PROCESSES) as pool:
            for item in pool.map(ask, held_out):
                items.append(item)
                report(len(items), len(held_out))
    finally:
        learned.close()
    return items


def ask_again(written: bytes, held_out: Sequence[HeldOut]) -> list[GivenAnswer]:
    """Ask the learned model without one of its parts for the recordings that this part had taken."""
    if not held_out:
        return []
    learned = EngineProcess(EngineChoice(), limits=EngineLimits(children=PROCESSES))
    learned.reload(written)
    understanding, voices = read_bundle(written).understanding, VoiceActivityModel()
    try:
        return [answer(held.spoken, learned, understanding, voices) for held in held_out]
    finally:
        learned.close()


def answer(
    spoken: Spoken, engine: EngineProcess, understanding: UnderstandingModel, voices: VoiceActivityModel
) -> GivenAnswer:
    """Return what one model makes of one recording; a failed engine gives no answer, which is wrong."""
    try:
        _, hypothesis = listen(spoken, engine, voices)
    except EarnestError:
        return GivenAnswer(words=(), intent=None, slots=())
    meant = Interpreter(understanding).interpret(hypothesis)
    return GivenAnswer(
        words=normalised_words(hypothesis.text), intent=meant.intent, slots=meant.slots, domain=hypothesis.domain
    )


def known_answer(held: HeldOut) -> KnownAnswer:
    spoken = held.spoken
    return KnownAnswer(
        set_name="loop",
        task=held.task,
        speaker=spoken.person,
        language=spoken.language,
        reference=spoken.text,
        intent=spoken.intent,
        slots=tuple(Slot(name=name, value=value) for name, value in spoken.slots),
        licence=spoken.licence,
    )


def write(
    plan: Plan, brought: Round, candidate: Candidate, chosen: Candidate, *, source: str, total_seconds: float
) -> None:
    """Write the figures of the parts that go live and print their table."""
    items = chosen.answered
    disguise = load_settings().disguise
    results: list[TaskResult] = []
    tasks: list[dict[str, object]] = []
    for one in compare(items, seed=plan.seed):
        result = TaskResult(
            task=one.task,
            metric=one.metric.value,
            n_train=brought.trained[one.task],
            n_test=one.item_count,
            before=one.before,
            after=one.after,
            low=one.lower,
            high=one.upper,
            better=one.better,
            verdict=one.verdict.value,
        )
        results.append(result)
        tasks.append(
            {
                "task": one.task,
                "metric": one.metric.value,
                "n_train": result.n_train,
                "n_test": result.n_test,
                "clips_heard": len(brought.clips),
                "before": one.before,
                "after": one.after,
                "interval": [one.lower, one.upper],
                "better": one.better,
                "verdict": one.verdict.value,
                "seed": plan.seed,
                "speakers": per_speaker([item for item in items if item.known.task == one.task]),
            }
        )
    report = {
        "source": source,
        "disguise": chosen_profile(disguise.value, "en"),
        "simulated": "the reviewer: it types what the manifest knows",
        "clips_heard": len(brought.clips),
        "gate": brought.gate,
        "withheld": brought.withheld,
        "held_out_seconds": round(sum(held.spoken.seconds for held in plan.held_out)),
        "tasks": tasks,
        "parts": [
            {
                "part": one.part,
                "in_the_model": one.kept,
                "task": one.comparison.task,
                "metric": one.comparison.metric.value,
                "without": one.comparison.before,
                "with": one.comparison.after,
                "interval": [one.comparison.lower, one.comparison.upper],
                "verdict": one.comparison.verdict.value,
            }
            for one in chosen.parts
        ],
        "taken_by": taken_by(candidate.answered),
    }
    RESULTS.mkdir(exist_ok=True)
    name = "loop" if disguise is DisguiseName.AUTOMATIC else f"loop-{disguise.value}"
    _ = (RESULTS / f"{name}.json").write_text(json.dumps(report, indent=2, sort_keys=True) + "\n", encoding="utf-8")
    table = gain_columns()
    for result in results:
        table.add_row(*gain_row(result))
    OUT.print(table)
    OUT.print(
        f"{len(brought.clips)} clips heard ({source}), {total_seconds:.0f} s; reviewer simulated, seed {plan.seed}"
    )


def taken_by(items: Sequence[AnsweredItem]) -> dict[str, dict[str, int]]:
    """Return for each task how many recordings each domain took before parts were left out; `general`: none did."""
    found: dict[str, Counter[str]] = {}
    for item in items:
        found.setdefault(item.known.task, Counter())[item.after.domain] += 1
    return {task: dict(counts) for task, counts in found.items()}


def per_speaker(items: Sequence[AnsweredItem]) -> dict[str, dict[str, object]]:
    """Return n, before and after of each person, by the metric of their items."""
    found: dict[str, dict[str, object]] = {}
    for speaker in sorted({item.known.speaker for item in items}):
        for one in compare([item for item in items if item.known.speaker == speaker], seed=0):
            found[speaker] = {"n": one.item_count, "before": one.before, "after": one.after}
    return found


if __name__ == "__main__":
    sys.exit(main())
