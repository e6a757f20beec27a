"""Confirmed runs: which of the spotted runs a second listener bears out, by their sounds, their pace and their signs.

The spotter must call every sound a sign or one of a thousand words, so in accented speech it makes runs of syllables
that are none. The phone network is of another kind: it knows no words, has other weights and heard other people. A run
counts when how its sounds fit there, how long its signs last and how many of them the spotter does not doubt say so
together. Each alone is wrong too often: some people speak fast, some indistinctly, and some say three digits only.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from functools import cache
from typing import Final

from earnest.foundation.units import SampleCount, Samples
from earnest.speech.audio.span import Span
from earnest.speech.concealment.spotting.runs import SpottedRun, find_runs, is_sure
from earnest.speech.concealment.spotting.spoken_signs import SIGNS
from earnest.speech.concealment.spotting.spotter import SpottedWord, Spotter, SpottingPass
from earnest.speech.phone_hearing.decoding import aligned
from earnest.speech.phone_hearing.features import FRAME_SAMPLES, Frames
from earnest.speech.phone_hearing.network import PHONES, SILENCE, PhoneNetwork, load_network

LEAST_EVIDENCE: Final[Mapping[SpottingPass, float]] = {
    SpottingPass.FINDING: 0.9,
    SpottingPass.SLOWED: 1.6,
    SpottingPass.VERIFYING: 0.9,
}
"""Evidence from which on a run of a pass counts. The slowed pass is a second chance for numbers and for mistakes alike,
and slowing makes syllables look like signs, so it must say more. Chosen, as the weights, on one half of the people."""
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
"""Frames before and after a sign that may belong to it, because the two listeners do not agree to the frame."""

_PRONUNCIATIONS: Final = {sign.text: tuple(phones.split() for phones in sign.pronunciations) for sign in SIGNS}


def confirmed_runs(samples: Samples, spotter: Spotter, passes: Iterable[SpottingPass]) -> tuple[SpottedRun, ...]:
    """Return the runs that the spotter hears in any of these passes and that the phone network bears out.

    Signs at their ends that neither listener believes are left out of them.

    Args:
        samples: mono audio, shape (n,), n ≥ 0.
        spotter: listens for digits and letters.
        passes: how it listens, one time each.

    Raises:
        EngineFailed: the spotter failed.
        OSError, ValueError: the phone network is missing or damaged.
    """
    heard = [(run, listening) for listening in passes for run in find_runs(spotter.spot(samples, listening))]
    if not heard:
        return ()
    log_probabilities = _network().log_probabilities(samples)
    return tuple(
        _trimmed(run, log_probabilities)
        for run, listening in heard
        if evidence(run, log_probabilities) >= LEAST_EVIDENCE[listening]
    )


def _trimmed(run: SpottedRun, log_probabilities: Frames) -> SpottedRun:
    """Return a run without the signs at its ends that neither listener believes: the words before and after it."""
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
