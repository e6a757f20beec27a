"""Whisper's encoder: what a phone network sees where the weights of a better recogniser are on this machine.

Whisper (Radford and others, 2022) was trained on far more people, rooms and accents than a small network here, and its
encoder's output says what is said much more than who says it. Needs a folder with weights in CTranslate2's
format, as the recogniser `whisper` uses them. Never downloads.
"""

import hashlib
from pathlib import Path
from typing import Final

import numpy

from earnest.foundation.model_file.errors import ModelUnreadable
from earnest.foundation.units import Samples
from earnest.speech.hearing.phones.features import FRAME_SAMPLES, Frames
from earnest.speech.hearing.phones.network import PhoneNetwork, network_from
from earnest.speech.hearing.recognition.errors import EngineFailed
from earnest.speech.hearing.whisper.model import TOKENIZER_FILE, WhisperModel
from earnest.weights.errors import ModelMissing

NETWORK_FILE: Final = "phones.npz"
"""Beside the weights: the phone network that was taught with them (training/phone_network.py --encoder)."""

_WEIGHTS: Final = "model.bin"
_FILES: Final = frozenset({_WEIGHTS, TOKENIZER_FILE, "config.json", "vocabulary.json", "vocabulary.txt"})
_FRAMES_A_ROW: Final = 2
"""The encoder gives one row for every two frames of 10 ms. As Whisper was trained."""
_MOST_FRAMES: Final = 3000
"""Frames that the encoder hears at once: 30 s. As Whisper was trained."""


class WhisperEncoder:
    """Extracts features with the encoder of Whisper; it sees neighbours by itself."""

    def __init__(self, folder: Path) -> None:
        """Load the weights.

        Args:
            folder: with `model.bin` in it.

        Raises:
            ModelMissing: the library or the weights are not on this machine, or damaged.
        """
        try:
            files = {path.name: path.read_bytes() for path in folder.iterdir() if path.name in _FILES}
            self._model = WhisperModel(files)
        except (OSError, ModelUnreadable) as error:
            raise ModelMissing from error
        digest = hashlib.sha256(files[_WEIGHTS]).hexdigest()
        self.name = f"whisper encoder {digest[:16]}"
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
        encoded = self._model.encode(samples, min(_MOST_FRAMES, frames // _FRAMES_A_ROW * _FRAMES_A_ROW))
        if not numpy.isfinite(encoded).all():
            raise EngineFailed
        return numpy.repeat(encoded, _FRAMES_A_ROW, axis=0)


def load_encoder_network(folder: Path | None) -> PhoneNetwork:
    """Load a recogniser's encoder, and the network that was taught with it.

    Args:
        folder: with the weights and `phones.npz`; None where the settings name none.

    Raises:
        ModelMissing: something of it is missing or damaged, or the network was taught with other weights.
    """
    if folder is None:
        raise ModelMissing
    encoder = WhisperEncoder(folder)
    try:
        return network_from((folder / NETWORK_FILE).read_bytes(), encoder)
    except (OSError, ValueError) as error:
        raise ModelMissing from error
