"""Speaking: what is left of a person when the voice is gone: which phones are heard, for how long, and which words.

Nothing here measures a sound's colour, pitch or loudness. Phones come from the phone network that Earnest ships, which
hears the disguised clip as anybody could; words are those that go with a clip to a reviewer. What follows from the
sentence alone is taken away (`without_sentence`): who was given what to read is no property of a voice.
"""

from collections.abc import Callable, Sequence
from functools import cache
from itertools import groupby, pairwise
from typing import Final
from zlib import crc32

import numpy
from numpy.typing import NDArray

from attacks.frames import Numbers
from earnest.foundation.units import Samples
from earnest.speech.hearing.phones.decoding import CHANGE_COST, PRIOR_SHARE, SEQUENCE_WEIGHT
from earnest.speech.hearing.phones.features import Frames
from earnest.speech.hearing.phones.network import PHONES, SILENCE, PhoneNetwork, load_network
from earnest.speech.language.lexicon import Lexicon, load_lexicon

RIDGE: Final = 0.1
"""How strongly the prediction from the sentence is held back; share of the mean variance of what is known of it."""
LASTING: Final = 3
"""Frames that every phone lasts at least."""
TOGETHER: Final = 32
"""Clips that are computed together."""
BUCKETS: Final = 128
"""Columns into which words are sorted by a checksum; two words may share one."""
PAUSE_FRAMES: Final = (15, 50)
"""From how many frames of 10 ms a silence between phones is a short and a long pause."""
USUAL_SHARE: Final = 4.0
"""How many phones of average length are mixed into the mean length of each phone of a clip."""


@cache
def _network() -> PhoneNetwork:
    return load_network()


@cache
def _lexicon() -> Lexicon:
    return load_lexicon()


def hear(sounds: Sequence[Samples | None]) -> list[Numbers | None]:
    """Return the likeliest phones of each clip: index into PHONES and frames of 10 ms; shapes (phones ≥ 0, 2).

    Viterbi over pairs of phones; faster and less exact than Earnest's own.
    """
    network = _network()
    following = _pairs(network)
    heard: list[Numbers | None] = [None if sound is None else numpy.zeros((0, 2)) for sound in sounds]
    scores = {
        place: (network.log_probabilities(sound) - PRIOR_SHARE * network.priors).astype(numpy.float32)
        for place, sound in enumerate(sounds)
        if sound is not None
    }
    order = sorted(
        (place for place, rows in scores.items() if len(rows) >= LASTING), key=lambda place: len(scores[place])
    )
    for start in range(0, len(order), TOGETHER):
        places = order[start : start + TOGETHER]
        paths = _likeliest([scores[place] for place in places], following)
        for place, path in zip(places, paths, strict=True):
            runs = [(phone, sum(1 for _ in run)) for phone, run in groupby(path)]
            heard[place] = numpy.asarray(runs, dtype=numpy.float64)
    return heard


def _pairs(network: PhoneNetwork) -> Frames:
    """Return the weighted logarithm of a phone's probability after another; shape (phone, the one before)."""
    first = numpy.exp(network.priors)[:, None, None]
    together = (first * numpy.exp(network.following)).sum(axis=0) / first.sum()
    return numpy.ascontiguousarray((SEQUENCE_WEIGHT * numpy.log(together) - CHANGE_COST).T, dtype=numpy.float32)


def _likeliest(scores: Sequence[Frames], following: Frames) -> list[list[int]]:
    """Return the phone of each frame on the best path on which every phone lasts at least LASTING frames.

    Args:
        scores: of each clip, shape (frames ≥ LASTING, phones); computed together, so of about the same length.
        following: as `_pairs` says.
    """
    lengths = [len(rows) for rows in scores]
    together = numpy.zeros((max(lengths), len(scores), len(following)), dtype=numpy.float32)
    for place, rows in enumerate(scores):
        together[: len(rows), place] = rows
    entered = numpy.zeros(together.shape, dtype=numpy.int8)
    stayed = numpy.zeros(together.shape, dtype=numpy.bool_)
    ended = numpy.zeros(together.shape, dtype=numpy.float32)
    begun = [numpy.full(together.shape[1:], -1e30, dtype=numpy.float32) for _ in range(LASTING)]
    begun[0] = together[0]
    for frame in range(1, len(together)):
        changed = following + begun[-1][:, None, :]
        before = changed.argmax(axis=2)
        fresh = numpy.take_along_axis(changed, before[:, :, None], axis=2)[:, :, 0]
        entered[frame] = before
        stayed[frame] = begun[-1] >= begun[-2]
        lasting = numpy.maximum(begun[-1], begun[-2])
        begun = [now + together[frame] for now in (fresh, *begun[:-2], lasting)]
        ended[frame] = begun[-1]
    return [
        _backwards(entered[:length, place], stayed[:length, place], int(ended[length - 1, place].argmax()))
        for place, length in enumerate(lengths)
    ]


