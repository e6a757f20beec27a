# Only what Earnest uses.
from collections.abc import Sequence

from ctranslate2 import StorageView

class WhisperGenerationResult:
    sequences_ids: list[list[int]]
    scores: list[float]
    no_speech_prob: float

class WhisperAlignmentResult:
    alignments: list[tuple[int, int]]
    text_token_probs: list[float]

class Whisper:
    def __init__(
        self,
        model_path: str,
        device: str,
        *,
        compute_type: str,
        inter_threads: int,
        intra_threads: int,
        files: dict[str, bytes] | None = None,
    ) -> None: ...
    @property
    def n_mels(self) -> int: ...
    @property
    def is_multilingual(self) -> bool: ...
    def encode(self, features: StorageView, to_cpu: bool = ...) -> StorageView: ...
    def detect_language(self, features: StorageView) -> list[list[tuple[str, float]]]: ...
    def generate(
        self,
        features: StorageView,
        prompts: list[list[int]],
        *,
        beam_size: int,
        num_hypotheses: int,
        max_length: int,
        return_scores: bool,
        return_no_speech_prob: bool,
    ) -> list[WhisperGenerationResult]: ...
    def align(
        self,
        features: StorageView,
        start_sequence: Sequence[int],
        text_tokens: list[list[int]],
        num_frames: int,
    ) -> list[WhisperAlignmentResult]: ...
