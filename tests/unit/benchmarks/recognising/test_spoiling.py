import io

import numpy
from numpy.typing import NDArray
from recognising.spoiling import SPOILINGS
from soundfile import SoundFile
from support.voices import say

from earnest.sound_files.decoding import decode

SAID = say("turn on the lights")


def _read(file: bytes) -> tuple[NDArray[numpy.int16], int]:
    """Return the 16-bit samples of a file, which floating-point numbers hold exactly, and its rate."""
    sound = SoundFile(io.BytesIO(file))
    values = sound.read(dtype="float32", always_2d=True)[:, 0]
    return numpy.asarray(values * 32_768.0, dtype=numpy.int16), sound.samplerate


def test_each_file_is_spoilt_as_its_name_says() -> None:
    read = {name: _read(spoil(SAID)) for name, spoil in SPOILINGS.items()}
    assert {name: rate for name, (_, rate) in read.items()} == dict.fromkeys(SPOILINGS, 16_000) | {"8_khz": 8_000}
    assert numpy.count_nonzero(numpy.abs(read["clipped"][0]) == 32_767) > 100
    assert numpy.abs(read["quiet"][0]).max() == 328
    silence = read["late"][0][:160_000]
    assert not silence.any()
    assert numpy.array_equal(read["late"][0][160_000:], SAID)
    assert abs(decode(SPOILINGS["8_khz"](SAID)).size - SAID.size) <= 2
