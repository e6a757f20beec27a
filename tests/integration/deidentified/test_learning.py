"""Learning goes on after every kind of death, releases only what is better, and forgets what is withdrawn meanwhile.

The two Protocols of learning (teaching and answering) are fulfilled by a small model that really learns: it knows the
sizes that labels named.
"""

import hashlib
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import cast

import numpy
import pytest
from support.clips import HandoverSide
from support.reviewing import open_reviewing, order

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
from earnest.deidentified.training.progress import LearningStage, ProgressWriter, find_progress
from earnest.deidentified.training.releases import roll_back
from earnest.deidentified.training.requests import request_learning
from earnest.foundation.identifiers import ClipId, SnapshotId, random_identifier
from earnest.foundation.units import Samples
from earnest.handover.labels import LabelledSlot
from earnest.handover.releases import find_live, list_releases, open_model
from earnest.handover.withdrawals import WithdrawalReason, withdraw
from earnest.services.database.roles import Role
from earnest.services.jobs import Jobs, JobsSchema
from earnest.speech.hearing.recognition.errors import EngineFailed
from earnest.speech.meaning.interpretation import Slot

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
    handover: HandoverSide

    def teach(self, clips: Sequence[Opened], seed: int, report: Report) -> bytes:
        for number, _ in enumerate(clips, start=1):
            report(number, len(clips))
        if self.die_when_teaching:
            raise Died
        withdraw_clips(self.handover, self.during_teaching)
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

    def answer(self, samples: Samples, language: str) -> GivenAnswer:  # noqa: ARG002 - one language
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


def withdraw_clips(handover: HandoverSide, clip_ids: Iterable[ClipId]) -> None:
    with handover.databases[Role.CUSTOMER_PORTAL].transaction() as connection:
        withdraw(
            connection,
            list(clip_ids),
            reason=WithdrawalReason.CONSENT_WITHDRAWN,
            withdrawn_at=handover.clock.now(),
        )


def learning(handover: HandoverSide, models: SizeModels) -> Learning:
    return Learning(
        database=handover.databases[Role.CORPUS_WORKER],
        objects=handover.objects,
        handover_key=handover.handover_key,
        jobs=JOBS,
        clock=handover.clock,
        teach=models.teach,
        open_answerer=models.open_answerer,
        teach_wake=lambda bundle, _live, _verdicts: bundle,
        parts=SizeParts(),
    )


def label_clips(handover: HandoverSide, *sizes: str) -> list[ClipId]:
    handover.allow(50)
    labelled: list[ClipId] = []
    for size in sizes:
        clip_id = handover.place()
        assert open_reviewing(handover).label_next(order(size=size)).clip_id == clip_id
        labelled.append(clip_id)
    return labelled


def import_orders(handover: HandoverSide, count: int = 24) -> None:
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
        database=handover.databases[Role.CORPUS_WORKER],
        handover_key=handover.handover_key,
        objects=handover.objects,
    )
    assert added == count


def import_sentences(handover: HandoverSide, count: int = 12) -> None:
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
        database=handover.databases[Role.CORPUS_WORKER],
        handover_key=handover.handover_key,
        objects=handover.objects,
    )


def request(handover: HandoverSide) -> SnapshotId:
    handover.clock.moment = handover.clock.moment.replace(microsecond=handover.clock.moment.microsecond + 1)
    with handover.databases[Role.CORPUS_WORKER].transaction() as connection:
        return request_learning(
            connection,
            handover_key=handover.handover_key,
            objects=handover.objects,
            jobs=JOBS,
            requested_at=handover.clock.now(),
        )


def progress_of(handover: HandoverSide, snapshot_id: SnapshotId) -> ProgressWriter:
    return ProgressWriter(database=handover.databases[Role.CORPUS_WORKER], snapshot_id=snapshot_id)


def learn(handover: HandoverSide, models: SizeModels, snapshot_id: SnapshotId) -> LearningOutcome:
    learning(handover, models).learn(snapshot_id, progress_of(handover, snapshot_id))
    return outcome(handover, snapshot_id)


def outcome(handover: HandoverSide, snapshot_id: SnapshotId) -> LearningOutcome:
    with handover.databases[Role.CORPUS_WORKER].transaction() as connection:
        return find_outcome(connection, snapshot_id)


def live_sizes(handover: HandoverSide) -> list[str] | None:
    with handover.databases[Role.DEVICE_GATEWAY].transaction() as connection:
        live = find_live(connection)
    if live is None or live.model is None:
        return None
    bundle = open_model(live.model, handover_key=handover.handover_key, objects=handover.objects)
    return cast("dict[str, list[str]]", json.loads(bundle))["sizes"]


