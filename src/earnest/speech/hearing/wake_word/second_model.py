"""Second model: pyopen-wakeword's opinion beside the first one's, where that package is installed.

It is an extra (`[second-wake-model]`) and not part of the core: its library is Apache-2.0, but the weights of most of
its words go back to openWakeWord's, which are CC BY-NC-SA 4.0, so whoever installs it must be allowed to use them.
"""

from collections.abc import Mapping
from functools import cache
from importlib.util import find_spec
from typing import TYPE_CHECKING, Final

import numpy

from earnest.foundation.units import Samples, samples_in_milliseconds

if TYPE_CHECKING:
    from pyopen_wakeword import OpenWakeWord

WORDS: Final[Mapping[str, str]] = {
    "alexa": "alexa",
    "hey jarvis": "hey_jarvis",
    "hey mycroft": "hey_mycroft",
    "okay nabu": "okay_nabu",
    "ok nabu": "okay_nabu",
}
"""Wake word as spoken → name of the package's model."""
# The package defines chunk and window.
CHUNK: Final = samples_in_milliseconds(80)
"""What the package takes at a time; samples."""
LEAD: Final = samples_in_milliseconds(1_500)
"""Silence before the utterance, which the model needs to fill its window; samples."""
TAIL: Final = samples_in_milliseconds(500)
"""Silence after it, so that a word at the very end is heard out; samples. Chosen, not measured."""


@cache
def is_installed() -> bool:
    """Return whether the second model can be asked."""
    return find_spec("pyopen_wakeword") is not None


class SecondModel:
    """Asks the second model; share it between threads only under a lock. A word's model is loaded at its first use."""

    def __init__(self) -> None:
        from pyopen_wakeword import OpenWakeWordFeatures

        self._features = OpenWakeWordFeatures.from_builtin()
        self._loaded: dict[str, OpenWakeWord] = {}

    def greatest_probability(self, samples: Samples, word: str) -> float:
        """Return how probable the word is anywhere in a sound; 0 to 1.

        Args:
            samples: mono audio, shape (n,), n ≥ 0. Nothing is remembered of the utterance before.
            word: a key of `WORDS`.
        """
        detector = self._detector(WORDS[word])
        self._features.reset()
        # The package starts as if eight seconds of silence had been heard; the silence is put here instead, and less.
        self._features.new_audio_samples = 0
        detector.reset()
        padded = numpy.pad(samples, (LEAD, TAIL)).astype("<i2")
        greatest = 0.0
        for start in range(0, padded.size - CHUNK + 1, CHUNK):
            for embedding in self._features.process_streaming(padded[start : start + CHUNK].tobytes()):
                greatest = max([greatest, *detector.process_streaming(embedding)])
        return min(1.0, greatest)

    def _detector(self, name: str) -> "OpenWakeWord":
        from pyopen_wakeword import Model, OpenWakeWord

        if name not in self._loaded:
            self._loaded[name] = OpenWakeWord.from_builtin(Model(name))
        return self._loaded[name]
