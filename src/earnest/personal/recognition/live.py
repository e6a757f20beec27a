"""Live models: recogniser and interpreter of the live release, switched together without a restart."""

import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final, Protocol

from earnest.foundation.child_processes.requester import Requester
from earnest.foundation.errors import EarnestError, Unavailable
from earnest.foundation.identifiers import ReleaseId
from earnest.foundation.units import Samples
from earnest.handover.releases import Release, find_live, open_model
from earnest.personal.recognition.events import ModelSwitched, ReleaseUnusable
from earnest.services.cryptography import MasterKey
from earnest.services.database import Database
from earnest.services.objects import ObjectStore
from earnest.services.observability import LogWord, UnexpectedError, log
from earnest.speech.hearing.recognition.engine import Engine
from earnest.speech.hearing.wake_word.detector import WakeDetector, load_stock
from earnest.speech.language.hypothesis import Hypothesis
from earnest.speech.meaning.interpretation import Interpretation
from earnest.weights.errors import ModelMissing

POLL_SECONDS: Final = 1.0
"""How soon a released model answers; one small query each time."""
STOCK: Final = "stock"
"""Name of the model where nothing was released, or the stock model was rolled back to."""


class ReloadableEngine(Engine, Protocol):
    """A recogniser that can change its model between two utterances, and is shared fairly."""

    def recognise(
        self,
        samples: Samples,
        languages: Sequence[str],
        phrases: Sequence[str] = (),
        requester: Requester | None = None,
    ) -> Hypothesis:
        """Recognise one utterance; see `Engine.recognise`.

        Args:
            samples: trimmed mono audio, shape (n,), n ≥ 0.
            languages: what may be spoken, ISO 639-1, at least one.
            phrases: names and the like that are said here; see `OpenPass.hear`.
            requester: who waits for it; None: this process itself.
        """
        ...

    def reload(self, bundle: bytes) -> None:
        """Use another model bundle from the next utterance on; empty for the stock model."""
        ...

    def warm_up(self) -> None:
        """Load the model now, so that the next utterance need not wait for it."""
        ...


class LiveInterpreter(Protocol):
    """Turns a hypothesis into a meaning."""

    def interpret(self, hypothesis: Hypothesis) -> Interpretation:
        """Return intent and slots of a hypothesis."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class _Live:
    """What answers now."""

    release_id: ReleaseId | None
    """None before anything was released."""
    model: str
    interpreter: LiveInterpreter
    wake: WakeDetector


class LiveModels:
    """Recognises and interprets with the live release; safe to share between threads."""

    def __init__(
        self,
        *,
        database: Database,
        objects: ObjectStore,
        handover_key: MasterKey,
        engine: ReloadableEngine,
        open_interpreter: Callable[[bytes], LiveInterpreter],
        open_wake_detector: Callable[[bytes], WakeDetector | None] = lambda _: None,
    ) -> None:
        """Begin with the stock model.

        Args:
            database: connections of the gateway's role.
            objects: where bundles lie.
            handover_key: opens them.
            engine: the recogniser.
            open_interpreter: makes the interpreter of a bundle; of empty bytes the stock one.
            open_wake_detector: finds the wake detector in a bundle; None leaves the one that comes with this version.
        """
        self._database = database
        self._objects = objects
        self._handover_key = handover_key
        self._engine = engine
        self._open_interpreter = open_interpreter
        self._open_wake_detector = open_wake_detector
        self._lock = threading.Lock()
        self._refused: ReleaseId | None = None
        self._changed = True
        self._missing: ModelMissing | None = None
        self._live = _Live(release_id=None, model=STOCK, interpreter=open_interpreter(b""), wake=load_stock().detector)

    @property
    def engine_name(self) -> str:
        """Name of the recogniser."""
        return self._engine.name

    @property
    def model(self) -> str:
        """Identifier of the live model, or `stock`."""
        return self._live.model

    @property
    def wake(self) -> WakeDetector:
        """Weights that decide whether an utterance was meant for the assistant."""
        return self._live.wake

    def recognise(
        self,
        samples: Samples,
        languages: Sequence[str],
        phrases: Sequence[str] = (),
        requester: Requester | None = None,
    ) -> Hypothesis:
        """Recognise one utterance; see `Engine.recognise`.

        Args:
            samples: trimmed mono audio, shape (n,), n ≥ 0.
            languages: what may be spoken, ISO 639-1, at least one.
            phrases: names and the like that are said here; see `OpenPass.hear`.
            requester: who waits for it; None: this process itself.

        Raises:
            EngineFailed: only this utterance is lost.
            TurnRefused: it was not begun, or its requester left.
        """
        return self._engine.recognise(samples, languages, phrases, requester)

    def interpret(self, hypothesis: Hypothesis) -> Interpretation:
        """Return what a hypothesis means by the model learned from the labels of all customers."""
        return self._live.interpreter.interpret(hypothesis)

    def switch_if_released(self) -> bool:
        """Load the live release if it is another than the one that answers; return whether it was switched.

        A release that cannot be read (damaged, of a newer format) is logged once, and the earlier one goes on.

        Raises:
            Unavailable: database or store are out of reach; the next turn tries again.
        """
        with self._lock:
            with self._database.transaction() as connection:
                release = find_live(connection)
            if release is None or release.release_id in {self._live.release_id, self._refused}:
                return False
            try:
                self._switch(release)
            except Unavailable:
                raise
            except EarnestError as error:
                self._refused = release.release_id
                log(ReleaseUnusable(release_id=release.release_id, error=type(error)))
                return False
            return True

    def _switch(self, release: Release) -> None:
        model = release.model
        bundle = b"" if model is None else open_model(model, handover_key=self._handover_key, objects=self._objects)
        interpreter = self._open_interpreter(bundle)
        wake = (self._open_wake_detector(bundle) if bundle else None) or load_stock().detector
        self._engine.reload(bundle)
        self._changed = True
        name = STOCK if model is None else str(model.model_id)
        self._live = _Live(release_id=release.release_id, model=name, interpreter=interpreter, wake=wake)
        log(ModelSwitched(release_id=release.release_id, model_id=None if model is None else model.model_id))

    def follow(self, stop: threading.Event) -> None:
        """Look for another release every second until told to stop."""
        while True:
            for work in (self.switch_if_released, self._warm_up_if_changed):
                try:
                    _ = work()
                except Exception as error:  # noqa: BLE001 - the assistant goes on with what it has
                    log(UnexpectedError(place=LogWord("models"), error=type(error)))
            if stop.wait(POLL_SECONDS):
                return

    def _warm_up_if_changed(self) -> None:
        """Load what changed in the background, so that no utterance waits for it."""
        with self._lock:
            changed, self._changed = self._changed, False
        if not changed and self._missing is None:
            return
        try:
            self._engine.warm_up()
        except ModelMissing as error:
            self._missing = error
            raise
        self._missing = None

    def check_engine(self) -> None:
        """Tell at once what makes every utterance fail.

        Raises:
            LibraryMissing, ModelMissing: the recogniser cannot run on this machine as it is set.
        """
        if self._missing is not None:
            raise self._missing

    def close(self) -> None:
        """End the recogniser."""
        self._engine.close()
