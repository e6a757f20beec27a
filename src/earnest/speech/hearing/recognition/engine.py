"""Engine: the Protocol that every recogniser fulfils."""

from collections.abc import Sequence
from typing import Protocol

from earnest.foundation.units import Samples
from earnest.speech.language.hypothesis import Hypothesis


class Engine(Protocol):
    """Turns one utterance into a hypothesis. Stateless between calls: the same samples give the same answer."""

    @property
    def name(self) -> str:
        """Name of the engine, e.g. `whisper`."""
        ...

    def recognise(self, samples: Samples, languages: Sequence[str], phrases: Sequence[str] = ()) -> Hypothesis:
        """Recognise one utterance.

        Args:
            samples: trimmed mono audio, shape (n,), n ≥ 0, 16-bit at 16 kHz.
            languages: what may be spoken, ISO 639-1, at least one; see `OpenPass.hear`.
            phrases: names and the like that are said here; see there.

        Raises:
            EngineFailed: the engine crashed or took too long; only this utterance is lost.
        """
        ...

    def close(self) -> None:
        """Free what the engine holds (processes, memory); it is not used afterwards."""
        ...
