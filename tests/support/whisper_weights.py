"""Untrained weights in Whisper's shape: small, drawn at random, in the format of the real ones.

Nothing may be downloaded here. What such weights say is nonsense; that they are loaded, asked and closed as real ones
would be is not. A network can even learn phones from the nonsense, because a random projection keeps much of a sound.
"""

from pathlib import Path
from typing import TYPE_CHECKING

import numpy
from ctranslate2.specs import WhisperSpec
from numpy.random import Generator
from numpy.typing import NDArray
from tokenizers import (
    AddedToken,
    Tokenizer,
    decoders,
    models,
    pre_tokenizers,
)

if TYPE_CHECKING:
    from ctranslate2.specs import FeedForwardSpec, LayerNormSpec, LinearSpec, MultiHeadAttentionSpec

LANGUAGES = ("en", "de", "nl")
WIDTH = 64
HIDDEN = 128
MEL_BANDS = 80
MOMENTS = 1500
"""Rows of the encoder for 30 s."""
TEXT = 448
"""Most tokens of a text."""
ENDING = 4.0
"""How much more likely than any other token the end is (natural logarithm), so that nonsense soon ends."""


def write_whisper_weights(folder: Path, seed: int = 1, *, spoiled: bool = False, endless: bool = False) -> Path:
    """Write weights and tokenizer into a folder, and return it.

    Args:
        folder: where.
        seed: of what is drawn.
        spoiled: they give no numbers.
        endless: the end is never likely, so that they write until they are stopped.
    """
    folder.mkdir(parents=True, exist_ok=True)
    special = [
        "<|endoftext|>",
        "<|startoftranscript|>",
        *(f"<|{language}|>" for language in LANGUAGES),
        *(f"<|{each}|>" for each in ("translate", "transcribe", "startoflm", "startofprev", "nospeech")),
        "<|notimestamps|>",
        *(f"<|{moment * 0.02:.2f}|>" for moment in range(MOMENTS + 1)),
    ]
    tokenizer = _tokenizer(special)
    tokenizer.save(str(folder / "tokenizer.json"))
    numbers = tokenizer.get_vocab()
    spec = _Weights(numpy.random.default_rng(seed)).spec(len(numbers), numbers["<|endoftext|>"])
    if spoiled:
        spec.encoder.layer_norm.gamma[0] = numpy.nan
    if endless:
        spec.decoder.embeddings.weight[numbers["<|endoftext|>"], 0] *= -4.0
    spec.config.suppress_ids = []
    spec.config.suppress_ids_begin = []
    spec.config.lang_ids = [numbers[f"<|{language}|>"] for language in LANGUAGES]
    spec.config.alignment_heads = [(0, 0)]
    spec.register_vocabulary(sorted(numbers, key=lambda token: numbers[token]))
    spec.validate()
    spec.optimize()
    spec.save(str(folder))
    return folder


def _tokenizer(special: list[str]) -> Tokenizer:
    letters = {letter: number for number, letter in enumerate(sorted(pre_tokenizers.ByteLevel.alphabet()))}
    tokenizer = Tokenizer(models.BPE(vocab=letters, merges=[]))
    tokenizer.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    tokenizer.decoder = decoders.ByteLevel()
    _ = tokenizer.add_special_tokens([AddedToken(each, special=True) for each in special])
    return tokenizer


class _Weights:
    """Draws the weights, layer by layer."""

    def __init__(self, generator: Generator) -> None:
        self._generator = generator

    def spec(self, tokens: int, end: int) -> WhisperSpec:
        spec = WhisperSpec(1, 2, 1, 2)
        encoder, decoder = spec.encoder, spec.decoder
        for convolution, inputs in ((encoder.conv1, MEL_BANDS), (encoder.conv2, WIDTH)):
            convolution.weight = self._drawn(WIDTH, inputs, 3)
            convolution.bias = numpy.zeros(WIDTH, numpy.float32)
        encoder.position_encodings.encodings = 0.01 * self._drawn(MOMENTS, WIDTH)
        decoder.embeddings.weight = decoder.projection.weight = self._drawn(tokens, WIDTH)
        decoder.position_encodings.encodings = 0.01 * self._drawn(TEXT, WIDTH)
        for part in (encoder, decoder):
            _normalise(part.layer_norm)
            for layer in part.layer:
                self._attend(layer.self_attention, (3 * WIDTH, WIDTH))
                self._feed(layer.ffn)
        for layer in decoder.layer:
            self._attend(layer.attention, (WIDTH, 2 * WIDTH, WIDTH))
        decoder.layer_norm.beta[0] = numpy.sqrt(ENDING)
        decoder.embeddings.weight[end, 0] = numpy.sqrt(ENDING)
        return spec

    def _attend(self, attention: "MultiHeadAttentionSpec", sizes: tuple[int, ...]) -> None:
        _normalise(attention.layer_norm)
        for linear, size in zip(attention.linear, sizes, strict=True):
            self._join(linear, size, WIDTH)

    def _feed(self, network: "FeedForwardSpec") -> None:
        _normalise(network.layer_norm)
        self._join(network.linear_0, HIDDEN, WIDTH)
        self._join(network.linear_1, WIDTH, HIDDEN)

    def _join(self, linear: "LinearSpec", outputs: int, inputs: int) -> None:
        linear.weight = self._drawn(outputs, inputs)
        linear.bias = numpy.zeros(outputs, numpy.float32)

    def _drawn(self, *shape: int) -> NDArray[numpy.float32]:
        drawn = self._generator.standard_normal(shape) / numpy.sqrt(numpy.prod(shape[1:]))
        return drawn.astype(numpy.float32)


def _normalise(layer: "LayerNormSpec") -> None:
    layer.gamma = numpy.ones(WIDTH, numpy.float32)
    layer.beta = numpy.zeros(WIDTH, numpy.float32)
