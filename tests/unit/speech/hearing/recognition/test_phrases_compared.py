"""A known phrase is taken where the open pass finds it nearly as likely as what it heard itself."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy
import pytest

from earnest.deidentified.learning.phrase_domain import build_phrase_domain
from earnest.foundation.units import SampleCount, Samples
from earnest.speech.hearing.recognition.domain_engine import DomainEngine
from earnest.speech.hearing.recognition.learned_domains import LearnedDomain, LearnedDomains
from earnest.speech.hearing.recognition.open_pass import OpenHearing
from earnest.speech.hearing.recognition.routing import AGREED, LESS_LIKELY, STOCK_ROUTER, is_taken, likely_phrase
from earnest.speech.language.hypothesis import RecognisedWord
from earnest.speech.language.lexicon import load_lexicon
from earnest.voices.synthesis.acoustics import AcousticMeans
from earnest.voices.synthesis.pronunciation import bundled_pronunciations
from earnest.voices.synthesis.voices import SyntheticVoice, draw_clear_voice


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparing:
    """An open pass that always hears the same."""

    heard: str
    margin: float | None
    """None where it does not compare."""
    name: str = "comparing"

    @property
    def compares_texts(self) -> bool:
        return self.margin is not None

    def hear(self, samples: Samples, languages: Sequence[str], phrases: Sequence[str] = ()) -> OpenHearing:
        del phrases
        words = tuple(
            RecognisedWord(text=word, start=SampleCount(0), end=SampleCount(len(samples)), posterior=0.4)
            for word in self.heard.split()
        )
        return OpenHearing(words=words, alternatives=(), confidence=0.4, language=languages[0])

    def margins(self, samples: Samples, language: str, texts: Sequence[str]) -> tuple[float, ...]:
        del samples, language
        return () if self.margin is None else tuple(self.margin for _ in texts)

    def close(self) -> None:
        """Nothing is held."""


@pytest.fixture(scope="module")
def phrases() -> LearnedDomains:
    model, known = build_phrase_domain(name="phrases", phrases={("yes",): 3.0, ("stop",): 4.0}, lexicon=load_lexicon())
    domain = LearnedDomain(model=model, router=STOCK_ROUTER, known_only=True, open_pass="comparing", known=known)
    return LearnedDomains(domains=(domain,), identifier="told")


@pytest.fixture(scope="module")
def stop() -> Samples:
    generator = numpy.random.default_rng(7)
    speaker = SyntheticVoice(AcousticMeans.bundled(), bundled_pronunciations())
    return speaker.say(["stop"], draw_clear_voice("stop", generator), generator)


@pytest.mark.parametrize(
    ("heard", "margin", "answered"),
    [
        ("shop", LESS_LIKELY - 1, ("phrases", "stop")),
        ("shop", LESS_LIKELY + 1, ("general", "shop")),
        ("stop", 0.0, ("general", "stop")),  # nothing to take over
        ("yes", 0.0, ("general", "yes")),  # a known phrase is heard by the open pass itself
        ("", 0.0, ("general", "")),
        ("shop until you drop please", 1.0, ("general", "shop until you drop please")),  # a sentence
    ],
)
def test_the_open_pass_decides(
    phrases: LearnedDomains, stop: Samples, heard: str, margin: float, answered: tuple[str, str]
) -> None:
    found = DomainEngine(Comparing(heard=heard, margin=margin), phrases).recognise(stop, ("en",))
    assert (found.domain, found.text) == answered
    assert [word.text for word in found.heard_words] == heard.split()


def test_what_both_listeners_hear_is_sure(phrases: LearnedDomains, stop: Samples) -> None:
    """Two listeners of different kinds; one alone is as sure as it says."""
    sure = {
        heard: DomainEngine(Comparing(heard=heard, margin=20.0), phrases).recognise(stop, ("en",)).confidence
        for heard in ("stop", "yes", "shop")
    }
    assert sure == {"stop": AGREED, "yes": 0.4, "shop": 0.4}


def test_where_it_does_not_compare_the_weights_decide(phrases: LearnedDomains, stop: Samples) -> None:
    assert DomainEngine(Comparing(heard="stop", margin=None), phrases).recognise(stop, ("en",)).domain == "phrases"
    assert DomainEngine(Comparing(heard="zebra", margin=None), phrases).recognise(stop, ("en",)).domain == "general"


def test_a_phrase_is_taken_up_to_the_limit() -> None:
    assert [is_taken(likely_phrase(margin), likely_phrase(margin)) for margin in (-3.0, LESS_LIKELY, 6.5)] == [
        True,
        True,
        False,
    ]
