import numpy
import pytest
from labels.material import with_noise


@pytest.mark.parametrize("decibels", [24.0, 6.0])
def test_noise_has_the_wanted_power(decibels: float) -> None:
    draw = numpy.random.default_rng(1)
    speech = numpy.round(draw.normal(0, 3000, 16_000)).astype(numpy.int16)
    noise = numpy.round(draw.normal(0, 100, 5_000)).astype(numpy.int16)
    added = with_noise(speech, noise, decibels).astype(float) - speech
    measured = 10 * numpy.log10(numpy.mean(numpy.square(speech.astype(float))) / numpy.mean(numpy.square(added)))
    assert measured == pytest.approx(decibels, abs=0.2)


def test_what_would_be_too_loud_is_lowered_as_a_whole() -> None:
    speech = numpy.full(16_000, 30_000, dtype=numpy.int16)
    mixed = with_noise(speech, numpy.full(16_000, 1, dtype=numpy.int16), 0.0)
    assert numpy.abs(mixed.astype(int)).max() == 32_767
