"""Teaching: fulfils learning's two Protocols with the recogniser and the interpreter of `speech`."""

import os
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Self, overload

from earnest.deidentified.evaluation.answering import Answerer, Report
from earnest.deidentified.evaluation.records import NO_ANSWER, GivenAnswer
from earnest.deidentified.training.clips import OpenedClip
from earnest.foundation.settings import Settings
from earnest.foundation.units import Samples
from earnest.speech.audio.voice_activity import VoiceActivityModel, trim_silence
from earnest.speech.recognition.bundle import Bundle, read_bundle, write_bundle
from earnest.speech.recognition.engine_choice import EngineChoice, EngineName
from earnest.speech.recognition.engine_process import EngineProcess
from earnest.speech.recognition.labelled_clip import LabelledClip
from earnest.speech.recognition.learning import LearningSettings, learn
from earnest.speech.recognition.wording import normalised_words
from earnest.speech.understanding.interpretation import Slot
from earnest.speech.understanding.interpreter import Interpreter
from earnest.speech.understanding.model import NO_UNDERSTANDING

_OPEN_VOCABULARY: Final = "general"
_MOST_PROCESSES: Final = 4


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
        choice = EngineChoice(name=EngineName(settings.engine.value), models=settings.models)
        return cls(choice=choice, processes=min(_MOST_PROCESSES, os.cpu_count() or 1))

    def teach(self, clips: Sequence[OpenedClip], seed: int, report: Report) -> bytes:
        """Return the bytes of a bundle learned from clips."""
        return write_bundle(learn(_LabelledClips(clips), LearningSettings(seed=seed, processes=self.processes), report))

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
        return GivenAnswer(words=normalised_words(hypothesis.text), intent=meaning.intent, slots=meaning.slots)

    def close(self) -> None:
        """End the recogniser's process."""
        self.engine.close()


class _LabelledClips(Sequence[LabelledClip]):
    """Clips as training wants them, each made when it is asked for."""

    def __init__(self, clips: Sequence[OpenedClip]) -> None:
        self._clips = clips

    def __len__(self) -> int:
        return len(self._clips)

    @overload
    def __getitem__(self, number: int) -> LabelledClip: ...
    @overload
    def __getitem__(self, number: slice) -> Sequence[LabelledClip]: ...
    def __getitem__(self, number: int | slice) -> LabelledClip | Sequence[LabelledClip]:
        if isinstance(number, slice):
            return [labelled_clip(clip) for clip in self._clips[number]]
        return labelled_clip(self._clips[number])


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