def test_from_labels_to_a_released_model(handover: HandoverSide) -> None:
    import_orders(handover)
    _ = label_clips(handover, "large", "small")
    snapshot_id = request(handover)
    assert outcome(handover, snapshot_id).state is LearningState.TRAINING
    ended = learn(handover, SizeModels(handover=handover), snapshot_id)
    assert (ended.state, ended.decision) == (LearningState.RELEASED, ReleaseDecision.IMPROVED)
    (comparison,) = ended.comparisons
    assert comparison.metric is Metric.INTENT_AND_SLOTS_RIGHT
    assert (comparison.before, comparison.after, comparison.item_count) == (0.0, pytest.approx(2 / 3), 24)
    assert comparison.lower > 0
    assert live_sizes(handover) == ["large", "small"]
    with handover.databases[Role.CORPUS_WORKER].transaction() as connection:
        assert find_progress(connection, snapshot_id).stage is LearningStage.COMPARING


def test_asking_again_without_new_labels_trains_and_releases_nothing_twice(handover: HandoverSide) -> None:
    import_orders(handover)
    _ = label_clips(handover, "large")
    models = SizeModels(handover=handover)
    first = request(handover)
    _ = learn(handover, models, first)
    assert request(handover) == first
    _ = learn(handover, models, first)
    assert models.taught == [1]
    with handover.databases[Role.CORPUS_WORKER].transaction() as connection:
        assert len(list_releases(connection)) == 1
        assert len(list_all_comparisons(connection)) == 1


def test_a_model_that_was_rolled_back_does_not_come_back_by_itself(handover: HandoverSide) -> None:
    import_orders(handover)
    _ = label_clips(handover, "large")
    models = SizeModels(handover=handover)
    snapshot_id = request(handover)
    _ = learn(handover, models, snapshot_id)
    with handover.databases[Role.CORPUS_WORKER].transaction() as connection:
        _ = roll_back(connection, released_at=handover.clock.now())
    _ = learn(handover, models, request(handover))
    assert live_sizes(handover) is None


def test_what_is_not_better_than_the_live_model_is_kept_back(handover: HandoverSide) -> None:
    import_orders(handover)
    _ = label_clips(handover, "large")
    models = SizeModels(handover=handover)
    _ = learn(handover, models, request(handover))
    _ = label_clips(handover, "large")
    ended = learn(handover, models, request(handover))
    assert (ended.state, ended.decision) == (LearningState.KEPT_BACK, ReleaseDecision.NOTHING_BETTER)
    assert live_sizes(handover) == ["large"]
    _ = label_clips(handover, "small")
    assert learn(handover, models, request(handover)).state is LearningState.RELEASED
    assert live_sizes(handover) == ["large", "small"]


def test_a_part_that_is_worse_stays_out_and_the_rest_goes_live(handover: HandoverSide) -> None:
    """ML3: one part that does harm does not hold back what the others gain, and it is said which part that is."""
    import_orders(handover)
    _ = label_clips(handover, "large", "medium")
    import_sentences(handover)
    _ = label_clips(handover, "small")
    ended = learn(handover, SizeModels(handover=handover, greedy=frozenset(["small"])), request(handover))
    assert (ended.state, ended.decision) == (LearningState.RELEASED, ReleaseDecision.IMPROVED)
    assert {(one.part, one.kept) for one in ended.parts} == {("large", True), ("medium", True), ("small", False)}
    assert {(one.task, one.verdict) for one in ended.parts if one.part == "small"} == {
        ("coffee orders", Verdict.BETTER),
        ("sentences", Verdict.WORSE),
    }
    assert Verdict.WORSE not in {one.verdict for one in ended.comparisons}
    assert live_sizes(handover) == ["large", "medium"]


def test_a_candidate_of_which_no_part_is_better_is_not_released(handover: HandoverSide) -> None:
    import_orders(handover)
    _ = label_clips(handover, "tiny")
    ended = learn(handover, SizeModels(handover=handover), request(handover))
    assert (ended.state, ended.decision) == (LearningState.KEPT_BACK, ReleaseDecision.NOTHING_BETTER)
    assert [(one.part, one.kept, one.verdict) for one in ended.parts] == [("tiny", False, Verdict.NOT_BETTER)]


def test_without_an_evaluation_set_nothing_is_released(handover: HandoverSide) -> None:
    _ = label_clips(handover, "large")
    ended = learn(handover, SizeModels(handover=handover), request(handover))
    assert (ended.state, ended.decision) == (LearningState.KEPT_BACK, ReleaseDecision.NOT_EVALUATED)
    assert live_sizes(handover) is None


def test_an_engine_that_fails_on_an_item_counts_as_wrong(handover: HandoverSide) -> None:
    import_orders(handover)
    _ = label_clips(handover, *SIZES)
    ended = learn(handover, SizeModels(handover=handover, fail_on=frozenset(range(12))), request(handover))
    assert ended.comparisons[0].after == 0.5


