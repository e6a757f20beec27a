"""Remembered pass: an open pass of another process whose answers are kept, so that models share what it heard.

For learning, where the same licensed or reviewed sound is asked of several models. What people say to an assistant
never goes through it.
"""

from collections.abc import Sequence
from typing import Protocol

from earnest.deidentified.training.remembered_answers import RememberedAnswers, digest
from earnest.foundation.units import Samples
from earnest.speech.hearing.recognition.engine import Engine
from earnest.speech.hearing.recognition.open_pass import OpenHearing


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
        self._heard = RememberedAnswers[OpenHearing]()
        self._margins = RememberedAnswers[tuple[float, ...]]()

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

        return self._heard.answer((digest(samples), tuple(languages), tuple(phrases)), hear)

    def margins(self, samples: Samples, language: str, texts: Sequence[str]) -> tuple[float, ...]:
        """Return how likely texts are, as it was said the first time; see `OpenPass.margins`.

        Raises:
            EngineFailed: the engine failed on it.
        """
        key = (digest(samples), language, tuple(texts))
        return self._margins.answer(key, lambda: self._engine.margins(samples, language, texts))

    def close(self) -> None:
        """Do nothing: it is shared, and its process ends with `end`."""

    def end(self) -> None:
        """End the engine."""
        self._engine.close()
