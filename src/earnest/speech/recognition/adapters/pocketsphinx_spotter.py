"""Spotter of pocketsphinx: one pass with a small vocabulary of signs and common words."""

import tempfile
from pathlib import Path
from typing import Final

from pocketsphinx import Config, Decoder

from earnest.foundation.units import SampleCount, Samples
from earnest.speech.concealment.spotting.language_model import (
    FINDING,
    SIGN_MARK,
    VERIFYING,
    SpottingSettings,
    spotting_model,
)
from earnest.speech.concealment.spotting.spotter import SpottedWord, SpottingPass
from earnest.speech.recognition.adapters.pocketsphinx_passes import ACOUSTIC_MODEL, FRAME_SAMPLES, DecoderPass
from earnest.speech.recognition.errors import EngineFailed

SETTINGS: Final = {SpottingPass.FINDING: FINDING, SpottingPass.VERIFYING: VERIFYING}


class PocketsphinxSpotter:
    """Spots English digits and letters. Loads what a pass needs when it is first asked; not for several threads."""

    def __init__(self) -> None:
        self._passes: dict[SpottingPass, DecoderPass] = {}

    def spot(self, samples: Samples, listening: SpottingPass) -> tuple[SpottedWord, ...]:
        """Return everything that was heard; see `Spotter`.

        Raises:
            EngineFailed: the decoder refused the sound.
        """
        try:
            decoding = self._passes.get(listening) or self._open(listening)
            result = decoding.run(samples)
        except RuntimeError as error:
            raise EngineFailed from error
        return tuple(
            SpottedWord(
                text=word.token[len(SIGN_MARK) :],
                sign=word.token.startswith(SIGN_MARK),
                start=_position(word.first_frame, len(samples)),
                end=_position(word.last_frame + 1, len(samples)),
                posterior=word.posterior,
                speech_score=word.speech_score,
            )
            for word in result.words
        )

    def _open(self, listening: SpottingPass) -> DecoderPass:
        self._passes[listening] = open_spotting_pass(SETTINGS[listening])
        return self._passes[listening]


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


def _position(frame: int, samples: int) -> SampleCount:
    return SampleCount(min(samples, frame * FRAME_SAMPLES))
