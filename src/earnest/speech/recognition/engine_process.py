"""Engine process: runs a recogniser in child processes, so that a crash or a hang costs one utterance."""

import socket
import subprocess
import sys
import threading
import time
from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from earnest.foundation.units import Samples, seconds
from earnest.speech.concealment.spotting.spotted_json import decode_spotted
from earnest.speech.concealment.spotting.spotter import SpottedWord, SpottingPass
from earnest.speech.recognition.bundle import read_bundle
from earnest.speech.recognition.engine_choice import EngineChoice
from earnest.speech.recognition.errors import EngineFailed, ModelMissing, ModelUnreadable
from earnest.speech.recognition.frames import Frame, FrameBroken, Kind, encode_frame, receive_frame, send_frame
from earnest.speech.recognition.hypothesis import Hypothesis
from earnest.speech.recognition.hypothesis_json import decode_hypothesis

Answer = TypeVar("Answer")


@dataclass(frozen=True, slots=True, kw_only=True)
class EngineLimits:
    """How long a child may take and how many there may be."""

    children: int = 1
    """Largest number of children at once, ≥ 1; more utterances than that wait."""
    loading_seconds: float = 120.0
    """Time for starting and loading a model."""
    base_seconds: float = 20.0
    """Time for any utterance, however short."""
    seconds_per_second: float = 10.0
    """More time per second of sound."""
    idle_seconds: float | None = None
    """A child that did nothing for so long is closed and started again when needed; None keeps it."""

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
            limits: time and number.
            command: what to run instead of our own child; it must speak `frames` on standard input and output.
        """
        self._choice = choice
        self._limits = limits or EngineLimits()
        self._command = tuple(command) if command is not None else _child_command(choice)
        self._places = threading.BoundedSemaphore(self._limits.children)
        self._lock = threading.Lock()
        self._idle: deque[_Child] = deque()
        self._running: set[_Child] = set()
        self._setting = _Setting(number=0, bundle=b"", phrases=())
        self._closed = threading.Event()
        if self._limits.idle_seconds is not None:
            threading.Thread(target=self._close_idle_for_ever, name="engine-idle", daemon=True).start()

    @property
    def name(self) -> str:
        """Name of the engine."""
        return self._choice.name.value

    def recognise(self, samples: Samples) -> Hypothesis:
        """Recognise one utterance in a child; waits for a free one.

        Raises:
            EngineFailed: the child crashed or took too long; only this utterance is lost.
            ModelMissing: the library or the weights are not on this machine.
        """
        frame = encode_frame(Kind.RECOGNISE, samples.astype("<i2").tobytes())
        return self._ask(frame, Kind.HYPOTHESIS, decode_hypothesis, len(samples))

    def spot(self, samples: Samples, listening: SpottingPass) -> tuple[SpottedWord, ...]:
        """Spot digits and letters in a child; waits for a free one.

        Raises:
            EngineFailed: the child crashed or took too long; nothing can be said about this sound.
            ModelMissing: the library or the weights of the chosen recogniser are not on this machine.
        """
        payload = b"\n".join([listening.value.encode(), samples.astype("<i2").tobytes()])
        return self._ask(encode_frame(Kind.SPOT, payload), Kind.SPOTTED, decode_spotted, len(samples))

    def reload(self, bundle: bytes) -> None:
        """Use another model from the next utterance on; utterances under way finish with the earlier one.

        Args:
            bundle: bytes of a model bundle; empty for the stock model.

        Raises:
            ModelUnreadable: the bundle is damaged; the earlier model stays.
        """
        if bundle:
            _ = read_bundle(bundle)
        with self._lock:
            self._setting = _Setting(number=self._setting.number + 1, bundle=bundle, phrases=self._setting.phrases)

    def expect(self, phrases: tuple[str, ...]) -> None:
        """Prefer these phrases from the next utterance on; replaces the earlier ones."""
        cleaned = tuple(" ".join(phrase.split()) for phrase in phrases)
        with self._lock:
            self._setting = _Setting(number=self._setting.number + 1, bundle=self._setting.bundle, phrases=cleaned)

    def warm_up(self) -> None:
        """Start a child and load the model now, so that the first utterance need not wait.

        Raises:
            EngineFailed, ModelMissing: as `recognise`.
        """
        with self._places:
            self._give_back(self._take())

    def close_idle(self, idle_seconds: float) -> int:
        """Close the children that did nothing for so long and return how many."""
        oldest = time.monotonic() - idle_seconds
        with self._lock:
            closing = [child for child in self._idle if child.last_used <= oldest]
            for child in closing:
                self._idle.remove(child)
                self._running.discard(child)
        for child in closing:
            child.end()
        return len(closing)

    def process_identifiers(self) -> tuple[int, ...]:
        """Return the operating system's numbers of the children that run now."""
        with self._lock:
            return tuple(sorted(child.identifier for child in self._running))

    def close(self) -> None:
        """End all children; it is not used afterwards."""
        self._closed.set()
        with self._lock:
            ending = list(self._running)
            self._running.clear()
            self._idle.clear()
        for child in ending:
            child.end()

    def _ask(self, frame: bytes, kind: Kind, decode: Callable[[bytes], Answer], samples: int) -> Answer:
        """Ask a child and read its answer; the child is ended where the answer is not what was asked for."""
        limit = self._limits.utterance_seconds(samples)
        with self._places:
            child = self._take()
            try:
                answer = decode(_expected(child.ask(frame, limit), kind).payload)
            except BaseException:  # whatever it was, a child that nobody knows of any more would run for ever
                self._discard(child)
                raise
            self._give_back(child)
            return answer

    def _take(self) -> "_Child":
        with self._lock:
            if self._closed.is_set():
                raise EngineFailed
            setting = self._setting
            child = self._idle.pop() if self._idle else None
        if child is not None and not child.alive:
            self._discard(child)
            child = None
        if child is None:
            child = _Child(self._command)
            with self._lock:
                self._running.add(child)
        if child.setting_number != setting.number or not child.loaded:
            self._configure(child, setting)
        return child

    def _configure(self, child: "_Child", setting: "_Setting") -> None:
        frames = [encode_frame(Kind.RELOAD, setting.bundle)]
        if setting.phrases:
            frames.append(encode_frame(Kind.EXPECT, "\n".join(setting.phrases).encode()))
        elif child.loaded:
            frames.append(encode_frame(Kind.EXPECT))
        try:
            for frame in frames:
                _ = _expected(child.ask(frame, self._limits.loading_seconds), Kind.READY)
        except (EngineFailed, ModelMissing, ModelUnreadable):
            self._discard(child)
            raise
        child.setting_number = setting.number
        child.loaded = True

    def _give_back(self, child: "_Child") -> None:
        child.last_used = time.monotonic()
        with self._lock:
            if not self._closed.is_set():
                self._idle.append(child)
                return
        child.end()

    def _discard(self, child: "_Child") -> None:
        with self._lock:
            self._running.discard(child)
        child.kill()

    def _close_idle_for_ever(self) -> None:
        idle_seconds = self._limits.idle_seconds or 0.0
        while not self._closed.wait(max(0.05, idle_seconds / 4)):
            _ = self.close_idle(idle_seconds)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Setting:
    number: int
    bundle: bytes
    phrases: tuple[str, ...]


