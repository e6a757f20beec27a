"""Invention: whether Whisper heard speech, or wrote words for noise, music or silence.

Whisper writes words for nearly every sound: on all of 51 recordings of noise and music (../shared/speech, pieces of at
most 10 s; base, 10 s of silence behind the sound). What tells them from speech best is the probability of the first
token; repeated text (`No! No! No!`) raises the mean, and does not raise the first. The weights were fitted on one half
of the people and noises: 156 utterances (English and German, whole sentences to single words) and 29 noises. On the
other half, 162 and 22, the area under the curve is 0.997: text is taken for invented on 20 of 22 noises and in 3 of 162
utterances, none of them among the 90 that were recognised without an error. The rule of Whisper's authors (probability
of no speech ≥ 0.6 and mean log probability < -1) finds 7 of the 22.
"""

import math
from typing import Final

from earnest.foundation.statistics.logistic import Logistic
from earnest.speech.hearing.whisper.model import Heard

SPEECH_FROM: Final = 0.5
"""Probability of speech below which words are taken for invented. At 0.7 none of the 22 noises kept words, and 11 of
162 utterances lost theirs, 2 of them right ones. Measured: docs/algorithms/recognition.md."""
_SPEECH: Final = Logistic(bias=5.07, weights=(1.51, -1.08, 1.03))
"""Weights of the log probability of the first token, the probability of no speech, and the mean log probability of
tokens; fitted on half of the people and noises, measured on the other half (docs/algorithms/recognition.md)."""
_SMALLEST: Final = 1e-4
"""Probabilities nearer to 0 are taken for this, so that they have a logarithm. Chosen, not measured."""


def speech_probability(heard: Heard) -> float:
    """Return how probable it is that something was said; 0 where no text was written."""
    if not heard.token_probabilities:
        return 0.0
    logs = [math.log(max(_SMALLEST, probability)) for probability in heard.token_probabilities]
    return _SPEECH.probability((logs[0], heard.no_speech, sum(logs) / len(logs)))


def is_invented(heard: Heard) -> bool:
    """Tell whether the text was written for a sound in which nothing is said."""
    return speech_probability(heard) < SPEECH_FROM
