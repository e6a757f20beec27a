"""Quick pass of pocketsphinx: the open vocabulary in one narrow search, a third of the cost of the whole engine.

It is what listens to concealed sound: another search than the one whose words said what to conceal (a tree with narrow
beams, no second search over words, no lattice), so its mistakes are not all the same.
"""

from earnest.foundation.units import SampleCount, Samples
from earnest.speech.hearing.recognition.adapters.pocketsphinx_passes import (
    FRAME_SAMPLES,
    DecoderPass,
    open_quick_decoder,
)
from earnest.speech.hearing.recognition.errors import EngineFailed
from earnest.speech.language.hypothesis import Hypothesis, RecognisedWord

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
            words=tuple(
                RecognisedWord(
                    text=word.token,
                    start=_position(word.first_frame, samples),
                    end=_position(word.last_frame + 1, samples),
                    posterior=word.posterior,
                )
                for word in result.words
            ),
            alternatives=(),
            engine=NAME,
            model="stock",
            domain="general",
            confidence=result.mean_posterior,
        )

    def close(self) -> None:
        """Free the decoder."""
        self._pass = None


def _position(frame: int, samples: Samples) -> SampleCount:
    return SampleCount(min(len(samples), frame * FRAME_SAMPLES))
