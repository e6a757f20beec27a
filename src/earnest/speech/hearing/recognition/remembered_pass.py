"""Remembered pass: an open pass of another process whose answers are kept, so that models share what it heard.

For learning, where the same licensed or reviewed sound is asked of several models. What people say to an assistant
never goes through it.
"""

import hashlib
import threading
from collections.abc import Sequence

from earnest.foundation.units import Samples
from earnest.speech.hearing.recognition.engine import Engine
from earnest.speech.hearing.recognition.open_pass import OpenHearing


class RememberedPass:
    """Hears each sound once; may be used from several threads."""

    def __init__(self, engine: Engine) -> None:
        """Take an engine that has learned nothing."""
        self._engine = engine
        self._heard: dict[tuple[bytes, tuple[str, ...], tuple[str, ...]], OpenHearing] = {}
        self._lock = threading.Lock()

    @property
    def name(self) -> str:
        """Name of the engine."""
        return self._engine.name

    def hear(self, samples: Samples, languages: Sequence[str], phrases: Sequence[str] = ()) -> OpenHearing:
        """Return what is heard, as it was heard the first time; see `OpenPass.hear`.

        Raises:
            EngineFailed: the engine failed on it; it is asked again the next time.
        """
        key = (hashlib.sha256(samples.tobytes()).digest(), tuple(languages), tuple(phrases))
        with self._lock:  # Who asks for the same sound meanwhile waits for the answer.
            if key not in self._heard:
                hypothesis = self._engine.recognise(samples, languages, phrases=phrases)
                self._heard[key] = OpenHearing(
                    words=hypothesis.heard_words,
                    alternatives=hypothesis.alternatives,
                    confidence=hypothesis.confidence,
                    language=hypothesis.language,
                    preferred_to=hypothesis.preferred_to,
                )
            return self._heard[key]

    def close(self) -> None:
        """Do nothing: it is shared, and its process ends with `end`."""

    def end(self) -> None:
        """End the engine."""
        self._engine.close()
