"""Quality: how good a clip sounds, as a network guesses it (DNSMOS P.835); needs the group `evaluation`."""

from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path
from typing import Final

import numpy

from earnest.foundation.units import SAMPLING_RATE_HERTZ, Samples

LENGTH: Final = round(9.01 * SAMPLING_RATE_HERTZ)
"""Samples that the network listens to; shorter clips are repeated."""
OVERALL: Final = (-0.06766283, 1.11546468, 0.04602535)
"""Polynomial that makes the network's third answer an opinion from 1 to 5, published with it."""


def load_quality() -> Callable[[Samples], float] | None:
    """Return what guesses the mean opinion of a clip, 1 (bad) to 5 (excellent); None where the packages are missing.

    Source: Reddy, Gopal and Cutler (2022); weights from the package `speechmos` (MIT).
    """
    found = find_spec("speechmos")
    if found is None or found.origin is None or find_spec("onnxruntime") is None:
        return None
    import onnxruntime

    file = Path(found.origin).parent / "dnsmos_models" / "sig_bak_ovr.onnx"
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    session = onnxruntime.InferenceSession(str(file), options)

    def opinion(samples: Samples) -> float:
        sound = numpy.resize(samples.astype(numpy.float32) / 32768.0, LENGTH)
        answer = session.run(None, {"input_1": sound[None, :]})[0]
        return float(numpy.polyval(OVERALL, float(answer[0][2])))

    return opinion
