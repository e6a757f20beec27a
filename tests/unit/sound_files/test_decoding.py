"""What comes in is one form of sound, or one clear error."""

import io
import resource
import struct
from collections.abc import Callable
from contextlib import suppress

import numpy
import pytest
import soundfile
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from numpy.typing import NDArray

from earnest.foundation.units import Samples
from earnest.sound_files.decoding import decode
from earnest.sound_files.encoding import encode_flac, encode_wav
from earnest.sound_files.errors import (
    ChannelMissing,
    EmptyAudio,
    NotAudio,
    SamplingRateTooHigh,
    SamplingRateTooLow,
    TooLong,
    TruncatedAudio,
)

OURS = (NotAudio, EmptyAudio, TooLong, TruncatedAudio, SamplingRateTooLow, SamplingRateTooHigh)
sounds = arrays(numpy.int16, st.integers(1, 3000))


def tone(rate: int, seconds: float = 1.0, channels: int = 1) -> NDArray[numpy.float64]:
    time = numpy.arange(round(rate * seconds)) / rate
    return numpy.repeat((0.3 * numpy.sin(2 * numpy.pi * 440 * time))[:, None], channels, axis=1)


def encoded(sound: NDArray[numpy.float64], rate: int, kind: str, subtype: str) -> bytes:
    target = io.BytesIO()
    soundfile.write(target, sound, rate, subtype=subtype, format=kind)
    return target.getvalue()


KINDS = [
    ("WAV", "PCM_16"),
    ("FLAC", "PCM_16"),
    ("OGG", "VORBIS"),
    ("AIFF", "PCM_16"),
    ("AU", "PCM_16"),
    ("RF64", "PCM_16"),
]


@given(sounds)
def test_our_own_files_come_back_sample_for_sample(samples: Samples) -> None:
    assert numpy.array_equal(decode(encode_wav(samples)), samples)
    assert numpy.array_equal(decode(encode_flac(samples)), samples)


@pytest.mark.parametrize(("kind", "subtype"), [*KINDS, ("OGG", "OPUS"), ("MP3", "MPEG_LAYER_III")])
@pytest.mark.parametrize("rate", [8_000, 16_000, 48_000])
@pytest.mark.parametrize("channels", [1, 2])
def test_any_rate_and_channels_become_the_same_tone(kind: str, subtype: str, rate: int, channels: int) -> None:
    samples = decode(encoded(tone(rate, channels=channels), rate, kind, subtype))
    assert samples.dtype == numpy.int16
    assert abs(samples.size - 16_000) < 1_600  # MP3 pads to whole frames
    spectrum = numpy.abs(numpy.fft.rfft(samples[4_000:12_000].astype(float)))
    assert abs(int(spectrum.argmax()) * 2 - 440) <= 2
    assert numpy.abs(samples[4_000:12_000]).max() == pytest.approx(0.3 * 32768, rel=0.15)  # lossy codecs ring


@pytest.mark.parametrize("second", [-1.0, -0.8, -0.5])
@pytest.mark.parametrize("offset", [0.0, 0.2])
def test_channels_that_cancel_each_other_leave_the_louder_one(second: float, offset: float) -> None:
    """A microphone on a balanced cable gives one channel upside down; their average is silence."""
    sound = tone(16_000, channels=2) * [1.0, second] + [0.0, offset]
    heard = decode(encoded(sound, 16_000, "WAV", "PCM_16"))
    assert numpy.abs(heard).max() == pytest.approx(0.3 * 32768, rel=0.01)


@pytest.mark.parametrize("second", [0.0, 0.5, 1.0])
def test_channels_that_do_not_cancel_are_averaged(second: float) -> None:
    heard = decode(encoded(tone(16_000, channels=2) * [1.0, second], 16_000, "WAV", "PCM_16"))
    assert numpy.abs(heard).max() == pytest.approx(0.15 * (1 + second) * 32768, rel=0.01)


