"""The wake word learns (S6, RV10, RT5): verdicts teach the next model's detector, and evidence alone releases it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

import pytest
from support.clips import HandoverSide
from support.reviewing import open_reviewing, order

from earnest.deidentified.evaluation.answering import Answerer, Report
from earnest.deidentified.training.learning import Learning, Opened
from earnest.deidentified.training.outcomes import LearningState, find_outcome
from earnest.deidentified.training.progress import ProgressWriter
from earnest.deidentified.training.requests import request_learning
from earnest.deidentified.training.wake_lessons import add_wake_detector
from earnest.handover.bundle import Bundle, read_bundle, write_bundle
from earnest.handover.releases import find_live, open_model
from earnest.handover.wake import PlacedExample, place_example, remove_examples
from earnest.services.database.roles import Role
from earnest.services.jobs import Jobs, JobsSchema
from earnest.speech.hearing.wake_word.detector import Meant, WakeExample, load_stock

JOBS = Jobs(JobsSchema.DEIDENTIFIED)
SAID = (2.0, 2.0, 0.8, 0.0, 0.8, 0.2, 1.2, 0.5, 1.0, 0.3, 0.1)
TELEVISION = (2.0, 2.0, 0.8, 2.0, 1.6, -0.4, 0.0, -0.6, -1.0, 0.9, 0.6)


@dataclass(frozen=True, kw_only=True)
class EmptyModels:
    """Models that learn nothing but the wake word; they may not be asked for words."""

    def teach(self, clips: Sequence[Opened], seed: int, report: Report) -> bytes:
        report(len(clips), seed and len(clips))
        return write_bundle(Bundle())

    def open_answerer(self, bundle: bytes | None) -> Answerer:
        raise AssertionError(bundle)


def learn(handover: HandoverSide) -> LearningState:
    models = EmptyModels()
    learning = Learning(
        database=handover.databases[Role.CORPUS_WORKER],
        objects=handover.objects,
        handover_key=handover.handover_key,
        jobs=JOBS,
        clock=handover.clock,
        teach=models.teach,
        open_answerer=models.open_answerer,
    )
    with handover.databases[Role.CORPUS_WORKER].transaction() as connection:
        snapshot_id = request_learning(
            connection,
            handover_key=handover.handover_key,
            objects=handover.objects,
            jobs=JOBS,
            requested_at=handover.clock.now(),
        )
    learning.learn(snapshot_id, ProgressWriter(database=learning.database, snapshot_id=snapshot_id))
    with handover.databases[Role.CORPUS_WORKER].transaction() as connection:
        return find_outcome(connection, snapshot_id).state


def tell(
    handover: HandoverSide, numbers: Iterator[int], row: tuple[float, ...], *, addressed: bool, times: int
) -> None:
    with handover.databases[Role.PERSONAL_WORKER].transaction() as connection:
        for _ in range(times):
            placed = PlacedExample(
                example_id=UUID(int=next(numbers)), example=WakeExample(row=row, addressed=addressed)
            )
            place_example(connection, placed, delete_after=(handover.clock.now() + timedelta(days=100)).date())


@pytest.fixture
def labelled(handover: HandoverSide) -> HandoverSide:
    handover.allow(10)
    clip_id = handover.place()
    assert open_reviewing(handover).label_next(order(size="large")).clip_id == clip_id
    return handover


def live_detector(handover: HandoverSide) -> object:
    with handover.databases[Role.CORPUS_WORKER].transaction() as connection:
        live = find_live(connection)
    if live is None or live.model is None:
        return None
    return read_bundle(open_model(live.model, handover_key=handover.handover_key, objects=handover.objects)).wake


def test_s6_verdicts_make_a_better_detector_that_goes_live(labelled: HandoverSide) -> None:
    stock = load_stock().detector
    assert stock.judge(TELEVISION) is Meant.YES, "the example must be one that stock gets wrong"
    numbers = iter(range(1, 1_000))
    tell(labelled, numbers, TELEVISION, addressed=False, times=80)
    tell(labelled, numbers, SAID, addressed=True, times=80)
    assert learn(labelled) is LearningState.RELEASED
    with labelled.databases[Role.CORPUS_WORKER].transaction() as connection:
        live = find_live(connection)
    assert live is not None
    assert live.model is not None
    bundle = open_model(live.model, handover_key=labelled.handover_key, objects=labelled.objects)
    taught = read_bundle(bundle).wake
    assert taught is not None
    assert taught.judge(TELEVISION) is not Meant.YES
    assert taught.judge(SAID) is Meant.YES
    with labelled.databases[Role.PERSONAL_WORKER].transaction() as connection:
        remove_examples(connection, [UUID(int=number) for number in range(1, 1_000)])
    assert add_wake_detector(write_bundle(Bundle()), bundle, ()) == bundle, "what was learned is not forgotten"


def test_ml2_verdicts_that_bring_nothing_release_nothing(labelled: HandoverSide) -> None:
    numbers = iter(range(1, 1_000))
    tell(labelled, numbers, SAID, addressed=True, times=60)
    assert learn(labelled) is LearningState.KEPT_BACK
    assert live_detector(labelled) is None


def test_few_verdicts_teach_nothing_and_new_ones_are_something_to_learn_from(labelled: HandoverSide) -> None:
    numbers = iter(range(1, 1_000))
    tell(labelled, numbers, TELEVISION, addressed=False, times=8)
    assert learn(labelled) is LearningState.KEPT_BACK
    tell(labelled, numbers, TELEVISION, addressed=False, times=80)
    tell(labelled, numbers, SAID, addressed=True, times=80)
    assert learn(labelled) is LearningState.RELEASED


@pytest.mark.parametrize("row", [(), SAID[:-1], (*SAID[:-1], 0.123), (*SAID[:-1], 9.0)])
def test_rt5_only_coarse_numbers_cross(handover: HandoverSide, row: tuple[float, ...]) -> None:
    placed = PlacedExample(example_id=UUID(int=1), example=WakeExample(row=row, addressed=True))
    with (
        handover.databases[Role.PERSONAL_WORKER].transaction() as connection,
        pytest.raises(ValueError, match="not a row"),
    ):
        place_example(connection, placed, delete_after=handover.clock.now().date())
