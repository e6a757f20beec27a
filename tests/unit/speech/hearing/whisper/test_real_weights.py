"""Whisper base, where its weights are installed: people who speak English and German."""

import os
import subprocess
import sys
from pathlib import Path

import numpy
import pytest

from earnest.collections.collection import read_collection
from earnest.collections.item import CollectionItem
from earnest.collections.parts import read_part
from earnest.foundation.units import SAMPLING_RATE_HERTZ, Samples
from earnest.speech.hearing.recognition.adapters.whisper import WhisperPass
from earnest.speech.hearing.recognition.routing import LESS_LIKELY
from earnest.speech.hearing.whisper.model import WhisperModel
from earnest.speech.language.comparing.word_errors import text_errors
from earnest.weights.errors import ModelMissing
from earnest.weights.finding import WeightPlaces, load_model

recordings = pytest.mark.skipif("EARNEST_SPEECH" not in os.environ, reason="EARNEST_SPEECH names no recordings")


@pytest.fixture(scope="module")
def model() -> WhisperModel:
    try:
        loaded = load_model("whisper-base", WeightPlaces())
    except ModelMissing:
        pytest.skip("the weights of Whisper base are not installed here: `make test` fetches them where it can")
    return WhisperModel(loaded.files)


@pytest.fixture(scope="module")
def whisper(model: WhisperModel) -> WhisperPass:
    return WhisperPass(model)


def some(task: str, count: int) -> list[CollectionItem]:
    """Return items of a task, spread over its people."""
    items = [item for item in read_collection(Path(os.environ["EARNEST_SPEECH"])) if item.task == task and item.text]
    return items[:: max(1, len(items) // count)][:count]


@pytest.mark.recordings
@recordings
@pytest.mark.parametrize(("task", "language", "most"), [("sentences", "en", 0.5), ("german", "de", 0.35)])
def test_most_words_of_open_speech_are_heard_right(whisper: WhisperPass, task: str, language: str, most: float) -> None:
    """The measured figures are those of `make bench NAME=recognition`; this holds the ground."""
    heard = [(item, whisper.hear(read_part(item), ("en", "de", "nl"))) for item in some(task, 12)]
    errors = [text_errors(item.text or "", " ".join(word.text for word in one.words), language) for item, one in heard]
    assert sum(error.total for error in errors) <= most * sum(error.reference_words for error in errors)
    assert sum(one.language == language for _, one in heard) >= len(heard) - 2
    for item, one in heard:
        length = len(read_part(item))
        assert all(0 <= word.start <= word.end <= length for word in one.words)
        assert 0 <= one.confidence <= 1


@pytest.mark.recordings
@recordings
def test_a_word_that_was_said_is_nearly_as_likely_as_what_was_heard(whisper: WhisperPass) -> None:
    for item in some("words", 6):
        right, other = whisper.margins(read_part(item), "en", ((item.text or "").lower(), "yellow banana"))
        assert right < other
        assert other > LESS_LIKELY
    assert whisper.margins(numpy.zeros(0, dtype=numpy.int16), "en", ("stop",)) == ()


MEMORY = """
import psutil
from earnest.weights.finding import WeightPlaces, load_model
from earnest.speech.hearing.whisper.model import WhisperModel
before = psutil.Process().memory_info().rss
loaded = load_model("whisper-base", WeightPlaces())
size = len(loaded.files["model.bin"])
model = WhisperModel(loaded.files)
del loaded
print((psutil.Process().memory_info().rss - before) / size)
"""


def test_what_was_read_does_not_stay_in_memory(whisper: WhisperPass) -> None:
    """As int8 the weights are half of what was read: all at once in memory for as long as it listens is too much."""
    assert whisper.name == "whisper"
    printed = subprocess.run([sys.executable, "-c", MEMORY], capture_output=True, text=True, check=True).stdout
    assert float(printed) < 1.5


@pytest.mark.recordings
@recordings
def test_a_name_that_is_listed_is_heard_where_another_was_written_and_nothing_else_changes(
    whisper: WhisperPass,
) -> None:
    """The measured figure is in docs/algorithms/recognition.md; this holds the ground."""
    items = [item for item in read_collection(Path(os.environ["EARNEST_SPEECH"])) if item.text == "jarvis"][:40:4]
    spoken = [read_part(item) for item in items]
    before = [text(whisper, sound) for sound in spoken]
    after = [text(whisper, sound, "Jarvis", "Anneliese", "mood lighting") for sound in spoken]
    assert before.count("jarvis") < after.count("jarvis")
    others = [read_part(item) for item in some("sentences", 4)]
    assert [text(whisper, sound) for sound in others] == [text(whisper, sound, "Jarvis", "Joost") for sound in others]


def text(whisper: WhisperPass, sound: Samples, *phrases: str) -> str:
    return " ".join(word.text for word in whisper.hear(sound, ("en",), phrases).words)


@pytest.mark.recordings
@recordings
def test_a_long_sound_is_heard_in_pieces_and_its_alternatives_are_ordered(whisper: WhisperPass) -> None:
    spoken = numpy.concatenate([read_part(item) for item in some("sentences", 12)])
    heard = whisper.hear(spoken, ("en",))
    starts = [word.start for word in heard.words]
    assert len(starts) > 30
    assert starts == sorted(starts)
    assert heard.words[-1].start > 30 * SAMPLING_RATE_HERTZ
    scores = [entry.score for entry in whisper.hear(spoken[: 4 * SAMPLING_RATE_HERTZ], ("en",)).alternatives]
    assert len(scores) > 1
    assert scores == sorted(scores, reverse=True)
    assert scores[0] == 0


@pytest.mark.recordings
@recordings
@pytest.mark.parametrize(("task", "language"), [("german", "de"), ("sentences", "en")])
def test_the_same_is_heard_whether_the_language_was_known_or_told_apart(
    model: WhisperModel, task: str, language: str
) -> None:
    """Both times with the silence that the language needs, thirty seconds in all of what is not English."""
    said = read_part(some(task, 1)[0])
    known, told_apart = (model.hear(said, languages=languages) for languages in ((language,), ("en", "de", "nl")))
    assert told_apart == known
    assert known.language == language
