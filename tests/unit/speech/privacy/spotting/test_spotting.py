"""The spotter hears digits in sound whatever words a recogniser would write, and the ordinary stays (AU5, S18)."""

import math

import pytest
from support.voices import say

from earnest.engines.engine_choice import EngineChoice, RecogniserName
from earnest.engines.engine_process import EngineProcess
from earnest.engines.spotted_json import decode_spotted, encode_spotted
from earnest.foundation.units import Samples
from earnest.speech.hearing.recognition.adapters.pocketsphinx_spotter import PocketsphinxSpotter
from earnest.speech.hearing.recognition.errors import EngineFailed
from earnest.speech.hearing.spotting.language_model import FINDING, VERIFYING, load_background, spotting_model
from earnest.speech.hearing.spotting.spoken_signs import SIGN_PROBABILITIES, SIGNS
from earnest.speech.hearing.spotting.spotter import SpottingPass
from earnest.speech.privacy.spotting.runs import find_runs

SPOTTER = PocketsphinxSpotter()


def share_covered(samples: Samples, listening: SpottingPass, start: float, end: float) -> float:
    """Return how much of a part (shares of the length) lies in runs."""
    first, last = round(start * samples.size), round(end * samples.size)
    runs = find_runs(SPOTTER.spot(samples, listening))
    return sum(max(0, min(run.span.end, last) - max(run.span.start, first)) for run in runs) / (last - first)


@pytest.mark.parametrize("listening", list(SpottingPass))
@pytest.mark.parametrize("seed", [1, 2])
def test_a_number_is_spotted_in_the_sound(listening: SpottingPass, seed: int) -> None:
    samples = say("please call five five five one two three four", seed)
    assert share_covered(samples, listening, 0.35, 0.85) > 0.9


@pytest.mark.parametrize("listening", list(SpottingPass))
def test_a_request_without_numbers_has_no_run(listening: SpottingPass) -> None:
    assert find_runs(SPOTTER.spot(say("turn on the light in the living room"), listening)) == ()


def test_the_same_sound_gives_the_same_answer_also_after_another_one() -> None:
    samples = say("please call five five five one two three four")
    first = SPOTTER.spot(samples, SpottingPass.FINDING)
    _ = SPOTTER.spot(say("turn on the light in the living room"), SpottingPass.FINDING)
    assert SPOTTER.spot(samples, SpottingPass.FINDING) == first
    assert SPOTTER.spot(samples[:100], SpottingPass.FINDING) == ()


def test_words_survive_the_way_between_processes_and_nonsense_is_refused() -> None:
    words = SPOTTER.spot(say("turn on the light in the living room"), SpottingPass.FINDING)
    assert words
    assert decode_spotted(encode_spotted(words)) == words
    for nonsense in (b"", b"{}", b"[[1]]", b'[["two", 1, 0, 5, 0.5, -3]]', b'[["two", true, -1, 5, 0.5, -3]]'):
        with pytest.raises(EngineFailed):
            _ = decode_spotted(nonsense)


@pytest.mark.parametrize("settings", [FINDING, VERIFYING])
def test_the_language_model_is_one(settings: object) -> None:
    model = spotting_model(FINDING if settings is FINDING else VERIFYING)
    single = model.arpa.split("\\1-grams:\n")[1].split("\n\n")[0].splitlines()
    total = sum(10 ** float(line.split("\t")[0]) for line in single)
    assert math.isclose(total, 1.0, abs_tol=0.01)
    assert math.isclose(sum(SIGN_PROBABILITIES.values()), 1.0)
    told = {line.split()[0].split("(")[0] for line in model.dictionary.splitlines()}
    assert {f"t_{sign.text}" for sign in SIGNS} <= told
    assert all(line.split("\t")[1] in told | {"<s>", "</s>"} for line in single)


def test_no_background_word_is_a_sign_that_nothing_tells_apart() -> None:
    background = {word.text for word in load_background()}
    assert background & {sign.text for sign in SIGNS} <= {"a", "i", "at"}
    assert len(background) == 1000


def test_a_child_of_the_quick_engine_spots_and_hears() -> None:
    samples = say("please call five five five one two three four")
    engine = EngineProcess(EngineChoice(name=RecogniserName.POCKETSPHINX_QUICK))
    try:
        assert engine.spot(samples, SpottingPass.FINDING) == SPOTTER.spot(samples, SpottingPass.FINDING)
        heard = engine.recognise(samples, ("en",))
    finally:
        engine.close()
    assert (heard.engine, heard.domain) == ("pocketsphinx-quick", "general")
    assert "five" in heard.text
    assert all(0 <= word.start < word.end <= samples.size for word in heard.words)
