"""Engine choice: which recogniser runs, from which weights; the one place that knows all adapters."""

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from earnest.speech.hearing.recognition.engine import Engine
from earnest.speech.hearing.recognition.learned_domains import LearnedDomains


class RecogniserName(StrEnum):
    """The recognisers that Earnest can use."""

    POCKETSPHINX = "pocketsphinx"
    """Comes with its weights, always works; English."""
    POCKETSPHINX_QUICK = "pocketsphinx-quick"
    """The same weights in one narrow pass at a third of the cost; learns nothing. For verifying."""
    FASTER_WHISPER = "faster-whisper"
    """Needs the extra `whisper` and weights."""
    SHERPA_ONNX = "sherpa-onnx"
    """Needs the extra `sherpa` and weights."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EngineChoice:
    """A recogniser and where its weights are."""

    name: RecogniserName = RecogniserName.POCKETSPHINX
    models: Path | None = None
    """Folder with weights; None for the engine's usual cache. pocketsphinx needs none."""
    language: str | None = None
    """Language of the speech as a two-letter code (ISO 639-1); None where the engine finds it out."""


def open_engine(choice: EngineChoice, learned: LearnedDomains | None) -> Engine:
    """Load a recogniser; imports only the libraries of the chosen one.

    Args:
        choice: which recogniser.
        learned: domains of a released model, or None for the stock one.

    Raises:
        ModelMissing: the library or the weights are not on this machine.
        ModelUnreadable: the model's parts do not fit together.
    """
    match choice.name:
        case RecogniserName.POCKETSPHINX:
            from earnest.speech.hearing.recognition.adapters.pocketsphinx import PocketsphinxEngine

            return PocketsphinxEngine(learned=learned)
        case RecogniserName.POCKETSPHINX_QUICK:
            from earnest.speech.hearing.recognition.adapters.pocketsphinx_quick import QuickPocketsphinxEngine

            return QuickPocketsphinxEngine()
        case RecogniserName.FASTER_WHISPER:
            from earnest.speech.hearing.recognition.adapters.faster_whisper import FasterWhisperEngine

            return FasterWhisperEngine(models=choice.models, language=choice.language, learned=learned)
        case RecogniserName.SHERPA_ONNX:
            from earnest.speech.hearing.recognition.adapters.sherpa_onnx import SherpaOnnxEngine

            return SherpaOnnxEngine(models=choice.models, learned=learned)
