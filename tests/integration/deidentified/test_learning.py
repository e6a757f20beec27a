"""Learning goes on after every kind of death, releases only what is better, and forgets what is withdrawn meanwhile.

The two Protocols of learning (teaching and answering) are fulfilled by a small model that really learns: it knows the
sizes that labels named.
"""

import hashlib
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import cast

import numpy
import pytest
from support.clips import Hatch
from support.reviewing import open_desk, order

from earnest.deidentified.corpora.records import ItemLabel, NewItem, Provenance
from earnest.deidentified.corpora.store import CorpusStore
from earnest.deidentified.corpus.errors import SnapshotNotFound
from earnest.deidentified.evaluation.answering import Report
from earnest.deidentified.evaluation.comparisons import list_all_comparisons
from earnest.deidentified.evaluation.items import import_items
from earnest.deidentified.evaluation.records import (
    NO_ANSWER,
    GivenAnswer,
    KnownAnswer,
    Metric,
    ReferenceRecording,
    Verdict,
)
from earnest.deidentified.evaluation.rules import ReleaseDecision
from earnest.deidentified.training.learning import Learning, Opened
from earnest.deidentified.training.models import list_models
from earnest.deidentified.training.outcomes import LearningOutcome, LearningState, find_outcome
from earnest.deidentified.training.progress import ProgressFile, Stage
from earnest.deidentified.training.releases import roll_back
from earnest.deidentified.training.requests import request_learning
from earnest.foundation.identifiers import ClipId, SnapshotId, random_identifier
from earnest.foundation.units import Samples
from earnest.handover.labels import LabelledSlot
from earnest.handover.releases import find_live, list_releases, open_model
from earnest.handover.withdrawals import WithdrawalReason, withdraw
from earnest.services.database.roles import Role
from earnest.services.jobs import Jobs, JobsSchema
from earnest.speech.recognition.errors import EngineFailed
from earnest.speech.understanding.interpretation import Slot

JOBS = Jobs(JobsSchema.DEIDENTIFIED)


class Died(Exception):
    """The process was killed here."""


@dataclass(kw_only=True)
class SizeModels:
    """Models that know the sizes of orders which labels named; the answer to a sound is told by its first sample."""

    taught: list[int] = field(default_factory=list)
    """Number of clips of each training."""
    die_when_teaching: bool = False
    during_teaching: list[ClipId] = field(default_factory=list)
    """Clips that are withdrawn while the model is trained."""
    die_at_answer: int | None = None
    fail_on: frozenset[int] = frozenset()
    """First samples of the sounds on which the engine crashes."""
    greedy: frozenset[str] = frozenset()
    """Sizes that are heard in every sentence as well."""
    hatch: Hatch

    def teach(self, clips: Sequence[Opened], seed: int, report: Report) -> bytes:
        for number, _ in enumerate(clips, start=1):
            report(number, len(clips))
        if self.die_when_teaching:
            raise Died
        withdraw_clips(self.hatch, self.during_teaching)
        self.taught.append(len(clips))
        sizes = sorted({slot.value for clip in clips for slot in clip.label.slots})
        return json.dumps({"sizes": sizes, "seed": seed}).encode()

    def open_answerer(self, bundle: bytes | None) -> "SizeAnswerer":
        sizes: list[str] = [] if bundle is None else cast("dict[str, list[str]]", json.loads(bundle))["sizes"]
        return SizeAnswerer(models=self, sizes=frozenset(sizes))


@dataclass(frozen=True, kw_only=True)
class SizeAnswerer:
    models: SizeModels
    sizes: frozenset[str]

    def answer(self, samples: Samples) -> GivenAnswer:
        first = int(samples[0])
        if first in self.models.fail_on:
            raise EngineFailed
        if self.models.die_at_answer == first:
            raise Died
        if first >= SENTENCES_FROM:
            return self._answer_sentence()
        size = SIZES[first % len(SIZES)]
        if size not in self.sizes:
            return NO_ANSWER
        return GivenAnswer(words=(size,), intent="order", slots=(Slot(name="size", value=size),), domain=size)

    def _answer_sentence(self) -> GivenAnswer:
        """Return what a greedy size takes for itself, else what the open vocabulary hears."""
        greedy = sorted(self.sizes & self.models.greedy)
        return GivenAnswer(words=(greedy[0],), intent=None, slots=(), domain=greedy[0]) if greedy else HEARD

    def close(self) -> None:
        """Nothing is held."""


