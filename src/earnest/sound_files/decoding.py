"""Decoding: turns a sound file of almost any kind into the one form that is used inside."""

import io
from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import Final

import numpy
import soundfile

from earnest.foundation.units import SAMPLING_RATE_HERTZ, Samples
from earnest.sound_files.channels import Floats, Mixer
from earnest.sound_files.clipped_peaks import with_drawn_peaks
from earnest.sound_files.containers.link import Link
from earnest.sound_files.containers.links import find_links
from earnest.sound_files.errors import (
    BeyondEnd,
    ChannelMissing,
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
"""Telephone speech; below it too little of speech is left."""
HIGHEST_RATE_HERTZ: Final = 192_000
"""The highest that sound cards record; more would only cost memory."""
FORMATS: Final = frozenset({"WAV", "WAVEX", "RF64", "FLAC", "OGG", "AIFF", "AU", "MP3"})
"""What is taken of libsndfile's formats: those that show when they were cut; each more is a parser to attack."""
BLOCK_VALUES: Final = 65_536
"""Values (frames × channels) that are decoded at a time."""
MOST_CHANNELS: Final = 64
"""More than any array of microphones sends. Chosen as a bound on memory."""
LONGEST_RATIO: Final = 2_000
"""Odd rates are met to a millionth with a denominator up to here, so that none costs seconds of filter design."""
ENDLESS: Final = 1 << 60
"""So many frames the decoder says where it does not know."""
LENGTH_SLACK_SECONDS: Final = 0.005
"""Rounding of lengths between the container's clock and the decoder's."""
PART_SLACK_SECONDS: Final = 0.1
"""Lists round the ends of their parts; one that ends this little behind its recording is taken up to the end."""
FULL_SCALES: Final = (2.0**15, 2.0**23, 2.0**31)
"""Floating-point files should be within ±1, but some programs write integers as numbers without scaling them."""
LOUDEST_FLOAT: Final = 16.0
"""Greatest value that can still mean sound within ±1: a mix that is 24 dB too loud.

Integers that stay under it would be 16-bit sound at −66 dB, which is silence.
"""


def decode(data: bytes, *, longest_seconds: float = LONGEST_SECONDS, channels: Sequence[int] | None = None) -> Samples:
    """Return the sound of a file: mono, 16 kHz, 16 bit.

    Channels are averaged, unless they cancel each other: then the loudest is taken. Other sampling rates are converted
    (8 kHz is upsampled, and stays as dull as it is). Files that were joined are decoded to the end of the last. Crests
    that the recorder clipped are drawn anew (`clipped_peaks`). Any other 16 kHz mono 16-bit file comes back sample for
    sample. Memory stays within the longest allowed recording, however long the file says it is.

    Args:
        data: the whole file.
        longest_seconds: longest recording to take; seconds, > 0.
        channels: the only ones to take, from 0; None for all.

    Raises:
        NotAudio: no format that is read here (subclasses name what it is), or holding numbers that are no sound.
        EmptyAudio: not one sample.
        TooLong: longer than allowed, by its header or found while decoding.
        TruncatedAudio: damaged, or its length is not the one that it declares. An MP3 without a length header that was
            cut between two frames, or a stream to a pipe that broke off, cannot be found out.
        SamplingRateTooLow: under 8 kHz.
        SamplingRateTooHigh: over 192 kHz.
        ChannelMissing: it does not have this channel.
    """
    if not data:
        raise EmptyAudio
    pieces: list[Samples] = []
    left = longest_seconds
    for link in find_links(data):
        piece = _decode_link(link, left, channels)
        left -= piece.size / SAMPLING_RATE_HERTZ
        pieces.append(piece)
    sound = pieces[0] if len(pieces) == 1 else numpy.concatenate(pieces)
    if sound.size == 0:
        raise EmptyAudio
    return sound


def decode_part(
    links: Sequence[Link],
    *,
    start_seconds: float,
    duration_seconds: float | None,
    longest_seconds: float = LONGEST_SECONDS,
    channels: Sequence[int] | None = None,
) -> Samples:
    """Return a part of a recording, as `decode` does; the rest is passed over without being decoded.

    Args:
        links: of the file, see `find_links`.
        start_seconds: where the part begins, ≥ 0.
        duration_seconds: its length, > 0; None for the rest.
        longest_seconds: longest part to take; seconds, > 0.
        channels: the only ones to take, from 0; None for all.

    Raises:
        BeyondEnd: the recording ends before the part does.
        InvalidInput: see `decode`.
    """
    if duration_seconds is not None and duration_seconds > longest_seconds:
        raise TooLong
    wanted = longest_seconds if duration_seconds is None else duration_seconds
    pieces: list[Samples] = []
    passed = 0.0
    for link in links:
        with _open(link) as source:
            rate, length = source.samplerate, source.frames / source.samplerate
            begin, end = max(0.0, start_seconds - passed), min(length, start_seconds + wanted - passed)
            passed += length
            if begin >= end:
                continue
            if duration_seconds is None and length - begin > wanted:
                raise TooLong
            span = range(round(begin * rate), round(end * rate))
            pieces.append(_converted(source, _mono(link, source, span, channels)))
    if start_seconds >= passed or (duration_seconds or 0.0) + start_seconds > passed + PART_SLACK_SECONDS:
        raise BeyondEnd
    return numpy.concatenate(pieces) if pieces else numpy.zeros(0, dtype=numpy.int16)


def _decode_link(link: Link, longest_seconds: float, channels: Sequence[int] | None) -> Samples:
    if (link.seconds or 0.0) > longest_seconds:
        raise TooLong
    with _open(link) as source:
        endless = source.frames >= ENDLESS
        most = int(longest_seconds * source.samplerate)
        if not endless and source.frames > most:
            raise TooLong
        mono = _mono(link, source, range(most + 1), channels)
        if mono.size > most:
            raise TooLong
        if mono.size < max(0 if endless else source.frames, _frames(link, source.samplerate)):
            raise TruncatedAudio
        return _converted(source, mono)


def _frames(link: Link, rate: int) -> int:
    """Return how many frames a link holds at least, as its container says."""
    return 0 if link.seconds is None else round((link.seconds - LENGTH_SLACK_SECONDS) * rate)


def _open(link: Link) -> soundfile.SoundFile:
    """Open a link, and refuse it by what its header says, before anything is decoded."""
    try:
        source = soundfile.SoundFile(io.BytesIO(link.content))
    except (soundfile.SoundFileError, ValueError, TypeError, OverflowError) as error:
        raise NotAudio from error
    try:
        _check_header(source)
    except BaseException:
        source.close()
        raise
    return source


def _check_header(source: soundfile.SoundFile) -> None:
    if source.format not in FORMATS or not 0 < source.channels <= MOST_CHANNELS:
        raise NotAudio
    if source.samplerate < LOWEST_RATE_HERTZ:
        raise SamplingRateTooLow
    if source.samplerate > HIGHEST_RATE_HERTZ:
        raise SamplingRateTooHigh


def _mono(link: Link, source: soundfile.SoundFile, span: range, channels: Sequence[int] | None) -> Floats:
    """Return the frames of a span, or up to the end, as one channel; full scale is ±1.

    Args:
        link: what is read; opened once more where the channels cancel each other.
        source: the link, opened.
        span: frames, from 0.
        channels: the only ones to take, from 0; None for all.
    """
    if channels is not None and any(channel >= source.channels for channel in channels):
        raise ChannelMissing
    mixer = Mixer(channels)
    for block in _blocks(source, span):
        mixer.add(block)
    loudest = mixer.loudest_where_they_cancel()
    if loudest is None:
        return mixer.mixed()
    alone = Mixer((loudest,))
    with _open(link) as again:
        for block in _blocks(again, span):
            alone.add(block)
    return alone.mixed()


def _blocks(source: soundfile.SoundFile, span: range) -> Iterator[Floats]:
    """Give the frames of a span; what is before it is passed over, by decoding it where the kind cannot jump."""
    whole = source.format == "MP3"
    # An MP3 is read in one go: the library jumps to where it stands after every read, and each jump in an MP3 damages
    # what follows for a quarter of a second (measured: a span differs from the whole up to 0.25 s behind a jump).
    block_frames = min(span.stop, source.frames) if whole else max(1, BLOCK_VALUES // source.channels)
    position = 0
    if span.start > 0 and source.seekable():
        position = source.seek(max(0, span.start - source.samplerate) if whole else span.start)
    while position < span.stop:
        before = position < span.start and not whole
        wanted = min(block_frames, (span.start if before else span.stop) - position)
        try:
            block = source.read(wanted, dtype="float32", always_2d=True)
        except (soundfile.SoundFileError, ValueError, OverflowError) as error:
            raise TruncatedAudio from error
        if not len(block):
            return
        if not before:
            yield block[max(0, span.start - position) :]
        position += len(block)


def _converted(source: soundfile.SoundFile, mono: Floats) -> Samples:
    if not numpy.isfinite(mono).all():
        raise NotAudio
    if source.subtype in {"FLOAT", "DOUBLE"}:
        mono = _scaled(mono)
    return _to_samples(_resample(with_drawn_peaks(mono), source.samplerate))


def _scaled(mono: Floats) -> Floats:
    """Return floating-point sound within ±1: a mix that is too loud is turned down, integers are scaled."""
    peak = float(numpy.abs(mono).max(initial=0.0))
    if peak <= LOUDEST_FLOAT:
        return mono if peak <= 1.0 else numpy.asarray(mono / peak, dtype=numpy.float32)
    scale = next((scale for scale in FULL_SCALES if peak <= 2.0 * scale), None)
    if scale is None:
        raise NotAudio
    return numpy.asarray(mono / scale, dtype=numpy.float32)


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
