"""Decoding: the likeliest sequence of phones, free or along known ones (Viterbi)."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy
from numpy.typing import NDArray

from earnest.foundation.units import SampleCount
from earnest.speech.hearing.phones.features import FRAME_SAMPLES, Frames
from earnest.speech.hearing.phones.network import PHONES, SILENCE, PhoneNetwork
from earnest.speech.sound.span import Span

# How they were chosen is not recorded; what they give together is in docs/algorithms/respeaking.md.
PRIOR_SHARE: Final = 0.6
"""How much of a phone's frequency in training is taken out of its probability; 0 to 1."""
SEQUENCE_WEIGHT: Final = 3.0
"""Weight of the phone sequence's probability against that of the sound."""
CHANGE_COST: Final = 1.0
"""Cost of each phone; greater means fewer and longer phones; natural logarithm."""
SHORTEST: Final = 3
"""Frames that every phone lasts at least: 30 ms. Chosen: recognisers give a phone three states of a frame and more."""

_NEVER: Final = -1e30
"""Logarithm of a probability that no path may have. By definition smaller than any path has."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HeardPhone:
    """A phone and where it was heard."""

    phone: str
    """One of PHONES without silence."""
    span: Span


def heard_phones(network: PhoneNetwork, log_probabilities: Frames) -> tuple[HeardPhone, ...]:
    """Return the likeliest phones without silences.

    A phone follows two others with the network's probability; each lasts at least SHORTEST frames.

    Args:
        network: for the phones' frequencies and sequences.
        log_probabilities: of each phone in each frame, shape (frames, len(PHONES)).
    """
    if len(log_probabilities) < SHORTEST:
        return ()
    scores = (log_probabilities - PRIOR_SHARE * network.priors).astype(numpy.float32)
    path = _free_path(scores, (SEQUENCE_WEIGHT * network.following - CHANGE_COST).astype(numpy.float32))
    return tuple(
        HeardPhone(phone=PHONES[phone], span=_span(start, end))
        for phone, start, end in path
        if PHONES[phone] != SILENCE
    )


def _free_path(scores: Frames, following: Frames) -> list[tuple[int, int, int]]:
    """Return (phone, first frame, frame after the last) of the best path."""
    frames, count = scores.shape
    total = numpy.concatenate((numpy.zeros((1, count), dtype=scores.dtype), numpy.cumsum(scores, axis=0)))
    # best[e] is for paths that end a segment at frame e: shape (phone before, phone of the segment).
    ended = numpy.full((frames + 1, count, count), _NEVER, dtype=numpy.float32)
    entered = numpy.full((count, count), _NEVER, dtype=numpy.float32)
    entries = numpy.zeros((frames + 1, count, count), dtype=numpy.int32)
    choices = numpy.zeros((frames + 1, count, count), dtype=numpy.int16)
    entry_of = numpy.zeros((count, count), dtype=numpy.int32)
    silence = PHONES.index(SILENCE)
    for end in range(SHORTEST, frames + 1):
        start = end - SHORTEST
        if start == 0:
            fresh = numpy.full((count, count), _NEVER, dtype=numpy.float32)
            fresh[silence] = following[silence, silence]
        else:
            joined = ended[start][:, :, None] + following
            choices[start] = joined.argmax(axis=0)
            fresh = joined.max(axis=0)
        fresh = fresh - total[start]
        newer = fresh > entered
        entered = numpy.where(newer, fresh, entered)
        entry_of = numpy.where(newer, start, entry_of)
        ended[end] = entered + total[end]
        entries[end] = entry_of
    last = int(ended[frames].argmax())
    before, phone = divmod(last, count)
    path: list[tuple[int, int, int]] = []
    end = frames
    while True:
        start = int(entries[end, before, phone])
        path.append((phone, start, end))
        if start == 0:
            return path[::-1]
        before, phone, end = int(choices[start, before, phone]), before, start


def aligned(log_probabilities: Frames, phones: Sequence[str], optional: Sequence[bool]) -> list[tuple[int, int]] | None:
    """Return the first frame and the frame after the last of each phone of a known sequence.

    Args:
        log_probabilities: as above.
        phones: what was said, in order.
        optional: which of these may be left out (silences between words); such get an empty place.

    Returns:
        One pair per phone; None where the sound is too short for them.
    """
    columns = [PHONES.index(phone) for phone in phones]
    states = numpy.repeat(numpy.arange(len(phones)), SHORTEST)
    frames = len(log_probabilities)
    emission = log_probabilities[:, [columns[state] for state in states]]
    skips = _skips(optional)
    best = numpy.full(len(states), _NEVER)
    best[0] = 0.0
    if optional[0] and len(phones) > 1:
        best[SHORTEST] = 0.0
    best += emission[0]
    back = numpy.zeros((frames, len(states)), dtype=numpy.int32)
    places = numpy.arange(len(states))
    for frame in range(1, frames):
        moves = numpy.stack(
            [best, numpy.concatenate(([_NEVER], best[:-1])), numpy.where(skips >= 0, best[skips], _NEVER)]
        )
        chosen = moves.argmax(axis=0)
        back[frame] = numpy.where(chosen == 0, places, numpy.where(chosen == 1, places - 1, skips))
        best = moves.max(axis=0) + emission[frame]
    finals = [len(states) - 1] + ([len(states) - 1 - SHORTEST] if optional[-1] and len(phones) > 1 else [])
    state = max(finals, key=lambda final: best[final])
    if best[state] < _NEVER / 2:
        return None
    found = [(0, 0)] * len(phones)
    for frame in range(frames - 1, -1, -1):
        phone = int(states[state])
        found[phone] = (frame, found[phone][1] or frame + 1)
        state = int(back[frame, state])
    return found


def _skips(optional: Sequence[bool]) -> NDArray[numpy.int32]:
    """Return, for each state, from which state one gets there past something optional; −1 for none."""
    skips = numpy.full(len(optional) * SHORTEST, -1, dtype=numpy.int32)
    for number in range(2, len(optional)):
        if optional[number - 1]:
            skips[number * SHORTEST] = (number - 1) * SHORTEST - 1
    return skips


def _span(first_frame: int, end_frame: int) -> Span:
    return Span(start=SampleCount(first_frame * FRAME_SAMPLES), end=SampleCount(end_frame * FRAME_SAMPLES))
