"""Learning tasks: the parts of learning that listen to clips, run in processes of their own.

A decoder that crashes or hangs on a clip costs the clips of one task, not the learning.
"""

import multiprocessing
import os
import threading
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import CancelledError, Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from multiprocessing.process import BaseProcess
from typing import TypeVar

from earnest.deidentified.learning.domain_building import Piece
from earnest.deidentified.learning.labelled_clip import TaughtClip
from earnest.deidentified.learning.literal_transcripts import ClipGrammar
from earnest.deidentified.learning.pocketsphinx_grammar import GrammarPass
from earnest.foundation.units import Samples, seconds
from earnest.speech.hearing.recognition.adapters.pocketsphinx_passes import PassResult, open_domain_pass
from earnest.speech.hearing.recognition.domain_model import DomainModel

Task = TypeVar("Task")
Result = TypeVar("Result")

_CLIPS_A_TASK = 12
"""Clips that a crash can cost. Chosen, not measured."""
_STARTING_SECONDS = 120.0
_SECONDS_PER_SECOND = 20.0
"""Of the clock per second of sound, and the time for starting: bounds against hanging, chosen."""
_WATCH_SECONDS = 1.0
"""How often a process looks whether the one that it works for still runs."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SpokenClip:
    """A clip's sound on its way to a process."""

    clip_id: str
    samples: Samples


@dataclass(frozen=True, slots=True, kw_only=True)
class DecodeTask:
    """Decode clips with a domain model."""

    model: DomainModel
    clips: tuple[SpokenClip, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class AlignTask:
    """Find what was literally said in clips."""

    pronunciations: Mapping[Piece, tuple[str, ...]]
    grammars: tuple[ClipGrammar, ...]
    clips: tuple[SpokenClip, ...]
    """As many as grammars."""


class DecoderPool:
    """Processes that decode clips side by side."""

    def __init__(self, processes: int = 2) -> None:
        """Prepare so many processes, ≥ 1; none is started yet."""
        self._processes = processes
        self._pool: ProcessPoolExecutor | None = None

    def decode(self, model: DomainModel, clips: Sequence[TaughtClip]) -> dict[str, PassResult]:
        """Return what the domain hears in each clip; clips on which the decoder crashed are absent."""

        def prepare(part: Sequence[TaughtClip]) -> DecodeTask:
            return DecodeTask(model=model, clips=_spoken(part))

        return _merged(self._run(decode_clips, prepare, _parts(clips)))

    def align(
        self,
        pronunciations: Mapping[Piece, tuple[str, ...]],
        grammars: Mapping[str, ClipGrammar],
        clips: Sequence[TaughtClip],
    ) -> dict[str, tuple[Piece, ...]]:
        """Return what was said in each clip; empty where the grammar does not fit, absent after a crash.

        Args:
            pronunciations: of all pieces in the grammars.
            grammars: by clip identifier.
            clips: each with a grammar.
        """

        def prepare(part: Sequence[TaughtClip]) -> AlignTask:
            return AlignTask(
                pronunciations=pronunciations,
                grammars=tuple(grammars[clip.clip_id] for clip in part),
                clips=_spoken(part),
            )

        return _merged(self._run(align_clips, prepare, _parts(clips)))

    def close(self) -> None:
        """End the processes."""
        pool, self._pool = self._pool, None
        if pool is not None:
            for process in _processes_of(pool):
                process.terminate()
            pool.shutdown(wait=True, cancel_futures=True)

    def _run(
        self,
        function: Callable[[Task], Result],
        prepare: Callable[[Sequence[TaughtClip]], Task],
        parts: Sequence[Sequence[TaughtClip]],
    ) -> Iterator[Result]:
        """Do tasks side by side, then those that a crash took down once more, one by one.

        The sound of a few tasks is open at a time, however many clips there are.
        """
        failed: list[Sequence[TaughtClip]] = []
        ahead = 2 * self._processes
        running: deque[tuple[Sequence[TaughtClip], Future[Result]]] = deque()
        for part in (*parts, *[None] * ahead):
            if part is not None:
                running.append((part, self._submit(function, prepare(part))))
            if running and (part is None or len(running) > ahead):
                # A task may wait for others before it starts.
                patience = sum(_limit(other) for other, _ in running)
                first, future = running.popleft()
                try:
                    yield future.result(timeout=patience)
                except (BrokenProcessPool, CancelledError, TimeoutError):
                    self.close()
                    failed.append(first)
        for part in failed:
            try:
                yield self._submit(function, prepare(part)).result(timeout=_limit(part))
            except (BrokenProcessPool, CancelledError, TimeoutError):
                self.close()

    def _submit(self, function: Callable[[Task], Result], task: Task) -> Future[Result]:
        if self._pool is None:
            # Forking a process that has threads can hang the child, so each starts anew.
            self._pool = ProcessPoolExecutor(
                self._processes,
                mp_context=multiprocessing.get_context("spawn"),
                initializer=_end_with,
                initargs=(os.getpid(),),
            )
        return self._pool.submit(function, task)


def _end_with(parent: int) -> None:
    """Let this process end when the one that it works for was killed."""

    def watch() -> None:
        while os.getppid() == parent:
            time.sleep(_WATCH_SECONDS)
        os._exit(1)

    threading.Thread(target=watch, daemon=True, name="parent-watch").start()


def decode_clips(task: DecodeTask) -> dict[str, PassResult]:
    """Decode clips with a domain model."""
    decoder = open_domain_pass(task.model)
    return {clip.clip_id: decoder.run(clip.samples) for clip in task.clips}


def align_clips(task: AlignTask) -> dict[str, tuple[Piece, ...]]:
    """Find what was literally said in clips."""
    aligner = GrammarPass(task.pronunciations)
    return {
        clip.clip_id: aligner.find(clip.samples, grammar)
        for clip, grammar in zip(task.clips, task.grammars, strict=True)
    }


def _parts(clips: Sequence[TaughtClip]) -> list[Sequence[TaughtClip]]:
    return [clips[start : start + _CLIPS_A_TASK] for start in range(0, len(clips), _CLIPS_A_TASK)]


def _spoken(clips: Iterable[TaughtClip]) -> tuple[SpokenClip, ...]:
    return tuple(SpokenClip(clip_id=clip.clip_id, samples=clip.open_samples()) for clip in clips)


def _limit(clips: Iterable[TaughtClip]) -> float:
    return _STARTING_SECONDS + _SECONDS_PER_SECOND * sum(seconds(clip.sample_count) for clip in clips)


def _merged(results: Iterable[dict[str, Result]]) -> dict[str, Result]:
    return {clip_id: result for part in results for clip_id, result in part.items()}


def _processes_of(pool: ProcessPoolExecutor) -> list[BaseProcess]:
    """Return the pool's processes: the pool itself offers no way to end one that hangs."""
    held: object = getattr(pool, "_processes", None)
    if not isinstance(held, dict):
        return []
    found: list[object] = list(held.values())  # pyright: ignore[reportUnknownArgumentType, reportUnknownMemberType]
    return [process for process in found if isinstance(process, BaseProcess)]
