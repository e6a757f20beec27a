"""Training: fits the network's weights to frames whose phones are known (Adam; Kingma and Ba, 2015)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from io import BytesIO
from itertools import pairwise
from typing import Final

import numpy
from numpy.random import Generator
from numpy.typing import NDArray

from earnest.speech.hearing.phones.features import FeatureExtractor, Frames
from earnest.speech.hearing.phones.network import MEL_BANDS, PHONES, TAUGHT_WITH, PhoneNetwork, Weights, forward

LAYERS: Final = (256, 256)
"""Outputs of the hidden layers."""
BATCH: Final = 256
"""Frames of one step."""
DROPPED: Final = 0.15
"""Share of the hidden outputs that are left out in each step, so that none is relied on. Chosen; whether others were
tried is not recorded."""

_DECAY: Final = (0.9, 0.999)
"""As Kingma and Ba (2015) give them."""
_SMALLEST: Final = 1e-8
"""As Kingma and Ba (2015) give it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownFrames:
    """Frames of one utterance and what is said in them."""

    inputs: Frames
    """What was extracted of each frame, without neighbours; shape (frames, values)."""
    phones: NDArray[numpy.int64]
    """Index into PHONES of each frame, shape (frames,)."""


class Trainer:
    """Weights in the making."""

    def __init__(self, generator: Generator, extractor: FeatureExtractor = MEL_BANDS) -> None:
        """Draw the first weights (He et al., 2015).

        Args:
            generator: source of random numbers.
            extractor: of what the network will see.
        """
        self.extractor = extractor
        sizes = (extractor.inputs, *LAYERS, len(PHONES))
        self._generator = generator
        self.weights: list[Weights] = [
            (generator.standard_normal((size, following)) * numpy.sqrt(2.0 / size)).astype(numpy.float32)
            for size, following in pairwise(sizes)
        ]
        self.biases: list[Weights] = [numpy.zeros(size, dtype=numpy.float32) for size in sizes[1:]]
        parameters = [*self.weights, *self.biases]
        self._first = [numpy.zeros_like(each) for each in parameters]
        self._second = [numpy.zeros_like(each) for each in parameters]
        self._step = 0

    def learn(self, inputs: Frames, phones: NDArray[numpy.int64], rate: float) -> float:
        """Go once through frames in random order and return the mean loss (cross-entropy, natural logarithm).

        Args:
            inputs: with neighbours, shape (frames, inputs), at least BATCH of them.
            phones: index into PHONES, shape (frames,).
            rate: step size of Adam, > 0.
        """
        order = self._generator.permutation(len(inputs))
        losses = [
            self._learn_batch(inputs[order[start : start + BATCH]], phones[order[start : start + BATCH]], rate)
            for start in range(0, len(order) - BATCH + 1, BATCH)
        ]
        return float(numpy.mean(losses))

    def _learn_batch(self, inputs: Frames, phones: NDArray[numpy.int64], rate: float) -> float:
        layers, masks = self._forward(inputs)
        rows = numpy.arange(len(phones))
        loss = -float(layers[-1][rows, phones].mean())
        error = numpy.exp(layers[-1])
        error[rows, phones] -= 1.0
        error /= len(phones)
        gradients_of_weights: list[Weights] = []
        gradients_of_biases: list[Weights] = []
        for number in range(len(self.weights) - 1, -1, -1):
            gradients_of_weights.append(numpy.asarray(layers[number].T @ error, dtype=numpy.float32))
            gradients_of_biases.append(numpy.asarray(error.sum(axis=0), dtype=numpy.float32))
            if number:
                error = (error @ self.weights[number].T) * masks[number - 1]
        self._move([*gradients_of_weights[::-1], *gradients_of_biases[::-1]], rate)
        return loss

    def _forward(self, inputs: Frames) -> tuple[list[Frames], list[Frames]]:
        """Return all layers, and by what each hidden output was multiplied (0: not positive, or dropped)."""
        layers: list[Frames] = [inputs]
        masks: list[Frames] = []
        for weight, bias in zip(self.weights[:-1], self.biases[:-1], strict=True):
            sums = layers[-1] @ weight + bias
            kept = self._generator.random(sums.shape, dtype=numpy.float32) >= DROPPED
            masks.append((kept & (sums > 0.0)).astype(numpy.float32) / numpy.float32(1.0 - DROPPED))
            layers.append(sums * masks[-1])
        return [*layers, forward(self.weights[-1:], self.biases[-1:], layers[-1])[-1]], masks

    def _move(self, gradients: Sequence[Weights], rate: float) -> None:
        self._step += 1
        parameters = [*self.weights, *self.biases]
        scale = rate * (1 - _DECAY[1] ** self._step) ** 0.5 / (1 - _DECAY[0] ** self._step)
        for place, gradient in enumerate(gradients):
            self._first[place] += (1 - _DECAY[0]) * (gradient - self._first[place])
            self._second[place] += (1 - _DECAY[1]) * (gradient**2 - self._second[place])
            parameters[place] -= (scale * self._first[place] / (numpy.sqrt(self._second[place]) + _SMALLEST)).astype(
                numpy.float32
            )


def log_priors(utterances: Iterable[KnownFrames]) -> Weights:
    """Return the logarithm of each phone's share of the frames, shape (len(PHONES),)."""
    counts = numpy.ones(len(PHONES))
    for utterance in utterances:
        counts += numpy.bincount(utterance.phones, minlength=len(PHONES))
    return numpy.log(counts / counts.sum()).astype(numpy.float32)


def following_probabilities(sequences: Iterable[Sequence[str]], silence: str) -> Weights:
    """Return the logarithm of the probability of each phone after two others, shape (len(PHONES),) * 3.

    Counts of three phones are smoothed with those of two and of one (Witten and Bell, 1991).

    Args:
        sequences: phones of sentences, without the silences at their ends.
        silence: what stands before and after.
    """
    index = {phone: number for number, phone in enumerate(PHONES)}
    count = len(PHONES)
    threes = numpy.zeros((count, count, count))
    for sequence in sequences:
        numbers = [index[phone] for phone in (silence, silence, *sequence, silence)]
        for first, second, third in zip(numbers[:-2], numbers[1:-1], numbers[2:], strict=True):
            threes[first, second, third] += 1
    ones = (threes.sum(axis=(0, 1)) + 0.5) / (threes.sum() + 0.5 * count)
    twos = _smoothed(threes.sum(axis=0), numpy.broadcast_to(ones, (count, count)))
    return numpy.log(_smoothed(threes, numpy.broadcast_to(twos, threes.shape))).astype(numpy.float32)


def _smoothed(counts: NDArray[numpy.float64], shorter: NDArray[numpy.float64]) -> NDArray[numpy.float64]:
    """Return probabilities of the last axis, mixed with those of a shorter history."""
    kinds = (counts > 0).sum(axis=-1, keepdims=True) + 1.0
    return (counts + kinds * shorter) / (counts.sum(axis=-1, keepdims=True) + kinds)


def network_bytes(network: PhoneNetwork) -> bytes:
    """Return the npz file of a network, in half precision."""
    arrays = {f"weights_{number}": layer for number, layer in enumerate(network.weights)}
    arrays |= {f"biases_{number}": layer for number, layer in enumerate(network.biases)}
    arrays |= {"priors": network.priors, "following": network.following}
    stream = BytesIO()
    numpy.savez_compressed(
        stream,
        allow_pickle=False,
        **{name: array.astype(numpy.float16) for name, array in arrays.items()},
        **{TAUGHT_WITH: numpy.array(network.extractor.name)},
    )
    return stream.getvalue()
