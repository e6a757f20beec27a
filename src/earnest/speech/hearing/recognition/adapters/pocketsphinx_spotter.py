"""Spotter of pocketsphinx: one pass with a small vocabulary of signs and common words."""

import tempfile
from fractions import Fraction
from pathlib import Path
from typing import Final

import numpy
from pocketsphinx import Config, Decoder

from earnest.foundation.units import SampleCount, Samples
from earnest.speech.hearing.recognition.adapters.pocketsphinx_passes import ACOUSTIC_MODEL, FRAME_SAMPLES, DecoderPass
from earnest.speech.hearing.recognition.errors import EngineFailed
from earnest.speech.hearing.spotting.language_model import (
    FINDING,
    SIGN_MARK,
    VERIFYING,
    SpottingSettings,
    spotting_model,
)
from earnest.speech.hearing.spotting.spotter import SpottedWord, SpottingPass

SETTINGS: Final = {SpottingPass.FINDING: FINDING, SpottingPass.SLOWED: FINDING, SpottingPass.VERIFYING: VERIFYING}
SLOWER: Final = Fraction(6, 5)
"""By how much the slowed pass is longer than the sound. With it 31 of 42 digits that children say in one go are found,
without it 24 (docs/algorithms/personal-data-in-sound.md)."""


class PocketsphinxSpotter:
    """Spots English digits and letters. Loads what a pass needs when it is first asked; not for several threads."""

    def __init__(self) -> None:
        self._passes: dict[SpottingSettings, DecoderPass] = {}

    def spot(self, samples: Samples, listening: SpottingPass) -> tuple[SpottedWord, ...]:
        """Return everything that was heard; see `Spotter`.

        Raises:
            EngineFailed: the decoder refused the sound.
        """
        try:
            slower = SLOWER if listening is SpottingPass.SLOWED else Fraction(1)
            result = self._pass(SETTINGS[listening]).run(samples if slower == 1 else slowed(samples, slower))
        except RuntimeError as error:
            raise EngineFailed from error
        return tuple(
            SpottedWord(
                text=word.token[len(SIGN_MARK) :],
                sign=word.token.startswith(SIGN_MARK),
                start=_position(word.first_frame, slower, len(samples)),
                end=_position(word.last_frame + 1, slower, len(samples)),
                posterior=word.posterior,
                speech_score=word.speech_score,
            )
            for word in result.words
        )

    def _pass(self, settings: SpottingSettings) -> DecoderPass:
        if settings not in self._passes:
            self._passes[settings] = open_spotting_pass(settings)
        return self._passes[settings]


def slowed(samples: Samples, slower: Fraction) -> Samples:
    """Return a sound played slower, so that every frequency in it is lower by the same factor.

    Args:
        samples: mono audio, shape (n,), n ≥ 0.
        slower: ≥ 1; the result has n · slower samples, rounded.
    """
    length = round(samples.size * slower)
    if not length:
        return samples
    spectrum = numpy.fft.rfft(samples.astype(numpy.float64))
    sound = numpy.fft.irfft(spectrum, length) * (length / samples.size)
    return numpy.clip(numpy.round(sound), -32_768, 32_767).astype(numpy.int16)


def open_spotting_pass(settings: SpottingSettings) -> DecoderPass:
    """Load a decoder for these settings.

    Raises:
        RuntimeError: its parts do not fit together.
    """
    model = spotting_model(settings)
    with tempfile.TemporaryDirectory(prefix="earnest-spotting-") as folder:
        dictionary, arpa = Path(folder) / "dictionary", Path(folder) / "arpa"
        _ = dictionary.write_text(model.dictionary, encoding="ascii")
        _ = arpa.write_text(model.arpa, encoding="ascii")
        decoder = Decoder(
            Config(
                hmm=ACOUSTIC_MODEL,
                dict=str(dictionary),
                lm=str(arpa),
                lw=settings.language_weight,
                fwdflat=False,
                cmn="batch",
                loglevel="FATAL",
            )
        )
    return DecoderPass(decoder, alternatives=False)


def _position(frame: int, slower: Fraction, samples: int) -> SampleCount:
    return SampleCount(min(samples, round(frame * FRAME_SAMPLES / slower)))