SENTENCE = "good morning to you all"
SENTENCES_FROM = 1000
HEARD = GivenAnswer(words=tuple(SENTENCE.split()), intent=None, slots=())


@dataclass(frozen=True, kw_only=True)
class SizeParts:
    """Each size is a part, as each domain is one of a recogniser."""

    def names(self, bundle: bytes) -> tuple[str, ...]:
        return tuple(cast("dict[str, list[str]]", json.loads(bundle))["sizes"])

    def without(self, bundle: bytes, part: str) -> bytes:
        model = cast("dict[str, list[str]]", json.loads(bundle))
        return json.dumps(model | {"sizes": [size for size in model["sizes"] if size != part]}).encode()


SIZES = ("large", "small", "medium")


def withdraw_clips(hatch: Hatch, clip_ids: Iterable[ClipId]) -> None:
    with hatch.databases[Role.CUSTOMER_PORTAL].transaction() as connection:
        withdraw(
            connection,
            list(clip_ids),
            reason=WithdrawalReason.CONSENT_WITHDRAWN,
            withdrawn_at=hatch.clock.now(),
        )


def learning(hatch: Hatch, models: SizeModels) -> Learning:
    return Learning(
        database=hatch.databases[Role.CORPUS_WORKER],
        objects=hatch.objects,
        handover_key=hatch.handover_key,
        jobs=JOBS,
        clock=hatch.clock,
        teach=models.teach,
        open_answerer=models.open_answerer,
        teach_wake=lambda bundle, _live, _verdicts: bundle,
        parts=SizeParts(),
    )


def label_clips(hatch: Hatch, *sizes: str) -> list[ClipId]:
    hatch.allow(50)
    labelled: list[ClipId] = []
    for size in sizes:
        clip_id = hatch.place()
        assert open_desk(hatch).label_next(order(size=size)).clip_id == clip_id
        labelled.append(clip_id)
    return labelled


def import_orders(hatch: Hatch, count: int = 24) -> None:
    """Import orders of eight speakers, each size as often as the others; the first sample tells which it is."""
    recordings = [
        ReferenceRecording(
            answer=KnownAnswer(
                set_name="held out",
                task="coffee orders",
                speaker=str(number % 8),
                language="en",
                reference=None,
                intent="order",
                slots=(Slot(name="size", value=SIZES[number % len(SIZES)]),),
                licence="CC0-1.0",
            ),
            samples=numpy.full(1600, number, dtype=numpy.int16),
        )
        for number in range(count)
    ]
    added = import_items(
        recordings,
        database=hatch.databases[Role.CORPUS_WORKER],
        handover_key=hatch.handover_key,
        objects=hatch.objects,
    )
    assert added == count


def import_sentences(hatch: Hatch, count: int = 12) -> None:
    """Import sentences of six speakers, which the open vocabulary hears right."""
    recordings = [
        ReferenceRecording(
            answer=KnownAnswer(
                set_name="held out",
                task="sentences",
                speaker=str(number % 6),
                language="en",
                reference=SENTENCE,
                intent=None,
                slots=(),
                licence="CC0-1.0",
            ),
            samples=numpy.full(1600, SENTENCES_FROM + number, dtype=numpy.int16),
        )
        for number in range(count)
    ]
    _ = import_items(
        recordings,
        database=hatch.databases[Role.CORPUS_WORKER],
        handover_key=hatch.handover_key,
        objects=hatch.objects,
    )


