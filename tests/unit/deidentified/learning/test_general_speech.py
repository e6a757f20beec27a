"""A domain of few orders is tried on speech in which nothing is ordered, and an order is no surer than its values."""

from dataclasses import replace

import numpy
import pytest

from earnest.deidentified.learning.general_speech import general_speech
from earnest.deidentified.learning.labelled_clip import LabelledClip
from earnest.deidentified.learning.model_learning import LearningSettings, learn
from earnest.foundation.statistics.logistic import Logistic
from earnest.foundation.units import Samples
from earnest.handover.bundle import Bundle
from earnest.speech.hearing.recognition.adapters.pocketsphinx import PocketsphinxPass
from earnest.speech.hearing.recognition.adapters.pocketsphinx_passes import NOTHING_FOUND, PassWord
from earnest.speech.hearing.recognition.domain_engine import DomainEngine
from earnest.speech.hearing.recognition.evidence import confidence_in_order
from earnest.speech.hearing.recognition.learned_domains import LearnedDomains
from earnest.speech.hearing.recognition.routing import Router
from earnest.speech.meaning.interpretation import Slot
from earnest.voices.synthesis.acoustics import AcousticMeans
from earnest.voices.synthesis.pronunciation import bundled_pronunciations
from earnest.voices.synthesis.voices import SyntheticVoice, draw_clear_voice

ORDERS = (("double shot", "latte"), ("triple shot", "latte"), ("single shot", "mocha"), ("triple shot", "mocha"))


SETTINGS = LearningSettings(seed=1, open_pass="pocketsphinx", compares_texts=False, processes=1)
NEVER = Router(
    membership=Logistic(bias=-50.0, weights=(0.0,) * 7), correctness=Logistic(bias=-50.0, weights=(0.0,) * 7)
)


@pytest.fixture(scope="module")
def bundle() -> Bundle:
    clips = [
        LabelledClip(
            clip_id=str(number),
            hypothesis_words=tuple(f"a {shots} {drink} please".split()),
            samples=spoken(f"a {shots} {drink} please", number),
            transcript=None,
            intent="order",
            slots=(Slot(name="shots", value=shots), Slot(name="drink", value=drink)),
        )
        for number, (shots, drink) in enumerate(ORDERS * 2)
    ]
    bundle = learn(
        clips,
        SETTINGS,
        lambda _done, _total: None,
    )
    assert bundle.domains[0].router.farthest < 1
    return bundle


@pytest.fixture(scope="module")
def engine(bundle: Bundle) -> DomainEngine:
    return DomainEngine(PocketsphinxPass(), bundle.hearing)


def spoken(text: str, seed: int) -> Samples:
    generator = numpy.random.default_rng([7, seed])
    speaker = SyntheticVoice(AcousticMeans.bundled(), bundled_pronunciations())
    return speaker.say(text.split(), draw_clear_voice(text, generator), generator)


def test_general_speech_is_the_same_each_time() -> None:
    first = general_speech()
    general_speech.cache_clear()
    again = general_speech()
    assert [clip.clip_id for clip in first] == [clip.clip_id for clip in again]
    assert all(numpy.array_equal(one.open_samples(), two.open_samples()) for one, two in zip(first, again, strict=True))


@pytest.mark.parametrize("text", ["well and what do you think friends", "the river was cold and very deep", "right"])
def test_foreign_speech_is_left_to_the_open_vocabulary(engine: DomainEngine, text: str) -> None:
    assert engine.recognise(spoken(text, 50), ("en",)).domain == "general"


def test_an_order_is_taken(engine: DomainEngine) -> None:
    heard = engine.recognise(spoken("a triple shot latte please", 100), ("en",))
    assert heard.domain == "commands"
    assert [word.value for word in heard.words if word.slot == "drink"] == ["latte"]
    assert heard.confidence > 0.5


@pytest.mark.parametrize(("learned_over", "domain"), [("whisper", "commands"), ("pocketsphinx", "general")])
def test_weights_count_over_the_recogniser_that_they_were_learned_with(
    bundle: Bundle, learned_over: str, domain: str
) -> None:
    """Over another one the general weights decide, so a change of the recogniser leaves a domain usable."""
    changed = replace(bundle.domains[0], router=NEVER, open_pass=learned_over)
    engine = DomainEngine(PocketsphinxPass(), LearnedDomains(domains=(changed,), identifier="changed"))
    assert engine.recognise(spoken("a triple shot latte please", 100), ("en",)).domain == domain
    engine.close()


def test_an_order_is_no_surer_than_its_least_sure_value() -> None:
    """Said triple, understood double: where one is as likely as the other, the order is not certain."""
    words = [PassWord(token="w0", first_frame=0, last_frame=9, posterior=0.1)]
    words += [
        PassWord(token=name, first_frame=start, last_frame=start + 9, posterior=posterior)
        for name, start, posterior in (("v1", 10, 0.4), ("v2", 20, 0.9))
    ]
    heard = replace(NOTHING_FOUND, words=tuple(words))
    assert confidence_in_order(0.95, heard, {"v1", "v2"}) == 0.4
    assert confidence_in_order(0.2, heard, {"v1", "v2"}) == 0.2
    assert confidence_in_order(0.95, heard, ()) == 0.95
