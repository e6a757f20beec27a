"""Engine choice: which recogniser runs, from which weights; the one place that knows all adapters."""

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from earnest.speech.hearing.recognition.learned_domains import LearnedDomains
from earnest.weights.errors import ModelMissing
from earnest.weights.finding import WeightPlaces

if TYPE_CHECKING:
    from earnest.speech.hearing.recognition.domain_engine import DomainEngine
    from earnest.speech.hearing.whisper.model import WhisperModel


class RecogniserName(StrEnum):
    """The recognisers that Earnest can use."""

    WHISPER = "whisper"
    """Open speech in many languages; needs weights."""
    POCKETSPHINX = "pocketsphinx"
    """Comes with its weights, always works; English."""
    POCKETSPHINX_QUICK = "pocketsphinx-quick"
    """The same weights in one narrow pass at a third of the cost; learns nothing. For verifying."""
    SHERPA_ONNX = "sherpa-onnx"
    """Needs the extra `sherpa` and weights."""


_ASSISTANT_LANGUAGES: Final = ("en", "de", "nl")
"""Languages in which the assistant answers."""
_ENGLISH_ONLY: Final = ".en"
"""How names of weights end that know English only."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EngineChoice:
    """A recogniser and where its weights are."""

    name: RecogniserName = RecogniserName.POCKETSPHINX
    model: str = ""
    """Name of the weights, e.g. `whisper-base`; empty for a recogniser that has one set of them."""
    places: WeightPlaces = field(default_factory=WeightPlaces)
    """Where weights are looked for."""

    @property
    def languages(self) -> tuple[str, ...]:
        """Languages that are recognised and in which the assistant answers; ISO 639-1."""
        pocketsphinx = self.name in (RecogniserName.POCKETSPHINX, RecogniserName.POCKETSPHINX_QUICK)
        return ("en",) if pocketsphinx or self.model.endswith(_ENGLISH_ONLY) else _ASSISTANT_LANGUAGES

    @property
    def compares_texts(self) -> bool:
        """Whether it can be asked how likely a given text is."""
        return self.name is RecogniserName.WHISPER


def open_whisper(choice: EngineChoice) -> "WhisperModel":
    """Load Whisper's weights, for its recogniser or for its encoder alone.

    Args:
        choice: Whisper.

    Raises:
        ModelMissing: the library or the weights are not on this machine, or it is another recogniser.
        ModelUnreadable: the weights are damaged.
    """
    from earnest.speech.hearing.whisper.model import WhisperModel
    from earnest.weights.finding import load_model

    if choice.name is not RecogniserName.WHISPER:
        raise ModelMissing
    return WhisperModel(load_model(choice.model or None, choice.places).files)


def open_engine(
    choice: EngineChoice, learned: LearnedDomains | None, whisper: "WhisperModel | None" = None
) -> "DomainEngine":
    """Load a recogniser; imports only the libraries of the chosen one.

    Args:
        choice: which recogniser.
        learned: domains of a released model, or None for the stock one.
        whisper: the weights where they are loaded already.

    Raises:
        ModelMissing: the library or the weights are not on this machine.
        ModelUnreadable: the weights, or the model's parts, are damaged.
    """
    from earnest.speech.hearing.recognition.domain_engine import DomainEngine

    match choice.name:
        case RecogniserName.WHISPER:
            from earnest.speech.hearing.recognition.adapters.whisper import WhisperPass

            return DomainEngine(WhisperPass(whisper or open_whisper(choice)), learned)
        case RecogniserName.POCKETSPHINX:
            from earnest.speech.hearing.recognition.adapters.pocketsphinx import PocketsphinxPass

            return DomainEngine(PocketsphinxPass(), learned)
        case RecogniserName.POCKETSPHINX_QUICK:
            from earnest.speech.hearing.recognition.adapters.pocketsphinx import PocketsphinxPass

            return DomainEngine(PocketsphinxPass(quick=True))
        case RecogniserName.SHERPA_ONNX:
            from earnest.speech.hearing.recognition.adapters.sherpa_onnx import SherpaOnnxPass, model_folder

            return DomainEngine(SherpaOnnxPass(models=model_folder(choice.places.folder, choice.model)), learned)
