"""Learning on sounds without speech: whatever people label, it ends with a usable bundle."""

import weakref
from collections.abc import Sequence
from dataclasses import replace
from typing import overload

import numpy

from earnest.deidentified.learning.labelled_clip import LabelledClip
from earnest.deidentified.learning.model_learning import LearningSettings, learn
from earnest.foundation.units import Samples
from earnest.handover.bundle import Bundle, read_bundle, write_bundle
from earnest.speech.hearing.recognition.adapters.pocketsphinx import PocketsphinxPass
from earnest.speech.hearing.recognition.domain_engine import DomainEngine
from earnest.speech.meaning.interpretation import Slot
from earnest.speech.meaning.interpreter import Interpreter

SETTINGS = LearningSettings(seed=1, open_pass="pocketsphinx", compares_texts=False, processes=1, general_sentences=6)


def noise(seed: int, samples: int = 12000) -> Samples:
    generator = numpy.random.default_rng(seed)
    envelope = numpy.abs(numpy.sin(numpy.arange(samples) / 1500 + seed))
    return (envelope * generator.normal(0, 3000, samples)).astype(numpy.int16)


def clip(
    number: int,
    heard: str = "",
    *,
    transcript: str | None = None,
    intent: str | None = None,
    slots: tuple[Slot, ...] = (),
    samples: int = 12000,
) -> LabelledClip:
    return LabelledClip(
        clip_id=f"clip{number}",
        hypothesis_words=tuple(heard.split()),
        samples=noise(number, samples),
        transcript=transcript,
        intent=intent,
        slots=slots,
    )


def learned(*clips: LabelledClip) -> Bundle:
    steps: list[tuple[int, int]] = []

    def report(done: int, total: int) -> None:
        steps.append((done, total))

    bundle = read_bundle(write_bundle(learn(clips, SETTINGS, report)))
    assert steps[0][0] == 0
    assert steps[-1][0] == steps[-1][1]
    assert [done for done, _ in steps] == sorted(done for done, _ in steps)
    return bundle


def domains(bundle: Bundle) -> set[str]:
    return {domain.model.name for domain in bundle.domains}


def test_nothing() -> None:
    bundle = learned()
    assert bundle.domains == ()
    assert bundle.understanding.intents is None


def test_one_word_only() -> None:
    bundle = learned(clip(1, "stop", transcript="Stop!"))
    assert domains(bundle) == {"phrases"}
    engine = DomainEngine(PocketsphinxPass(), bundle.hearing)
    assert engine.recognise(noise(2), ("en",)).model == bundle.identifier
    engine.close()


def test_intent_without_slots_and_words() -> None:
    bundle = learned(clip(1, intent="jump"), clip(2, "go for it", intent="jump"))
    assert bundle.understanding.intents is not None
    assert set(bundle.understanding.intents.intents) == {"", "jump"}


STRANGE_VALUES = ("東京", "☕", " ", "a(2) <s> [x] {y}", "Zyxgrb Ünïcode", "12 3/4")


def test_strange_values() -> None:
    labelled = [
        clip(
            3 * row + column,
            "give me a",
            transcript=text,
            intent=f"get (it) {row}",
            slots=(Slot(name="a slot [b]", value=value),),
        )
        for row, value in enumerate(STRANGE_VALUES)
        for column, text in enumerate([None, f"give me {value}", "give me"])
    ]
    bundle = learned(*labelled)
    engine = DomainEngine(PocketsphinxPass(), bundle.hearing)
    hypothesis = engine.recognise(noise(3), ("en",))
    assert Interpreter(bundle.understanding).interpret(hypothesis).confidence <= 1
    engine.close()


def test_empty_sounds_and_labels_without_content() -> None:
    bundle = learned(
        clip(1, samples=0, transcript="lights on"),
        clip(2, "a", samples=0, intent="lights", slots=(Slot(name="room", value="kitchen"),)),
        clip(3, "hm"),
        clip(4, transcript="  "),
    )
    assert domains(bundle) <= {"phrases", "commands"}
    assert "phrases" in domains(bundle)


def test_the_same_clips_give_the_same_bytes_in_any_order() -> None:
    clips = [
        clip(
            number,
            "turn on the light",
            transcript=f"turn on the {room} light",
            intent="light",
            slots=(Slot(name="room", value=room),),
        )
        for number, room in enumerate(["kitchen", "bath", "hall"])
    ]
    settings = replace(SETTINGS, seed=4)
    first, second = (write_bundle(learn(order, settings, lambda _done, _total: None)) for order in (clips, clips[::-1]))
    assert first == second
    read = read_bundle(first)
    assert {token.value for token in read.domains[0].model.tokens if token.slot} == {"kitchen", "bath", "hall"}


class OpenedWhenAsked(Sequence[LabelledClip]):
    """Clips that are made anew whenever one is asked for; counts whose sound is held at a time."""

    def __init__(self, length: int) -> None:
        self.length, self.held, self.most = length, 0, 0

    def __len__(self) -> int:
        return self.length

    @overload
    def __getitem__(self, number: int) -> LabelledClip: ...
    @overload
    def __getitem__(self, number: slice) -> Sequence[LabelledClip]: ...
    def __getitem__(self, number: int | slice) -> LabelledClip | Sequence[LabelledClip]:
        if isinstance(number, slice):
            return [self[one] for one in range(self.length)[number]]
        made = clip(number, transcript="stop" if number % 2 else "go on", samples=4000)
        self.held += 1
        self.most = max(self.most, self.held)
        _ = weakref.finalize(made.samples, self.forget)
        return made

    def forget(self) -> None:
        self.held -= 1


def test_the_sound_of_a_few_clips_is_open_at_a_time() -> None:
    """Memory does not grow with the sound of all labels: it is opened when it is listened to."""
    clips = OpenedWhenAsked(150)
    bundle = learn(
        clips,
        SETTINGS,
        lambda _done, _total: None,
    )
    assert domains(bundle) == {"phrases"}
    assert clips.most <= 60
