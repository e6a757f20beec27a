"""Decoding: turns a sound file of almost any kind into the one form that is used inside."""

import io
from fractions import Fraction
from typing import Final

import numpy
import soundfile
from numpy.typing import NDArray

from earnest.foundation.units import SAMPLING_RATE_HERTZ, Samples
from earnest.speech.audio.containers import is_cut
from earnest.speech.audio.errors import (
    EmptyAudio,
    NotAudio,
    SamplingRateTooHigh,
    SamplingRateTooLow,
    TooLong,
    TruncatedAudio,
)

LONGEST_SECONDS: Final = 60.0
"""Longest recording that is taken unless the caller says otherwise."""
LOWEST_RATE_HERTZ: Final = 8_000
HIGHEST_RATE_HERTZ: Final = 192_000
FORMATS: Final = frozenset({"WAV", "WAVEX", "RF64", "FLAC", "OGG", "AIFF", "AU", "MP3"})
"""What is taken of libsndfile's formats: those that show when they were cut; each more is a parser to attack."""
BLOCK_VALUES: Final = 65_536
"""Values (frames × channels) that are decoded at a time."""
MOST_CHANNELS: Final = 64
LONGEST_RATIO: Final = 2_000
"""Odd rates are met to a millionth with a denominator up to here, so that none costs seconds of filter design."""

Floats = NDArray[numpy.float32]


def decode(data: bytes, *, longest_seconds: float = LONGEST_SECONDS) -> Samples:
    """Return the sound of a file: mono, 16 kHz, 16 bit.

    Channels are averaged; other sampling rates are converted (8 kHz is upsampled, and stays as dull as it is). A 16 kHz
    mono 16-bit file comes back sample for sample. Memory stays within the longest allowed recording, however long the
    file says it is.

    Args:
        data: the whole file.
        longest_seconds: longest recording to take; seconds, > 0.

    Raises:
        NotAudio: no format that is read here, or holding numbers that are no sound.
        EmptyAudio: not one sample.
        TooLong: longer than allowed, by its header or found while decoding.
        TruncatedAudio: damaged, or shorter than it declares. An MP3 without a length header cannot be found out.
        SamplingRateTooLow: under 8 kHz.
        SamplingRateTooHigh: over 192 kHz.
    """
    if not data:
        raise EmptyAudio
    try:
        source = soundfile.SoundFile(io.BytesIO(data))
    except (soundfile.SoundFileError, ValueError, TypeError, OverflowError) as error:
        raise TruncatedAudio if is_cut(data) else NotAudio from error
    with source:
        _check_header(source)
        if is_cut(data):
            raise TruncatedAudio
        if source.frames > longest_seconds * source.samplerate:
            raise TooLong
        mono = _read_mono(source, longest_seconds)
        if mono.size < source.frames:
            raise TruncatedAudio
        rate = source.samplerate
    if mono.size == 0:
        raise EmptyAudio
    if not numpy.isfinite(mono).all():
        raise NotAudio
    return _to_samples(_resample(mono, rate))


def _check_header(source: soundfile.SoundFile) -> None:
    """Refuse by what the header says, before anything is decoded."""
    if source.format not in FORMATS or source.channels > MOST_CHANNELS:
        raise NotAudio
    if source.samplerate < LOWEST_RATE_HERTZ:
        raise SamplingRateTooLow
    if source.samplerate > HIGHEST_RATE_HERTZ:
        raise SamplingRateTooHigh


def _read_mono(source: soundfile.SoundFile, longest_seconds: float) -> Floats:
    """Return all frames with the channels averaged; full scale is ±1."""
    limit = longest_seconds * source.samplerate
    blocks: list[Floats] = []
    count = 0
    block_frames = max(1, BLOCK_VALUES // source.channels)
    while True:
        try:
            block = source.read(block_frames, dtype="float32", always_2d=True)
        except (soundfile.SoundFileError, ValueError, OverflowError) as error:
            raise TruncatedAudio from error
        if not len(block):
            break
        count += len(block)
        if count > limit:
            raise TooLong
        blocks.append(numpy.asarray(block.mean(axis=1, dtype=numpy.float32), dtype=numpy.float32))
    return numpy.concatenate(blocks) if blocks else numpy.zeros(0, dtype=numpy.float32)


def _resample(mono: Floats, rate: int) -> Floats:
    """Return the sound at 16 kHz."""
    if rate == SAMPLING_RATE_HERTZ:
        return mono
    ratio = Fraction(SAMPLING_RATE_HERTZ, rate).limit_denominator(LONGEST_RATIO)
    from scipy import signal  # 50 MiB that a process needs only for sound at another rate

    converted = signal.resample_poly(mono, ratio.numerator, ratio.denominator)
    return numpy.asarray(converted, dtype=numpy.float32)


def _to_samples(mono: Floats) -> Samples:
    """Return 16-bit samples, clipped at full scale."""
    return numpy.clip(numpy.round(mono * 32768.0), -32768, 32767).astype(numpy.int16)
