"""Engine process: runs a recogniser in child processes, so that a crash or a hang costs one utterance."""

import json
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Self, TypeVar

import numpy
from numpy.typing import NDArray

from earnest.engines.engine_choice import EngineChoice
from earnest.engines.hypothesis_json import decode_hypothesis
from earnest.engines.spotted_json import decode_spotted
from earnest.foundation.child_processes.child import ChildProcess, python_command
from earnest.foundation.child_processes.errors import ChildBroken, ChildFrozen, ChildTooSlow
from earnest.foundation.child_processes.frames import ChildFrame, ChildFrameKind, encode_frame
from earnest.foundation.child_processes.lending import child_in_turn
from earnest.foundation.child_processes.pool import ChildPool
from earnest.foundation.child_processes.requester import Requester
from earnest.foundation.child_processes.turns import FairTurns
from earnest.foundation.model_file.errors import ModelUnreadable
from earnest.foundation.model_file.fields import decode, items, number
from earnest.foundation.units import Samples, seconds
from earnest.speech.hearing.recognition.errors import (
    EngineFailed,
    LanguageNotSpoken,
    LibraryMissing,
    RecognitionTooSlow,
)
from earnest.speech.hearing.recognition.learned_domains import read_domains
from earnest.speech.hearing.spotting.spotter import SpottedWord, SpottingPass
from earnest.speech.language.hypothesis import Hypothesis
from earnest.weights.errors import ModelMissing
from earnest.weights.measured import times_slower

Answer = TypeVar("Answer")

_LOOK_SECONDS = 1.0
_LOOKS = 5
"""A child that was stopped at so many looks in a row is frozen: 5 s, less than a person waits for an answer. Chosen,
not measured."""


