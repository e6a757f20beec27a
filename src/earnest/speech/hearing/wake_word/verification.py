"""Verification: a second opinion on whether the wake word that a device claims was really said."""

import re
from dataclasses import dataclass
from threading import Lock
from typing import Final

import numpy
from pymicro_wakeword import MicroWakeWord, MicroWakeWordFeatures, Model

from earnest.foundation.units import SampleCount, Samples, samples_in_milliseconds
from earnest.speech.hearing.wake_word.errors import UnknownWakeWord
from earnest.speech.hearing.wake_word.second_model import SecondModel, is_installed

MODELS: Final = {
    "alexa": Model.ALEXA,
    "hey jarvis": Model.HEY_JARVIS,
    "hey mycroft": Model.HEY_MYCROFT,
    "okay nabu": Model.OKAY_NABU,
    "ok nabu": Model.OKAY_NABU,
}
"""Wake words whose models the pymicro-wakeword wheel brings."""
LEAD: Final = samples_in_milliseconds(500)
"""Silence before the utterance, so that a first word meets a settled front end; samples. Chosen, not measured."""
TAIL: Final = samples_in_milliseconds(300)
"""Silence put after it, so that a word at its very end is heard out; samples. Chosen, not measured."""
HOP: Final = samples_in_milliseconds(10)
"""Between two rows of the model's features; samples. As the model was trained."""
STRIDE: Final = 3 * HOP
"""Between two probabilities; samples."""
HALF: Final = 0.5
"""Probability from which the word counts as held. By definition: likelier than not."""
ASK_SECOND_FROM: Final = 0.05
"""The second model costs fifteen times the first: it is asked from this probability on (`CERTAINLY_NOT`). Chosen."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WakeWordOpinion:
    """What the second opinion says of one utterance."""

    said: bool
    """Whether the probability passes the threshold that the model's author published for it."""
    probability: float
    """Greatest probability anywhere in the utterance, averaged over five windows; 0 to 1."""
    model: str
    """Name of the model that was asked, e.g. `alexa`."""
    second_probability: float | None
    """The second model's greatest probability; None where it was not asked or is not installed."""
    peak: SampleCount
    """Where the first model was surest; samples from the start of the utterance."""
    held: SampleCount
    """For how long its probability was at least one half; samples."""


class WakeWordVerifier:
    """Checks claimed wake words, one utterance at a time; safe to share between threads.

    It hears that a word was said, not to whom: television can say it as well.
    """

    def __init__(self, *, with_second_model: bool = True) -> None:
        """Prepare; models are loaded when their word is first claimed.

        Args:
            with_second_model: ask the second model too, where it is installed.
        """
        self._second = SecondModel() if with_second_model and is_installed() else None
        self._loaded: dict[Model, MicroWakeWord] = {}
        self._features = MicroWakeWordFeatures()
        self._lock = Lock()

    def verify(self, samples: Samples, claimed: str) -> WakeWordOpinion:
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
        word = normalised(claimed)
        with self._lock:
            detector = self._detector(model)
            course = self._course(detector, samples)
            probability = max((height for _, height in course), default=0.0)
            asked = self._second is not None and probability >= ASK_SECOND_FROM
            second = self._second.greatest_probability(samples, word) if asked and self._second else None
        peak = next((place for place, height in course if height == probability), 0)
        return WakeWordOpinion(
            said=probability > detector.probability_cutoff,
            probability=probability,
            model=model.value,
            second_probability=second,
            peak=SampleCount(min(max(0, peak - LEAD), samples.size)),
            held=SampleCount(sum(height >= HALF for _, height in course) * STRIDE),
        )

    def _detector(self, model: Model) -> MicroWakeWord:
        if model not in self._loaded:
            self._loaded[model] = MicroWakeWord.from_builtin(model)
        return self._loaded[model]

    def _course(self, detector: MicroWakeWord, samples: Samples) -> list[tuple[int, float]]:
        """Return the probability at every place where the model gives one; places count from the padded start."""
        detector.reset()
        self._features.reset()
        padded = numpy.pad(samples, (LEAD, TAIL))
        course: list[tuple[int, float]] = []
        for number, features in enumerate(self._features.process_streaming(padded.astype("<i2").tobytes())):
            probability = detector.process_streaming_prob(features)
            if probability is not None:
                course.append((number * HOP, min(1.0, probability)))
        return course


def normalised(claimed: str) -> str:
    """Return a wake word as spoken: lower case, spaces between words, no version at the end (`_v2`, `_20231012`)."""
    spoken = re.sub(r"[^a-zäöüßéèëï]+", " ", re.sub(r"[_\W]+v?\d[\d._]*$", "", claimed.strip().lower()))
    return " ".join(spoken.split())
