# Only what Earnest uses.
from collections.abc import Sequence

import numpy
from numpy.typing import NDArray

class Pipeline:
    classes_: NDArray[numpy.str_]
    def fit(self, X: Sequence[str], y: Sequence[str]) -> Pipeline: ...
    def predict(self, X: Sequence[str]) -> NDArray[numpy.str_]: ...

def make_pipeline(*steps: object) -> Pipeline: ...
