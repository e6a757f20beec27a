"""Embedding: runs the speaker encoder that the package Resemblyzer brings; needs the group `evaluation`.

Only its weights are used (Apache-2.0; trained on LibriSpeech, VoxCeleb and others; generalised end-to-end loss, Wan and
others 2018). The three recurrent layers are computed here, so neither its code nor its other dependencies are needed.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Final

import numpy
from numpy import fft
from numpy.lib.stride_tricks import sliding_window_view
from numpy.typing import NDArray

from attacks.frames import Numbers
from earnest.foundation.units import SAMPLING_RATE_HERTZ, Samples

LAYERS: Final = 3
WIDTH: Final = 256
WINDOW: Final = 400
HOP: Final = 160
BANDS: Final = 40
PART: Final = 160
"""Frames of a part; an embedding is the mean of those of its parts."""
PART_HOP: Final = 77
STATE_STEP: Final = 16
"""Of so many frames one state of the layers is kept."""
PART_STATES: Final = PART // STATE_STEP
BATCH: Final = 128
"""Parts that are computed together."""
LEAST_COVERAGE: Final = 0.75
LOUDNESS_DECIBELS: Final = -30.0

Single = NDArray[numpy.float32]


@dataclass(frozen=True, slots=True, kw_only=True)
class SpeakerEncoder:
    """The network: three long short-term memories and one layer."""

    weights: Mapping[str, Single]

    def embed(self, sounds: Sequence[Samples | None]) -> list[Numbers | None]:
        """Return the embedding of each clip, length 1, shape (256,); None where there is no clip."""
        return [None if rows is None else self.embedding(rows) for rows in self.states(sounds)]

    def states(self, sounds: Sequence[Samples | None]) -> list[Numbers | None]:
        """Return what the upper two layers remember of each clip; shape (parts × PART_STATES, 2 × WIDTH)."""
        parts = [None if sound is None else _parts(sound) for sound in sounds]
        present = [part for part in parts if part is not None]
        if not present:
            return [None for _ in parts]
        rows = numpy.concatenate(present)
        found = numpy.concatenate([self._run(rows[start : start + BATCH]) for start in range(0, len(rows), BATCH)])
        each = iter(numpy.split(found, numpy.cumsum([len(part) for part in present])[:-1]))
        return [None if part is None else next(each).reshape(-1, 2 * WIDTH).astype(numpy.float64) for part in parts]

    def embedding(self, states: Numbers) -> Numbers:
        """Return the embedding of a clip from what the layers remember of it."""
        last = states[PART_STATES - 1 :: PART_STATES, WIDTH:].astype(numpy.float32)
        raw = numpy.maximum(last @ self.weights["linear.weight"].T + self.weights["linear.bias"], 0.0)
        return _mean(raw / (numpy.linalg.norm(raw, axis=1, keepdims=True) + 1e-9))

    def _run(self, rows: Single) -> Single:
        """Return states of the upper two layers; from shape (parts, PART, BANDS) to (parts, PART_STATES, 2 × WIDTH)."""
        kept: list[Single] = []
        for layer in range(LAYERS):
            rows = self._layer(rows, layer)
            kept.append(rows[:, STATE_STEP - 1 :: STATE_STEP])
        return numpy.concatenate(kept[1:], axis=2)

    def _layer(self, rows: Single, layer: int) -> Single:
        """Run one recurrent layer; shape (parts, PART, WIDTH)."""
        bias = self.weights[f"lstm.bias_ih_l{layer}"] + self.weights[f"lstm.bias_hh_l{layer}"]
        driven = rows @ self.weights[f"lstm.weight_ih_l{layer}"].T + bias
        recurrent = numpy.ascontiguousarray(self.weights[f"lstm.weight_hh_l{layer}"].T)
        state = numpy.zeros((rows.shape[0], WIDTH), dtype=numpy.float32)
        memory = numpy.zeros_like(state)
        output = numpy.empty((*rows.shape[:2], WIDTH), dtype=numpy.float32)
        for step in range(rows.shape[1]):
            gates = driven[:, step] + state @ recurrent
            into, forget, candidate, out = numpy.split(gates, 4, axis=1)
            memory = _sigmoid(forget) * memory + _sigmoid(into) * numpy.tanh(candidate)
            state = _sigmoid(out) * numpy.tanh(memory)
            output[:, step] = state
        return output


def load_encoder() -> SpeakerEncoder | None:
    """Return the encoder; None where torch or Resemblyzer is not installed."""
    found = find_spec("resemblyzer")
    if found is None or found.origin is None or find_spec("torch") is None:
        return None
    import torch

    file = Path(found.origin).with_name("pretrained.pt")
    checkpoint = torch.load(file, map_location="cpu", weights_only=True)
    state = checkpoint["model_state"]
    return SpeakerEncoder(weights={name: numpy.asarray(value.numpy(), numpy.float32) for name, value in state.items()})


def _mean(parts: Single) -> Numbers:
    mean = parts.mean(axis=0).astype(numpy.float64)
    return mean / (numpy.linalg.norm(mean) + 1e-9)


def _sigmoid(values: Single | Numbers) -> Single:
    return numpy.asarray(0.5 * (1.0 + numpy.tanh(0.5 * values)), dtype=numpy.float32)


def _parts(samples: Samples) -> Single:
    """Return the parts of a clip as the network was trained on: mel energies, not logarithms."""
    sound = samples.astype(numpy.float64) / 32768.0
    level = 20.0 * numpy.log10(numpy.sqrt(numpy.mean(sound**2)) + 1e-9)
    sound *= 10.0 ** (max(0.0, LOUDNESS_DECIBELS - level) / 20.0)
    count = 1 + sound.size // HOP
    starts = list(range(0, max(1, count - PART + PART_HOP + 1), PART_HOP))
    if len(starts) > 1 and (count - starts[-1]) / PART < LEAST_COVERAGE:
        _ = starts.pop()
    padded = numpy.pad(sound, (WINDOW // 2, WINDOW // 2 + (starts[-1] + PART) * HOP))
    frames = sliding_window_view(padded, WINDOW)[::HOP][: starts[-1] + PART]
    window = numpy.hanning(WINDOW + 1)[:-1]
    energies = numpy.abs(fft.rfft(frames * window, axis=1)) ** 2 @ _filters()
    return numpy.stack([energies[start : start + PART] for start in starts]).astype(numpy.float32)


@cache
def _filters() -> Numbers:
    """Return mel filters of equal area on Slaney's scale (linear up to 1 kHz); shape (bins, BANDS)."""
    step, border = 200.0 / 3.0, 15.0
    growth = numpy.log(6.4) / 27.0
    highest = border + numpy.log(SAMPLING_RATE_HERTZ / 2 / 1000.0) / growth
    mels = numpy.asarray(numpy.linspace(0.0, highest, BANDS + 2), dtype=numpy.float64)
    edges: Numbers = numpy.where(mels < border, mels * step, 1000.0 * numpy.exp(growth * (mels - border)))
    bins = numpy.arange(WINDOW // 2 + 1) * SAMPLING_RATE_HERTZ / WINDOW
    rise = (bins[:, None] - edges[:-2]) / (edges[1:-1] - edges[:-2])
    fall = (edges[2:] - bins[:, None]) / (edges[2:] - edges[1:-1])
    return numpy.maximum(0.0, numpy.minimum(rise, fall)) * 2.0 / (edges[2:] - edges[:-2])
