# Only what Earnest uses.
import numpy
from numpy.typing import NDArray

class LogisticRegression:
    coef_: NDArray[numpy.float64]
    intercept_: NDArray[numpy.float64]
    classes_: NDArray[numpy.int64]
    def __init__(
        self, *, C: float = ..., class_weight: str | None = ..., max_iter: int = ..., random_state: int | None = ...
    ) -> None: ...
    def fit(
        self, X: object, y: NDArray[numpy.int64], sample_weight: NDArray[numpy.float64] | None = ...
    ) -> LogisticRegression: ...
