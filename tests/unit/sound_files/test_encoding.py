"""Files that leave hold sound and nothing else (PS1)."""

import io

import numpy
import soundfile
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from earnest.foundation.units import Samples
from earnest.sound_files.encoding import encode_flac, encode_wav

sounds = arrays(numpy.int16, st.integers(0, 5000))


@given(sounds)
def test_wav_is_its_header_and_the_samples(samples: Samples) -> None:
    data = encode_wav(samples)
    assert len(data) == 44 + 2 * samples.size
    assert data[:4] == b"RIFF"
    assert data[36:40] == b"data"
    assert data[44:] == samples.astype("<i2").tobytes()


@given(sounds.filter(lambda samples: samples.size > 0))
def test_flac_has_one_metadata_block_and_no_vendor(samples: Samples) -> None:
    data = encode_flac(samples)
    assert data[:8] == b"fLaC\x80\x00\x00\x22"
    assert data[42:44] in {b"\xff\xf8", b"\xff\xf9"}  # the first frame follows the stream information at once
    assert b"libFLAC" not in data
    assert soundfile.SoundFile(io.BytesIO(data)).frames == samples.size


def test_the_same_sound_gives_the_same_bytes() -> None:
    samples = numpy.arange(3_000, dtype=numpy.int16)
    assert encode_flac(samples) == encode_flac(samples.copy())