def request(hatch: Hatch) -> SnapshotId:
    hatch.clock.moment = hatch.clock.moment.replace(microsecond=hatch.clock.moment.microsecond + 1)
    with hatch.databases[Role.CORPUS_WORKER].transaction() as connection:
        return request_learning(
            connection,
            handover_key=hatch.handover_key,
            objects=hatch.objects,
            jobs=JOBS,
            requested_at=hatch.clock.now(),
        )


def progress_of(hatch: Hatch, snapshot_id: SnapshotId) -> ProgressFile:
    return ProgressFile(hatch.folder / "run" / "learning", snapshot_id)


def learn(hatch: Hatch, models: SizeModels, snapshot_id: SnapshotId) -> LearningOutcome:
    learning(hatch, models).learn(snapshot_id, progress_of(hatch, snapshot_id))
    return outcome(hatch, snapshot_id)


def outcome(hatch: Hatch, snapshot_id: SnapshotId) -> LearningOutcome:
    with hatch.databases[Role.CORPUS_WORKER].transaction() as connection:
        return find_outcome(connection, snapshot_id)


def live_sizes(hatch: Hatch) -> list[str] | None:
    with hatch.databases[Role.DEVICE_GATEWAY].transaction() as connection:
        live = find_live(connection)
    if live is None or live.model is None:
        return None
    bundle = open_model(live.model, handover_key=hatch.handover_key, objects=hatch.objects)
    return cast("dict[str, list[str]]", json.loads(bundle))["sizes"]


def test_from_labels_to_a_released_model(hatch: Hatch) -> None:
    import_orders(hatch)
    _ = label_clips(hatch, "large", "small")
    snapshot_id = request(hatch)
    assert outcome(hatch, snapshot_id).state is LearningState.TRAINING
    ended = learn(hatch, SizeModels(hatch=hatch), snapshot_id)
    assert (ended.state, ended.decision) == (LearningState.RELEASED, ReleaseDecision.IMPROVED)
    (comparison,) = ended.comparisons
    assert comparison.metric is Metric.INTENT_AND_SLOTS_RIGHT
    assert (comparison.before, comparison.after, comparison.item_count) == (0.0, pytest.approx(2 / 3), 24)
    assert comparison.lower > 0
    assert live_sizes(hatch) == ["large", "small"]
    assert progress_of(hatch, snapshot_id).read().stage is Stage.EVALUATING


def test_asking_again_without_new_labels_trains_and_releases_nothing_twice(hatch: Hatch) -> None:
    import_orders(hatch)
    _ = label_clips(hatch, "large")
    models = SizeModels(hatch=hatch)
    first = request(hatch)
    _ = learn(hatch, models, first)
    assert request(hatch) == first
    _ = learn(hatch, models, first)
    assert models.taught == [1]
    with hatch.databases[Role.CORPUS_WORKER].transaction() as connection:
        assert len(list_releases(connection)) == 1
        assert len(list_all_comparisons(connection)) == 1


def test_a_model_that_was_rolled_back_does_not_come_back_by_itself(hatch: Hatch) -> None:
    import_orders(hatch)
    _ = label_clips(hatch, "large")
    models = SizeModels(hatch=hatch)
    snapshot_id = request(hatch)
    _ = learn(hatch, models, snapshot_id)
    with hatch.databases[Role.CORPUS_WORKER].transaction() as connection:
        _ = roll_back(connection, released_at=hatch.clock.now())
    _ = learn(hatch, models, request(hatch))
    assert live_sizes(hatch) is None


def test_what_is_not_better_than_the_live_model_is_kept_back(hatch: Hatch) -> None:
    import_orders(hatch)
    _ = label_clips(hatch, "large")
    models = SizeModels(hatch=hatch)
    _ = learn(hatch, models, request(hatch))
    _ = label_clips(hatch, "large")
    ended = learn(hatch, models, request(hatch))
    assert (ended.state, ended.decision) == (LearningState.KEPT_BACK, ReleaseDecision.NOTHING_BETTER)
    assert live_sizes(hatch) == ["large"]
    _ = label_clips(hatch, "small")
    assert learn(hatch, models, request(hatch)).state is LearningState.RELEASED
    assert live_sizes(hatch) == ["large", "small"]


