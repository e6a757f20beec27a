# Only what Earnest uses.
import numpy
from numpy.typing import NDArray

class FeatureExtractor:
    def __init__(self, feature_size: int = ...) -> None: ...
    def __call__(self, waveform: NDArray[numpy.float32], padding: int = ...) -> NDArray[numpy.float32]: ...
