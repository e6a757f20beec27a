"""Reducing: makes every voice but the nearest one quiet. Nothing moves in time, and no tone is touched (AU7).

Parts that are not the nearest speaker's become silence; what is much softer right before and after the nearest
speaker's words is attenuated; the words themselves are not touched. Voices that are as loud stay: two at once are the
business of the detectors.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

import numpy

from earnest.foundation.units import Samples, samples_in_milliseconds
from earnest.speech.privacy.concealment.beep import is_beeped
from earnest.speech.privacy.concealment.errors import CannotReduce
from earnest.speech.privacy.foreground.masking import Mask, gains
from earnest.speech.privacy.foreground.nearness import (
    Nearness,
    level_of_nearest,
    levels_of,
    near_spans,
    voiced_frames,
)
from earnest.speech.sound.span import Span, join_spans, rest_of
from earnest.speech.sound.spectra import Flags, Numbers, Signal, centres, sound_of, spectra_of
from earnest.speech.sound.voice_activity import VoiceActivityModel

# Not measured: chosen for the reason beside each.
FADE: Final = samples_in_milliseconds(5)
"""How long a muted part fades in and out, so that it does not click; samples."""
SHORTEST_MUTED: Final = samples_in_milliseconds(60)
"""Shorter parts between two that are near stay; samples."""
ROUNDING: Final = 2
"""By how much a kept sample may differ where nothing is attenuated; 16-bit steps."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reduction:
    """How background voices are reduced; the values are those that were chosen by measuring (`background`)."""

    nearness: Nearness = field(default_factory=Nearness)
    mask: Mask = field(default_factory=Mask)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reduced:
    """A recording in which only the nearest speaker is heard well."""

    samples: Samples
    """Same length as before; every moment in its place."""
    muted: tuple[Span, ...]
    """What is silence now; in order, without overlaps, outside of every tone."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReductionPlan:
    """What would be done to a sound; it depends on the sound alone, so a benchmark can do it to its parts."""

    muted: tuple[Span, ...]
    gains: Numbers
    """What to multiply each frequency of each frame with; shape (frames, bins)."""


def reduce_background(
    samples: Samples, beeped: Sequence[Span], voices: VoiceActivityModel, reduction: Reduction | None = None
) -> Reduced:
    """Return the sound with other voices than the nearest one made quiet.

    Args:
        samples: a concealed recording, shape (n,), n ≥ 0; nothing of it is changed in place.
        beeped: what is a tone in it (`beep.beeped_spans`). Tones stay as they are, sample by sample.
        voices: finds where there is speech.
        reduction: other values than the measured ones, for benchmarks.

    Raises:
        ForegroundMissing: there is no speech outside of the tones.
        CannotReduce: what came out is not what it should be; no person may hear the recording.
    """
    tones = join_spans(beeped)
    plan = make_plan(samples, tones, voices, reduction or Reduction())
    result = Reduced(samples=_carried_out(samples, tones, plan), muted=plan.muted)
    check_reduced(samples, beeped, result)
    return result


def make_plan(
    samples: Samples, tones: Sequence[Span], voices: VoiceActivityModel, reduction: Reduction
) -> ReductionPlan:
    """Return what is to be done; see `reduce_background`.

    Raises:
        ForegroundMissing: there is no speech outside of the tones.
    """
    power = numpy.abs(spectra_of(_without_tones(samples, tones))) ** 2
    allowed = _outside(tones, power.shape[0])
    probabilities, window = voices.probabilities(samples)
    levels = levels_of(power)
    speech = voiced_frames(probabilities, window, power.shape[0]) & allowed
    level = level_of_nearest(levels, speech)
    near = near_spans(levels, level, allowed, samples.size, reduction.nearness)
    kept = [*near, *tones]
    muted = tuple(span for span in rest_of(samples.size, kept) if span.length >= SHORTEST_MUTED)
    loud = (levels >= level - reduction.nearness.greatest_gap_decibels) & allowed
    return ReductionPlan(muted=muted, gains=gains(power, loud, reduction.mask))


def _carried_out(samples: Samples, tones: Sequence[Span], plan: ReductionPlan) -> Samples:
    """Return the sound as planned: masked, muted, and with the tones as they were."""
    left = what_is_left(_without_tones(samples, tones), plan)
    if not numpy.isfinite(left).all():
        raise CannotReduce
    result = numpy.clip(numpy.round(left * 32768.0), -32768, 32767).astype(numpy.int16)
    for span in tones:
        result[span.start : span.end] = span.of(samples)
    return result


def what_is_left(sound: Signal, plan: ReductionPlan) -> Signal:
    """Return a sound as a plan leaves it; linear, so the parts of a mixture can be followed through it."""
    return sound_of(spectra_of(sound) * plan.gains, sound.size) * kept_share(plan.muted, sound.size)


def kept_share(muted: Sequence[Span], length: int) -> Signal:
    """Return how much of each sample is kept: 1 where nothing is muted, 0 where it is, between in the fades."""
    share = numpy.ones(length)
    for span in muted:
        place = numpy.arange(1, span.length + 1, dtype=numpy.float64)
        fall = numpy.zeros(span.length) if span.start == 0 else numpy.maximum(0.0, 1.0 - place / FADE)
        rise = numpy.zeros(span.length) if span.end == length else numpy.maximum(0.0, 1.0 - place[::-1] / FADE)
        share[span.start : span.end] = numpy.maximum(fall, rise)
    return share


def check_reduced(samples: Samples, beeped: Sequence[Span], result: Reduced) -> None:
    """Refuse a result that is plainly wrong. It can only say no.

    Args:
        samples: what went in.
        beeped: what is a tone in it.
        result: what came out.

    Raises:
        CannotReduce: another length or type; a tone that is none any more, or that was muted; something is heard where
            it should be silent; nothing is left; or a part that was kept became louder.
    """
    out = result.samples
    if out.shape != samples.shape or out.dtype != samples.dtype or not is_beeped(out, beeped):
        raise CannotReduce
    if any(span.end > samples.size or any(span.overlaps(tone) for tone in beeped) for span in result.muted):
        raise CannotReduce
    if any(out[span.start + FADE : max(span.start + FADE, span.end - FADE)].any() for span in result.muted):
        raise CannotReduce
    kept = rest_of(samples.size, [*result.muted, *beeped])
    before, after = (sum(_energy(span.of(sound)) for span in kept) for sound in (samples, out))
    count = sum(span.length for span in kept)
    if after == 0.0 or after > before + count * ROUNDING**2:
        raise CannotReduce


def _energy(samples: Samples) -> float:
    return float(numpy.sum(samples.astype(numpy.float64) ** 2))


def _without_tones(samples: Samples, tones: Sequence[Span]) -> Signal:
    """Return the sound as numbers, silent where it is a tone: so no tone gets into a spectrum."""
    sound = samples.astype(numpy.float64) / 32768.0
    for span in tones:
        sound[span.start : span.end] = 0.0
    return sound


def _outside(tones: Sequence[Span], count: int) -> Flags:
    """Return the frames whose middle lies in no tone."""
    middles = centres(count)
    allowed = numpy.ones(count, dtype=numpy.bool_)
    for span in tones:
        allowed &= (middles < span.start) | (middles >= span.end)
    return allowed