IDLE_SECONDS = 60.0
"""A recogniser that verifies is closed when there was nothing to verify for so long, and started again when needed.
Chosen, not measured."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EngineLimits:
    """How long a child may take and how many there may be."""

    children: int = 1
    """Largest number of children at once, ≥ 1; more utterances than that wait. Two and more are shared by `turn_rules`,
    so that no client holds them all."""
    lasting: int = 0
    """Children that `idle_seconds` leaves alone, ≥ 0."""
    loading_seconds: float = 120.0
    """Time for starting and loading a model; a bound against hanging, chosen."""
    base_seconds: float = 20.0
    """Time for any utterance, however short; by the clock, so a busy machine counts. Chosen twice that of the
    processor."""
    seconds_per_second: float = 10.0
    """More time per second of sound; three times that of the processor, chosen for a busy machine."""
    processor_base_seconds: float = 10.0
    """Time of the processor for any utterance, which a busy machine does not use up. Chosen, not measured."""
    processor_seconds_per_second: float = 3.0
    """More of it per second of sound. Measured once, no benchmark repeats it: pocketsphinx took 0.3 to 1.6 for 25
    recordings of people of 1 to 30 s on two shared cores, and 1.9 for speech that was clipped at full scale."""
    idle_seconds: float | None = None
    """A child that did nothing for so long is closed and started again when needed; None keeps it."""

    def for_model(self, model: str) -> Self:
        """Return the limits for a model that takes longer than the default one; see `times_slower`."""
        times = times_slower(model)
        return replace(
            self,
            base_seconds=self.base_seconds * times,
            seconds_per_second=self.seconds_per_second * times,
            processor_base_seconds=self.processor_base_seconds * times,
            processor_seconds_per_second=self.processor_seconds_per_second * times,
        )

    def utterance_seconds(self, samples: int) -> float:
        """Return the time limit for an utterance of so many samples."""
        return self.base_seconds + self.seconds_per_second * seconds(samples)


class EngineProcess:
    """A recogniser in child processes; fulfils the engine Protocol and may be used from many threads.

    Children start when they are first needed. A child that crashes, hangs or answers nonsense is killed and the next
    utterance gets a fresh one. What it does not guarantee: the crashed utterance is not tried again.
    """

    def __init__(
        self,
        choice: EngineChoice,
        *,
        limits: EngineLimits | None = None,
        command: Sequence[str] | None = None,
    ) -> None:
        """Prepare; no process is started yet.

        Args:
            choice: which recogniser.
            limits: time and number, for the default model; larger ones get more time.
            command: what to run instead of our own child; it must speak `frames` on standard input and output.
        """
        self._choice = choice
        self._limits = (limits or EngineLimits()).for_model(choice.model)
        self._children = ChildPool(command if command is not None else _child_command(choice, self._limits))
        self._turns = FairTurns(self._limits.children)
        self._lock = threading.Lock()
        self._setting = _Setting(number=0, bundle=b"")
        self._closed = threading.Event()
        threading.Thread(target=self._end_frozen_for_ever, name="engine-watch", daemon=True).start()
        if self._limits.idle_seconds is not None:
            threading.Thread(target=self._close_idle_for_ever, name="engine-idle", daemon=True).start()

    @property
    def name(self) -> str:
        """Name of the engine."""
        return self._choice.name.value

    @property
    def compares_texts(self) -> bool:
        """Whether `margins` tells anything."""
        return self._choice.compares_texts

    def recognise(
        self,
        samples: Samples,
        languages: Sequence[str],
        phrases: Sequence[str] = (),
        requester: Requester | None = None,
    ) -> Hypothesis:
        """Recognise one utterance in a child; waits for a free one.

        Args:
            samples: shape (n,).
            languages: what may be spoken, ISO 639-1, at least one.
            phrases: names and the like that are said here; see `OpenPass.hear`.
            requester: who waits for it; None: this process itself, which no limit of one client holds back.

        Raises:
            RecognitionTooSlow: it took more time than its length allows; the child was stopped.
            EngineFailed: the child crashed; only this utterance is lost.
            TurnRefused: it was not begun, or its requester left; see `FairTurns.hold`.
            LanguageNotSpoken: the weights know none of the languages.
            ModelMissing: the library or the weights are not on this machine.
        """
        asked = json.dumps([list(languages), list(phrases)]).encode()
        payload = b"\n".join([asked, samples.astype("<i2").tobytes()])
        frame = encode_frame(ChildFrameKind.RECOGNISE, payload)
        return self._ask(frame, ChildFrameKind.HYPOTHESIS, decode_hypothesis, len(samples), requester)

    def margins(self, samples: Samples, language: str, texts: Sequence[str]) -> tuple[float, ...]:
        """Return how much less likely each text is than what is heard; see `OpenPass.margins`. Waits for a free child.

        Raises:
            EngineFailed: the child crashed or took too long.
            ModelMissing: as `recognise`.
        """
        payload = b"\n".join([json.dumps([language, *texts]).encode(), samples.astype("<i2").tobytes()])
        frame = encode_frame(ChildFrameKind.COMPARE, payload)
        return self._ask(frame, ChildFrameKind.COMPARED, _decode_margins, len(samples))

    def spot(self, samples: Samples, listening: SpottingPass) -> tuple[SpottedWord, ...]:
        """Spot digits and letters in a child; waits for a free one.

        Raises:
            EngineFailed: the child crashed or took too long; nothing can be said about this sound.
            ModelMissing: the library or the weights of the chosen recogniser are not on this machine.
        """
        payload = b"\n".join([listening.value.encode(), samples.astype("<i2").tobytes()])
        return self._ask(
            encode_frame(ChildFrameKind.SPOT, payload), ChildFrameKind.SPOTTED, decode_spotted, len(samples)
        )

    def encode(self, samples: Samples, frames: int) -> NDArray[numpy.float32]:
        """Return what Whisper's encoder makes of a sound in a child; waits for a free one. See `WhisperModel.encode`.

        Raises:
            EngineFailed: the child crashed or took too long.
            ModelMissing: the library or the weights are not on this machine, or the recogniser is not Whisper.
        """
        frame = encode_frame(ChildFrameKind.ENCODE, b"\n".join([str(frames).encode(), samples.astype("<i2").tobytes()]))
        return self._ask(frame, ChildFrameKind.ENCODED, _decode_rows, len(samples))

    def reload(self, bundle: bytes) -> None:
        """Use another model from the next utterance on; utterances under way finish with the earlier one.

        Args:
            bundle: bytes of a model bundle; empty for the stock model.

        Raises:
            ModelUnreadable: the bundle is damaged; the earlier model stays.
        """
        if bundle:
            _ = read_domains(bundle)
        with self._lock:
            self._setting = _Setting(number=self._setting.number + 1, bundle=bundle)

    def warm_up(self) -> None:
        """Start a child and load the model now, so that the first utterance need not wait.

        Raises:
            EngineFailed, ModelMissing: as `recognise`.
        """
        with self._turns.hold(self._turns.ask(None, 0.0), _nothing):
            self._give_back(self._take())

    def close_idle(self, idle_seconds: float) -> int:
        """Close the children that did nothing for so long and return how many."""
        return self._children.close_idle(idle_seconds, lasting=self._limits.lasting)

    def process_identifiers(self) -> tuple[int, ...]:
        """Return the operating system's numbers of the children that run now."""
        return self._children.process_identifiers()

    def close(self) -> None:
        """End all children; it is not used afterwards."""
        self._closed.set()
        self._children.close()

    def _ask(
        self,
        frame: bytes,
        kind: ChildFrameKind,
        decode: Callable[[bytes], Answer],
        samples: int,
        requester: Requester | None = None,
    ) -> Answer:
        """Ask a child, and another one where the first was frozen."""
        try:
            return self._ask_in_turn(frame, kind, decode, samples, requester)
        except _EngineFrozen:
            return self._ask_in_turn(frame, kind, decode, samples, requester)

    def _ask_in_turn(
        self,
        frame: bytes,
        kind: ChildFrameKind,
        decode: Callable[[bytes], Answer],
        samples: int,
        requester: Requester | None,
    ) -> Answer:
        """Ask a child and read its answer, again where another client preempted it."""
        turn = self._turns.ask(requester, seconds(samples))
        while True:
            try:
                with child_in_turn(self._turns, turn, take=self._take, give_back=self._give_back) as child:
                    answer = self._ask_child(child, frame, kind, decode, samples)
            except EngineFailed:
                if not turn.preempted or self._closed.is_set():
                    raise
            else:
                return answer

    def _ask_child(
        self, child: ChildProcess, frame: bytes, kind: ChildFrameKind, decode: Callable[[bytes], Answer], samples: int
    ) -> Answer:
        """Ask a child and read its answer; the child is ended where the answer is not what was asked for."""
        try:
            return decode(_expected(_ask(child, frame, self._limits.utterance_seconds(samples)), kind).payload)
        except BaseException:  # whatever it was, a child that is in no list any more would run for ever
            self._children.discard(child)
            raise

    def _take(self) -> ChildProcess:
        if self._closed.is_set():
            raise EngineFailed
        with self._lock:
            setting = self._setting
        child = self._children.take()
        if child.setting_number != setting.number or not child.loaded:
            self._configure(child, setting)
        return child

    def _configure(self, child: ChildProcess, setting: "_Setting") -> None:
        frame = encode_frame(ChildFrameKind.RELOAD, setting.bundle)
        try:
            _ = _expected(_ask(child, frame, self._limits.loading_seconds), ChildFrameKind.READY)
        except (EngineFailed, ModelMissing, ModelUnreadable):
            self._children.discard(child)
            raise
        child.setting_number = setting.number
        child.loaded = True

    def _give_back(self, child: ChildProcess) -> None:
        if self._closed.is_set():
            self._children.discard(child)
        else:
            self._children.give_back(child)

    def _end_frozen_for_ever(self) -> None:
        while not self._closed.wait(_LOOK_SECONDS):
            for child in self._children.running():
                child.end_if_frozen(_LOOKS)

    def _close_idle_for_ever(self) -> None:
        idle_seconds = self._limits.idle_seconds or 0.0
        while not self._closed.wait(max(0.05, idle_seconds / 4)):
            _ = self.close_idle(idle_seconds)


