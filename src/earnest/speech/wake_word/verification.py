"""Verification: a second opinion on whether the wake word that a device claims was really said."""

import re
from dataclasses import dataclass
from threading import Lock
from typing import Final

import numpy
from pymicro_wakeword import MicroWakeWord, MicroWakeWordFeatures, Model

from earnest.foundation.units import Samples, samples_in_milliseconds
from earnest.speech.wake_word.errors import UnknownWakeWord

MODELS: Final = {
    "alexa": Model.ALEXA,
    "hey jarvis": Model.HEY_JARVIS,
    "hey mycroft": Model.HEY_MYCROFT,
    "okay nabu": Model.OKAY_NABU,
    "ok nabu": Model.OKAY_NABU,
}
"""Wake words whose models the pymicro-wakeword wheel brings."""
LEAD: Final = samples_in_milliseconds(500)
"""Silence put before the utterance, so that a word at its very start is met with a settled front end; samples."""
TAIL: Final = samples_in_milliseconds(300)
"""Silence put after it, so that a word at its very end is heard out; samples."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WakeWordVerdict:
    """What the second opinion says of one utterance."""

    said: bool
    """Whether the probability passes the threshold that the model's author published for it."""
    probability: float
    """Greatest probability anywhere in the utterance, averaged over five windows; 0 to 1."""
    model: str
    """Name of the model that was asked, e.g. `alexa`."""


class WakeWordVerifier:
    """Checks claimed wake words, one utterance at a time; safe to share between threads.

    It hears that a word was said, not to whom: television can say it as well.
    """

    def __init__(self) -> None:
        self._loaded: dict[Model, MicroWakeWord] = {}
        self._features = MicroWakeWordFeatures()
        self._lock = Lock()

    def verify(self, samples: Samples, claimed: str) -> WakeWordVerdict:
        """Say whether a wake word was said anywhere in an utterance.

        Args:
            samples: mono audio, shape (n,), n ≥ 0. Nothing is remembered of the utterance before.
            claimed: the wake word as the device names it: `alexa`, `hey_jarvis`, `Hey Jarvis`, `okay_nabu_v2`.

        Raises:
            UnknownWakeWord: no model is bundled for it; the caller decides what an unverified claim is worth.
        """
        model = MODELS.get(normalised(claimed))
        if model is None:
            raise UnknownWakeWord
        with self._lock:
            detector = self._detector(model)
            probability = self._greatest_probability(detector, samples)
            said = probability > detector.probability_cutoff
        return WakeWordVerdict(said=said, probability=probability, model=model.value)

    def _detector(self, model: Model) -> MicroWakeWord:
        if model not in self._loaded:
            self._loaded[model] = MicroWakeWord.from_builtin(model)
        return self._loaded[model]

    def _greatest_probability(self, detector: MicroWakeWord, samples: Samples) -> float:
        detector.reset()
        self._features.reset()
        padded = numpy.pad(samples, (LEAD, TAIL))
        greatest = 0.0
        for features in self._features.process_streaming(padded.astype("<i2").tobytes()):
            greatest = max(greatest, detector.process_streaming_prob(features) or 0.0)
        return min(1.0, greatest)


def normalised(claimed: str) -> str:
    """Return a wake word as spoken: lower case, spaces between words, no version at the end (`_v2`, `_20231012`)."""
    spoken = re.sub(r"[^a-zäöüßéèëï]+", " ", re.sub(r"[_\W]+v?\d[\d._]*$", "", claimed.strip().lower()))
    return " ".join(spoken.split())
