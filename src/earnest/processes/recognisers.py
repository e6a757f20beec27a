"""Recognisers: which one the settings mean, for the processes that listen."""

import threading
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from earnest.engines.engine_choice import EngineChoice, RecogniserName
from earnest.engines.engine_process import EngineLimits, EngineProcess
from earnest.foundation.settings import EngineName, Settings
from earnest.foundation.units import Samples
from earnest.services.observability import LogEvent, LogWord
from earnest.speech.hearing.spotting.spotter import SpottedWord, SpottingPass
from earnest.speech.language.hypothesis import Hypothesis
from earnest.voices.disguise.profiles import DisguisesInUse, SpeechEncoder
from earnest.weights.choice import read_choice
from earnest.weights.errors import ModelMissing, WeightsNotFound
from earnest.weights.finding import find_model, load_model, weight_places
from earnest.weights.known_models import DEFAULT_MODEL

QUICK_LANGUAGE: Final = "en"
"""What the quick pass of pocketsphinx hears."""


_LANGUAGES: Final[Mapping[str, str]] = {"en": "English", "de": "German", "nl": "Dutch"}


@dataclass(frozen=True, slots=True, kw_only=True)
class RecogniserChosen(LogEvent):
    """This recogniser listens."""

    recogniser: LogWord
    model: LogWord | None
    """Name of its weights; None for one that has only one set."""
    whisper_refused: type[BaseException] | None
    """Why Whisper does not listen, where the best recogniser was wanted."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LiveRecogniser:
    """The recogniser that answers."""

    choice: EngineChoice
    refused: ModelMissing | None = None
    """Why Whisper does not listen, where the best recogniser was wanted."""

    @property
    def sentence(self) -> str:
        """What listens, for people."""
        heard = ", ".join(_LANGUAGES[code] for code in self.choice.languages)
        listens = f"{self.choice.model or self.choice.name.value} listens: {heard}."
        return listens if self.refused is None else f"{listens} {self.refused.message} {self.refused.remedy}"

    @property
    def event(self) -> RecogniserChosen:
        """What listens, for the log."""
        return RecogniserChosen(
            recogniser=LogWord(self.choice.name.value),
            model=LogWord(self.choice.model) if self.choice.model else None,
            whisper_refused=None if self.refused is None else type(self.refused),
        )


def live_recogniser(settings: Settings) -> LiveRecogniser:
    """Return the recogniser that answers: the setting's, or Whisper where its weights are here, else pocketsphinx.

    Raises:
        ModelMissing: a model was chosen, or lies in the folder that EARNEST_MODELS names, and cannot be used.
    """
    if settings.engine is not EngineName.AUTOMATIC:
        return LiveRecogniser(choice=_choice(RecogniserName(settings.engine.value), settings))
    try:
        found = find_model(chosen_model(settings), weight_places(settings))
    except ModelMissing as error:
        # What the owner did not ask for by name is no reason not to answer.
        in_own_folder = settings.models is not None and not isinstance(error, WeightsNotFound)
        if in_own_folder or chosen_model(settings) is not None:
            raise
        return LiveRecogniser(choice=_choice(RecogniserName.POCKETSPHINX, settings), refused=error)
    return LiveRecogniser(
        choice=EngineChoice(name=RecogniserName.WHISPER, model=found.name, places=weight_places(settings))
    )


def live_choice(settings: Settings) -> EngineChoice:
    """Return the recogniser that answers; see `live_recogniser`."""
    return live_recogniser(settings).choice


def disguises_in_use(settings: Settings) -> DisguisesInUse:
    """Return which profiles disguise clips under these settings, with the recogniser that listens on this machine.

    Without a usable recogniser clips wait, and the profile that needs none of its weights is the one that is named.
    """
    try:
        choice = live_choice(settings)
    except ModelMissing:
        return DisguisesInUse(setting=settings.disguise.value)
    model = choice.model if choice.name is RecogniserName.WHISPER else ""
    return DisguisesInUse(setting=settings.disguise.value, model=model, heard=choice.languages)


def cause_of(choice: EngineChoice, error: ModelMissing) -> ModelMissing:
    """Return why a recogniser's child could not load its weights; it tells no more than that they are missing."""
    if choice.name is RecogniserName.WHISPER:
        try:
            _ = load_model(choice.model or None, choice.places)
        except ModelMissing as found:
            return found
    return error