def test_only_the_channels_that_are_asked_for_are_taken() -> None:
    sound = encoded(tone(16_000, channels=3) * [1.0, 0.5, 0.0], 16_000, "WAV", "PCM_16")
    assert numpy.abs(decode(sound, channels=[1])).max() == pytest.approx(0.15 * 32768, rel=0.01)
    assert numpy.abs(decode(sound, channels=[2])).max() == 0
    with pytest.raises(ChannelMissing):
        _ = decode(sound, channels=[3])


@pytest.mark.parametrize("subtype", ["FLOAT", "DOUBLE"])
@pytest.mark.parametrize("kind", ["WAV", "AIFF", "AU", "RF64"])
@pytest.mark.parametrize("scale", [2.0**15, 2.0**23, 2.0**31])
def test_integers_written_as_floating_point_numbers_are_scaled(kind: str, subtype: str, scale: float) -> None:
    plain = decode(encoded(tone(16_000), 16_000, kind, subtype))
    scaled = decode(encoded(tone(16_000) * scale, 16_000, kind, subtype))
    assert numpy.abs(scaled.astype(int) - plain).max() <= 1


def test_a_mix_that_is_too_loud_is_turned_down_and_not_clipped() -> None:
    heard = decode(encoded(tone(16_000) * 10, 16_000, "WAV", "FLOAT"))
    assert numpy.abs(heard - tone(16_000)[:, 0] / 0.3 * 32767).max() <= 3


@pytest.mark.parametrize("rate", [8_000, 16_000, 48_000])
@pytest.mark.parametrize("least", [-0.5, -0.3])
def test_clipped_crests_are_drawn_anew(rate: int, least: float) -> None:
    """What is clipped lies nearer to what was said than it did, at the level of full scale at most."""
    said = _vowel(rate)
    clipped = encoded(numpy.clip(said, least, 0.5)[:, None], rate, "WAV", "PCM_16")
    drawn = decode(clipped).astype(numpy.float64)
    before = numpy.clip(_vowel(16_000), least, 0.5)
    assert _error_share(drawn, _vowel(16_000)) < 0.6 * _error_share(before, _vowel(16_000))


def _vowel(rate: int) -> NDArray[numpy.float64]:
    time = numpy.arange(rate) / rate
    parts = [
        numpy.sin(2 * numpy.pi * hertz * time + hertz) / number for number, hertz in ((1, 120), (2, 230), (3, 370))
    ]
    vowel = numpy.sum(parts, axis=0, dtype=numpy.float64)
    return vowel / numpy.abs(vowel).max()


def _error_share(heard: NDArray[numpy.float64], said: NDArray[numpy.float64]) -> float:
    """Return the share of the energy that is not what was said, at the level that fits best."""
    heard, said = heard[1_600:-1_600], said[1_600:-1_600]
    fitted = (heard @ said) / (said @ said) * said
    return float(((heard - fitted) ** 2).sum() / (fitted**2).sum())


def test_few_flat_crests_are_no_clipping() -> None:
    """A sound that touches full scale now and then comes back as it is."""
    samples = numpy.round(tone(16_000)[:, 0] * 32767).astype(numpy.int16)
    samples[1_000:1_005] = samples[9_000:9_004] = 32767
    assert numpy.array_equal(decode(encode_wav(samples)), samples)


def test_odd_rate_works() -> None:
    assert abs(decode(encoded(tone(11_025), 11_025, "WAV", "PCM_16")).size - 16_000) <= 2


@pytest.mark.parametrize(("kind", "subtype"), [*KINDS, ("OGG", "OPUS"), ("MP3", "MPEG_LAYER_III")])
@pytest.mark.parametrize("share", [0.3, 0.6, 0.9, 0.97])
def test_cut_file_is_never_taken_for_a_whole_one(kind: str, subtype: str, share: float) -> None:
    whole = encoded(tone(16_000, 2.0), 16_000, kind, subtype)
    _ = decode(whole)
    with pytest.raises(TruncatedAudio):
        _ = decode(whole[: int(len(whole) * share)])


