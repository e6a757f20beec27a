"""sherpa-onnx: recognises with ONNX weights from a folder. Never downloads.

Needs the extra `sherpa`. The folder is one of sherpa-onnx's own offline models: transducer (encoder, decoder, joiner),
Whisper (encoder, decoder) or CTC (one model), each with its tokens. Full-precision files are preferred to `int8` ones.
"""

from collections.abc import Iterator, Sequence
from contextlib import suppress
from itertools import pairwise
from pathlib import Path
from typing import Protocol

import numpy

from earnest.foundation.units import SAMPLING_RATE_HERTZ, SampleCount, Samples, samples_in_seconds
from earnest.speech.hearing.recognition.errors import EngineFailed, LibraryMissing
from earnest.speech.hearing.recognition.open_pass import OpenHearing
from earnest.speech.hearing.recognition.spoken_words import WrittenWord, spoken_words
from earnest.speech.language.hypothesis import RecognisedWord
from earnest.speech.sound.span import Span
from earnest.weights.errors import ModelMissing
from earnest.weights.places import named_folders, subfolders

NAME = "sherpa-onnx"

_FULL_SCALE = 32768.0
_THREADS = 2
"""Processors that one utterance may use. Chosen, not measured."""
_WORD_START = ("▁", " ")

POSTERIOR_WHERE_UNKNOWN = 0.5
"""These models give no probabilities; a middle value looks neither sure nor unsure. Chosen, not measured."""


class Written(Protocol):
    """What the library gives of one sound."""

    @property
    def text(self) -> str:
        """All words."""
        ...

    @property
    def tokens(self) -> Sequence[str]:
        """Pieces of words."""
        ...

    @property
    def timestamps(self) -> Sequence[float]:
        """When each token begins; seconds. Empty where the model does not know."""
        ...


class SherpaOnnxPass:
    """Hears with an offline model of sherpa-onnx."""

    name = NAME
    compares_texts = False

    def __init__(self, *, models: Path | None) -> None:
        """Load the weights.

        Raises:
            LibraryMissing: the library is not installed.
            ModelMissing: the folder holds no model of a known kind.
        """
        try:
            from sherpa_onnx import OfflineRecognizer  # pyright: ignore[reportMissingModuleSource] - optional
        except ImportError as error:
            raise LibraryMissing from error
        if models is None:
            raise ModelMissing
        files = find_model_files(models)
        threads = _THREADS
        tokens = str(files.tokens)
        try:
            if files.joiner is not None and files.decoder is not None:
                self._recognizer = OfflineRecognizer.from_transducer(
                    str(files.encoder), str(files.decoder), str(files.joiner), tokens, num_threads=threads
                )
            elif files.decoder is not None:
                self._recognizer = OfflineRecognizer.from_whisper(
                    str(files.encoder), str(files.decoder), tokens, num_threads=threads
                )
            else:
                self._recognizer = OfflineRecognizer.from_nemo_ctc(str(files.encoder), tokens, num_threads=threads)
        except (RuntimeError, ValueError, OSError) as error:
            raise ModelMissing from error

    def hear(self, samples: Samples, languages: Sequence[str], phrases: Sequence[str] = ()) -> OpenHearing:
        """Recognise one utterance; these models tell no languages apart and take no phrases. See `OpenPass.hear`.

        Raises:
            EngineFailed: the library failed on it.
        """
        del phrases
        words: tuple[RecognisedWord, ...] = ()
        if len(samples):
            try:
                stream = self._recognizer.create_stream()
                sound = samples.astype(numpy.float32) / numpy.float32(_FULL_SCALE)
                stream.accept_waveform(SAMPLING_RATE_HERTZ, sound)
                self._recognizer.decode_stream(stream)
                words = tuple(spoken_words(written_words(stream.result, len(samples)), len(samples), languages[0]))
            except RuntimeError as error:
                raise EngineFailed from error
        return OpenHearing(
            words=words,
            alternatives=(),
            confidence=POSTERIOR_WHERE_UNKNOWN if words else 0.0,
            language=languages[0],
        )

    def margins(self, samples: Samples, language: str, texts: Sequence[str]) -> tuple[float, ...]:
        """Return nothing: it does not score a given text. See `OpenPass.margins`."""
        del samples, language, texts
        return ()

    def close(self) -> None:
        """Nothing is held outside the object."""


def model_folder(folder: Path | None, name: str) -> Path | None:
    """Return the folder of a model: that of its name in the owner's folder where there is one, else that itself.

    Args:
        folder: the owner's; None where none is named.
        name: of the model; empty for none.
    """
    named = [one for one in named_folders(folder, name) if one.name == name] if folder is not None else []
    return named[0] if named else folder


def own_models(folder: Path | None) -> Iterator[tuple[Path, "ModelFiles"]]:
    """Yield the models in the owner's folder: itself, or folders in it; with their files."""
    if folder is None:
        return
    for one in (folder, *subfolders(folder)):
        with suppress(ModelMissing):
            yield one, find_model_files(one)


class ModelFiles:
    """The files of one offline model."""

    __slots__ = ("decoder", "encoder", "joiner", "tokens")

    @property
    def size(self) -> int:
        """Bytes of all files."""
        files = (self.encoder, self.decoder, self.joiner, self.tokens)
        return sum(file.stat().st_size for file in files if file is not None)

    def __init__(self, *, encoder: Path, decoder: Path | None, joiner: Path | None, tokens: Path) -> None:
        """Name the files; `encoder` is the only model of a CTC folder."""
        self.encoder = encoder
        self.decoder = decoder
        self.joiner = joiner
        self.tokens = tokens


def find_model_files(folder: Path) -> ModelFiles:
    """Return the files of the model in a folder.

    Raises:
        ModelMissing: the folder holds no model of a known kind.
    """
    tokens = _one(folder, "*tokens.txt")
    encoder = _one(folder, "*encoder*.onnx")
    if tokens is not None and encoder is not None:
        decoder, joiner = _one(folder, "*decoder*.onnx"), _one(folder, "*joiner*.onnx")
        if decoder is not None:
            return ModelFiles(encoder=encoder, decoder=decoder, joiner=joiner, tokens=tokens)
    model = _one(folder, "*model*.onnx")
    if tokens is not None and model is not None and encoder is None:
        return ModelFiles(encoder=model, decoder=None, joiner=None, tokens=tokens)
    raise ModelMissing


def _one(folder: Path, pattern: str) -> Path | None:
    found = sorted(folder.glob(pattern), key=lambda path: ("int8" in path.name, path.name))
    return found[0] if found else None


def written_words(result: Written, samples: int) -> Iterator[WrittenWord]:
    """Give what was written with the times of its tokens; without places where these do not fit the words.

    Args:
        result: of the library.
        samples: length of the sound.
    """
    written = result.text.split()
    marks = [SampleCount(min(start, samples)) for start in (*_word_starts(result), samples)]
    places = [Span(start=start, end=max(start, end)) for start, end in pairwise(marks)]
    for number, text in enumerate(written):
        place = places[number] if len(places) == len(written) else None
        yield WrittenWord(text=text, place=place, posterior=POSTERIOR_WHERE_UNKNOWN)


def _word_starts(result: Written) -> list[SampleCount]:
    times = list(result.timestamps)
    tokens = list(result.tokens)
    if len(times) != len(tokens):
        return []
    return [
        samples_in_seconds(time)
        for index, (token, time) in enumerate(zip(tokens, times, strict=True))
        if index == 0 or token.startswith(_WORD_START)
    ]
