"""Network: a small speaker network that an attacker trains himself on the speech that he has; needs torch.

Layers over time, then mean and spread over time, then one layer whose outputs are the vector of a clip (x-vectors:
Snyder and others 2018). It learns to keep people apart by an angle with a margin (additive angular margin: Deng and
others 2019), from pieces of clips with parts of their spectrum hidden and moved (Park and others 2019; Jaitly and
Hinton 2013), so that few people suffice.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from threading import Lock
from typing import TYPE_CHECKING, Final

import numpy
from numpy.random import Generator
from numpy.typing import NDArray

from attacks.backend import Persons
from attacks.frames import Numbers

if TYPE_CHECKING:
    from torch import Tensor
    from torch.nn import Module, Sequential

CHANNELS: Final = 96
VECTOR: Final = 128
"""Numbers in the vector of a clip."""
BATCH: Final = 64
MARGIN: Final = 0.2
"""Angle by which a clip has to be nearer to its person than would be enough; radian."""
SCALE: Final = 20.0
FASTEST: Final = 4e-3
"""Greatest step size of Adam."""
FEWEST_FRAMES: Final = 20
THREADS: Final = 1
"""One: such small layers are not faster with more, and sums come out the same."""
LEAST: Final = 1e-5

Single = NDArray[numpy.float32]
Given = NDArray[numpy.floating]
"""Frames of a clip, shape (frames ≥ 1, columns)."""

_DRAWING = Lock()
"""Torch draws first weights from one source for all threads."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Schooling:
    """How a network is trained."""

    pieces: int
    """About how many pieces of clips are heard altogether; every clip at least once."""
    piece: int
    """Frames of a clip that are heard at once, ≥ FEWEST_FRAMES."""
    centred: bool
    """Whether what is the same in all frames of a clip is taken away first; of spectra that is mostly the disguise's
    own colour."""
    hidden: int
    """Most neighbouring columns that are hidden in a piece; 0 for none."""
    moved: float
    """Greatest share by which the columns are stretched (another vocal tract); 0 for columns without an order."""


def can_train() -> bool:
    """Tell whether torch is installed."""
    return find_spec("torch") is not None


