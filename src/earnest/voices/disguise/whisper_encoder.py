"""Whisper's encoder: what a phone network sees where the weights of a better recogniser are on this machine.

Whisper (Radford and others, 2022) was trained on far more people, rooms and accents than a small network here, and its
encoder's output says what is said much more than who says it. The networks that were taught with it ship with Earnest,
each for one set of weights; the weights themselves do not.
"""

from importlib.resources import files
from typing import Final, Protocol

import numpy
from numpy.typing import NDArray

from earnest.foundation.units import Samples
from earnest.speech.hearing.phones.features import FRAME_SAMPLES, Frames
from earnest.speech.hearing.phones.network import PhoneNetwork, network_from
from earnest.speech.hearing.recognition.errors import EngineFailed
from earnest.weights.errors import ModelMissing

_FRAMES_A_ROW: Final = 2
"""The encoder gives one row for every two frames of 10 ms. As Whisper was trained."""
_MOST_FRAMES: Final = 3000
"""Frames that the encoder hears at once: 30 s. As Whisper was trained."""


class Encoder(Protocol):
    """Encodes sounds with Whisper's weights, in this process or in another."""

    def encode(self, samples: Samples, frames: int) -> NDArray[numpy.float32]:
        """Return the encoder's output, shape (frames / 2, width); see `WhisperModel.encode`.

        Raises:
            EngineFailed: it failed on this sound.
            ModelMissing: the library or the weights are not on this machine.
        """
        ...


class WhisperEncoder:
    """Extracts features with the encoder of Whisper; it sees neighbours by itself."""

    def __init__(self, encoder: Encoder, model: str) -> None:
        """Take what encodes, and ask it once for its width.

        Args:
            encoder: has loaded the weights, or loads them now.
            model: name of its weights, e.g. `whisper-base`.

        Raises:
            EngineFailed, ModelMissing: see `Encoder.encode`.
        """
        self._encoder = encoder
        self.name = f"encoder of {model}"
        self.tracts = (1.0,)
        self.inputs = self.extract(numpy.zeros(FRAME_SAMPLES * 100, dtype=numpy.int16)).shape[1]

    def extract(self, samples: Samples, tract: float = 1.0) -> Frames:
        """Return the encoder's output, each row twice, so that there is one for each 10 ms.

        Args:
            samples: mono audio, shape (n,), n ≥ 0; whatever is longer than 30 s is heard in pieces.
            tract: without effect; the encoder has learned to hear people of every size.

        Raises:
            EngineFailed: the library failed on it, or gave something that is no number.
        """
        del tract
        count = len(samples) // FRAME_SAMPLES
        pieces = [
            self._encoded(samples[start * FRAME_SAMPLES : min(count, start + _MOST_FRAMES) * FRAME_SAMPLES])
            for start in range(0, max(count, 1), _MOST_FRAMES)
        ]
        return numpy.concatenate(pieces)[:count]

    def with_neighbours(self, frames: Frames) -> Frames:
        """Return the frames as they are."""
        return frames

    def _encoded(self, samples: Samples) -> Frames:
        """Return rows for at most 30 s, and at least for one frame."""
        frames = max(1, len(samples) // FRAME_SAMPLES) + _FRAMES_A_ROW
        encoded = self._encoder.encode(samples, min(_MOST_FRAMES, frames // _FRAMES_A_ROW * _FRAMES_A_ROW))
        if not numpy.isfinite(encoded).all():
            raise EngineFailed
        return numpy.repeat(encoded, _FRAMES_A_ROW, axis=0)


def network_file(model: str) -> str:
    """Return the name of the file that holds the phone network of a model's encoder."""
    return f"phones-{model}.npz"


def has_network(model: str) -> bool:
    """Tell whether a phone network for the encoder of a model ships with Earnest."""
    return files("earnest.voices.disguise").joinpath(network_file(model)).is_file()


def load_encoder_network(encoder: Encoder, model: str) -> PhoneNetwork:
    """Load the phone network that was taught with the encoder of a model.

    Raises:
        ModelMissing: there is none for this model, it is damaged, or the weights are not on this machine.
        EngineFailed: the encoder failed.
    """
    try:
        content = files("earnest.voices.disguise").joinpath(network_file(model)).read_bytes()
        return network_from(content, WhisperEncoder(encoder, model))
    except (OSError, ValueError) as error:
        raise ModelMissing from error
