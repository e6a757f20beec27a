"""Wake learning: weights of the wake detector from what people said about its decisions."""

from collections.abc import Sequence
from typing import Final

import numpy

from earnest.foundation.statistics.logistic_fitting import fit_logistic
from earnest.speech.hearing.wake_word.detector import WakeDetector, WakeExample
from earnest.speech.hearing.wake_word.evidence import NAMES, is_row

STRENGTH: Final = 5.0
"""How firmly learning holds on to the weights from before; verdicts. Chosen; what labels change with it is in
docs/algorithms/wake-word.md."""


def learn_wake(examples: Sequence[WakeExample], before: WakeDetector, anchors: Sequence[WakeExample]) -> WakeDetector:
    """Return a detector that has learned from verdicts; with few of them it stays near the one before.

    Rows in a wrong form are left out. The same examples in any order give the same weights.

    Args:
        examples: what people said.
        before: where learning starts from.
        anchors: of the stock detector.
    """
    usable = sorted((example.row, example.addressed) for example in (*examples, *anchors) if is_row(example.row))
    rows = numpy.asarray([row for row, _ in usable], dtype=numpy.float64).reshape(-1, len(NAMES))
    targets = numpy.asarray([float(addressed) for _, addressed in usable])
    logistic = fit_logistic(rows, targets, prior=before.logistic, strength=STRENGTH, balanced=True)
    return WakeDetector(logistic=logistic)
