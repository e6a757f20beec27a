"""The host against children that behave badly: a program that speaks our frames and does what the sound tells it."""

import sys
import threading
import time
from pathlib import Path

import numpy
import psutil
import pytest

from earnest.engines.engine_choice import EngineChoice, RecogniserName
from earnest.engines.engine_process import EngineLimits, EngineProcess
from earnest.foundation.child_processes.requester import Requester
from earnest.foundation.errors import EarnestError
from earnest.foundation.model_file.errors import ModelUnreadable
from earnest.foundation.units import Samples
from earnest.handover.bundle import Bundle, write_bundle
from earnest.speech.hearing.recognition.errors import EngineFailed, RecognitionTooSlow
from earnest.speech.hearing.spotting.spotter import SpottingPass
from earnest.weights.errors import ModelMissing
from earnest.weights.finding import WeightPlaces

CHILD = """
import os, pathlib, signal, sys, time
from earnest.foundation.units import SampleCount
from earnest.engines.spotted_json import encode_spotted
from earnest.speech.hearing.spotting.spotter import SpottedWord
from earnest.foundation.child_processes.frames import ChildFrameKind, encode_frame, read_frame
from earnest.speech.language.hypothesis import Hypothesis, RecognisedWord
from earnest.engines.hypothesis_json import encode_hypothesis

model = "none"
while (frame := read_frame(sys.stdin.buffer)) is not None:
    answer = encode_frame(ChildFrameKind.READY)
    if frame.kind == ChildFrameKind.RELOAD:
        model = str(len(frame.payload))
    else:
        listening, _, sound = frame.payload.rpartition(b"\\n")
        command = int.from_bytes(sound[:2], "little")
        if command == 1:
            os.abort()
        if command == 2:
            time.sleep(60)
        if command == 5:
            time.sleep(0.3)
        stopped = pathlib.Path(__file__).with_suffix(".stopped")
        if command == 8 and not stopped.exists():
            stopped.touch()
            os.kill(os.getpid(), signal.SIGSTOP)
        word = RecognisedWord(text="word", start=SampleCount(0), end=SampleCount(1), posterior=1)
        hypothesis = Hypothesis(
            words=(word,), alternatives=(), engine=str(os.getpid()), model=model, domain="general", confidence=1
        )
        answer = encode_frame(ChildFrameKind.HYPOTHESIS, encode_hypothesis(hypothesis))
        if frame.kind == ChildFrameKind.SPOT:
            begin, end = SampleCount(0), SampleCount(1)
            spotted = SpottedWord(
                text=listening.decode(), sign=True, start=begin, end=end, posterior=1, speech_score=-3
            )
            answer = encode_frame(ChildFrameKind.SPOTTED, encode_spotted((spotted,)))
        if command == 3:
            answer = b"this is no frame at all, and much longer than one"
        if command == 4:
            answer = encode_frame(ChildFrameKind.FAILED, b"engine_failed")
        if command == 6:
            answer = encode_frame(ChildFrameKind.FAILED, b"model_missing")
        if command == 7:
            answer = encode_frame(ChildFrameKind.HYPOTHESIS, b"[" * 100_000)
    sys.stdout.buffer.write(answer)
    sys.stdout.buffer.flush()
"""

FINE, CRASH, HANG, NONSENSE, FAIL, SLOW = (numpy.full(1600, command, dtype=numpy.int16) for command in range(6))


def host(folder: Path, limits: EngineLimits) -> EngineProcess:
    script = folder / "child.py"
    _ = script.write_text(CHILD)
    return EngineProcess(EngineChoice(), limits=limits, command=[sys.executable, str(script)])


LIMITS = EngineLimits(base_seconds=1.0, seconds_per_second=1.0)


def test_an_utterance_whose_child_is_stopped_is_recognised_by_another(tmp_path: Path) -> None:
    """Long before its time limit is over, which is set far beyond the test's own."""
    engine = host(tmp_path, EngineLimits(base_seconds=3000.0))
    assert engine.recognise(numpy.full(1600, 8, dtype=numpy.int16), ("en",)).text == "word"
    assert (tmp_path / "child.stopped").exists()
    [idle] = engine.process_identifiers()
    psutil.Process(idle).suspend()
    assert engine.recognise(FINE, ("en",)).text == "word"
    assert idle not in engine.process_identifiers()
    engine.close()