def _backwards(entered: NDArray[numpy.int8], stayed: NDArray[numpy.bool_], last: int) -> list[int]:
    """Return the phone of each frame, from what the best path did in each; shapes (frames, phones)."""
    phone, place = last, LASTING - 1
    path = [phone]
    for frame in range(len(entered) - 1, 0, -1):
        if place == 0:
            phone, place = int(entered[frame, phone]), LASTING - 1
        elif place < LASTING - 1 or not stayed[frame, phone]:
            place -= 1
        path.append(phone)
    return path[::-1]


def phone_counts(heard: Numbers) -> Numbers:
    """Return how often each phone and each pair of phones is heard, as roots of shares; shape (dimensions,).

    An accent shows in it, and what the network mishears in this person. Roots make shares comparable (Hellinger).
    """
    return _counted([PHONES[int(phone)] for phone in heard[:, 0] if PHONES[int(phone)] != SILENCE])


COUNTS: Final = len(PHONES) * (1 + len(PHONES))
"""Dimensions of `phone_counts`."""


def _counted(phones: Sequence[str]) -> Numbers:
    number = {phone: place for place, phone in enumerate(PHONES)}
    places = [number[phone] for phone in phones if phone in number]
    ones = numpy.bincount(places, minlength=len(PHONES)).astype(numpy.float64)
    twos = numpy.zeros((len(PHONES), len(PHONES)))
    for one, other in pairwise(places):
        twos[one, other] += 1.0
    return numpy.concatenate([_root_shares(ones), 0.5 * _root_shares(twos.ravel())])


def _root_shares(counts: Numbers) -> Numbers:
    return numpy.sqrt(counts / max(1.0, float(counts.sum())))


def timing(heard: Numbers) -> Numbers:
    """Return how long phones and pauses last; shape (dimensions,).

    Phones that a clip holds few of are drawn towards the clip's usual length.
    """
    silent = heard[:, 0] == PHONES.index(SILENCE)
    phones, lasting = heard[~silent, 0].astype(numpy.intp), numpy.log(heard[~silent, 1])
    usual = float(lasting.mean()) if lasting.size else 0.0
    sums = numpy.bincount(phones, weights=lasting - usual, minlength=len(PHONES))
    means = sums / (numpy.bincount(phones, minlength=len(PHONES)) + USUAL_SHARE)
    quantiles = numpy.quantile(lasting, [0.1, 0.5, 0.9]) if lasting.size else numpy.zeros(3)
    whole = max(1.0, float(heard[:, 1].sum()))
    shares = [numpy.log(whole), phones.size / whole, float(heard[silent, 1].sum()) / whole]
    return numpy.concatenate(
        [means, quantiles, [usual, lasting.std() if lasting.size else 0.0], shares, _pauses(heard)]
    )


def _pauses(heard: Numbers) -> Numbers:
    """Return how many pauses of each kind there are, how long they usually are, and the silence at both ends."""
    silent = heard[:, 0] == PHONES.index(SILENCE)
    inner = heard[1:-1, 1][silent[1:-1]]
    kinds = numpy.histogram(inner, [0, *PAUSE_FRAMES, numpy.inf])[0]
    ends = [heard[place, 1] if silent.size and silent[place] else 0.0 for place in (0, -1)]
    return numpy.log1p(numpy.asarray([*kinds, inner.mean() if inner.size else 0.0, *ends], dtype=numpy.float64))


def sentence(words: Sequence[str]) -> Numbers:
    """Return what is known of a sentence before anybody says it: its phones and its length; shape (SENTENCE,)."""
    phones = [phone for word in words for phone in _lexicon().first_listed(word).split()]
    lengths = numpy.log1p([len(phones), len(words)])
    return numpy.concatenate([_counted(phones)[: len(PHONES)], lengths])


SENTENCE: Final = len(PHONES) + 2


def without_sentence(sentences: Numbers, vectors: Numbers) -> Callable[[Numbers, Numbers], Numbers]:
    """Learn what a sentence makes expect of a vector; return what takes it away (ridge regression).

    Args:
        sentences: of clips of people who are not attacked, shape (clips, SENTENCE).
        vectors: what was measured of the same clips, shape (clips, dimensions).
    """
    middle, usual = sentences.mean(axis=0), vectors.mean(axis=0)
    rows = sentences - middle
    covariance = rows.T @ rows
    held = covariance + numpy.eye(SENTENCE) * RIDGE * numpy.trace(covariance) / SENTENCE
    weights = numpy.asarray(numpy.linalg.solve(held, rows.T @ (vectors - usual)), dtype=numpy.float64)

    def rest(told: Numbers, vector: Numbers) -> Numbers:
        return vector - usual - (told - middle) @ weights

    return rest


def word_counts(words: Sequence[str]) -> Numbers:
    """Return which words there are, by their phones and by a checksum, and how many; shape (dimensions,)."""
    phones = [phone for word in words for phone in _lexicon().first_listed(word).split()]
    buckets = numpy.bincount([crc32(word.encode()) % BUCKETS for word in words], minlength=BUCKETS)
    letters = [float(len(word)) for word in words]
    return numpy.concatenate(
        [
            _counted(phones),
            0.5 * _root_shares(buckets.astype(numpy.float64)),
            [0.1 * numpy.log1p(len(words)), 0.02 * float(numpy.mean(letters)) if letters else 0.0],
        ]
    )
