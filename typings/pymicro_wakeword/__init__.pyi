from collections.abc import Iterable
from enum import Enum

import numpy
from numpy.typing import NDArray

class Model(str, Enum):
    OKAY_NABU = "okay_nabu"
    HEY_JARVIS = "hey_jarvis"
    HEY_MYCROFT = "hey_mycroft"
    ALEXA = "alexa"

class MicroWakeWord:
    probability_cutoff: float
    sliding_window_size: int
    stride: int
    @staticmethod
    def from_builtin(model: Model) -> MicroWakeWord: ...
    def process_streaming(self, features: NDArray[numpy.float64]) -> bool: ...
    def process_streaming_prob(self, features: NDArray[numpy.float64]) -> float | None: ...
    def reset(self) -> None: ...
    def close(self) -> None: ...

class MicroWakeWordFeatures:
    def process_streaming(self, audio_bytes: bytes) -> Iterable[NDArray[numpy.float64]]: ...
    def reset(self) -> None: ...
