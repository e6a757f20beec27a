"""A round that remembers what was heard ends with the figures of one that hears everything anew."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import product

import numpy
import pytest

from earnest.deidentified.evaluation.records import NO_ANSWER, GivenAnswer, KnownAnswer
from earnest.deidentified.evaluation.rules import AnsweredItem, compare
from earnest.deidentified.learning.labelled_clip import LabelledClip
from earnest.deidentified.learning.model_learning import LearningSettings, learn
from earnest.deidentified.training.model_parts import BundleParts
from earnest.deidentified.training.part_choice import Candidate, PartChoice
from earnest.deidentified.training.remembered_domains import RememberedDomains
from earnest.deidentified.training.remembered_pass import RememberedPass
from earnest.deidentified.training.remembered_speech import RememberedSpeech
from earnest.deidentified.training.teaching import SpeechModels
from earnest.foundation.units import Samples
from earnest.handover.bundle import read_bundle, write_bundle
from earnest.speech.hearing.recognition.adapters.pocketsphinx import PocketsphinxPass
from earnest.speech.hearing.recognition.domain_engine import DomainEngine
from earnest.speech.hearing.recognition.learned_domains import read_domains
from earnest.speech.language.wording import normalised_words
from earnest.speech.meaning.interpretation import Slot
from earnest.speech.meaning.interpreter import Interpreter
from earnest.speech.meaning.model import NO_UNDERSTANDING
from earnest.speech.sound.voice_activity import trim_silence
from earnest.voices.synthesis.acoustics import AcousticMeans
from earnest.voices.synthesis.pronunciation import bundled_pronunciations
from earnest.voices.synthesis.voices import SyntheticVoice, draw_clear_voice

SEED = 1
DRINKS = ("latte", "mocha")
SHOTS = ("double", "triple")
PHRASES = ("stop", "right")
SPEAKER = SyntheticVoice(AcousticMeans.bundled(), bundled_pronunciations())


def spoken(text: str, number: int) -> Samples:
    generator = numpy.random.default_rng([7, number])
    silence = numpy.zeros(4000, dtype=numpy.int16)
    said = SPEAKER.say(text.split(), draw_clear_voice(f"{text} {number}", generator), generator)
    return numpy.concatenate([silence, said, silence])


def slots(shots: str, drink: str) -> tuple[Slot, ...]:
    return Slot(name="shots", value=shots), Slot(name="drink", value=drink)


@pytest.fixture(scope="module")
def bundle() -> bytes:
    orders = [
        LabelledClip(
            clip_id=f"order {number} {shots} {drink}",
            hypothesis_words=tuple(f"a {shots} {drink} please".split()),
            samples=spoken(f"a {shots} {drink} please", number),
            transcript=None,
            intent="order",
            slots=slots(shots, drink),
        )
        for number, shots, drink in product(range(2), SHOTS, DRINKS)
    ]
    phrases = [
        LabelledClip(
            clip_id=f"phrase {number} {phrase}",
            hypothesis_words=(phrase,),
            samples=spoken(phrase, number),
            transcript=phrase,
            intent=None,
        )
        for number, phrase in product(range(2), PHRASES)
    ]
    settings = LearningSettings(
        seed=SEED, open_pass="pocketsphinx-quick", compares_texts=False, processes=1, general_sentences=2
    )
    return write_bundle(learn([*orders, *phrases], settings, lambda _done, _total: None))


ASKED = [
    *((f"a {shots} {drink} please", "order", slots(shots, drink)) for shots, drink in product(SHOTS, DRINKS)),
    *((phrase, None, ()) for phrase in PHRASES),
    ("the river was cold and very deep", None, ()),
]
KNOWN = [
    KnownAnswer(
        set_name="s",
        task="orders" if intent else "words" if len(text.split()) == 1 else "sentences",
        speaker=str(number % 3),
        language="en",
        reference=None if intent else text,
        intent=intent,
        slots=wanted,
        licence="CC0-1.0",
    )
    for number, (text, intent, wanted) in enumerate(ASKED)
]
SOUNDS = [spoken(text, 50 + number) for number, (text, _, _) in enumerate(ASKED)]


class OpenPass(DomainEngine):
    """The open pass in this process, as `RememberedPass` asks one in another."""

    compares_texts = False

    def __init__(self) -> None:
        super().__init__(PocketsphinxPass(quick=True))


class Plainly:
    """Answers as the live path does; nothing is remembered."""

    def __init__(self, bundle: bytes | None) -> None:
        self.engine = DomainEngine(PocketsphinxPass(quick=True), None if bundle is None else read_domains(bundle))
        understanding = NO_UNDERSTANDING if bundle is None else read_bundle(bundle).understanding
        self.interpreter = Interpreter(understanding)

    def answer(self, samples: Samples, language: str) -> GivenAnswer:
        speech = trim_silence(samples).of(samples)
        if len(speech) == 0:
            return NO_ANSWER
        hypothesis = self.engine.recognise(speech, (language,))
        meaning = self.interpreter.interpret(hypothesis)
        return GivenAnswer(
            words=normalised_words(hypothesis.text),
            intent=meaning.intent,
            slots=meaning.slots,
            domain=hypothesis.domain,
        )


@pytest.fixture
def models() -> Iterator[SpeechModels]:
    models = SpeechModels(heard=RememberedPass(OpenPass()), processes=1)
    yield models
    models.close()


def test_ml2_the_figures_of_a_round_are_those_without_any_memory(models: SpeechModels, bundle: bytes) -> None:
    """The same answers, intervals, parts and bytes: what is remembered changes what a round costs, and nothing else."""

    def ask_remembered(asked: bytes | None, sounds: Sequence[Samples]) -> list[GivenAnswer]:
        model = models.open_answerer(asked)
        answers = [model.answer(samples, "en") for samples in sounds]
        model.close()
        return answers

    def ask_plainly(asked: bytes | None, sounds: Sequence[Samples]) -> list[GivenAnswer]:
        model = Plainly(asked)
        return [model.answer(samples, "en") for samples in sounds]

    rounds, taken = list[Candidate](), list[set[str]]()
    for ask in (ask_remembered, ask_plainly):
        answered = tuple(
            AnsweredItem(known=known, before=before, after=after)
            for known, before, after in zip(KNOWN, ask(None, SOUNDS), ask(bundle, SOUNDS), strict=True)
        )
        taken.append({one.after.domain for one in answered})
        choice = PartChoice(items=SOUNDS, parts=BundleParts(), ask=ask, seed=SEED)
        rounds.append(choice.choose(Candidate(bundle=bundle, answered=answered)))
    remembered, plainly = rounds
    assert taken[0] == taken[1]
    assert taken[0] > {"general"}, "or no part is asked again"
    assert remembered.answered == plainly.answered
    assert remembered.parts == plainly.parts
    assert remembered.bundle == plainly.bundle
    assert compare(remembered.answered, seed=SEED) == compare(plainly.answered, seed=SEED)


def test_a_domain_decodes_a_sound_once_for_all_models_that_have_it(bundle: bytes) -> None:
    """A candidate without one part asks the decoder of the others, which has decoded the sound already."""
    domains = RememberedDomains()
    without = BundleParts().without(bundle, "phrases")
    (kept,) = (domain.model for domain in read_domains(without).domains)
    whole = next(domain.model for domain in read_domains(bundle).domains if domain.model.name == kept.name)
    first, second = domains.open(whole), domains.open(kept)
    assert whole is not kept
    assert first is second
    assert first.run(SOUNDS[0]) is second.run(SOUNDS[0].copy())
    assert first.run(SOUNDS[0]) != first.run(SOUNDS[1])


def test_what_is_kept_of_domains_is_bounded(bundle: bytes) -> None:
    domains = RememberedDomains()
    model = read_domains(bundle).domains[0].model
    first = domains.open(model)
    opened = [domains.open(replace(model, name=f"domain{number}")) for number in range(8)]
    assert domains.open(replace(model, name="domain7")) is opened[7]
    assert domains.open(model) is not first


def test_speech_is_found_once() -> None:
    speech = RememberedSpeech()
    whole = SOUNDS[0]
    cut = speech.of(whole)
    assert numpy.array_equal(cut, trim_silence(whole).of(whole))
    assert 0 < len(cut) < len(whole)
    assert numpy.array_equal(speech.of(whole.copy()), cut)
    assert len(speech.of(numpy.zeros(1600, dtype=numpy.int16))) == 0
