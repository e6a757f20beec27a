"""pocketsphinx: the open pass that always works; English, with the weights that come with the library."""

from collections.abc import Sequence
from typing import Final

from earnest.foundation.units import Samples
from earnest.speech.hearing.recognition.adapters.pocketsphinx_passes import (
    DecoderPass,
    open_general_decoder,
    open_quick_decoder,
    recognised_words,
)
from earnest.speech.hearing.recognition.domain_engine import ranked_alternatives
from earnest.speech.hearing.recognition.errors import EngineFailed
from earnest.speech.hearing.recognition.open_pass import OpenHearing

LANGUAGE: Final = "en"


class PocketsphinxPass:
    """Hears English with the bundled acoustic model. Not for use from several threads at once."""

    compares_texts = False

    def __init__(self, *, quick: bool = False) -> None:
        """Load the bundled model.

        Args:
            quick: one narrow search at a third of the cost (a tree with narrow beams, no second search over words, no
                lattice, no alternatives). It is what listens to concealed sound: another search than the one whose
                words said what to conceal, so its mistakes are not all the same.
        """
        self.name = "pocketsphinx-quick" if quick else "pocketsphinx"
        decoder = open_quick_decoder() if quick else open_general_decoder()
        self._pass: DecoderPass | None = DecoderPass(decoder, alternatives=not quick)

    def hear(self, samples: Samples, languages: Sequence[str], phrases: Sequence[str] = ()) -> OpenHearing:
        """Recognise one utterance as English; see `OpenPass.hear`.

        Raises:
            EngineFailed: the decoder refused the sound, or it was closed.
        """
        del languages, phrases
        if self._pass is None:
            raise EngineFailed
        try:
            result = self._pass.run(samples)
        except RuntimeError as error:
            raise EngineFailed from error
        return OpenHearing(
            words=recognised_words(result, len(samples)),
            alternatives=ranked_alternatives(result.alternatives, {}),
            confidence=result.mean_posterior,
            language=LANGUAGE,
        )

    def margins(self, samples: Samples, language: str, texts: Sequence[str]) -> tuple[float, ...]:
        """Return nothing: it does not score a given text. See `OpenPass.margins`."""
        del samples, language, texts
        return ()

    def close(self) -> None:
        """Free the decoder."""
        self._pass = None
