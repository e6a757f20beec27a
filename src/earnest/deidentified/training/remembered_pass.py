"""Remembered pass: an open pass of another process whose answers are kept, so that models share what it heard.

For learning, where the same licensed or reviewed sound is asked of several models. What people say to an assistant
never goes through it.
"""

import hashlib
import threading
from collections.abc import Callable, Hashable, Sequence
from concurrent.futures import Future
from typing import Generic, Protocol, TypeVar

from earnest.foundation.units import Samples
from earnest.speech.hearing.recognition.engine import Engine
from earnest.speech.hearing.recognition.open_pass import OpenHearing

Answer = TypeVar("Answer")


class ScoringEngine(Engine, Protocol):
    """An engine that also says how likely a given text is."""

    @property
    def compares_texts(self) -> bool:
        """Whether `margins` tells anything."""
        ...

    def margins(self, samples: Samples, language: str, texts: Sequence[str]) -> tuple[float, ...]:
        """Return how much less likely each text is than what is heard; see `OpenPass.margins`."""
        ...


class RememberedPass:
    """Hears each sound once; may be used from several threads."""

    def __init__(self, engine: ScoringEngine) -> None:
        """Take an engine that has learned nothing."""
        self._engine = engine
        self._heard = _Answers[OpenHearing]()
        self._margins = _Answers[tuple[float, ...]]()

    @property
    def name(self) -> str:
        """Name of the engine."""
        return self._engine.name

    @property
    def compares_texts(self) -> bool:
        """Whether `margins` tells anything."""
        return self._engine.compares_texts

    def hear(self, samples: Samples, languages: Sequence[str], phrases: Sequence[str] = ()) -> OpenHearing:
        """Return what is heard, as it was heard the first time; see `OpenPass.hear`.

        Raises:
            EngineFailed: the engine failed on it; it is asked again the next time.
        """

        def hear() -> OpenHearing:
            hypothesis = self._engine.recognise(samples, languages, phrases=phrases)
            return OpenHearing(
                words=hypothesis.heard_words,
                alternatives=hypothesis.alternatives,
                confidence=hypothesis.confidence,
                language=hypothesis.language,
                preferred_to=hypothesis.preferred_to,
            )

        return self._heard.answer((_digest(samples), tuple(languages), tuple(phrases)), hear)

    def margins(self, samples: Samples, language: str, texts: Sequence[str]) -> tuple[float, ...]:
        """Return how likely texts are, as it was said the first time; see `OpenPass.margins`.

        Raises:
            EngineFailed: the engine failed on it.
        """
        key = (_digest(samples), language, tuple(texts))
        return self._margins.answer(key, lambda: self._engine.margins(samples, language, texts))

    def close(self) -> None:
        """Do nothing: it is shared, and its process ends with `end`."""

    def end(self) -> None:
        """End the engine."""
        self._engine.close()


class _Answers(Generic[Answer]):
    """Answers that are found once; who asks for the same meanwhile waits for it, and others need not."""

    def __init__(self) -> None:
        self._found: dict[Hashable, Future[Answer]] = {}
        self._lock = threading.Lock()

    def answer(self, key: Hashable, find: Callable[[], Answer]) -> Answer:
        """Return the answer that was found for a key; a failure is not kept, and is found out again the next time."""
        with self._lock:
            known = self._found.get(key)
            own = self._found.setdefault(key, Future())
        if known is not None:
            return known.result()
        try:
            own.set_result(find())
        except BaseException as error:
            with self._lock:
                del self._found[key]
            own.set_exception(error)
            raise
        return own.result()


def _digest(samples: Samples) -> bytes:
    return hashlib.sha256(samples.tobytes()).digest()
