"""Warped voice: the person's own sound with another pitch and vocal tract, drawn anew for every clip and forgotten.

It stops a colleague from recognising a neighbour at once. It does not stop an attacker who trains on warped speech, and
rhythm, words and room remain; `docs/algorithms/disguise.md` has the figures.
"""

from dataclasses import dataclass
from typing import Final

import numpy
from numpy import fft
from numpy.random import Generator

from earnest.foundation.units import SAMPLING_RATE_HERTZ, Samples
from earnest.speech.privacy.concealment.errors import CannotDisguise
from earnest.speech.privacy.disguise.profile import DisguisedSound, Undisguised, with_tones
from earnest.speech.privacy.disguise.timeline import Timeline
from earnest.speech.sound.spectra import BINS, Signal, Spectra, sound_of, spectra_of

# Not measured one by one: chosen large enough that a colleague does not know the voice, and small enough that it sounds
# like speech. What an attacker makes of all of them together is measured (docs/algorithms/disguise.md, `warped`:
# cosmetic).
PITCH_SHIFT: Final = (0.07, 0.16)
"""Least and greatest change of pitch, natural logarithm of the factor, either direction."""
FORMANT_SHIFT: Final = (0.05, 0.11)
"""Least and greatest change of vocal-tract length, natural logarithm of the factor, either direction."""
KNOT_SPREAD: Final = 0.02
"""Standard deviation of the uneven part of the frequency warping, natural logarithm of the factor."""
TILT_DECIBELS: Final = 2.0
"""Standard deviation of the random change in loudness at each knot of the spectrum; dB."""
KNOTS_HERTZ: Final = (0.0, 500.0, 1000.0, 1800.0, 2800.0, 4200.0, 6000.0, 8000.0)
"""Where warping and loudness are drawn; between them they are interpolated. Closer where speech has its formants."""
# Settings of the signal processing, not measured: chosen for the reason beside each.
STRETCH_FRAME: Final = 640
"""Samples of one overlap-add frame when time is stretched: 40 ms, two periods of the lowest voices."""
STRETCH_SEARCH: Final = 160
"""Samples by which a frame may be moved to meet the phase of the one before: 10 ms."""
ENVELOPE_COEFFICIENTS: Final = 36
"""Cepstral coefficients that make the envelope: coarse enough to leave out the pitch of children."""
ENVELOPE_ROUNDS: Final = 3
"""How often the envelope is raised to the peaks above it."""
GREATEST_GAIN: Final = 12.0
"""Greatest amplification of one frequency in one frame, factor."""
SMALLEST_MAGNITUDE: Final = 1e-7
"""Least magnitude, so that silence has a logarithm."""
GREATEST_PEAK: Final = 0.99
"""Peak above which the whole clip is turned down, full scale is 1."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Parameters:
    """One draw; lives as long as one call."""

    pitch: float
    warping: Signal
    gain: Signal


@dataclass(frozen=True, slots=True)
class WarpedVoice:
    """The profile `warped`: cheap signal processing, every moment stays in its place."""

    @property
    def name(self) -> str:
        """Return `warped`."""
        return "warped"

    def disguise(self, clip: Undisguised, randomness: Generator) -> DisguisedSound:
        """Return the clip in another voice of the same length; see `warp`.

        Raises:
            CannotDisguise: what came out is not another sound.
        """
        timeline = Timeline.unchanged(clip.samples.size)
        warped = warp(clip.samples, randomness)
        return DisguisedSound(samples=with_tones(warped, clip.beeped, timeline), timeline=timeline)


def warp(samples: Samples, randomness: Generator) -> Samples:
    """Return the same words in another voice.

    Args:
        samples: mono audio, shape (n,), n ≥ 0.
        randomness: source of the parameters.

    Returns:
        Audio of the same shape; silence stays silence. Two calls on the same clip give two different voices.

    Raises:
        CannotDisguise: the sound has something in it, but what came out is not another sound (a clip of a few samples).
    """
    parameters = _draw(randomness)
    if not samples.any():
        return samples.copy()
    original = samples.astype(numpy.float64) / 32768.0
    shifted = _shift_pitch(original, parameters.pitch)
    moved = _move_formants(shifted, parameters)
    result = _to_samples(moved, loudness=float(numpy.sqrt(numpy.mean(original**2))))
    if result.shape != samples.shape or not result.any() or numpy.array_equal(result, samples):
        raise CannotDisguise
    return result


def _draw(randomness: Generator) -> _Parameters:
    """Draw pitch, vocal tract and colour; never close to the original voice."""
    pitch = _away_from_zero(randomness, PITCH_SHIFT)
    formants = _away_from_zero(randomness, FORMANT_SHIFT)
    frequencies = numpy.linspace(0.0, SAMPLING_RATE_HERTZ / 2, BINS)
    uneven = randomness.normal(0.0, KNOT_SPREAD, len(KNOTS_HERTZ))
    colour = randomness.normal(0.0, TILT_DECIBELS, len(KNOTS_HERTZ))
    warping = numpy.exp(formants + numpy.interp(frequencies, KNOTS_HERTZ, uneven))
    gain = 10.0 ** (numpy.interp(frequencies, KNOTS_HERTZ, colour) / 20.0)
    return _Parameters(pitch=float(numpy.exp(pitch)), warping=warping, gain=gain)


def _away_from_zero(randomness: Generator, limits: tuple[float, float]) -> float:
    size = float(randomness.uniform(*limits))
    return float(randomness.choice((-size, size)))


def _shift_pitch(original: Signal, factor: float) -> Signal:
    """Return the sound with pitch and formants multiplied by a factor and its length unchanged."""
    from scipy import signal  # 50 MiB, loaded only where voices are disguised

    return numpy.asarray(signal.resample(_stretch(original, factor), original.size), dtype=numpy.float64)


def _stretch(original: Signal, factor: float) -> Signal:
    """Return the sound `factor` times as long at the same pitch (overlap-add of similar waveforms)."""
    hop = STRETCH_FRAME // 2
    length = max(1, round(original.size * factor))
    frames = length // hop + 2
    lead = STRETCH_SEARCH + hop
    padded = numpy.pad(original, (lead, STRETCH_FRAME * 3 + STRETCH_SEARCH * 2))
    window = numpy.hanning(STRETCH_FRAME + 1)[:-1]  # periodic: its halves add up to one
    output = numpy.zeros((frames + 2) * hop)
    expected: Signal | None = None
    for frame in range(frames):
        ideal = min(round(frame * hop / factor) + STRETCH_SEARCH, padded.size - STRETCH_FRAME - hop - STRETCH_SEARCH)
        start = ideal if expected is None else _most_similar(padded, ideal, expected)
        output[frame * hop : frame * hop + STRETCH_FRAME] += window * padded[start : start + STRETCH_FRAME]
        expected = padded[start + hop : start + hop + STRETCH_FRAME]
    return output[hop : hop + length]


def _most_similar(padded: Signal, ideal: int, expected: Signal) -> int:
    """Return the start near `ideal` whose frame goes on best from where the last one ended."""
    region = padded[ideal - STRETCH_SEARCH : ideal + STRETCH_SEARCH + STRETCH_FRAME]
    products = numpy.correlate(region, expected, mode="valid")
    energies = numpy.cumsum(numpy.concatenate(([0.0], region**2)))
    norms = numpy.sqrt(energies[STRETCH_FRAME:] - energies[:-STRETCH_FRAME] + SMALLEST_MAGNITUDE)
    return ideal - STRETCH_SEARCH + int(numpy.argmax(products / norms))


def _move_formants(shifted: Signal, parameters: _Parameters) -> Signal:
    """Return the sound with its spectral envelope set back from the pitch shift and warped to another vocal tract."""
    spectra = spectra_of(shifted)
    return sound_of(spectra * _gains(spectra, parameters), shifted.size)


def _gains(spectra: Spectra, parameters: _Parameters) -> Signal:
    """Return what to multiply each frame's spectrum with; shape (frames, bins)."""
    envelopes = _log_envelopes(spectra)
    bins = numpy.arange(spectra.shape[1], dtype=numpy.float64)
    source = numpy.clip(bins * parameters.pitch / parameters.warping, 0.0, bins[-1])
    lower = source.astype(numpy.intp)
    upper = numpy.minimum(lower + 1, spectra.shape[1] - 1)
    share = source - lower
    target = envelopes[:, lower] * (1.0 - share) + envelopes[:, upper] * share
    limit = numpy.log(GREATEST_GAIN)
    return numpy.exp(numpy.clip(target - envelopes, -2 * limit, limit)) * parameters.gain


