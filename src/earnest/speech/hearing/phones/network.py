"""Network: tells how probable each phone is in each frame; a small multi-layer perceptron in numpy."""

from collections.abc import Sequence
from dataclasses import dataclass
from importlib.resources import files
from io import BytesIO
from itertools import pairwise
from typing import Final
from zipfile import BadZipFile

import numpy
from numpy.typing import NDArray

from earnest.foundation.units import Samples
from earnest.speech.hearing.phones.features import FeatureExtractor, Frames, MelBands

SILENCE: Final = "SIL"
PHONES: Final = (
    SILENCE, "AA", "AE", "AH", "AO", "AW", "AY", "B", "CH", "D", "DH", "EH", "ER", "EY", "F", "G", "HH", "IH", "IY",
    "JH", "K", "L", "M", "N", "NG", "OW", "OY", "P", "R", "S", "SH", "T", "TH", "UH", "UW", "V", "W", "Y", "Z", "ZH",
)  # fmt: skip
"""What can be heard: silence and the phones of the CMU set, in the order of the network's outputs."""

MEL_BANDS: Final = MelBands()

_MODEL: Final = "phones.npz"
TAUGHT_WITH: Final = "taught_with"
"""Name of the features in the file; a file without it was taught with mel bands."""

Weights = NDArray[numpy.float32]


@dataclass(frozen=True, slots=True, kw_only=True)
class PhoneNetwork:
    """Layers of weights."""

    weights: tuple[Weights, ...]
    """Shapes (inputs, outputs) of each layer."""
    biases: tuple[Weights, ...]
    """Shapes (outputs,) of each layer."""
    priors: Weights
    """Logarithm of how often each phone is in the training frames, shape (len(PHONES),)."""
    following: Weights
    """Logarithm of the probability of a phone after two others, shape (len(PHONES),) * 3: before last, last, next."""
    extractor: FeatureExtractor = MEL_BANDS
    """Of what the network sees; the one that it was taught with."""

    def __post_init__(self) -> None:
        count = len(PHONES)
        sizes = [self.extractor.inputs, *(weights.shape[1] for weights in self.weights)]
        shapes = [weights.shape for weights in self.weights]
        if shapes != list(pairwise(sizes)) or sizes[-1] != count:
            raise ValueError(shapes)
        if [bias.shape for bias in self.biases] != [(size,) for size in sizes[1:]]:
            raise ValueError(shapes)
        if self.priors.shape != (count,) or self.following.shape != (count,) * 3:
            raise ValueError(self.priors.shape)

    def log_probabilities(self, samples: Samples, tract: float = 1.0) -> Frames:
        """Return the logarithm of each phone's probability in each frame, shape (frames, len(PHONES)).

        Args:
            samples: mono audio, shape (n,), n ≥ 0.
            tract: what frequencies are stretched by; one of the extractor's.

        Raises:
            EngineFailed: the encoder of a recogniser failed on it.
        """
        seen = self.extractor.with_neighbours(self.extractor.extract(samples, tract))
        return forward(self.weights, self.biases, seen)[-1]


def forward(weights: Sequence[Weights], biases: Sequence[Weights], inputs: Frames) -> list[Frames]:
    """Return the inputs and what each layer makes of them; the last are logarithms of probabilities."""
    layers = [inputs]
    for number, (weight, bias) in enumerate(zip(weights, biases, strict=True), start=1):
        sums = layers[-1] @ weight + bias
        layers.append(numpy.maximum(sums, 0.0) if number < len(weights) else _log_softmax(sums))
    return layers


def load_network() -> PhoneNetwork:
    """Load the network that ships with Earnest.

    Raises:
        OSError, ValueError: the file is missing or damaged.
    """
    return network_from(files("earnest.speech.hearing.phones").joinpath(_MODEL).read_bytes())


def network_from(content: bytes, extractor: FeatureExtractor = MEL_BANDS) -> PhoneNetwork:
    """Read a network from the bytes of an npz file without pickled objects.

    Args:
        content: the file.
        extractor: what it was taught with.

    Raises:
        ValueError: something is missing or does not fit, or it was taught with other features.
    """
    try:
        with numpy.load(BytesIO(content), allow_pickle=False) as arrays:
            taught_with = str(arrays[TAUGHT_WITH]) if TAUGHT_WITH in arrays.files else MEL_BANDS.name
            stored = {
                name: numpy.asarray(arrays[name], dtype=numpy.float32) for name in arrays.files if name != TAUGHT_WITH
            }
        if taught_with != extractor.name:
            raise ValueError(taught_with)
        count = sum(name.startswith("weights_") for name in stored)
        return PhoneNetwork(
            weights=tuple(stored[f"weights_{layer}"] for layer in range(count)),
            biases=tuple(stored[f"biases_{layer}"] for layer in range(count)),
            priors=stored["priors"],
            following=stored["following"],
            extractor=extractor,
        )
    except (KeyError, OSError, EOFError, BadZipFile) as error:
        raise ValueError from error


def _log_softmax(sums: Frames) -> Frames:
    top = sums - sums.max(axis=1, keepdims=True)
    return top - numpy.log(numpy.exp(top).sum(axis=1, keepdims=True))