def chosen_model(settings: Settings) -> str | None:
    """Return the name of the model that the owner chose; None where none was."""
    return settings.model or read_choice(settings.weights)


def verifier_choice(settings: Settings, language: str) -> EngineChoice:
    """Return the recogniser that listens to concealed sound.

    Unless a setting names one it is another than the live one, so that their mistakes are not the same: the quick pass
    of pocketsphinx for English. For what that does not hear it is the live one.

    Args:
        settings: of the personal worker.
        language: ISO 639-1.
    """
    if settings.verifier is not None:
        return _choice(RecogniserName(settings.verifier.value), settings, verifier=True)
    if language == QUICK_LANGUAGE:
        return _choice(RecogniserName.POCKETSPHINX_QUICK, settings, verifier=True)
    return live_choice(settings)


class VerifyingEngine:
    """The recognisers that listen to concealed sound, each in processes of its own; also spots digits and letters."""

    def __init__(self, settings: Settings, limits: EngineLimits) -> None:
        """Prepare; no process is started yet."""
        self.name = "verifier"
        self._settings = settings
        self._limits = limits
        self._engines: dict[EngineChoice, EngineProcess] = {}
        self._lock = threading.Lock()
        self._spotter = self._engine(QUICK_LANGUAGE)

    def recognise(self, samples: Samples, languages: Sequence[str], phrases: Sequence[str] = ()) -> Hypothesis:
        """Recognise one utterance with the verifier of its language; see `Engine.recognise`."""
        return self._engine(languages[0]).recognise(samples, languages, phrases)

    def spot(self, samples: Samples, listening: SpottingPass) -> tuple[SpottedWord, ...]:
        """Spot digits and letters; see `EngineProcess.spot`."""
        return self._spotter.spot(samples, listening)

    def hears_names(self, language: str) -> bool:
        """Return whether the verifier of a language is good enough that a name counts which it alone has heard."""
        return verifier_choice(self._settings, language).name is not RecogniserName.POCKETSPHINX_QUICK

    def encoder(self) -> SpeechEncoder | None:
        """Return the encoder of the live recogniser; None where it has none, or its weights are missing."""
        try:
            choice = live_choice(self._settings)
        except ModelMissing:
            return None  # The worker also deletes, so it starts without a recogniser.
        if choice.name is not RecogniserName.WHISPER:
            return None
        return SpeechEncoder(encoder=self._engine_of(choice), model=choice.model)

    def close(self) -> None:
        """End all processes."""
        for engine in self._engines.values():
            engine.close()

    def _engine(self, language: str) -> EngineProcess:
        return self._engine_of(verifier_choice(self._settings, language))

    def _engine_of(self, choice: EngineChoice) -> EngineProcess:
        with self._lock:  # Several recordings are prepared side by side.
            if choice not in self._engines:
                self._engines[choice] = EngineProcess(choice, limits=self._limits)
            return self._engines[choice]


def _choice(name: RecogniserName, settings: Settings, *, verifier: bool = False) -> EngineChoice:
    """Return a recogniser that was asked for by name, with its weights, whether they are here or not."""
    places = weight_places(settings, verifier=verifier)
    chosen = chosen_model(settings)
    if name is not RecogniserName.WHISPER:
        model = chosen if name is RecogniserName.SHERPA_ONNX else None
        return EngineChoice(name=name, model=model or "", places=places)
    try:
        chosen = find_model(chosen, places).name
    except ModelMissing:
        chosen = chosen or DEFAULT_MODEL
    return EngineChoice(name=name, model=chosen, places=places)
