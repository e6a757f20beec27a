"""Does a round of review make the assistant better? The tour's measurement alone, in one process.

Plan, split, seed and table are the tour's; the gate, the steps of de-identification, learning, answering and
comparison are those of the processes. What the tour does with databases, seals and HTTP is left out. The reviewer is
simulated: the label is what the manifest knows.

Run with `make bench NAME=loop [RECORDINGS=dir]`; writes benchmarks/results/loop.json, and loop-NAME.json where
EARNEST_DISGUISE or EARNEST_ENGINE names another disguise or recogniser than Earnest would choose.
"""

import argparse
import json
import os
import sys
from collections import Counter
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import asdict, dataclass, replace
from functools import partial
from pathlib import Path
from random import Random

import numpy
from material.encoder import live_encoder, live_model
from material.stages import Stages
from rich.console import Console
from rich.progress import Progress

from earnest.collections.recordings import Spoken, read_recordings, task_of
from earnest.deidentified.evaluation.answering import Answerer, answer_from_both_ends
from earnest.deidentified.evaluation.records import NO_ANSWER, Comparison, GivenAnswer, KnownAnswer
from earnest.deidentified.evaluation.rules import AnsweredItem, compare
from earnest.deidentified.learning.labelled_clip import LabelledClip
from earnest.deidentified.learning.model_learning import LearningSettings, learn
from earnest.deidentified.training.model_parts import BundleParts
from earnest.deidentified.training.part_choice import Candidate, PartChoice
from earnest.deidentified.training.teaching import SpeechModels
from earnest.demo.plan import SEED, Plan, make_plan
from earnest.demo.roles import PanelCustomer
from earnest.engines.engine_choice import EngineChoice, RecogniserName
from earnest.engines.engine_process import EngineLimits, EngineProcess
from earnest.foundation.errors import EarnestError
from earnest.foundation.settings import DisguiseName, load_settings
from earnest.foundation.units import SampleCount, Samples
from earnest.handover.bundle import write_bundle
from earnest.operations.clients.learned import TASK_RESULTS, TaskResult, gain_table
from earnest.personal.sampling.rules import Allowance, ReviewNeed, SoundFacts, SpeakerFacts, allowed_clips, decide
from earnest.processes.recognisers import live_choice
from earnest.screening.sound_traits import screen
from earnest.sound_files.decoding import decode
from earnest.speech.language.hypothesis import Hypothesis
from earnest.speech.language.wording import normalised
from earnest.speech.meaning.interpretation import Slot
from earnest.speech.privacy.recording.covering import conceal
from earnest.speech.privacy.recording.excerpt import disguise_window
from earnest.speech.privacy.recording.muting import reduce
from earnest.speech.privacy.recording.personal_sounds import RecordingContext, find, first_hearing
from earnest.speech.privacy.recording.second_hearing import Verifier, verify
from earnest.speech.privacy.spotting.sounding_names import HouseholdNames
from earnest.speech.sound.voice_activity import VoiceActivityModel, find_speech, trim_silence
from earnest.voices.disguise.profiles import Disguises, chosen_profile
from earnest.voices.synthesis.collection import Amounts, write_synthetic_collection

RESULTS = Path(__file__).parent / "results"
PROCESSES = 2
ROUND = ("learning", "measuring", "choosing parts")
"""What happens between the last label and the release."""
OUT = Console(soft_wrap=True, highlight=False)
CHOICE = live_choice(load_settings())
"""The recogniser that would answer here; EARNEST_ENGINE names another."""
MODELS = SpeechModels.of(CHOICE)

