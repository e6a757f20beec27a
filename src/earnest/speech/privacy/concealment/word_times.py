"""Word times: how far beside the place that a recogniser gives a word its sound may lie, and so what must be a tone."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from earnest.foundation.units import SampleCount, samples_in_milliseconds
from earnest.speech.language.hypothesis import GENERAL_DOMAIN, Hypothesis
from earnest.speech.privacy.concealment.beep import PADDING
from earnest.speech.privacy.concealment.errors import CannotConceal
from earnest.speech.sound.span import Span

_LEARNS_DOMAINS: Final = "pocketsphinx"


@dataclass(frozen=True, slots=True, kw_only=True)
class WordTimes:
    """What is known of the times of one recogniser."""

    shift: SampleCount
    """By how much words are said later than it says, in the median."""
    padding: SampleCount
    """What is a tone before and after a moved word, ≥ `beep.PADDING`."""

    @property
    def is_loose(self) -> bool:
        """Whether a word may lie so far beside its place that the usual padding does not reach it."""
        return self.padding > PADDING

    def tone_over(self, span: Span, *, length: int) -> Span:
        """Return what must be a tone so that nothing is heard of what the recogniser places here.

        Args:
            span: one or several words or signs, within the sound and not empty.
            length: samples of the sound.

        Raises:
            CannotConceal: the span is empty or outside of the sound, so it is not known where the words are.
        """
        if span.length == 0 or span.end > length:
            raise CannotConceal
        start, end = span.start + self.shift - self.padding, span.end + self.shift + self.padding
        return Span(start=SampleCount(max(0, min(span.start, start))), end=SampleCount(min(length, max(span.end, end))))


EXACT: Final = WordTimes(shift=SampleCount(0), padding=PADDING)
"""Of pocketsphinx, words and spotted signs alike: every figure of personal data in sound that it alone was measured in
was measured with this padding (docs/algorithms/personal-data-in-sound.md)."""
LOOSE: Final = WordTimes(shift=samples_in_milliseconds(60), padding=samples_in_milliseconds(300))
"""Of Whisper, which places words by where its decoder attends. On joined recordings, where the truth is known, a whole
word lies within its span in 23 %, widened by 200 ms on both sides in 94 %, by 300 in 98 %, moved 60 ms later and
widened by 200 in 97 % (docs/algorithms/personal-data-in-sound.md)."""

WORD_TIMES: Final[Mapping[str, WordTimes]] = {"pocketsphinx": EXACT, "whisper": LOOSE}
"""By the name of the engine in a hypothesis."""


def times_of(engine: str) -> WordTimes:
    """Return what is known of an engine's times; of one that was not measured, that of the loosest."""
    return WORD_TIMES.get(engine, LOOSE)


def times_of_words(hypothesis: Hypothesis) -> WordTimes:
    """Return what is known of the times of the answered words; a learned domain's are pocketsphinx's."""
    return times_of(hypothesis.engine if hypothesis.domain == GENERAL_DOMAIN else _LEARNS_DOMAINS)
