# Only what Earnest uses; the library is optional and may be absent.
from collections.abc import Sequence

import numpy
from numpy.typing import NDArray

class OfflineRecognitionResult:
    text: str
    tokens: Sequence[str]
    timestamps: Sequence[float]

class OfflineStream:
    result: OfflineRecognitionResult
    def accept_waveform(self, sample_rate: float, waveform: NDArray[numpy.float32]) -> None: ...

class OfflineRecognizer:
    @classmethod
    def from_transducer(
        cls, encoder: str, decoder: str, joiner: str, tokens: str, num_threads: int = ...
    ) -> OfflineRecognizer: ...
    @classmethod
    def from_whisper(
        cls, encoder: str, decoder: str, tokens: str, language: str = ..., num_threads: int = ...
    ) -> OfflineRecognizer: ...
    @classmethod
    def from_nemo_ctc(cls, model: str, tokens: str, num_threads: int = ...) -> OfflineRecognizer: ...
    def create_stream(self) -> OfflineStream: ...
    def decode_stream(self, s: OfflineStream) -> None: ...