def _log_envelopes(spectra: Spectra) -> Signal:
    """Return the smooth upper envelope of each spectrum, natural logarithm; shape (frames, bins)."""
    magnitudes = numpy.log(numpy.abs(spectra) + SMALLEST_MAGNITUDE)
    envelope = magnitudes
    for _ in range(ENVELOPE_ROUNDS):
        cepstra = numpy.asarray(fft.irfft(numpy.maximum(magnitudes, envelope), axis=1), dtype=numpy.float64)
        cepstra[:, ENVELOPE_COEFFICIENTS : cepstra.shape[1] - ENVELOPE_COEFFICIENTS + 1] = 0.0
        envelope = numpy.real(numpy.asarray(fft.rfft(cepstra, axis=1), dtype=numpy.complex128))
    return envelope


def _to_samples(sound: Signal, *, loudness: float) -> Samples:
    """Return 16-bit samples at a given loudness (root mean square), turned down where they would clip."""
    if not numpy.isfinite(sound).all():
        raise CannotDisguise
    present = float(numpy.sqrt(numpy.mean(sound**2)))
    scaled = sound * (loudness / present) if present > 0.0 else sound
    peak = float(numpy.abs(scaled).max(initial=0.0))
    limited = scaled * (GREATEST_PEAK / peak) if peak > GREATEST_PEAK else scaled
    return numpy.round(limited * 32767.0).astype(numpy.int16)