def test_killed_while_training_and_while_evaluating(handover: HandoverSide) -> None:
    import_orders(handover)
    _ = label_clips(handover, "large")
    snapshot_id = request(handover)
    models = SizeModels(handover=handover, die_when_teaching=True)
    with pytest.raises(Died):
        _ = learn(handover, models, snapshot_id)
    assert outcome(handover, snapshot_id).state is LearningState.TRAINING
    models.die_when_teaching, models.die_at_answer = False, 9
    with pytest.raises(Died):
        _ = learn(handover, models, snapshot_id)
    assert outcome(handover, snapshot_id).state is LearningState.TRAINING
    assert live_sizes(handover) is None
    models.die_at_answer = None
    assert learn(handover, models, snapshot_id).state is LearningState.RELEASED
    assert models.taught == [1, 1]
    with handover.databases[Role.CORPUS_WORKER].transaction() as connection:
        assert len(list_models(connection)) == 1
        assert len(list_releases(connection)) == 1


def test_killed_between_evaluation_and_release(handover: HandoverSide) -> None:
    import_orders(handover)
    _ = label_clips(handover, "large")
    snapshot_id = request(handover)
    models = SizeModels(handover=handover)
    _ = learn(handover, models, snapshot_id)
    with handover.databases.owner.transaction() as connection:
        _ = connection.execute("delete from handover.releases")
    assert outcome(handover, snapshot_id).state is LearningState.RELEASING
    assert learn(handover, models, snapshot_id).state is LearningState.RELEASED
    assert live_sizes(handover) == ["large"]


def test_rt8_a_clip_withdrawn_during_training_is_in_no_model(handover: HandoverSide) -> None:
    import_orders(handover)
    large, _ = label_clips(handover, "large", "small")
    first = request(handover)
    models = SizeModels(handover=handover, during_teaching=[large])
    assert learn(handover, models, first).state is LearningState.SUPERSEDED
    with handover.databases[Role.CORPUS_WORKER].transaction() as connection:
        assert list_models(connection) == ()
        assert JOBS.count_waiting(connection) == 2
    models.during_teaching.clear()
    second = request(handover)
    assert second != first
    assert learn(handover, models, second).state is LearningState.RELEASED
    assert live_sizes(handover) == ["small"]


def test_rt8_where_everything_was_withdrawn_nothing_is_learned(handover: HandoverSide) -> None:
    import_orders(handover)
    clips = label_clips(handover, "large")
    snapshot_id = request(handover)
    withdraw_clips(handover, clips)
    models = SizeModels(handover=handover)
    assert learn(handover, models, snapshot_id).state is LearningState.SUPERSEDED
    assert models.taught == []
    with handover.databases[Role.CORPUS_WORKER].transaction() as connection:
        assert JOBS.count_waiting(connection) == 1


def test_a_corpus_alone_makes_a_model_that_goes_live(handover: HandoverSide) -> None:
    """Without customers, consent or reviewers; a corpus that is removed meanwhile ends what was learned from it."""
    import_orders(handover)
    store = CorpusStore(
        database=handover.databases[Role.CORPUS_WORKER],
        objects=handover.objects,
        handover_key=handover.handover_key,
        clock=handover.clock,
    )

    def bring_in(name: str, size: str) -> None:
        slots = (LabelledSlot(name="size", value=size),)
        item = NewItem(label=ItemLabel(transcript=size, intent="order", slots=slots), samples=None)
        assert store.bring_in(
            Provenance(name=name, licence="CC0-1.0"), [item], open_item=lambda one: one, refuse=lambda _, __: None
        )

    bring_in("first", "large")
    models = SizeModels(handover=handover)
    assert learn(handover, models, request(handover)).state is LearningState.RELEASED
    bring_in("second", "small")
    snapshot_id = request(handover)
    assert store.remove("second") == 1
    assert learn(handover, models, snapshot_id).state is LearningState.SUPERSEDED
    assert models.taught == [1]


def test_the_model_learns_from_the_disguised_sound_only(handover: HandoverSide) -> None:
    """Decision 0002: what training gets is sample for sample what the reviewer heard."""
    _ = label_clips(handover, "large")
    heard: list[bytes] = []
    seen: list[str] = []
    models = SizeModels(handover=handover)

    def teach(clips: Sequence[Opened], seed: int, report: Report) -> bytes:
        seen.extend(hashlib.sha256(clip.samples.astype("<i2").tobytes()).hexdigest() for clip in clips)
        return models.teach(clips, seed, report)

    from dataclasses import replace

    from earnest.handover.taking import load_clip, open_sound

    snapshot_id = request(handover)
    replace(learning(handover, models), teach=teach).learn(snapshot_id, progress_of(handover, snapshot_id))
    with handover.databases[Role.CORPUS_WORKER].transaction() as connection:
        row = connection.execute("select clip_id from handover.clips").fetchone()
        assert row is not None
        clip = load_clip(connection, ClipId(row[0]))
    heard.append(open_sound(clip, handover_key=handover.handover_key, objects=handover.objects)[44:])
    assert seen == [hashlib.sha256(heard[0]).hexdigest()]


def test_an_unknown_snapshot_is_told(handover: HandoverSide) -> None:
    unknown = SnapshotId(random_identifier())
    with pytest.raises(SnapshotNotFound):
        learning(handover, SizeModels(handover=handover)).learn(unknown, progress_of(handover, unknown))
