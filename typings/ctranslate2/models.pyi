# Only what Earnest uses.
from ctranslate2 import StorageView

class Whisper:
    def __init__(
        self, model_path: str, device: str, *, compute_type: str, inter_threads: int, intra_threads: int
    ) -> None: ...
    @property
    def n_mels(self) -> int: ...
    def encode(self, features: StorageView) -> StorageView: ...
