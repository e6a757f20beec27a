"""Remembered speech: where in a reference recording people speak, found once however many models are asked about it."""

from earnest.deidentified.training.remembered_answers import RememberedAnswers, digest
from earnest.foundation.units import Samples
from earnest.speech.sound.span import Span
from earnest.speech.sound.voice_activity import VoiceActivityModel, trim_silence


class RememberedSpeech:
    """Cuts sounds to their speech as the gateway does; may be used from several threads."""

    def __init__(self) -> None:
        """Load nothing yet."""
        self._voices = VoiceActivityModel()
        self._places = RememberedAnswers[Span]()

    def of(self, samples: Samples) -> Samples:
        """Return the part with speech, shape (m,), m ≤ n; empty where there is no speech.

        Args:
            samples: mono audio, shape (n,), n ≥ 0.
        """
        return self._places.answer(digest(samples), lambda: trim_silence(samples, model=self._voices)).of(samples)
