"""Confirmed runs: which of the spotted runs the phone network confirms, by their sounds, their pace and their signs.

The spotter must call every sound a sign or one of a thousand words, so in accented speech it makes runs of syllables
that are none. The phone network is of another kind: it knows no words, has other weights and heard other people. A run
counts when how its sounds fit there, how long its signs last and how many of them the spotter does not doubt say so
together. Each alone is wrong too often: some people speak fast, some indistinctly, and some say three digits only.

What is made of other words is mostly short, and the same sound played slower gives other signs or none. So a run needs
much evidence, the more the shorter it is, or signs in the slowed pass as well.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Final

from earnest.foundation.units import SampleCount, Samples
from earnest.speech.hearing.phones.decoding import aligned
from earnest.speech.hearing.phones.features import FRAME_SAMPLES, Frames
from earnest.speech.hearing.phones.network import PHONES, SILENCE, PhoneNetwork, load_network
from earnest.speech.hearing.spotting.spoken_signs import SIGNS
from earnest.speech.hearing.spotting.spotter import SpottedWord, Spotter, SpottingPass
from earnest.speech.privacy.spotting.runs import SpottedRun, find_runs, is_sure, most_signs_in_a_row
from earnest.speech.sound.span import Span

# Chosen on one half of the people of the benchmark `personal_data_sound`, which reports the other half.
LEAST_EVIDENCE: Final[Mapping[SpottingPass, float]] = {
    SpottingPass.FINDING: 0.9,
    SpottingPass.SLOWED: 1.6,
    SpottingPass.VERIFYING: 0.9,
}
"""Evidence from which on a run of a pass counts. The slowed pass is a second chance for numbers and for mistakes alike,
and slowing makes syllables look like signs, so it must say more."""
STRONG_EVIDENCE: Final[Mapping[int, float]] = {3: 2.3, 4: 1.8, 5: 1.8}
"""Evidence from which on a run of so many signs counts whatever the slowed pass hears. Of 331 recordings of the
choosing half without a number 18 had a run that the phone network bore out; this and the slowed pass leave 8. Numbers
of the same half lose no digit by it, also played twice as fast."""
STRONG_EVIDENCE_OF_LONG: Final = 1.4
"""The same of a run of more signs: the more of them, the seldomer they are made of other words."""
FEWEST_AGREEING: Final = 3
"""Signs in a row that the slowed pass must hear where a run of less evidence lies."""
FEWEST_TO_SLOW: Final = 2
"""Signs in a row without which nothing is played slower. Measured: 51 of 164 sounds, nothing lost (decision 0107)."""
LEAST_EVIDENCE_ALONE: Final = 1.4
"""Evidence of a run that the verifier alone heard, from which on it counts: finding heard nothing there twice."""
FEWEST_ALONE: Final = 3
"""Sure signs of such a run: fewer of them are as often chance."""
WEIGHT_OF_LENGTH: Final = 0.06
"""Of each frame of a sign's mean length: syllables that are no signs are short."""
LONGEST_COUNTED: Final = 40.0
"""Frames from which on a longer sign says nothing more."""
WEIGHT_OF_SURE: Final = 0.3
"""Of each sign that the spotter does not doubt."""
MOST_COUNTED: Final = 6
"""Sure signs from which on more say nothing more."""
WORST_FIT: Final = -4.0
"""Fit of a sign than which none is worse, so that one misheard sign does not outweigh the others."""
BELIEVED_FIT: Final = -2.0
"""Fit from which on a sign at the end of a run stays, though the spotter doubts it."""
MARGIN: Final = 2
"""Frames before and after a sign that may belong to it, because spotter and network do not agree to the frame."""

_PRONUNCIATIONS: Final = {sign.text: tuple(phones.split() for phones in sign.pronunciations) for sign in SIGNS}


@dataclass(frozen=True, slots=True, kw_only=True)
class VerifyingRun:
    """A run that the verifier's pass hears in the original sound."""

    span: Span
    counts_alone: bool
    """Whether it counts where nothing of it was covered. One that was covered in part counts in any case."""


def confirmed_runs(samples: Samples, spotter: Spotter) -> tuple[SpottedRun, ...]:
    """Return the runs to cover: those of the first and of the slowed pass that the phone network confirms.

    Signs at their ends that neither spotter nor network accepts are left out of them.

    Args:
        samples: mono audio, shape (n,), n ≥ 0.
        spotter: listens for digits and letters, two times where the first one hears two in a row.

    Raises:
        EngineFailed: the spotter failed.
        OSError, ValueError: the phone network is missing or damaged.
    """
    first = spotter.spot(samples, SpottingPass.FINDING)
    if most_signs_in_a_row(first, Span(start=SampleCount(0), end=SampleCount(samples.size))) < FEWEST_TO_SLOW:
        return ()
    slowed = spotter.spot(samples, SpottingPass.SLOWED)
    heard = ((SpottingPass.FINDING, find_runs(first)), (SpottingPass.SLOWED, find_runs(slowed)))
    if not any(runs for _, runs in heard):
        return ()
    log_probabilities = _network().log_probabilities(samples)
    found: list[SpottedRun] = []
    for listening, runs in heard:
        for run in runs:
            weight = evidence(run, log_probabilities)
            doubted = listening is SpottingPass.FINDING and _needs_agreement(run, weight) and not _agrees(run, slowed)
            if weight >= LEAST_EVIDENCE[listening] and not doubted:
                found.append(_trimmed(run, log_probabilities))
    return tuple(found)


