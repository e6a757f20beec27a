"""Teaching: fulfils learning's two Protocols with the recogniser and the interpreter of `speech`."""

import os
from collections.abc import Sequence
from dataclasses import dataclass
from types import TracebackType
from typing import Final, Self, overload

from earnest.deidentified.evaluation.answering import Answerer, Report
from earnest.deidentified.evaluation.records import NO_ANSWER, GivenAnswer
from earnest.deidentified.learning.labelled_clip import LabelledClip
from earnest.deidentified.learning.model_learning import LearningSettings, learn
from earnest.deidentified.training.clips import Opened, OpenedClip, OpenedItem
from earnest.foundation.settings import Settings
from earnest.foundation.units import Samples
from earnest.speech.bundle import Bundle, read_bundle, write_bundle
from earnest.speech.hearing.recognition.engine_choice import EngineChoice, RecogniserName
from earnest.speech.hearing.recognition.engine_process import EngineProcess
from earnest.speech.hearing.recognition.errors import EngineFailed
from earnest.speech.language.wording import normalised_words
from earnest.speech.meaning.interpretation import Slot
from earnest.speech.meaning.interpreter import Interpreter
from earnest.speech.meaning.model import NO_UNDERSTANDING
from earnest.speech.sound.voice_activity import VoiceActivityModel, trim_silence

_OPEN_VOCABULARY: Final = "general"
_MOST_PROCESSES: Final = 4
"""Recognisers side by side; each holds its own model in memory. Chosen for a household machine, not measured."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SpeechModels:
    """Trains bundles and answers with them."""

    choice: EngineChoice
    """Recogniser that is live, and so the one that is measured."""
    processes: int
    """Processes that listen side by side while a model is trained; ≥ 1."""

    @classmethod
    def of(cls, settings: Settings) -> Self:
        """Return the models for the recogniser in the settings."""
        choice = EngineChoice(name=RecogniserName(settings.engine.value), models=settings.models)
        return cls(choice=choice, processes=min(_MOST_PROCESSES, os.cpu_count() or 1))

    def teach(self, clips: Sequence[Opened], seed: int, report: Report) -> bytes:
        """Return the bytes of a bundle learned from clips and items of corpora."""
        with OpenVocabulary(self.choice) as heard:
            labelled = _LabelledClips(clips, heard)
            return write_bundle(learn(labelled, LearningSettings(seed=seed, processes=self.processes), report))

    def open_answerer(self, bundle: bytes | None) -> Answerer:
        """Return a recogniser with its interpreter.

        Raises:
            ModelUnreadable: the bundle is damaged or of a newer format.
        """
        learned = Bundle(understanding=NO_UNDERSTANDING) if bundle is None else read_bundle(bundle)
        engine = EngineProcess(self.choice)
        if bundle is not None:
            engine.reload(bundle)
        interpreter = Interpreter(learned.understanding)
        return SpeechAnswerer(engine=engine, interpreter=interpreter, voices=VoiceActivityModel())


@dataclass(frozen=True, slots=True, kw_only=True)
class SpeechAnswerer:
    """One model as the live path uses it: trimmed sound, the recogniser in a process of its own, the interpreter."""

    engine: EngineProcess
    interpreter: Interpreter
    voices: VoiceActivityModel

    def answer(self, samples: Samples) -> GivenAnswer:
        """Return what the model makes of an utterance.

        Raises:
            EngineFailed: the recogniser crashed or took too long on it.
        """
        speech = trim_silence(samples, model=self.voices)
        if speech.length == 0:
            return NO_ANSWER
        hypothesis = self.engine.recognise(samples[speech.start : speech.end])
        meaning = self.interpreter.interpret(hypothesis)
        return GivenAnswer(
            words=normalised_words(hypothesis.text),
            intent=meaning.intent,
            slots=meaning.slots,
            domain=hypothesis.domain,
        )

    def close(self) -> None:
        """End the recogniser's process."""
        self.engine.close()


class OpenVocabulary:
    """What the recogniser hears in the sound of corpora before it learned anything; each is listened to once.

    Of a clip the gateway tells it. Without it nothing would show how what is learned differs from it.
    """

    def __init__(self, choice: EngineChoice) -> None:
        """Prepare; the recogniser starts when it is first needed."""
        self._choice = choice
        self._answerer: SpeechAnswerer | None = None
        self._heard: dict[str, tuple[str, ...]] = {}

    def __enter__(self) -> Self:
        """Use it for the block."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        """End the recogniser."""
        if self._answerer is not None:
            self._answerer.close()

    def words(self, name: str, samples: Samples) -> tuple[str, ...]:
        """Return the words that are heard; none where there is no sound or the recogniser fails on it.

        Args:
            name: of the item; the same name has the same sound.
            samples: its sound.
        """
        if name not in self._heard:
            self._heard[name] = self._listen(samples) if len(samples) else ()
        return self._heard[name]

    def _listen(self, samples: Samples) -> tuple[str, ...]:
        if self._answerer is None:
            engine = EngineProcess(self._choice)
            interpreter = Interpreter(NO_UNDERSTANDING)
            self._answerer = SpeechAnswerer(engine=engine, interpreter=interpreter, voices=VoiceActivityModel())
        try:
            return self._answerer.answer(samples).words
        except EngineFailed:
            return ()


class _LabelledClips(Sequence[LabelledClip]):
    """Clips and items of corpora as training wants them, each made when it is asked for."""

    def __init__(self, clips: Sequence[Opened], heard: OpenVocabulary) -> None:
        self._clips = clips
        self._heard = heard

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
        return labelled_item(opened, samples, self._heard.words(str(opened.item_id), samples))


def labelled_clip(clip: OpenedClip) -> LabelledClip:
    """Return a clip as training wants it.

    The words that crossed are used only where the open vocabulary heard them: those of a learned domain would teach it
    its own mistakes. Concealed words are left out.
    """
    about, label = clip.description, clip.label
    heard = [word.text for word in clip.words if word.concealed is None] if about.domain == _OPEN_VOCABULARY else []
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