def test_a_part_that_is_worse_stays_out_and_the_rest_goes_live(hatch: Hatch) -> None:
    """ML3: one part that does harm does not hold back what the others gain, and it is said which part that is."""
    import_orders(hatch)
    _ = label_clips(hatch, "large", "medium")
    import_sentences(hatch)
    _ = label_clips(hatch, "small")
    ended = learn(hatch, SizeModels(hatch=hatch, greedy=frozenset(["small"])), request(hatch))
    assert (ended.state, ended.decision) == (LearningState.RELEASED, ReleaseDecision.IMPROVED)
    assert {(one.part, one.kept) for one in ended.parts} == {("large", True), ("medium", True), ("small", False)}
    assert {(one.task, one.verdict) for one in ended.parts if one.part == "small"} == {
        ("coffee orders", Verdict.BETTER),
        ("sentences", Verdict.WORSE),
    }
    assert Verdict.WORSE not in {one.verdict for one in ended.comparisons}
    assert live_sizes(hatch) == ["large", "medium"]


def test_a_candidate_of_which_no_part_is_better_is_not_released(hatch: Hatch) -> None:
    import_orders(hatch)
    _ = label_clips(hatch, "tiny")
    ended = learn(hatch, SizeModels(hatch=hatch), request(hatch))
    assert (ended.state, ended.decision) == (LearningState.KEPT_BACK, ReleaseDecision.NOTHING_BETTER)
    assert [(one.part, one.kept, one.verdict) for one in ended.parts] == [("tiny", False, Verdict.NOT_BETTER)]


def test_without_an_evaluation_set_nothing_is_released(hatch: Hatch) -> None:
    _ = label_clips(hatch, "large")
    ended = learn(hatch, SizeModels(hatch=hatch), request(hatch))
    assert (ended.state, ended.decision) == (LearningState.KEPT_BACK, ReleaseDecision.NOT_EVALUATED)
    assert live_sizes(hatch) is None


def test_an_engine_that_fails_on_an_item_counts_as_wrong(hatch: Hatch) -> None:
    import_orders(hatch)
    _ = label_clips(hatch, *SIZES)
    ended = learn(hatch, SizeModels(hatch=hatch, fail_on=frozenset(range(12))), request(hatch))
    assert ended.comparisons[0].after == 0.5


def test_killed_while_training_and_while_evaluating(hatch: Hatch) -> None:
    import_orders(hatch)
    _ = label_clips(hatch, "large")
    snapshot_id = request(hatch)
    models = SizeModels(hatch=hatch, die_when_teaching=True)
    with pytest.raises(Died):
        _ = learn(hatch, models, snapshot_id)
    assert outcome(hatch, snapshot_id).state is LearningState.TRAINING
    models.die_when_teaching, models.die_at_answer = False, 9
    with pytest.raises(Died):
        _ = learn(hatch, models, snapshot_id)
    assert outcome(hatch, snapshot_id).state is LearningState.TRAINING
    assert live_sizes(hatch) is None
    models.die_at_answer = None
    assert learn(hatch, models, snapshot_id).state is LearningState.RELEASED
    assert models.taught == [1, 1]
    with hatch.databases[Role.CORPUS_WORKER].transaction() as connection:
        assert len(list_models(connection)) == 1
        assert len(list_releases(connection)) == 1


def test_killed_between_evaluation_and_release(hatch: Hatch) -> None:
    import_orders(hatch)
    _ = label_clips(hatch, "large")
    snapshot_id = request(hatch)
    models = SizeModels(hatch=hatch)
    _ = learn(hatch, models, snapshot_id)
    with hatch.databases.owner.transaction() as connection:
        _ = connection.execute("delete from handover.releases")
    assert outcome(hatch, snapshot_id).state is LearningState.RELEASING
    assert learn(hatch, models, snapshot_id).state is LearningState.RELEASED
    assert live_sizes(hatch) == ["large"]