Report = Callable[[int, int], None]
"""Takes how many steps are done, and of how many."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Heard:
    """One utterance as the assistant heard it."""

    customer: PanelCustomer
    spoken: Spoken
    samples: Samples
    hypothesis: Hypothesis


@dataclass(frozen=True, slots=True, kw_only=True)
class Round:
    """What a round of review brought."""

    labelled: tuple[tuple[str, LabelledClip], ...]
    """Task and clip."""
    gate: Counter[str]
    withheld: Counter[str]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    _ = parser.add_argument("--recordings", type=Path, default=os.environ.get("EARNEST_SPEECH") or None)
    folder: Path | None = parser.parse_args().recordings
    source = "recordings"
    if folder is None:
        source, folder = "synthetic voices", RESULTS.parent.parent / "build" / "synthetic"
        if not (folder / "manifest.jsonl").exists():
            write_synthetic_collection(folder, seed=SEED, amounts=Amounts())
    plan = make_plan(read_recordings(folder))
    stages = Stages()
    with Progress(console=OUT, disable=not OUT.is_terminal) as progress:
        with stages.stage("hearing"):
            heard = hear_all(plan, bar(progress, "played"))
        with stages.stage("de-identifying"):
            brought = review(heard, plan, bar(progress, "concealed"))
        clips = [clip for _, clip in brought.labelled]
        settings = LearningSettings(seed=plan.seed, open_pass=CHOICE.name.value, compares_texts=CHOICE.compares_texts)
        with stages.stage("learning"):
            bundle = write_bundle(learn(clips, settings, bar(progress, "learned")))
        with stages.stage("measuring"):
            answered = answer_all(plan.held_out, bundle, bar(progress, "measured"))
        candidate = Candidate(bundle=bundle, answered=answered)
        choice = PartChoice(items=plan.held_out, parts=BundleParts(), ask=ask_again, seed=plan.seed)
        with stages.stage("choosing parts"):
            chosen = choice.choose(candidate)
    write(plan, brought, candidate, chosen, source=source, stages=stages)
    for name, row in stages.rows().items():
        OUT.print(f"{name}: {row['seconds']:.1f} s, {row['processor_seconds']:.1f} s of the processor")
    OUT.print(f"from labels to the parts that go live: {stages.seconds(*ROUND):.0f} s")


def bar(progress: Progress, title: str) -> Report:
    """Return what moves a bar to (done, total)."""
    task = progress.add_task(title, total=None)
    return lambda done, total: progress.update(task, completed=done, total=total)


def hear_all(plan: Plan, report: Report) -> list[Heard]:
    """Decode, trim and recognise what customers say to whom reviewers may listen, in playing order."""
    said = plan.requests_to_hear()
    voices, heard = VoiceActivityModel(), list[Heard]()

    def listen(spoken: Spoken) -> tuple[Samples, Hypothesis]:
        whole = decode(spoken.path.read_bytes())
        samples = trim_silence(whole, model=voices).of(whole).copy()
        return samples, engine.recognise(samples, ("en",))

    engine = EngineProcess(CHOICE, limits=EngineLimits(children=PROCESSES))
    with closing(engine), ThreadPoolExecutor(PROCESSES) as pool:
        results = pool.map(listen, [spoken for _, spoken in said])
        for (customer, spoken), (samples, hypothesis) in zip(said, results, strict=True):
            heard.append(Heard(customer=customer, spoken=spoken, samples=samples, hypothesis=hypothesis))
            report(len(heard), len(said))
    return heard


def review(heard: Sequence[Heard], plan: Plan, report: Report) -> Round:
    """Let the gate choose, de-identify what it chose, and label it with what the manifest knows."""
    voices = VoiceActivityModel()
    chosen, gate = pass_gate(heard, plan, voices)
    made, withheld = list[tuple[str, LabelledClip]](), Counter[str]()
    quick = EngineProcess(EngineChoice(name=RecogniserName.POCKETSPHINX_QUICK), limits=EngineLimits(children=PROCESSES))
    verifier = Verifier(engine=quick, spotter=quick, voices=voices)
    deidentify = partial(
        make_clip, verifier=verifier, disguises=Disguises(load_settings().disguise.value, live_encoder())
    )
    with closing(quick), ThreadPoolExecutor(PROCESSES) as pool:
        for number, (one, clip) in enumerate(zip(chosen, pool.map(deidentify, chosen), strict=True), start=1):
            if isinstance(clip, str):
                withheld[clip] += 1
            else:
                made.append((task_of(one.spoken) or "", clip))
            report(number, len(chosen))
    return Round(labelled=tuple(made[: plan.heard_at_most]), gate=gate, withheld=withheld)


def pass_gate(heard: Sequence[Heard], plan: Plan, voices: VoiceActivityModel) -> tuple[list[Heard], Counter[str]]:
    """Return what the gate chooses, and how often it gave each reason; other customers' utterances came before."""
    draw = Random(plan.seed)  # noqa: S311 - repeatable, not secret
    gate, chosen, others = Counter[str](), list[Heard](), plan.utterances - len(heard)
    for number, one in enumerate(heard, start=1):
        decision = decide(
            need=ReviewNeed(
                understood=False, confidence=one.hypothesis.confidence, rephrased=False, failed_action=False
            ),
            subject=SpeakerFacts(
                consented=True,
                is_child=False,
                country_active=True,
                programme="panel",
                chosen_in_30_days=sum(other.customer is one.customer for other in chosen),
                cap_in_30_days=plan.person_cap,
            ),
            sound=SoundFacts(
                accidental=False,
                unverified=False,
                sample_count=SampleCount(one.samples.size),
                speech_samples=SampleCount(sum(span.length for span in find_speech(one.samples, voices))),
                screened=screen(one.samples),
                doubtful=False,
            ),
            allowance=Allowance(allowed=allowed_clips(others + number, plan.cap_share), chosen=len(chosen)),
            draw=draw.random(),
        )
        gate[decision.reason.value] += 1
        if decision.selected:
            chosen.append(one)
    return chosen, gate


