"""Quick pass of pocketsphinx: the open vocabulary in one narrow search, a third of the cost of the whole engine.

It is what listens to concealed sound: another search than the one whose words said what to conceal (a tree with narrow
beams, no second search over words, no lattice), so its mistakes are not all the same.
"""

from earnest.foundation.units import Samples
from earnest.speech.hearing.recognition.adapters.pocketsphinx_passes import (
    DecoderPass,
    open_quick_decoder,
    recognised_words,
)
from earnest.speech.hearing.recognition.errors import EngineFailed
from earnest.speech.language.hypothesis import Hypothesis

NAME = "pocketsphinx-quick"


class QuickPocketsphinxEngine:
    """Recognises English in one narrow pass; learns nothing. Not for use from several threads at once."""

    name = NAME

    def __init__(self) -> None:
        """Load the bundled model."""
        self._pass: DecoderPass | None = DecoderPass(open_quick_decoder(), alternatives=False)

    def recognise(self, samples: Samples) -> Hypothesis:
        """Recognise one utterance, shape (n,), n ≥ 0.

        Raises:
            EngineFailed: the decoder refused the sound, or the engine was closed.
        """
        if self._pass is None:
            raise EngineFailed
        try:
            result = self._pass.run(samples)
        except RuntimeError as error:
            raise EngineFailed from error
        return Hypothesis(
            words=recognised_words(result, len(samples)),
            alternatives=(),
            engine=NAME,
            model="stock",
            domain="general",
            confidence=result.mean_posterior,
        )

    def close(self) -> None:
        """Free the decoder."""
        self._pass = None
