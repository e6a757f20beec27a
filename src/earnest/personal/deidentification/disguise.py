"""Disguise: cuts the part that a person may hear and changes its voice. Fourth step."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from numpy.random import default_rng

from earnest.foundation.units import SampleCount, Samples
from earnest.personal.deidentification.errors import NothingToHear
from earnest.personal.deidentification.verify import Verified
from earnest.speech.audio.level import for_listening
from earnest.speech.audio.span import Span
from earnest.speech.concealment.text import ConcealedToken
from earnest.speech.concealment.voice import disguise
from earnest.speech.concealment.window import clip_window
from earnest.speech.recognition.hypothesis import RecognisedWord


@dataclass(frozen=True, slots=True, kw_only=True)
class Disguised:
    """What a person may hear."""

    samples: Samples
    """At most ten seconds, concealed, in another voice, at a loudness that is safe for headphones."""
    tokens: tuple[ConcealedToken, ...]
    """Words and placeholders with positions in these samples."""


def disguise_window(verified: Verified, words: Sequence[RecognisedWord]) -> Disguised:
    """Cut the window around the least certain words (SP6) and disguise it with parameters that nobody keeps (AU3).

    Args:
        verified: concealed recording that the verifier has passed.
        words: hypothesis with positions in the recording.

    Raises:
        NothingToHear: the recording is empty.
        CannotDisguise: the voice could not be changed.
    """
    whole = verified.concealed
    window = clip_window(words, whole.samples.size)
    if window.length == 0:
        raise NothingToHear
    disguised = disguise(window.of(whole.samples), default_rng())
    return Disguised(samples=for_listening(disguised), tokens=_inside(whole.tokens, window))


def _inside(tokens: Sequence[ConcealedToken], window: Span) -> tuple[ConcealedToken, ...]:
    """Return the tokens that are heard in the window, with positions counted from its start and cut at its edges."""
    return tuple(
        replace(
            token,
            start=SampleCount(max(token.start, window.start) - window.start),
            end=SampleCount(min(token.end, window.end) - window.start),
        )
        for token in tokens
        if token.start < window.end and window.start < token.end
    )
