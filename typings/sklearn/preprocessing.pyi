# Only what Earnest uses.
import numpy
from numpy.typing import NDArray

class StandardScaler:
    mean_: NDArray[numpy.float64]
    scale_: NDArray[numpy.float64]
    def fit_transform(self, X: NDArray[numpy.float64]) -> NDArray[numpy.float64]: ...