def test_damaged_flac_is_not_taken() -> None:
    noise = numpy.random.default_rng(1).normal(0, 0.1, (32_000, 1))
    whole = bytearray(encoded(noise, 16_000, "FLAC", "PCM_16"))
    whole[len(whole) // 2] ^= 0x55
    with pytest.raises(TruncatedAudio):
        _ = decode(bytes(whole))


@pytest.mark.parametrize("declared", [0xFFFFFFFF, 0x7FFFFFFF])
def test_wav_of_unknown_length_from_a_pipe_is_read_to_its_end(declared: int) -> None:
    whole = bytearray(encode_wav(numpy.arange(2_000, dtype=numpy.int16)))
    whole[40:44] = struct.pack("<I", declared)
    assert decode(bytes(whole)).size == 2_000


def flac_of_unknown_length(samples: Samples) -> bytes:
    whole = bytearray(encode_flac(samples))
    whole[21] &= 0xF0
    whole[22:26] = bytes(4)
    return bytes(whole)


NOISE = numpy.random.default_rng(7).normal(0, 3000, 20_000).astype(numpy.int16)


def test_flac_from_a_pipe_is_counted_frame_by_frame() -> None:
    assert numpy.array_equal(decode(flac_of_unknown_length(NOISE)), NOISE)


@pytest.mark.parametrize("share", [0.1, 0.5, 0.9, 0.99])
def test_flac_from_a_pipe_that_broke_off_is_not_taken(share: float) -> None:
    whole = flac_of_unknown_length(NOISE)
    with pytest.raises(TruncatedAudio):
        _ = decode(whole[: int(len(whole) * share)])


def test_flac_from_a_pipe_that_lost_a_piece_is_not_taken_for_whole() -> None:
    whole = flac_of_unknown_length(NOISE)
    third = len(whole) // 3
    with pytest.raises(TruncatedAudio):
        _ = decode(whole[:third] + whole[2 * third :])


@pytest.mark.parametrize("make", [encode_flac, encode_wav])
def test_an_hour_is_refused_without_holding_it_in_memory(make: Callable[[Samples], bytes]) -> None:
    hour = make(numpy.zeros(16_000 * 3600, dtype=numpy.int16))
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    with pytest.raises(TooLong):
        _ = decode(hour)
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 32_000  # KiB; the hour is 225,000 as floats


def test_the_limit_is_the_callers() -> None:
    sound = encode_wav(numpy.ones(16_000 * 3, dtype=numpy.int16))
    assert decode(sound, longest_seconds=3.0).size == 48_000
    with pytest.raises(TooLong):
        _ = decode(sound, longest_seconds=2.99)


@pytest.mark.parametrize(
    ("data", "error"),
    [
        (b"", EmptyAudio),
        (b"Hello, this is a letter and no sound.", NotAudio),
        (b"<!doctype html>" * 50, NotAudio),
        (encode_wav(numpy.zeros(0, dtype=numpy.int16)), EmptyAudio),
        (encoded(tone(4_000), 4_000, "WAV", "PCM_16"), SamplingRateTooLow),
        (encoded(tone(384_000, 0.1), 384_000, "WAV", "PCM_16"), SamplingRateTooHigh),
        (encoded(numpy.full((100, 1), numpy.nan), 16_000, "WAV", "FLOAT"), NotAudio),
    ],
)
def test_each_bad_input_has_its_own_error(data: bytes, error: type[Exception]) -> None:
    with pytest.raises(error):
        _ = decode(data)


@given(st.binary(max_size=300))
def test_arbitrary_bytes_raise_only_our_errors(data: bytes) -> None:
    with suppress(*OURS):
        _ = decode(data)


@settings(max_examples=150, deadline=None)
@given(
    st.sampled_from([*KINDS, ("OGG", "OPUS")]),
    st.lists(st.tuples(st.integers(0, 199), st.integers(0, 255)), max_size=6),
)
def test_damaged_headers_raise_only_our_errors(kind: tuple[str, str], flips: list[tuple[int, int]]) -> None:
    whole = bytearray(encoded(tone(16_000, 0.05), 16_000, *kind))
    for position, value in flips:
        whole[position % len(whole)] = value
    with suppress(*OURS):
        _ = decode(bytes(whole))
