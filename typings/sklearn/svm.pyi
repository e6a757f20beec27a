# Only what Earnest uses.
import numpy
from numpy.typing import NDArray

class LinearSVC:
    coef_: NDArray[numpy.float64]
    intercept_: NDArray[numpy.float64]
    classes_: NDArray[numpy.int64]
    def __init__(
        self, *, C: float = ..., tol: float = ..., max_iter: int = ..., random_state: int | None = ...
    ) -> None: ...
    def fit(self, X: object, y: NDArray[numpy.int64]) -> LinearSVC: ...
