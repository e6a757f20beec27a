# Only what Earnest uses.
import numpy
from numpy.typing import NDArray

class LayerNormSpec:
    gamma: NDArray[numpy.float32]
    beta: NDArray[numpy.float32]

class LinearSpec:
    weight: NDArray[numpy.float32]
    bias: NDArray[numpy.float32]

class EmbeddingsSpec:
    weight: NDArray[numpy.float32]

class PositionEncoderSpec:
    encodings: NDArray[numpy.float32]

class MultiHeadAttentionSpec:
    layer_norm: LayerNormSpec
    linear: list[LinearSpec]

class FeedForwardSpec:
    layer_norm: LayerNormSpec
    linear_0: LinearSpec
    linear_1: LinearSpec

class TransformerLayerSpec:
    self_attention: MultiHeadAttentionSpec
    attention: MultiHeadAttentionSpec
    ffn: FeedForwardSpec

class TransformerSpec:
    conv1: LinearSpec
    conv2: LinearSpec
    embeddings: EmbeddingsSpec
    projection: LinearSpec
    position_encodings: PositionEncoderSpec
    layer_norm: LayerNormSpec
    layer: list[TransformerLayerSpec]

class WhisperConfig:
    suppress_ids: list[int]
    suppress_ids_begin: list[int]
    lang_ids: list[int]
    alignment_heads: list[tuple[int, int]]

class WhisperSpec:
    encoder: TransformerSpec
    decoder: TransformerSpec
    config: WhisperConfig
    def __init__(
        self, num_encoder_layers: int, num_encoder_heads: int, num_decoder_layers: int, num_decoder_heads: int
    ) -> None: ...
    def register_vocabulary(self, tokens: list[str]) -> None: ...
    def validate(self) -> None: ...
    def optimize(self) -> None: ...
    def save(self, output_dir: str) -> None: ...
