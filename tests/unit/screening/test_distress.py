"""What a reviewer is warned of (DC2): words in three languages, cries in the sound, and nothing that fails unseen."""

import os
from pathlib import Path

import numpy
import pytest

from earnest.collections.collection import read_collection
from earnest.collections.parts import read_part
from earnest.foundation.units import SAMPLING_RATE_HERTZ, Samples
from earnest.screening.distress import LANGUAGES, DistressSign, find_signs, heard_texts, signs_in_words
from earnest.screening.outcry import HELD_SECONDS, has_outcry, held_high_seconds
from earnest.speech.language.hypothesis import Alternative, Hypothesis

QUIET = numpy.zeros(SAMPLING_RATE_HERTZ, dtype=numpy.int16)


@pytest.mark.parametrize(
    ("language", "text", "sign"),
    [
        ("en", "Help, he is hurting me!", DistressSign.VIOLENCE),
        ("en", "I want to die.", DistressSign.SELF_HARM),
        ("en", "show me PORN", DistressSign.SEXUAL),
        ("de", "Er schlägt mich", DistressSign.VIOLENCE),
        ("de", "ich will sterben", DistressSign.SELF_HARM),
        ("de", "zeig Nacktbilder", DistressSign.SEXUAL),
        ("nl", "hij slaat me", DistressSign.VIOLENCE),
        ("nl", "ik wil dood", DistressSign.SELF_HARM),
        ("nl", "zoek seks", DistressSign.SEXUAL),
    ],
)
def test_dc2_words_are_found_in_each_language(language: str, text: str, sign: DistressSign) -> None:
    assert signs_in_words(text, language) == {sign}


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "kill the lights in the kitchen"),
        ("en", "set an alarm for six"),
        ("en", "play the essex radio"),
        ("de", "mach das Licht tot"),
        ("de", "spiel Musik aus Essex"),
        ("nl", "doe het licht uit"),
        ("en", ""),
    ],
)
def test_everyday_requests_are_not_found(language: str, text: str) -> None:
    assert signs_in_words(text, language) == set()


def test_dc2_what_cannot_be_searched_counts_as_found() -> None:
    assert find_signs(QUIET, ["bonjour"], "fr") == {DistressSign.NOT_SCREENED}
    broken = numpy.array(["no", "sound"] * SAMPLING_RATE_HERTZ)
    assert find_signs(broken, ["hello"], "en") == {DistressSign.NOT_SCREENED}  # pyright: ignore[reportArgumentType]
    assert find_signs(QUIET, [None], "en") == {DistressSign.NOT_SCREENED}  # pyright: ignore[reportArgumentType]
    for language in LANGUAGES:
        assert find_signs(QUIET, ["hello"], language) == set()


def test_alternatives_warn_of_nothing() -> None:
    entry = Alternative(words=("kill", "me"), score=0.0)
    hypothesis = Hypothesis(
        words=(), alternatives=(entry,), engine="a", model="stock", domain="general", confidence=0.0
    )
    assert heard_texts(hypothesis) == ()


def voice(hertz: float, *, seconds: float) -> Samples:
    """Return a voice of one pitch with its overtones."""
    times = numpy.arange(int(seconds * SAMPLING_RATE_HERTZ)) / SAMPLING_RATE_HERTZ
    tones = sum(numpy.sin(2 * numpy.pi * hertz * number * times) / number for number in range(1, 6))
    return (6000 * numpy.asarray(tones)).astype(numpy.int16)


@pytest.mark.parametrize(
    ("hertz", "seconds", "found"),
    [(120, 1.0, False), (220, 1.0, False), (300, 1.0, False), (450, 1.0, True), (1200, 1.0, True), (450, 0.1, False)],
)
def test_a_voice_that_stays_high_is_an_outcry(*, hertz: float, seconds: float, found: bool) -> None:
    assert has_outcry(voice(hertz, seconds=seconds)) is found


def test_nothing_to_measure_is_no_outcry() -> None:
    assert held_high_seconds(numpy.zeros(0, dtype=numpy.int16)) == 0.0
    assert not has_outcry(QUIET)


@pytest.mark.skipif("EARNEST_SPEECH" not in os.environ, reason="needs the recordings that EARNEST_SPEECH names")
def test_dc2_children_who_cry_are_found_and_adults_who_speak_are_not() -> None:
    items = list(read_collection(Path(os.environ["EARNEST_SPEECH"])))
    crying = [item for item in items if "baby_cry" in item.path.name]
    adults = [item for item in items if item.task == "sentences" and (item.age or 0) >= 18][:20]
    assert len(crying) == 5
    assert len(adults) == 20
    assert all(held_high_seconds(read_part(item)) >= HELD_SECONDS for item in crying)
    assert not any(has_outcry(read_part(item)) for item in adults)