def make_clip(one: Heard, verifier: Verifier, disguises: Disguises) -> LabelledClip | str:
    """De-identify as the personal worker does; return the labelled clip, or why it is withheld."""
    spoken, hypothesis, language = one.spoken, one.hypothesis, one.spoken.language
    draw = numpy.random.default_rng(int(spoken.sha256[:12], 16))
    around = RecordingContext(language=language, names=HouseholdNames(()), heard=first_hearing(hypothesis, language))
    try:
        finding = find(one.samples, hypothesis, around, verifier.spotter)
        concealed = reduce(conceal(one.samples, hypothesis.words, finding), verifier.voices)
        verified = verify(one.samples, concealed, around, verifier)
        disguised = disguise_window(verified, hypothesis, language, disguises.of(language), draw)
    except EarnestError as error:
        return error.code
    return LabelledClip(
        clip_id=spoken.sha256,
        hypothesis_words=tuple(token.text for token in disguised.tokens if token.kind is None),
        samples=disguised.samples,
        transcript=None if spoken.text is None else normalised(spoken.text),
        intent=spoken.intent,
        slots=slots_of(spoken),
    )


def answer_all(held_out: Sequence[Spoken], bundle: bytes, report: Report) -> tuple[AnsweredItem, ...]:
    """Ask the stock and the learned model for every held-out recording, as a round does."""
    with closing(MODELS.open_answerer(None)) as stock, closing(MODELS.open_answerer(bundle)) as learned:
        answers = answer_from_both_ends(held_out, partial(answer, stock), partial(answer, learned), report)
    return tuple(
        AnsweredItem(known=known_answer(spoken), before=before, after=after)
        for spoken, (before, after) in zip(held_out, answers, strict=True)
    )


def ask_again(bundle: bytes, held_out: Sequence[Spoken]) -> list[GivenAnswer]:
    """Ask the learned model without one of its parts for the recordings that this part had taken."""
    with closing(MODELS.open_answerer(bundle)) as model:
        return [answer(model, spoken) for spoken in held_out]


def answer(model: Answerer, spoken: Spoken) -> GivenAnswer:
    """Return what a model makes of one recording; a failed engine gives no answer, which is wrong."""
    try:
        return model.answer(decode(spoken.path.read_bytes()), "en")
    except EarnestError:
        return NO_ANSWER


def known_answer(spoken: Spoken) -> KnownAnswer:
    return KnownAnswer(
        set_name="loop",
        task=task_of(spoken) or "",
        speaker=spoken.person,
        language=spoken.language,
        reference=spoken.text,
        intent=spoken.intent,
        slots=slots_of(spoken),
        licence=spoken.licence,
    )


def slots_of(spoken: Spoken) -> tuple[Slot, ...]:
    return tuple(Slot(name=name, value=value) for name, value in spoken.slots)