def train_network(
    clips: Sequence[Given], persons: Persons, schooling: Schooling, seed: int
) -> Callable[[Given], Numbers]:
    """Train a network from nothing; return what makes a vector of length 1 of a clip.

    The same seed gives the same network on the same machine; another processor may round otherwise.

    Args:
        clips: frames of each clip, shape (frames ≥ 1, columns).
        persons: who speaks in each, shape (clips,); at least two people.
        schooling: how long and on what.
        seed: draws first weights, order and pieces.
    """
    import torch
    from torch.nn import Parameter, functional
    from torch.optim import AdamW
    from torch.optim.lr_scheduler import OneCycleLR
    from torch.random import fork_rng

    torch.set_num_threads(THREADS)
    randomness = numpy.random.default_rng(seed)
    names, places = numpy.unique(persons, return_inverse=True)
    columns = clips[0].shape[1]
    with _DRAWING, fork_rng():
        _ = torch.manual_seed(seed)
        network = _layers(columns)
        centres = Parameter(torch.randn(len(names), VECTOR))
    parameters = [*network.parameters(), centres]
    steps = _epochs(clips, schooling) * -(-len(clips) // BATCH)
    moves = AdamW(parameters, lr=FASTEST, weight_decay=1e-2)
    pace = OneCycleLR(moves, max_lr=FASTEST, total_steps=steps)
    _ = network.train()
    for rows, chosen in _batches(clips, schooling, randomness):
        labels = torch.from_numpy(places[chosen])
        vectors = functional.normalize(network(torch.from_numpy(rows)))
        cosines = vectors @ functional.normalize(centres).T
        loss = functional.cross_entropy(_with_margin(cosines, labels), labels)
        moves.zero_grad()
        loss.backward()
        _ = moves.step()
        pace.step()
    _ = network.eval()

    def vector(clip: Given) -> Numbers:
        torch.set_num_threads(THREADS)
        with torch.inference_mode():
            given = torch.from_numpy(_piece(_rows(clip, schooling), max(len(clip), FEWEST_FRAMES), 0).T[None].copy())
            found = functional.normalize(network(given))[0]
        return numpy.asarray(found.numpy(), dtype=numpy.float64)

    return vector


def _layers(columns: int) -> "Sequential":
    from torch import cat
    from torch.nn import BatchNorm1d, Conv1d, Linear, Module, ReLU, Sequential

    class MeanAndSpread(Module):
        """Forgets when something was heard."""

        def forward(self, rows: "Tensor") -> "Tensor":
            return cat([rows.mean(dim=2), (rows.var(dim=2, unbiased=False) + LEAST).sqrt()], dim=1)

    def over_time(inputs: int, outputs: int, width: int, stride: int, spacing: int) -> "list[Module]":
        padding = spacing * (width // 2)
        return [
            Conv1d(inputs, outputs, width, stride=stride, padding=padding, dilation=spacing),
            ReLU(),
            BatchNorm1d(outputs),
        ]

    return Sequential(
        *over_time(columns, CHANNELS, 5, 2, 1),
        *over_time(CHANNELS, CHANNELS, 3, 1, 1),
        *over_time(CHANNELS, CHANNELS, 3, 1, 2),
        *over_time(CHANNELS, 2 * CHANNELS, 1, 1, 1),
        MeanAndSpread(),
        Linear(4 * CHANNELS, VECTOR),
    )


def _with_margin(cosines: "Tensor", labels: "Tensor") -> "Tensor":
    """Return scaled cosines, those of the right person as if the angle were greater by MARGIN."""
    from torch.nn.functional import one_hot

    angles = cosines.clamp(-1 + LEAST, 1 - LEAST).acos()
    return SCALE * (angles + MARGIN * one_hot(labels, cosines.shape[1])).clamp(max=numpy.pi).cos()


def _batches(
    clips: Sequence[Given], schooling: Schooling, randomness: Generator
) -> Iterator[tuple[Single, NDArray[numpy.intp]]]:
    """Give pieces of clips, shape (pieces, columns, frames), and of which clips they are."""
    rows = [_rows(clip, schooling) for clip in clips]
    for _ in range(_epochs(clips, schooling)):
        order = randomness.permutation(len(clips)).astype(numpy.intp)
        for start in range(0, len(order), BATCH):
            chosen = order[start : start + BATCH]
            taken: list[Single] = []
            for place in chosen.tolist():
                clip: Single = rows[int(place)]
                taken.append(_piece(clip, schooling.piece, int(randomness.integers(1 << 30))))
            pieces = numpy.stack(taken)
            turned = _moved(pieces, schooling, randomness).transpose(0, 2, 1)
            yield numpy.ascontiguousarray(turned, dtype=numpy.float32), chosen


def _epochs(clips: Sequence[Given], schooling: Schooling) -> int:
    """Return how often each clip is heard."""
    return max(1, round(schooling.pieces / len(clips)))


def _rows(clip: Given, schooling: Schooling) -> Single:
    rows = clip.astype(numpy.float32)
    return rows - rows.mean(axis=0) if schooling.centred else rows


def _piece(rows: Single, length: int, drawn: int) -> Single:
    """Return so many frames from a drawn place; a shorter clip is repeated."""
    if len(rows) < length:
        rows = numpy.tile(rows, (-(-length // len(rows)), 1))
    start = drawn % (len(rows) - length + 1)
    return rows[start : start + length]


def _moved(pieces: Single, schooling: Schooling, randomness: Generator) -> Single:
    """Return pieces with their columns stretched, all by the same drawn share, and some of each hidden."""
    columns = pieces.shape[2]
    if schooling.moved:
        share = 1.0 + randomness.uniform(-schooling.moved, schooling.moved)
        pieces = pieces @ _stretch(columns, share)
    if schooling.hidden:
        for piece in pieces:
            start, width = (int(randomness.integers(most)) for most in (columns, schooling.hidden + 1))
            piece[:, start : start + width] = 0.0
    return pieces


def _stretch(columns: int, share: float) -> Single:
    """Return what takes each column from `share` times its place, between its neighbours; shape (columns, columns)."""
    wanted = numpy.clip(numpy.arange(columns) * share, 0, columns - 1)
    return numpy.maximum(0.0, 1.0 - numpy.abs(numpy.arange(columns)[:, None] - wanted)).astype(numpy.float32)
