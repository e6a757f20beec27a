"""Recognisers: which one the settings mean, for the processes that listen."""

import os
from collections.abc import Sequence
from typing import Final

from earnest.foundation.settings import EngineName, Settings
from earnest.foundation.units import Samples
from earnest.speech.hearing.recognition.engine_choice import EngineChoice, RecogniserName
from earnest.speech.hearing.recognition.engine_process import EngineLimits, EngineProcess
from earnest.speech.hearing.recognition.errors import ModelMissing
from earnest.speech.hearing.spotting.spotter import SpottedWord, SpottingPass
from earnest.speech.hearing.weights.choice import read_choice
from earnest.speech.hearing.weights.finding import WeightPlaces, find_model
from earnest.speech.hearing.weights.known_models import DEFAULT_MODEL
from earnest.speech.hearing.weights.places import usual_caches
from earnest.speech.language.hypothesis import Hypothesis

QUICK_LANGUAGE: Final = "en"
"""What the quick pass of pocketsphinx hears."""


def live_choice(settings: Settings) -> EngineChoice:
    """Return the recogniser that answers: the setting's, or the best one whose weights are here."""
    if settings.engine is not EngineName.AUTOMATIC:
        return _choice(RecogniserName(settings.engine.value), settings)
    choice = _choice(RecogniserName.WHISPER, settings)
    try:
        _ = find_model(choice.model, choice.places)
    except ModelMissing:
        return _choice(RecogniserName.POCKETSPHINX, settings)
    return choice


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
        self._spotter = self._engine(QUICK_LANGUAGE)

    def recognise(self, samples: Samples, languages: Sequence[str]) -> Hypothesis:
        """Recognise one utterance with the verifier of its language; see `Engine.recognise`."""
        return self._engine(languages[0]).recognise(samples, languages)

    def spot(self, samples: Samples, listening: SpottingPass) -> tuple[SpottedWord, ...]:
        """Spot digits and letters; see `EngineProcess.spot`."""
        return self._spotter.spot(samples, listening)

    def hears_names(self, language: str) -> bool:
        """Return whether the verifier of a language is good enough that a name counts which it alone has heard."""
        return verifier_choice(self._settings, language).name is not RecogniserName.POCKETSPHINX_QUICK

    def close(self) -> None:
        """End all processes."""
        for engine in self._engines.values():
            engine.close()

    def _engine(self, language: str) -> EngineProcess:
        choice = verifier_choice(self._settings, language)
        if choice not in self._engines:
            self._engines[choice] = EngineProcess(choice, limits=self._limits)
        return self._engines[choice]


def _choice(name: RecogniserName, settings: Settings, *, verifier: bool = False) -> EngineChoice:
    places = WeightPlaces(
        folder=(settings.verifier_models if verifier else None) or settings.models,
        caches=usual_caches(os.environ),
        fetched=settings.weights,
    )
    model = settings.model or read_choice(settings.weights) or DEFAULT_MODEL
    return EngineChoice(name=name, model=model if name is RecogniserName.WHISPER else "", places=places)
