from hypothesis import given
from hypothesis import strategies as st

from earnest.speech.hearing.recognition.calibration import (
    UNCHANGED,
    CalibrationMap,
    CertaintyOf,
    calibrated,
    map_of,
)

scores = st.floats(0.0, 1.0)
kinds = st.sampled_from(list(CertaintyOf))
engines = st.sampled_from(["whisper", "pocketsphinx"])
languages = st.sampled_from(["en", "de", "nl"])


@given(scores, scores, kinds, engines, languages)
def test_what_is_surer_stays_surer(one: float, other: float, of: CertaintyOf, engine: str, language: str) -> None:
    first = calibrated(min(one, other), of=of, engine=engine, language=language)
    second = calibrated(max(one, other), of=of, engine=engine, language=language)
    assert 0.0 <= first <= second <= 1.0


def test_nothing_recognised_stays_without_confidence() -> None:
    assert calibrated(0.0, of=CertaintyOf.UTTERANCE, engine="whisper", language="en") == 0.0


def test_an_engine_that_was_not_measured_keeps_its_score() -> None:
    assert map_of(CertaintyOf.WORD, "sherpa-onnx", "en") == UNCHANGED


def test_a_language_that_was_not_measured_takes_the_map_of_english() -> None:
    assert map_of(CertaintyOf.WORD, "whisper", "nl") == map_of(CertaintyOf.WORD, "whisper", "en") != UNCHANGED


@given(st.floats(0.01, 0.99))
def test_a_map_without_change_changes_nothing(score: float) -> None:
    assert abs(UNCHANGED.probability(score) - score) < 1e-9


def test_a_steeper_map_is_surer_of_both() -> None:
    steep = CalibrationMap(bias=0.0, weight=2.0)
    assert steep.probability(0.8) > 0.8
    assert steep.probability(0.2) < 0.2
