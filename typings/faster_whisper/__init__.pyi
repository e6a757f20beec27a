# Only what Earnest uses; the library is optional and may be absent.
from collections.abc import Iterable

import numpy
from numpy.typing import NDArray

class Word:
    start: float
    end: float
    word: str
    probability: float

class Segment:
    text: str
    avg_logprob: float
    no_speech_prob: float
    words: list[Word] | None

class TranscriptionInfo:
    language: str

class WhisperModel:
    def __init__(
        self,
        model_size_or_path: str,
        device: str = ...,
        compute_type: str = ...,
        cpu_threads: int = ...,
        local_files_only: bool = ...,
    ) -> None: ...
    def transcribe(
        self,
        audio: NDArray[numpy.float32],
        language: str | None = ...,
        beam_size: int = ...,
        condition_on_previous_text: bool = ...,
        word_timestamps: bool = ...,
        hotwords: str | None = ...,
    ) -> tuple[Iterable[Segment], TranscriptionInfo]: ...