@pytest.mark.parametrize("trouble", [CRASH, HANG, NONSENSE, FAIL])
def test_trouble_costs_one_utterance(tmp_path: Path, trouble: Samples) -> None:
    engine = host(tmp_path, LIMITS)
    try:
        first = engine.recognise(FINE, ("en",))
        with pytest.raises(EngineFailed):
            _ = engine.recognise(trouble, ("en",))
        second = engine.recognise(FINE, ("en",))
        assert second.text == "word"
        assert second.engine != first.engine
        assert not psutil.pid_exists(int(first.engine))
    finally:
        engine.close()


@pytest.mark.parametrize("trouble", [CRASH, HANG, NONSENSE, FAIL])
def test_au4_trouble_while_spotting_is_an_error_and_costs_one_sound(tmp_path: Path, trouble: Samples) -> None:
    engine = host(tmp_path, LIMITS)
    try:
        with pytest.raises(EngineFailed):
            _ = engine.spot(trouble, SpottingPass.FINDING)
        [word] = engine.spot(FINE, SpottingPass.VERIFYING)
        assert word.text == "verifying"
    finally:
        engine.close()


@pytest.mark.parametrize(("command", "error"), [(6, ModelMissing), (7, EngineFailed)])
def test_a_child_that_answers_otherwise_is_not_left_running(
    tmp_path: Path, command: int, error: type[Exception]
) -> None:
    engine = host(tmp_path, EngineLimits())
    for _ in range(2):
        with pytest.raises(error):
            _ = engine.recognise(numpy.array([command], dtype=numpy.int16), ("en",))
        assert engine.process_identifiers() == ()
    assert engine.recognise(numpy.array([0], dtype=numpy.int16), ("en",)).text == "word"
    engine.close()


def test_a_reload_reaches_the_child_before_the_next_utterance(tmp_path: Path) -> None:
    engine = host(tmp_path, LIMITS)
    bundle = write_bundle(Bundle())
    try:
        assert engine.recognise(FINE, ("en",)).model == "0"
        engine.reload(bundle)
        assert engine.recognise(FINE, ("en",)).model == str(len(bundle))
        with pytest.raises(EngineFailed):
            _ = engine.recognise(CRASH, ("en",))
        assert engine.recognise(FINE, ("en",)).model == str(len(bundle))
        engine.reload(b"")
        assert engine.recognise(FINE, ("en",)).model == "0"
    finally:
        engine.close()


def test_a_damaged_model_leaves_the_earlier_one(tmp_path: Path) -> None:
    engine = host(tmp_path, LIMITS)
    try:
        with pytest.raises(ModelUnreadable):
            engine.reload(b"damaged")
        assert engine.recognise(FINE, ("en",)).model == "0"
    finally:
        engine.close()


def test_many_threads_each_get_their_answer(tmp_path: Path) -> None:
    engine = host(tmp_path, EngineLimits(children=2, base_seconds=10))
    answers: list[str] = []

    def ask() -> None:
        answers.append(engine.recognise(SLOW, ("en",)).engine)

    threads = [threading.Thread(target=ask) for _ in range(6)]
    try:
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert len(answers) == 6
        assert 1 <= len(set(answers)) <= 2
    finally:
        engine.close()


def test_idle_children_end_and_come_back(tmp_path: Path) -> None:
    engine = host(tmp_path, EngineLimits(idle_seconds=0.1))
    try:
        first = int(engine.recognise(FINE, ("en",)).engine)
        assert engine.process_identifiers() == (first,)
        deadline = time.monotonic() + 10
        while psutil.pid_exists(first) and time.monotonic() < deadline:
            time.sleep(0.02)
        assert not psutil.pid_exists(first)
        assert engine.process_identifiers() == ()
        assert int(engine.recognise(FINE, ("en",)).engine) != first
    finally:
        engine.close()


def test_closing_ends_everything(tmp_path: Path) -> None:
    engine = host(tmp_path, LIMITS)
    child = int(engine.recognise(FINE, ("en",)).engine)
    engine.close()
    assert not psutil.pid_exists(child)
    with pytest.raises(EngineFailed):
        _ = engine.recognise(FINE, ("en",))


@pytest.mark.parametrize("name", [RecogniserName.WHISPER, RecogniserName.SHERPA_ONNX])
def test_missing_weights_are_told_as_such(name: RecogniserName, tmp_path: Path) -> None:
    engine = EngineProcess(EngineChoice(name=name, model="unknown", places=WeightPlaces(folder=tmp_path)))
    try:
        with pytest.raises(ModelMissing):
            engine.warm_up()
    finally:
        engine.close()


