"""Features: what the phone network sees of a sound, frame by frame."""

from dataclasses import dataclass
from typing import Final, Protocol

import numpy
from numpy.lib.stride_tricks import sliding_window_view
from numpy.typing import NDArray

from earnest.foundation.units import SAMPLING_RATE_HERTZ, Samples

# Chosen; whether others were tried is not recorded. Measured as a whole: docs/algorithms/respeaking.md.
FRAME_SAMPLES: Final = 160
"""Samples from one frame to the next: 10 ms."""
BANDS: Final = 30
"""Mel bands of one frame."""
OFFSETS: Final = (-10, -7, -5, -3, -2, -1, 0, 1, 2, 3, 5, 7, 10)
"""Neighbouring frames that the network sees with each frame."""
INPUTS: Final = BANDS * len(OFFSETS)
TRACTS: Final = (0.82, 0.88, 0.94, 1.0, 1.06, 1.12, 1.18)
"""What frequencies are stretched by, more for longer vocal tracts. Chosen wider than 0.88 to 1.12 (Lee, Rose 1998)."""

# Chosen, as above.
_WINDOW: Final = 400
"""Samples of one window: 25 ms."""
_TRANSFORM: Final = 512
"""Samples of one spectrum, the window and zeros."""
_LOWEST_HERTZ: Final = 100.0
_HIGHEST_HERTZ: Final = 7000.0
"""Edges of the lowest and the highest band."""
_PRE_EMPHASIS: Final = 0.97
"""Share of the sample before that is taken away, so that high frequencies weigh as much as low ones."""
_SMALLEST_POWER: Final = 1.0
"""Power under which everything counts as silence; 16-bit samples squared, so that the converter's steps say nothing."""

Frames = NDArray[numpy.float32]
"""Shape (frames, values)."""


class FeatureExtractor(Protocol):
    """What a phone network sees of a sound: mel bands, or what the encoder of a recogniser makes of it."""

    @property
    def name(self) -> str:
        """Return what a network that was taught with these features is stored with; another name fits no network."""
        ...

    @property
    def inputs(self) -> int:
        """Return how many values a frame has with its neighbours."""
        ...

    @property
    def tracts(self) -> tuple[float, ...]:
        """Return what frequencies can be stretched by before extraction; 1.0 is among them."""
        ...

    def extract(self, samples: Samples, tract: float = 1.0) -> Frames:
        """Return one row for each 10 ms.

        Args:
            samples: mono audio, shape (n,), n ≥ 0; sounds under 25 ms may have no frame.
            tract: one of `tracts`.
        """
        ...

    def with_neighbours(self, frames: Frames) -> Frames:
        """Return each frame with as many neighbours as the network sees; shape (frames, inputs)."""
        ...


@dataclass(frozen=True, slots=True)
class MelBands:
    """Mel bands with their neighbours: needs no weights."""

    name: str = "mel bands"
    inputs: int = INPUTS
    tracts: tuple[float, ...] = TRACTS

    def extract(self, samples: Samples, tract: float = 1.0) -> Frames:
        """Return `log_bands`."""
        return log_bands(samples, tract)

    def with_neighbours(self, frames: Frames) -> Frames:
        """Return `with_neighbours`."""
        return with_neighbours(frames)


def log_bands(samples: Samples, tract: float = 1.0) -> Frames:
    """Return logarithmic mel bands, each with the utterance's own mean and spread taken away; shape (frames, BANDS).

    With the mean goes what is constant: microphone, room and part of the voice.

    Args:
        samples: mono audio, shape (n,), n ≥ 0; sounds under 25 ms have no frame.
        tract: stretches frequencies, for training: 1.1 sounds like a vocal tract a tenth shorter.
    """
    if samples.size < _WINDOW:
        return numpy.zeros((0, BANDS), dtype=numpy.float32)
    sound = samples.astype(numpy.float32)
    sharpened = sound - _PRE_EMPHASIS * numpy.concatenate((sound[:1], sound[:-1]))
    frames = sliding_window_view(sharpened, _WINDOW)[::FRAME_SAMPLES] * numpy.hamming(_WINDOW).astype(numpy.float32)
    power = numpy.abs(numpy.fft.rfft(frames, _TRANSFORM, axis=1)) ** 2 / _WINDOW
    bands = numpy.log(power @ _filters(tract) + _SMALLEST_POWER)
    centred = bands - bands.mean(axis=0)
    return (centred / (centred.std() + 1e-3)).astype(numpy.float32)


def with_neighbours(bands: Frames) -> Frames:
    """Return each frame with its neighbours; shape (frames, INPUTS). Beyond the edges the edge is repeated."""
    if not len(bands):
        return numpy.zeros((0, INPUTS), dtype=numpy.float32)
    places = numpy.arange(len(bands))
    return numpy.concatenate([bands[numpy.clip(places + offset, 0, len(bands) - 1)] for offset in OFFSETS], axis=1)


def _filters(tract: float) -> NDArray[numpy.float32]:
    """Return triangular filters, shape (_TRANSFORM // 2 + 1, BANDS)."""
    edges = numpy.linspace(_mel(_LOWEST_HERTZ), _mel(_HIGHEST_HERTZ), BANDS + 2)
    hertz = numpy.minimum((700 * (10 ** (edges / 2595) - 1)) / tract, SAMPLING_RATE_HERTZ / 2)
    bins = numpy.arange(_TRANSFORM // 2 + 1) * SAMPLING_RATE_HERTZ / _TRANSFORM
    rising = (bins[:, None] - hertz[:-2]) / (hertz[1:-1] - hertz[:-2])
    falling = (hertz[2:] - bins[:, None]) / (hertz[2:] - hertz[1:-1])
    filters = numpy.maximum(0.0, numpy.minimum(rising, falling))
    return (filters / (filters.sum(axis=0) + 1e-9)).astype(numpy.float32)


def _mel(hertz: float) -> float:
    return float(2595 * numpy.log10(1 + hertz / 700))
