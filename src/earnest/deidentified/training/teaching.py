"""Teaching: fulfils learning's two Protocols with the recogniser and the interpreter of `speech`."""

import os
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final, Self, overload

from earnest.deidentified.evaluation.answering import Report
from earnest.deidentified.evaluation.records import NO_ANSWER, GivenAnswer
from earnest.deidentified.learning.labelled_clip import LabelledClip
from earnest.deidentified.learning.model_learning import LearningSettings, learn
from earnest.deidentified.training.clips import Opened, OpenedClip, OpenedItem
from earnest.deidentified.training.remembered_domains import RememberedDomains
from earnest.deidentified.training.remembered_pass import RememberedPass
from earnest.deidentified.training.remembered_speech import RememberedSpeech
from earnest.engines.engine_choice import EngineChoice
from earnest.engines.engine_process import EngineLimits, EngineProcess
from earnest.foundation.units import Samples
from earnest.handover.bundle import read_bundle, write_bundle
from earnest.speech.hearing.recognition.domain_engine import DomainEngine
from earnest.speech.hearing.recognition.errors import EngineFailed
from earnest.speech.hearing.recognition.learned_domains import read_domains
from earnest.speech.language.hypothesis import GENERAL_DOMAIN
from earnest.speech.language.wording import normalised_words
from earnest.speech.meaning.interpretation import Slot
from earnest.speech.meaning.interpreter import Interpreter
from earnest.speech.meaning.model import NO_UNDERSTANDING

_USUAL_LANGUAGE: Final = "en"
"""Of items of corpora that name none."""
_ASKED_AT_A_TIME: Final = 2
"""Processes of the live recogniser: two models are asked at a time. Chosen for a household machine, not measured."""
_MOST_PROCESSES: Final = 4
"""Processes that listen side by side while a model is trained; each holds its own model in memory. Chosen for a
household machine, not measured."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SpeechModels:
    """Trains bundles and answers with them."""

    heard: RememberedPass
    """Open pass of the recogniser that is live, and so of the one that is measured; hears each sound once."""
    processes: int = field(default_factory=lambda: min(_MOST_PROCESSES, os.cpu_count() or 1))
    """Processes that listen side by side while a model is trained; ≥ 1."""
    domains: RememberedDomains = field(default_factory=RememberedDomains)
    """Decoders of learned domains, which decode each sound once."""
    speech: RememberedSpeech = field(default_factory=RememberedSpeech)
    """Cuts sounds to their speech."""

    @classmethod
    def of(cls, choice: EngineChoice) -> Self:
        """Return the models for a recogniser, which listens in two processes: two models are asked at a time."""
        return cls(heard=RememberedPass(EngineProcess(choice, limits=EngineLimits(children=_ASKED_AT_A_TIME))))

    def teach(self, clips: Sequence[Opened], seed: int, report: Report) -> bytes:
        """Return the bytes of a bundle learned from clips and items of corpora."""
        stock = self.open_answerer(None)
        labelled = _LabelledClips(clips, stock)
        settings = LearningSettings(
            seed=seed,
            open_pass=self.heard.name,
            compares_texts=self.heard.compares_texts,
            processes=self.processes,
        )
        return write_bundle(learn(labelled, settings, report))

    def close(self) -> None:
        """End the recogniser's process."""
        self.heard.end()

    def open_answerer(self, bundle: bytes | None) -> "SpeechAnswerer":
        """Return a recogniser with its interpreter.

        Raises:
            ModelUnreadable: the bundle is damaged or of a newer format.
        """
        understanding = NO_UNDERSTANDING if bundle is None else read_bundle(bundle).understanding
        return SpeechAnswerer(
            engine=DomainEngine(self.heard, None if bundle is None else read_domains(bundle), self.domains.open),
            interpreter=Interpreter(understanding),
            speech=self.speech,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class SpeechAnswerer:
    """One model as the live path uses it: trimmed sound, the recogniser, the interpreter."""

    engine: DomainEngine
    interpreter: Interpreter
    speech: RememberedSpeech

    def answer(self, samples: Samples, language: str) -> GivenAnswer:
        """Return what the model makes of an utterance; see `Answerer.answer`.

        Raises:
            EngineFailed: the recogniser crashed or took too long on it.
        """
        return self.answer_speech(self.speech.of(samples), language)

    def answer_speech(self, speech: Samples, language: str) -> GivenAnswer:
        """Return what the model makes of an utterance that is cut to its speech; nothing where it is empty.

        Raises:
            EngineFailed: the recogniser crashed or took too long on it.
        """
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

    def close(self) -> None:
        """Free what was learned; the open pass is shared."""
        self.engine.close()


class _LabelledClips(Sequence[LabelledClip]):
    """Clips and items of corpora as training wants them, each made when it is asked for."""

    def __init__(self, clips: Sequence[Opened], stock: SpeechAnswerer) -> None:
        self._clips = clips
        self._stock = stock

    def __len__(self) -> int:
        return len(self._clips)

    @overload
    def __getitem__(self, number: int) -> LabelledClip: ...
    @overload
    def __getitem__(self, number: slice) -> Sequence[LabelledClip]: ...
    def __getitem__(self, number: int | slice) -> LabelledClip | Sequence[LabelledClip]:
        if isinstance(number, slice):
            return [self._labelled(clip) for clip in self._clips[number]]
        return self._labelled(self._clips[number])

    def _labelled(self, opened: Opened) -> LabelledClip:
        if isinstance(opened, OpenedClip):
            return labelled_clip(opened)
        samples = opened.samples
        return labelled_item(opened, samples, self._words(samples, opened.label.language or _USUAL_LANGUAGE))

    def _words(self, samples: Samples, language: str) -> tuple[str, ...]:
        """Return what the open vocabulary hears; of a clip the gateway tells it.

        None where there is no sound or the recogniser fails on it.
        """
        try:
            return self._stock.answer(samples, language).words if len(samples) else ()
        except EngineFailed:
            return ()


def labelled_clip(clip: OpenedClip) -> LabelledClip:
    """Return a clip as training wants it.

    The words that crossed are used only where the open vocabulary heard them: those of a learned domain would teach it
    its own mistakes. Concealed words are left out.
    """
    about, label = clip.description, clip.label
    heard = [word.text for word in clip.words if word.concealed is None] if about.domain == GENERAL_DOMAIN else []
    return LabelledClip(
        clip_id=str(label.clip_id),
        hypothesis_words=normalised_words(" ".join(heard)),
        samples=clip.samples,
        transcript=label.transcript,
        intent=label.intent,
        slots=tuple(Slot(name=slot.name, value=slot.value) for slot in label.slots),
    )


def labelled_item(item: OpenedItem, samples: Samples, heard: tuple[str, ...]) -> LabelledClip:
    """Return an item of a corpus as training wants it.

    Args:
        item: a label that a voice team brought.
        samples: its sound; empty where it has none: then its words teach alone.
        heard: what the open vocabulary hears in it.
    """
    label = item.label
    return LabelledClip(
        clip_id=str(item.item_id),
        hypothesis_words=heard,
        samples=samples,
        transcript=label.transcript,
        intent=label.intent,
        slots=tuple(Slot(name=slot.name, value=slot.value) for slot in label.slots),
    )
