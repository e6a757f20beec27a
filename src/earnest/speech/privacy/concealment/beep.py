"""Beep: replaces sound by a tone, so that nothing of it is left."""

from collections.abc import Iterable
from typing import Final

import numpy

from earnest.foundation.units import SAMPLING_RATE_HERTZ, Samples, samples_in_milliseconds
from earnest.speech.privacy.concealment.errors import CannotConceal
from earnest.speech.sound.span import Span, join_spans

PADDING: Final = samples_in_milliseconds(250)
"""What is beeped before and after, because word boundaries are estimates and a vowel is coloured by its neighbours;
samples. Not varied in a measurement: chosen as about one spoken digit, and every figure of personal data in sound was
measured with it (docs/algorithms/personal-data-in-sound.md)."""
# The tone itself is not measured: chosen to be known as a beep, soft in headphones (-24 dB under full scale), without
# clicks at its ends. The watermark leaves its band alone.
TONE_HERTZ: Final = 1000.0
TONE_LEVEL: Final = 0.06
"""Amplitude, full scale is 1."""
FADE: Final = samples_in_milliseconds(5)
"""Rise and fall of the tone; spans no further apart than this are one beep; samples."""


def beep(samples: Samples, spans: Iterable[Span], padding: int = PADDING) -> Samples:
    """Return the sound with a tone in place of each span and its padding.

    The tone replaces, it is not mixed: what is under it is gone. Spans that come close to each other are one beep.

    Args:
        samples: mono audio, shape (n,), n ≥ 0.
        spans: what to beep, within the sound and not empty.
        padding: samples to beep before and after each, ≥ 0.

    Raises:
        CannotConceal: a span is empty or outside of the sound, so it is not known where the words are.
    """
    concealed = samples.copy()
    for span in beeped_spans(spans, length=samples.size, padding=padding):
        concealed[span.start : span.end] = tone(span)
    return concealed


def beeped_spans(spans: Iterable[Span], *, length: int, padding: int = PADDING) -> tuple[Span, ...]:
    """Return what is really beeped, in order and without overlaps: the spans with their padding.

    Raises:
        CannotConceal: a span is empty or outside of the sound.
    """
    wanted = tuple(spans)
    if any(span.length == 0 or span.end > length for span in wanted):
        raise CannotConceal
    return join_spans((span.widened(padding, limit=length) for span in wanted), gap=FADE)


def is_beeped(samples: Samples, spans: Iterable[Span]) -> bool:
    """Tell whether each of these spans holds the tone and nothing else; for `beeped_spans`, before the disguise."""
    return all(span.end <= samples.size and numpy.array_equal(span.of(samples), tone(span)) for span in spans)


def tone(span: Span) -> Samples:
    """Return the tone for a span; it depends on nothing but the span's length."""
    time = numpy.arange(span.length, dtype=numpy.float64)
    rise = numpy.minimum(1.0, numpy.minimum(time, time[::-1]) / FADE)
    wave = numpy.sin(2 * numpy.pi * TONE_HERTZ / SAMPLING_RATE_HERTZ * time) * rise
    return numpy.round(wave * TONE_LEVEL * 32767).astype(numpy.int16)