class _Child:
    """One child process and the connection to it."""

    def __init__(self, command: tuple[str, ...]) -> None:
        ours, theirs = socket.socketpair()
        with theirs:
            # The child's messages could hold what was said, so they go nowhere.
            self._process = subprocess.Popen(  # noqa: S603 - our own program with fixed arguments
                command, stdin=theirs.fileno(), stdout=theirs.fileno(), stderr=subprocess.DEVNULL
            )
        self._connection = ours
        self.setting_number = 0
        self.loaded = False
        self.last_used = time.monotonic()

    @property
    def identifier(self) -> int:
        return self._process.pid

    @property
    def alive(self) -> bool:
        return self._process.poll() is None

    def ask(self, frame: bytes, limit_seconds: float) -> Frame:
        started = time.monotonic()
        try:
            send_frame(self._connection, frame, limit_seconds)
            left = max(0.001, limit_seconds - (time.monotonic() - started))
            return receive_frame(self._connection, left)
        except (FrameBroken, OSError) as error:
            raise EngineFailed from error

    def end(self) -> None:
        """Close the connection, which ends a healthy child; kill one that stays."""
        self._connection.close()
        try:
            _ = self._process.wait(timeout=2)
        except subprocess.TimeoutExpired:
            self.kill()

    def kill(self) -> None:
        self._connection.close()
        self._process.kill()
        _ = self._process.wait()


def _child_command(choice: EngineChoice) -> tuple[str, ...]:
    command = [sys.executable, "-m", "earnest.speech.recognition.engine_child", choice.name.value]
    if choice.models is not None:
        command += ["--models", str(choice.models)]
    if choice.language is not None:
        command += ["--language", choice.language]
    return tuple(command)


def _expected(answer: Frame, kind: Kind) -> Frame:
    """Return the answer when it is of the kind, else raise what it tells."""
    if answer.kind == kind:
        return answer
    if answer.kind == Kind.FAILED:
        for error in (ModelMissing, ModelUnreadable):
            if answer.payload == error.code.encode():
                raise error
    raise EngineFailed