def test_a_child_that_is_killed_while_it_loads_costs_that_attempt_only() -> None:
    """As the kernel does for want of memory."""
    engine = EngineProcess(EngineChoice())
    failed: list[BaseException] = []

    def load() -> None:
        try:
            engine.warm_up()
        except EngineFailed as error:
            failed.append(error)

    try:
        loading = threading.Thread(target=load)
        loading.start()
        while not (children := engine.process_identifiers()):
            time.sleep(0.001)
        # A Python that has just begun loads its first modules; the engine's own come long after.
        psutil.Process(children[0]).kill()
        loading.join()
        assert len(failed) == 1
        engine.warm_up()
        assert engine.process_identifiers() != children
        assert engine.recognise(numpy.zeros(16000, dtype=numpy.int16), ("en",)).engine == "pocketsphinx"
    finally:
        engine.close()


def test_the_real_child_is_small_and_gives_the_same_answer_twice() -> None:
    generator = numpy.random.default_rng(5)
    sound = (generator.normal(0, 2000, 16000)).astype(numpy.int16)
    other = (8000 * numpy.sin(numpy.arange(12000) / 7)).astype(numpy.int16)
    engine = EngineProcess(EngineChoice())
    try:
        first = engine.recognise(sound, ("en",))
        _ = engine.recognise(other, ("en",))
        assert engine.recognise(sound, ("en",)) == first
        assert engine.recognise(sound[:0], ("en",)).words == engine.recognise(sound[:30], ("en",)).words == ()
        (child,) = engine.process_identifiers()
        assert psutil.Process(child).memory_info().rss < 220 * 2**20
        loaded = " ".join(path.path for path in psutil.Process(child).memory_maps())
        assert "pocketsphinx" in loaded
        assert "/sklearn/" not in loaded
        assert "/scipy/" not in loaded  # numpy brings a library named libscipy_openblas
    finally:
        engine.close()


LONG = numpy.full(59 * 16_000, 2, dtype=numpy.int16)
"""A minute on which the child hangs."""


def test_a_long_recording_without_a_token_stops_no_other_client_and_is_stopped_when_its_client_leaves(
    tmp_path: Path,
) -> None:
    engine = host(tmp_path, EngineLimits(children=2, base_seconds=60.0))
    hostile = [Requester(name=f"10.0.0.{number}", known=False) for number in range(4)]
    outcomes: list[str] = []

    def flood(requester: Requester) -> None:
        try:
            _ = engine.recognise(LONG, ("en",), requester=requester)
        except EarnestError as error:
            outcomes.append(error.code)

    threads = [threading.Thread(target=flood, args=(requester,)) for requester in hostile for _ in range(2)]
    try:
        for thread in threads:
            thread.start()
        time.sleep(1.5)
        began = time.monotonic()
        assert engine.recognise(FINE, ("en",), requester=Requester(name="device", known=True)).text == "word"
        assert engine.recognise(FINE, ("en",), requester=Requester(name="192.168.0.7", known=False)).text == "word"
        assert time.monotonic() - began < 30
        assert not outcomes
        for requester in hostile:
            requester.cancellation.cancel()
        for thread in threads:
            thread.join(timeout=30)
        assert outcomes == ["requester_left"] * 8
    finally:
        engine.close()


def test_one_utterance_has_a_budget_of_the_processor() -> None:
    limits = EngineLimits(processor_base_seconds=0.2, processor_seconds_per_second=0.0)
    engine = EngineProcess(EngineChoice(), limits=limits)
    noise = numpy.random.default_rng(7).integers(-32_768, 32_767, 30 * 16_000).astype(numpy.int16)
    try:
        with pytest.raises(RecognitionTooSlow):
            _ = engine.recognise(noise, ("en",))
        assert engine.recognise(numpy.zeros(800, dtype=numpy.int16), ("en",)).words == ()
    finally:
        engine.close()


@pytest.mark.parametrize(
    ("model", "least", "most"),
    [("", 1, 1), ("whisper-base", 1, 1), ("whisper-tiny", 1, 1), ("own", 1, 1), ("whisper-large-v3", 15, 25)],
)
def test_a_larger_model_may_take_longer(model: str, least: float, most: float) -> None:
    limits = EngineLimits(base_seconds=20.0, seconds_per_second=10.0).for_model(model)
    assert 30 * least <= limits.utterance_seconds(16_000) <= 30 * most


def test_the_child_knows_no_secret(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("EARNEST_ROLE_DATABASE", "EARNEST_PERSONAL_KEY", "AWS_SECRET_ACCESS_KEY", "PGPASSWORD"):
        monkeypatch.setenv(name, "canary")
    engine = host(tmp_path, LIMITS)
    try:
        _ = engine.recognise(FINE, ("en",))
        [child] = engine.process_identifiers()
        assert b"canary" not in Path(f"/proc/{child}/environ").read_bytes()
    finally:
        engine.close()