class _EngineFrozen(EngineFailed):
    """The child was stopped from outside and killed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Setting:
    number: int
    bundle: bytes


def _decode_margins(encoded: bytes) -> tuple[float, ...]:
    """Return what a child said of texts.

    Raises:
        EngineFailed: it is nothing of that kind.
    """
    try:
        return tuple(number(value) for value in items(decode(encoded)))
    except (ValueError, TypeError) as error:
        raise EngineFailed from error


def _decode_rows(payload: bytes) -> NDArray[numpy.float32]:
    """Return the rows that a child made of a sound.

    Raises:
        EngineFailed: they are none.
    """
    width, _, rows = payload.partition(b"\n")
    try:
        return numpy.frombuffer(rows, dtype="<f4").astype(numpy.float32).reshape(-1, int(width))
    except ValueError as error:
        raise EngineFailed from error


def _child_command(choice: EngineChoice, limits: EngineLimits) -> tuple[str, ...]:
    budget = f"{limits.processor_base_seconds}+{limits.processor_seconds_per_second}"
    arguments = [choice.name.value, "--processor-seconds", budget]
    places = choice.places
    named = (("--folder", places.folder), ("--fetched", places.fetched), *(("--cache", one) for one in places.caches))
    arguments += [part for name, path in named if path is not None for part in (name, str(path))]
    if choice.model:
        arguments += ["--model", choice.model]
    return python_command("earnest.engines.engine_child", *arguments)


def _ask(child: ChildProcess, frame: bytes, limit_seconds: float) -> ChildFrame:
    """Ask a child within a time limit."""
    try:
        return child.ask(frame, limit_seconds)
    except ChildTooSlow as error:
        raise RecognitionTooSlow from error
    except ChildFrozen as error:
        raise _EngineFrozen from error
    except ChildBroken as error:
        raise EngineFailed from error


def _nothing() -> None:
    """Stop nothing: loading a model goes on."""


def _expected(answer: ChildFrame, kind: ChildFrameKind) -> ChildFrame:
    """Return the answer when it is of the kind, else raise what it tells."""
    if answer.kind == kind:
        return answer
    if answer.kind == ChildFrameKind.FAILED:
        for error in (LanguageNotSpoken, LibraryMissing, ModelMissing, ModelUnreadable):
            if answer.payload == error.code.encode():
                raise error
    raise EngineFailed