def verifying_runs(samples: Samples, spotter: Spotter) -> tuple[VerifyingRun, ...]:
    """Return the runs of the verifier's pass that the phone network confirms, and which of them count alone.

    The slowed pass is listened to only where what it hears decides whether a run counts alone.

    Args:
        samples: the original sound, shape (n,), n ≥ 0.
        spotter: listens for digits and letters.

    Raises:
        EngineFailed: the spotter failed.
        OSError, ValueError: the phone network is missing or damaged.
    """
    heard = find_runs(spotter.spot(samples, SpottingPass.VERIFYING))
    if not heard:
        return ()
    log_probabilities = _network().log_probabilities(samples)
    weighed = [(run, evidence(run, log_probabilities)) for run in heard]
    confirmed = [(run, weight) for run, weight in weighed if weight >= LEAST_EVIDENCE[SpottingPass.VERIFYING]]
    open_question = any(_may_count_alone(run, weight) and _needs_agreement(run, weight) for run, weight in confirmed)
    slowed = spotter.spot(samples, SpottingPass.SLOWED) if open_question else ()
    return tuple(
        VerifyingRun(
            span=_trimmed(run, log_probabilities).span,
            counts_alone=_may_count_alone(run, weight) and (not _needs_agreement(run, weight) or _agrees(run, slowed)),
        )
        for run, weight in confirmed
    )


def _needs_agreement(run: SpottedRun, weight: float) -> bool:
    return weight < STRONG_EVIDENCE.get(run.signs, STRONG_EVIDENCE_OF_LONG)


def _agrees(run: SpottedRun, slowed: Sequence[SpottedWord]) -> bool:
    """Tell whether the slowed pass hears signs in a row where a run lies."""
    return most_signs_in_a_row(slowed, run.span) >= FEWEST_AGREEING


def _may_count_alone(run: SpottedRun, weight: float) -> bool:
    return run.sure >= FEWEST_ALONE and weight >= LEAST_EVIDENCE_ALONE


def _trimmed(run: SpottedRun, log_probabilities: Frames) -> SpottedRun:
    """Return a run without the signs at its ends that neither spotter nor network accepts: other words."""
    kept = [
        place
        for place, word in enumerate(run.words)
        if is_sure(word) or fit_of_sign(word, log_probabilities) >= BELIEVED_FIT
    ]
    if not kept:
        return run
    first, last = run.words[kept[0]], run.words[kept[-1]]
    start = first.start if kept[0] > 0 else run.span.start
    end = last.end if kept[-1] + 1 < len(run.words) else run.span.end
    words = run.words[kept[0] : kept[-1] + 1]
    span = Span(start=start, end=SampleCount(max(end, start + 1)))
    return replace(run, span=span, words=words)


def evidence(run: SpottedRun, log_probabilities: Frames) -> float:
    """Return how much speaks for a run: fit of its sounds, length of its signs and number of sure ones; no unit.

    Args:
        run: with at least one sign.
        log_probabilities: of each phone in each frame of the recording, shape (frames, len(PHONES)).
    """
    count = len(run.words)
    fit = sum(fit_of_sign(word, log_probabilities) for word in run.words) / count
    length = sum(word.end - word.start for word in run.words) / count / FRAME_SAMPLES
    sure = min(run.sure, MOST_COUNTED)
    return fit + WEIGHT_OF_LENGTH * min(length, LONGEST_COUNTED) + WEIGHT_OF_SURE * sure


def fit_of_sign(word: SpottedWord, log_probabilities: Frames) -> float:
    """Return how well the sounds of a sign fit where it was heard, in its best pronunciation; WORST_FIT to 0.

    Its phones are laid over the frames; each counts with the mean of how much less likely it is than the likeliest
    phone of the same frame, natural logarithm.

    Source: Witt and Young (2000), goodness of pronunciation, with the likeliest phone of each frame for the phone loop.
    """
    first, end = word.start // FRAME_SAMPLES - MARGIN, word.end // FRAME_SAMPLES + MARGIN
    frames = log_probabilities[max(0, first) : end]
    return max([WORST_FIT, *(_fit(frames, phones) for phones in _PRONUNCIATIONS[word.text])])


def _fit(frames: Frames, phones: Sequence[str]) -> float:
    optional = [True, *(False for _ in phones), True]
    places = aligned(frames, [SILENCE, *phones, SILENCE], optional) if len(frames) else None
    if places is None:
        return WORST_FIT
    ratios = frames - frames.max(axis=1, keepdims=True)
    each = [
        float(ratios[start:end, PHONES.index(phone)].mean())
        for phone, (start, end) in zip(phones, places[1:-1], strict=True)
    ]
    return sum(each) / len(each)


@cache
def _network() -> PhoneNetwork:
    return load_network()