def test_rt8_a_clip_withdrawn_during_training_is_in_no_model(hatch: Hatch) -> None:
    import_orders(hatch)
    large, _ = label_clips(hatch, "large", "small")
    first = request(hatch)
    models = SizeModels(hatch=hatch, during_teaching=[large])
    assert learn(hatch, models, first).state is LearningState.SUPERSEDED
    with hatch.databases[Role.CORPUS_WORKER].transaction() as connection:
        assert list_models(connection) == ()
        assert JOBS.count_waiting(connection) == 2
    models.during_teaching.clear()
    second = request(hatch)
    assert second != first
    assert learn(hatch, models, second).state is LearningState.RELEASED
    assert live_sizes(hatch) == ["small"]


def test_rt8_where_everything_was_withdrawn_nothing_is_learned(hatch: Hatch) -> None:
    import_orders(hatch)
    clips = label_clips(hatch, "large")
    snapshot_id = request(hatch)
    withdraw_clips(hatch, clips)
    models = SizeModels(hatch=hatch)
    assert learn(hatch, models, snapshot_id).state is LearningState.SUPERSEDED
    assert models.taught == []
    with hatch.databases[Role.CORPUS_WORKER].transaction() as connection:
        assert JOBS.count_waiting(connection) == 1


def test_a_corpus_alone_makes_a_model_that_goes_live(hatch: Hatch) -> None:
    """Without customers, consent or reviewers; a corpus that is removed meanwhile ends what was learned from it."""
    import_orders(hatch)
    store = CorpusStore(
        database=hatch.databases[Role.CORPUS_WORKER],
        objects=hatch.objects,
        handover_key=hatch.handover_key,
        clock=hatch.clock,
    )

    def bring_in(name: str, size: str) -> None:
        slots = (LabelledSlot(name="size", value=size),)
        item = NewItem(label=ItemLabel(transcript=size, intent="order", slots=slots), samples=None)
        assert store.bring_in(
            Provenance(name=name, licence="CC0-1.0"), [item], open_item=lambda one: one, refuse=lambda _, __: None
        )

    bring_in("first", "large")
    models = SizeModels(hatch=hatch)
    assert learn(hatch, models, request(hatch)).state is LearningState.RELEASED
    bring_in("second", "small")
    snapshot_id = request(hatch)
    assert store.remove("second") == 1
    assert learn(hatch, models, snapshot_id).state is LearningState.SUPERSEDED
    assert models.taught == [1]


def test_the_model_learns_from_the_disguised_sound_only(hatch: Hatch) -> None:
    """Decision 0002: what training gets is sample for sample what the reviewer heard."""
    _ = label_clips(hatch, "large")
    heard: list[bytes] = []
    seen: list[str] = []
    models = SizeModels(hatch=hatch)

    def teach(clips: Sequence[Opened], seed: int, report: Report) -> bytes:
        seen.extend(hashlib.sha256(clip.samples.astype("<i2").tobytes()).hexdigest() for clip in clips)
        return models.teach(clips, seed, report)

    from dataclasses import replace

    from earnest.handover.taking import load_clip, open_sound

    snapshot_id = request(hatch)
    replace(learning(hatch, models), teach=teach).learn(snapshot_id, progress_of(hatch, snapshot_id))
    with hatch.databases[Role.CORPUS_WORKER].transaction() as connection:
        row = connection.execute("select clip_id from handover.clips").fetchone()
        assert row is not None
        clip = load_clip(connection, ClipId(row[0]))
    heard.append(open_sound(clip, handover_key=hatch.handover_key, objects=hatch.objects)[44:])
    assert seen == [hashlib.sha256(heard[0]).hexdigest()]


def test_an_unknown_snapshot_is_told(hatch: Hatch, tmp_path: Path) -> None:
    unknown = SnapshotId(random_identifier())
    with pytest.raises(SnapshotNotFound):
        learning(hatch, SizeModels(hatch=hatch)).learn(unknown, ProgressFile(tmp_path, unknown))
