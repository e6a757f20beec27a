"""Whisper with weights that were drawn and not trained: what it says is nonsense, what it promises of it is not."""

import math
from collections.abc import Mapping
from pathlib import Path

import numpy
import pytest
from support.voices import say
from support.whisper_weights import write_whisper_weights

from earnest.foundation.model_file.errors import ModelUnreadable
from earnest.foundation.units import SAMPLING_RATE_HERTZ
from earnest.speech.hearing.recognition.adapters.whisper import WhisperPass
from earnest.speech.hearing.recognition.errors import EngineFailed, LanguageNotSpoken
from earnest.speech.hearing.whisper.features import MOST_FRAMES
from earnest.speech.hearing.whisper.model import WhisperModel, frames_heard

SOUND = say("play some music in the kitchen please")


def read(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, bytes]:
    return read(write_whisper_weights(tmp_path_factory.mktemp("whisper")))


@pytest.fixture(scope="module")
def model(files: Mapping[str, bytes]) -> WhisperModel:
    return WhisperModel(files)


def test_what_is_heard_lies_in_the_sound_and_is_ordered(model: WhisperModel) -> None:
    heard = model.hear(SOUND, languages=("en",))
    assert heard.texts
    assert 0 <= heard.no_speech <= 1
    assert all(text.log_probability <= 0 for text in heard.texts)
    assert all(0 <= word.place.start <= word.place.end <= len(SOUND) for word in heard.words)
    assert all(0 <= word.probability <= 1 for word in heard.words)
    assert "".join(word.text for word in heard.words) == heard.texts[0].text.replace(" ", "")


def test_the_same_sound_gives_the_same_answer(model: WhisperModel) -> None:
    first = model.hear(SOUND, languages=("en",))
    _ = model.hear(SOUND[::-1].copy(), languages=("en",))
    assert model.hear(SOUND, languages=("en",)) == first


def test_small_vocabularies_are_taken_for_english_alone(model: WhisperModel) -> None:
    assert [model.speaks(language) for language in ("en", "de", "xx")] == [True, False, False]
    assert model.hear(SOUND, languages=("en",)).language is None


def test_only_english_is_heard_with_less_than_thirty_seconds() -> None:
    assert [frames_heard(len(SOUND), language) for language in ("de", "nl")] == [MOST_FRAMES] * 2
    assert len(SOUND) // 160 < frames_heard(len(SOUND), "en") < MOST_FRAMES
    assert frames_heard(28 * SAMPLING_RATE_HERTZ, "en") == MOST_FRAMES


def test_no_sound_has_no_words(model: WhisperModel) -> None:
    heard = model.hear(SOUND[:0], languages=("en",))
    assert (heard.words, heard.texts) == ((), ())


def test_a_sound_shorter_than_a_frame_is_no_error(model: WhisperModel) -> None:
    assert all(word.place.end <= 5 for word in model.hear(SOUND[:5], languages=("en",)).words)


@pytest.mark.parametrize("damage", ["no tokenizer", "other tokenizer", "cut weights", "no weights"])
def test_damaged_weights_are_refused(files: Mapping[str, bytes], damage: str) -> None:
    damaged = dict(files)
    match damage:
        case "no tokenizer":
            del damaged["tokenizer.json"]
        case "other tokenizer":
            damaged["tokenizer.json"] = b"{}"
        case "cut weights":
            damaged["model.bin"] = damaged["model.bin"][:-1000]
        case _:
            del damaged["model.bin"]
    with pytest.raises(ModelUnreadable):
        _ = WhisperModel(damaged)


def test_an_engine_that_gives_no_numbers_has_failed_or_hears_nothing(tmp_path: Path) -> None:
    model = WhisperModel(read(write_whisper_weights(tmp_path, spoiled=True)))
    try:
        heard = model.hear(SOUND, languages=("en",))
    except EngineFailed:
        return
    assert all(math.isfinite(word.probability) for word in heard.words)


def test_a_long_sound_is_heard_in_pieces_whose_words_lie_one_after_the_other(model: WhisperModel) -> None:
    sound = numpy.tile(SOUND, 70 * SAMPLING_RATE_HERTZ // len(SOUND))
    heard = WhisperPass(model).hear(sound, ("en", "de"))
    starts = [word.start for word in heard.words]
    assert starts == sorted(starts)
    assert all(0 <= word.start <= word.end <= len(sound) for word in heard.words)
    assert heard.alternatives == ()
    assert heard.language == "en"


@pytest.mark.parametrize("seconds", [1, 5])
def test_an_answer_that_would_never_end_is_as_long_as_the_sound_allows(tmp_path: Path, seconds: int) -> None:
    """One search, and its length is bounded: so is the time of a request, whatever was said."""
    endless = WhisperModel(read(write_whisper_weights(tmp_path / "endless", endless=True)))
    sound = numpy.random.default_rng(3).normal(0, 2000, seconds * SAMPLING_RATE_HERTZ).astype(numpy.int16)
    heard = endless.hear(sound, languages=("en",))
    written = heard.texts[0].token_count
    assert 12 * seconds < written <= 17 + 12 * seconds
    assert len(heard.token_probabilities) < written


def test_a_language_that_the_weights_do_not_know_is_said(model: WhisperModel) -> None:
    with pytest.raises(LanguageNotSpoken):
        _ = WhisperPass(model).hear(SOUND, ("de",))


def test_alternatives_are_words_each_once_and_the_best_first(model: WhisperModel) -> None:
    heard = WhisperPass(model).hear(SOUND, ("en",))
    scores = [entry.score for entry in heard.alternatives]
    assert scores == sorted(scores, reverse=True)
    assert len({entry.words for entry in heard.alternatives}) == len(scores)
    assert all(score <= 0 for score in scores)
