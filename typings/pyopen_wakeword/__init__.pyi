from collections.abc import Iterable
from enum import Enum

import numpy
from numpy.typing import NDArray

class Model(str, Enum):
    OKAY_NABU = "okay_nabu"
    HEY_JARVIS = "hey_jarvis"
    HEY_MYCROFT = "hey_mycroft"
    ALEXA = "alexa"

class OpenWakeWord:
    @staticmethod
    def from_builtin(model: Model) -> OpenWakeWord: ...
    def process_streaming(self, embeddings: NDArray[numpy.float32]) -> Iterable[float]: ...
    def reset(self) -> None: ...

class OpenWakeWordFeatures:
    new_audio_samples: int
    @staticmethod
    def from_builtin() -> OpenWakeWordFeatures: ...
    def process_streaming(self, audio_chunk: bytes) -> Iterable[NDArray[numpy.float32]]: ...
    def reset(self) -> None: ...
