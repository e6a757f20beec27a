"""What counts as an accident, and when it may be kept (RT5, S6)."""

from dataclasses import replace
from pathlib import Path

import numpy
import pytest
from accidents.trials import OTHER_WORDS, WINDOW, Trial, kept_by, passes_first_model, source_of, windows

from earnest.collections.collection import CollectionItem
from earnest.foundation.statistics.logistic import Logistic
from earnest.screening.sound_traits import Screened
from earnest.sound_files.encoding import encode_wav
from earnest.speech.hearing.wake_word.detector import WakeDetector

SURE = (2.0, 2.0, *([0.0] * 9))
TRIAL = Trial(name="a", group="a", source="noise", addressed=False, length_seconds=4.0, row=SURE, answered=SURE)
DETECTOR = WakeDetector(logistic=Logistic(bias=0.0, weights=(2.0, 0.0, *([0.0] * 8), 4.0)))


def item(task: str, wake_word: str | None = None, path: str = "a.flac") -> CollectionItem:
    return CollectionItem(path=Path(path), task=task, wake_word=wake_word)


@pytest.mark.parametrize(
    ("entry", "source"),
    [
        (item("noise"), "noise"),
        (item("sentences", "none"), "sentences"),
        (item("wake", "computer"), OTHER_WORDS),
        (item("wake", "alexa"), None),
        (item("wake", "hey_alexa_v2"), None),
        (item("commands", "Alexa"), None),
        (item("wake"), None),
        (item("personal_data"), None),
    ],
)
def test_a_recording_that_may_have_the_word_is_no_accident(entry: CollectionItem, source: str | None) -> None:
    assert source_of(entry, "alexa") == source


def test_what_is_dropped_from_the_sound_alone_is_never_kept() -> None:
    assert kept_by(DETECTOR, TRIAL)
    assert not kept_by(DETECTOR, replace(TRIAL, row=(-2.0, *SURE[1:])))
    assert not kept_by(DETECTOR, replace(TRIAL, answered=None))
    assert not kept_by(DETECTOR, replace(TRIAL, answered=(*SURE[:-1], -2.0)))


def test_only_what_was_screened_without_a_finding_is_clear() -> None:
    assert not TRIAL.clear
    assert not replace(TRIAL, screened=Screened(complete=False)).clear
    assert replace(TRIAL, screened=Screened(complete=True)).clear


def test_the_second_model_stands_at_its_own_place() -> None:
    assert TRIAL.with_second() is TRIAL
    both = replace(TRIAL, second=-1.5).with_second()
    assert both.row[:2] == (2.0, -1.5)
    assert both.answered == both.row
    assert passes_first_model(both, 0.9)
    assert not passes_first_model(replace(both, row=(0.7, *both.row[1:])), 0.9)


def test_long_recordings_are_cut_into_windows_and_damaged_ones_left_out(tmp_path: Path) -> None:
    long, damaged = tmp_path / "long.wav", tmp_path / "damaged.wav"
    _ = long.write_bytes(encode_wav(numpy.ones(2 * WINDOW + 100, dtype=numpy.int16)))
    _ = damaged.write_bytes(b"no sound")
    found = list(windows([item("noise", path=str(long)), item("noise", path=str(damaged))], "alexa"))
    assert [(source, start, sound.size) for source, _, start, sound in found] == [
        ("noise", 0, WINDOW),
        ("noise", WINDOW, WINDOW),
    ]
