"""A remembered pass hears each sound once, whoever asks."""

import threading
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field

import numpy
import pytest

from earnest.deidentified.training.remembered_pass import RememberedPass
from earnest.foundation.units import Samples
from earnest.speech.hearing.recognition.domain_engine import DomainEngine
from earnest.speech.hearing.recognition.errors import EngineFailed
from earnest.speech.language.hypothesis import Alternative, Hypothesis

SOUNDS = [numpy.full(1600, value, dtype=numpy.int16) for value in range(3)]


@dataclass(slots=True)
class Counting:
    """An engine that says how often it was asked."""

    name: str = "counting"
    asked: list[tuple[int, tuple[str, ...]]] = field(default_factory=list[tuple[int, tuple[str, ...]]])
    fails: bool = False
    compares_texts: bool = True
    closed: bool = False

    def recognise(self, samples: Samples, languages: Sequence[str], phrases: Sequence[str] = ()) -> Hypothesis:
        self.asked.append((int(samples[0]), (*languages, *phrases)))
        if self.fails:
            raise EngineFailed
        alternatives = (Alternative(words=(str(samples[0]),), score=0.0),)
        return Hypothesis(
            words=(),
            alternatives=alternatives,
            engine=self.name,
            model="stock",
            domain="general",
            confidence=0.5,
            language=languages[0],
        )

    def margins(self, samples: Samples, language: str, texts: Sequence[str]) -> tuple[float, ...]:
        self.asked.append((int(samples[0]), (language, *texts)))
        return tuple(float(len(text)) for text in texts)

    def close(self) -> None:
        self.closed = True


def test_many_ask_for_the_same_sounds_and_the_engine_hears_each_once() -> None:
    engine = Counting()
    heard = RememberedPass(engine)
    with ThreadPoolExecutor(6) as pool:
        asked = [pool.submit(heard.hear, SOUNDS[number % 3], ("en",)) for number in range(30)]
        answers = [one.result() for one in asked]
    assert sorted(engine.asked) == [(value, ("en",)) for value in range(3)]
    assert [answer.alternatives[0].words[0] for answer in answers] == [str(number % 3) for number in range(30)]


def test_different_sounds_are_heard_side_by_side() -> None:
    both = threading.Barrier(2)

    class Meeting(Counting):
        def recognise(self, samples: Samples, languages: Sequence[str], phrases: Sequence[str] = ()) -> Hypothesis:
            _ = both.wait(timeout=60)  # breaks where one waits for the other
            return Counting.recognise(self, samples, languages, phrases)

    heard = RememberedPass(Meeting())
    with ThreadPoolExecutor(2) as pool:
        asked = [pool.submit(heard.hear, sound, ("en",)) for sound in SOUNDS[:2]]
        assert [one.result().confidence for one in asked] == [0.5, 0.5]


def test_another_language_is_another_question() -> None:
    engine = Counting()
    heard = RememberedPass(engine)
    assert [heard.hear(SOUNDS[0], (language,)).language for language in ("en", "de", "en")] == ["en", "de", "en"]
    assert heard.hear(SOUNDS[0], ("en",), ("Anneliese",)).language == "en"
    assert engine.asked == [(0, ("en",)), (0, ("de",)), (0, ("en", "Anneliese"))]


def test_texts_are_compared_once() -> None:
    engine = Counting()
    heard = RememberedPass(engine)
    assert [heard.margins(SOUNDS[0], "en", texts) for texts in (("stop",), ("stop",), ("go", "up!"))] == [
        (4.0,),
        (4.0,),
        (2.0, 3.0),
    ]
    assert engine.asked == [(0, ("en", "stop")), (0, ("en", "go", "up!"))]


def test_a_failure_is_not_remembered() -> None:
    engine = Counting(fails=True)
    heard = RememberedPass(engine)
    with pytest.raises(EngineFailed):
        _ = heard.hear(SOUNDS[0], ("en",))
    engine.fails = False
    assert heard.hear(SOUNDS[0], ("en",)).confidence == 0.5


def test_engines_over_it_end_without_ending_it() -> None:
    engine = Counting()
    heard = RememberedPass(engine)
    first, second = DomainEngine(heard), DomainEngine(heard)
    _ = first.recognise(SOUNDS[0], ("nl",))
    first.close()
    hypothesis = second.recognise(SOUNDS[0], ("nl",))
    assert (hypothesis.engine, hypothesis.language, hypothesis.domain) == ("counting", "nl", "general")
    assert not engine.closed
    heard.end()
    assert engine.closed
