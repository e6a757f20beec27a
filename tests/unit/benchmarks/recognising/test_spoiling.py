import io

import numpy
import soundfile
from recognising.spoiling import SPOILINGS
from support.voices import say

from earnest.sound_files.decoding import decode

SAID = say("turn on the lights")


def test_each_file_is_spoilt_as_its_name_says() -> None:
    read = {name: soundfile.read(io.BytesIO(spoil(SAID)), dtype="int16") for name, spoil in SPOILINGS.items()}
    assert {name: rate for name, (_, rate) in read.items()} == dict.fromkeys(SPOILINGS, 16_000) | {"8_khz": 8_000}
    assert numpy.count_nonzero(numpy.abs(read["clipped"][0]) == 32_767) > 100
    assert numpy.abs(read["quiet"][0]).max() == 328
    silence = read["late"][0][:160_000]
    assert not silence.any()
    assert numpy.array_equal(read["late"][0][160_000:], SAID)
    assert abs(decode(SPOILINGS["8_khz"](SAID)).size - SAID.size) <= 2