def write(plan: Plan, brought: Round, candidate: Candidate, chosen: Candidate, *, source: str, stages: Stages) -> None:
    """Write the figures of the parts that go live and print their table."""
    disguise, heard = load_settings().disguise, len(brought.labelled)
    trained = Counter(task for task, _ in brought.labelled)
    comparisons = compare(chosen.answered, seed=plan.seed)
    report = {
        "source": source,
        "engine": CHOICE.name.value,
        "weights": CHOICE.model,
        "disguise": chosen_profile(disguise.value, "en", live_model()),
        "simulated": "the reviewer: it types what the manifest knows",
        "clips_heard": heard,
        "gate": brought.gate,
        "withheld": brought.withheld,
        "held_out_seconds": round(sum(spoken.seconds for spoken in plan.held_out)),
        "tasks": [
            figures(one, before="before", after="after")
            | {
                "n_train": trained[one.task],
                "n_test": one.item_count,
                "clips_heard": heard,
                "better": one.better,
                "seed": plan.seed,
                "speakers": per_speaker([item for item in chosen.answered if item.known.task == one.task]),
            }
            for one in comparisons
        ],
        "parts": [
            figures(one.comparison, before="without", after="with") | {"part": one.part, "in_the_model": one.kept}
            for one in chosen.parts
        ],
        "taken_by": taken_by(candidate.answered),
        "not_understood": not_understood(chosen.answered),
        "curve": learning_curve(),
        "stages": stages.rows(),
        "round_seconds": stages.seconds(*ROUND),
    }
    RESULTS.mkdir(exist_ok=True)
    parts = ["loop"]
    if disguise is not DisguiseName.AUTOMATIC:
        parts.append(disguise.value)
    if CHOICE.name is not RecogniserName.WHISPER:
        parts.append(CHOICE.name.value)
    name = "-".join(parts)
    _ = (RESULTS / f"{name}.json").write_text(json.dumps(report, indent=2, sort_keys=True) + "\n", encoding="utf-8")
    OUT.print(gain_table([as_result(one, n_train=trained[one.task]) for one in comparisons]))
    OUT.print(f"{heard} clips heard ({source}); reviewer simulated, seed {plan.seed}")


def learning_curve() -> object:
    """Return what the benchmark `learning_curve` measured last; empty where it has not."""
    file = RESULTS / "learning_curve.json"
    return json.loads(file.read_text("utf-8"))["curve"] if file.is_file() else []


def figures(one: Comparison, *, before: str, after: str) -> dict[str, object]:
    return {
        "task": one.task,
        "metric": one.metric.value,
        before: one.before,
        after: one.after,
        "interval": [one.lower, one.upper],
        "verdict": one.verdict.value,
    }


def as_result(one: Comparison, *, n_train: int) -> TaskResult:
    """Return a comparison as the tour's table takes it."""
    known = TASK_RESULTS.validate_python({**asdict(one), "better": one.better, "verdict": one.verdict})
    return replace(known, n_train=n_train)


def taken_by(items: Sequence[AnsweredItem]) -> dict[str, dict[str, int]]:
    """Return for each task how many recordings each domain took before parts were left out; `general`: none did."""
    found: dict[str, Counter[str]] = {}
    for item in items:
        found.setdefault(item.known.task, Counter())[item.after.domain] += 1
    return {task: dict(counts) for task, counts in found.items()}


def not_understood(items: Sequence[AnsweredItem]) -> dict[str, dict[str, int]]:
    """Return of how many held-out requests the gate would say, before and after, that they were not understood (ML6).

    It is the strongest need, for which reviewers are asked first; requests are recordings of which an intent is known.
    """
    found: dict[str, dict[str, int]] = {}
    for item in items:
        if item.known.intent:
            counts = found.setdefault(item.known.task, {"n": 0, "before": 0, "after": 0})
            counts["n"] += 1
            counts["before"] += item.before.intent is None
            counts["after"] += item.after.intent is None
    return found


def per_speaker(items: Sequence[AnsweredItem]) -> dict[str, dict[str, object]]:
    """Return n, before and after of each person, by the metric of their items."""
    found: dict[str, dict[str, object]] = {}
    for speaker in sorted({item.known.speaker for item in items}):
        for one in compare([item for item in items if item.known.speaker == speaker], seed=0):
            found[speaker] = {"n": one.item_count, "before": one.before, "after": one.after}
    return found


if __name__ == "__main__":
    sys.exit(main())
