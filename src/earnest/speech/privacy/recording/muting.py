"""Muting: every voice but the nearest one is made quiet, and its words are taken out. Third step (AU7).

It comes before the verifier, so that the verifier hears what a person will hear; and it only takes away: what the
verifier's spotter and everything before this step listen to is the sound as it was.
"""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from earnest.speech.privacy.concealment.errors import ForegroundMissing
from earnest.speech.privacy.foreground.reducing import reduce_background
from earnest.speech.privacy.recording.covering import Concealed
from earnest.speech.privacy.recording.errors import NothingToHear
from earnest.speech.sound.span import Placed, Span, shared_samples
from earnest.speech.sound.voice_activity import VoiceActivityModel

MUTED_SHARE: Final = 0.5
"""A word of which so much was muted is not the nearest speaker's; share of its length outside of tones. Not varied in a
measurement: chosen as the greater part; of 212 words of the nearest speaker two were muted with it
(docs/algorithms/background-voices.md)."""


def reduce(concealed: Concealed, voices: VoiceActivityModel) -> Concealed:
    """Return the recording with background voices made quiet, and without the words that were muted.

    Sound and text go together, however sure the recogniser was: it is as sure of a loudspeaker's words as of a
    person's. Placeholders stay, because their tones do.

    Args:
        concealed: what conceal made.
        voices: finds where there is speech.

    Raises:
        NothingToHear: there is no speech outside of the tones.
        CannotReduce: the sound could not be reduced.
    """
    try:
        reduced = reduce_background(concealed.samples, concealed.beeped, voices)
    except ForegroundMissing as error:
        raise NothingToHear from error
    return replace(
        concealed,
        samples=reduced.samples,
        muted=reduced.muted,
        tokens=tuple(
            token
            for token in concealed.tokens
            if token.kind is not None or not is_muted(token, reduced.muted, concealed.beeped)
        ),
    )


def is_muted(word: Placed, muted: Sequence[Span], beeped: Sequence[Span]) -> bool:
    """Tell whether a word was muted: at least half of what no tone covers; of a word without length, its place."""
    if word.start == word.end:
        return any(span.start <= word.start < span.end for span in muted)
    quiet = shared_samples(word, muted)
    return quiet > 0 and quiet >= MUTED_SHARE * (word.end - word.start - shared_samples(word, beeped))
