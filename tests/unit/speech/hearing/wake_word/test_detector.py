"""The second opinion's weights: in doubt nothing is kept, and no one teaches it that everything may pass (S6, RT5)."""

import json
import math
import random
from importlib.resources import files

import numpy
import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.voices import say

from earnest.deidentified.learning.wake_learning import learn_wake
from earnest.foundation.statistics.logistic import Logistic
from earnest.foundation.units import SampleCount, samples_in_seconds
from earnest.speech.hearing.wake_word.detector import (
    Meant,
    WakeDetector,
    WakeExample,
    decode_detector,
    encode_detector,
    load_stock,
)
from earnest.speech.hearing.wake_word.errors import WakeDetectorUnreadable
from earnest.speech.hearing.wake_word.evidence import NAMES, Answered, is_row, rounded, row_of, with_answer
from earnest.speech.hearing.wake_word.verification import WakeWordOpinion
from earnest.speech.sound.voice_activity import find_speech

VOICE = say("a large latte with soy milk please", 2)
SPEECH = find_speech(VOICE)
SURE = (2.0, 2.0, 0.6, 0.0, 0.7, 0.2, 1.0, 0.4, 1.0, 0.3, 0.1)
ABSENT = (-2.0, -2.0, 0.0, 0.5, 0.5, 0.0, 0.5, -0.2, -1.0, 0.1, 0.0)
UNSURE = (-0.4, -0.6, 0.0, 1.0, 0.3, 0.0, 0.2, -0.4, -1.0, 0.1, 0.0)
rows = st.lists(st.floats(-2, 2).map(rounded), min_size=len(NAMES), max_size=len(NAMES)).map(tuple)


def verdict(probability: float, second: float | None = None) -> WakeWordOpinion:
    return WakeWordOpinion(
        said=probability > 0.9,
        probability=probability,
        second_probability=second,
        model="alexa",
        peak=samples_in_seconds(0.8),
        held=samples_in_seconds(0.3),
    )


def always(answer: float) -> WakeDetector:
    return WakeDetector(logistic=Logistic(bias=answer, weights=(0.0,) * len(NAMES)))


@given(st.floats(allow_nan=True, allow_infinity=True))
def test_rt5_a_number_that_outlives_a_recording_is_small_and_coarse(value: float) -> None:
    kept = rounded(value)
    assert -2.0 <= kept <= 2.0
    assert round(kept, 2) == kept


@given(
    st.floats(0, 1),
    st.none() | st.floats(0, 1),
    st.builds(Answered, confidence=st.floats(0, 1), understood=st.booleans(), word_count=st.integers(0, 200)),
)
def test_rt5_whatever_was_said_the_row_has_the_one_form_that_may_cross(
    probability: float, second: float | None, answered: Answered
) -> None:
    row = row_of(verdict(probability, second), VOICE, SPEECH)
    assert is_row(row)
    assert row[7:] == (0.0, 0.0, 0.0, 0.0)
    assert is_row(with_answer(row, answered, SampleCount(8_000)))


@pytest.mark.parametrize("count", [0, 1, 40, 5_000])
def test_silence_and_shreds_give_a_row(count: int) -> None:
    for sound in (numpy.zeros(count, dtype=numpy.int16), VOICE[:count]):
        assert is_row(row_of(verdict(0.5), sound, ()))


def test_s6_said_is_kept_absent_is_dropped() -> None:
    detector = load_stock().detector
    assert detector.judge(SURE) is Meant.YES
    assert detector.judge(ABSENT) is Meant.NO
    assert detector.judge(UNSURE) is not Meant.YES


@pytest.mark.parametrize(
    ("probability", "meant"),
    [(0.19, Meant.NO), (0.21, Meant.IN_DOUBT), (0.5, Meant.IN_DOUBT), (0.79, Meant.IN_DOUBT), (0.81, Meant.YES)],
)
def test_s6_what_is_in_doubt_is_answered_and_never_kept(probability: float, meant: Meant) -> None:
    assert always(math.log(probability / (1.0 - probability))).judge(SURE) is meant


@pytest.mark.parametrize(
    "row", [(), SURE[:-1], (*SURE, 0.0), (*SURE[:-1], math.nan), (*SURE[:-1], 0.123), (3.0, *SURE[1:])]
)
def test_s6_what_is_no_evidence_lets_nothing_through(row: tuple[float, ...]) -> None:
    assert always(9.0).judge(row) is Meant.NO


def test_s6_weights_that_are_no_numbers_let_nothing_through() -> None:
    assert always(math.nan).judge(SURE) is Meant.NO


@given(rows)
def test_s6_no_weights_let_through_what_the_first_model_does_not_hear(row: tuple[float, ...]) -> None:
    judged = always(20.0).judge(row)
    assert (judged is Meant.NO) == (row[0] < math.log(0.05 / 0.95) / 3.0)


def test_the_same_verdicts_in_any_order_teach_the_same() -> None:
    stock = load_stock()
    examples = [WakeExample(row=SURE, addressed=True), WakeExample(row=UNSURE, addressed=False)] * 4
    shuffled = random.Random(3).sample(examples, len(examples))  # noqa: S311 - repeatable, not secret
    learned = learn_wake(examples, stock.detector, stock.anchors)
    assert learned == learn_wake(shuffled, stock.detector, stock.anchors)
    assert learn_wake([], stock.detector, ()) == stock.detector


def test_s6_the_wake_word_learns_from_verdicts() -> None:
    stock = load_stock()
    near = (1.2, 0.1, 0.2, 1.5, 0.4, 0.1, 0.3, -0.3, -1.0, 0.4, 0.2)
    taught = learn_wake([WakeExample(row=near, addressed=False)] * 30, stock.detector, stock.anchors)
    assert taught.probability(near) < stock.detector.probability(near)
    assert taught.probability(near) < 0.5
    assert taught.judge(SURE) is Meant.YES


def test_s6_verdicts_of_yes_alone_do_not_teach_that_everything_may_pass() -> None:
    """Reviewers hear only what was let through; without the anchors a thousand of their yeses would open the gate."""
    stock = load_stock()
    examples = [WakeExample(row=SURE, addressed=True)] * 1_000
    accidents = [one.row for one in stock.anchors if not one.addressed]
    taught = learn_wake(examples, stock.detector, stock.anchors)
    assert len(accidents) >= 50
    kept = sum(taught.judge(row) is Meant.YES for row in accidents) / len(accidents)
    assert kept <= 0.05


def test_a_detector_comes_back_as_it_was_written() -> None:
    written = encode_detector(load_stock().detector)
    assert encode_detector(decode_detector(written)) == written
    assert len(files("earnest.speech.hearing.wake_word").joinpath("models", "stock.json").read_bytes()) < 40_000


@pytest.mark.parametrize(
    "change",
    [{"format": 2}, {"measurements": ["first_model"]}, {"weights": [1.0]}, {"weights": ["x"] * 12}, {"weights": None}],
)
def test_a_damaged_detector_is_refused(change: dict[str, object]) -> None:
    fields = {**json.loads(encode_detector(load_stock().detector)), **change}
    with pytest.raises(WakeDetectorUnreadable):
        _ = decode_detector(json.dumps(fields).encode())
    with pytest.raises(WakeDetectorUnreadable):
        _ = decode_detector(b"{")
