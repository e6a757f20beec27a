"""Covering: a tone over what was found, and the name of its kind in the place of its words. Second step."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from earnest.foundation.units import Samples
from earnest.speech.language.hypothesis import RecognisedWord
from earnest.speech.privacy.concealment.beep import beep, beeped_spans
from earnest.speech.privacy.concealment.text import ConcealedToken, conceal_words
from earnest.speech.privacy.recording.personal_sounds import PersonalFindings, PersonalSound
from earnest.speech.sound.span import Span, shared_samples

HALF: Final = 0.5
"""Share of a loosely placed word under a tone from which on its text goes too. Chosen: unheard is unread."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Concealed:
    """A whole recording without what was found to be personal; the voice is still the person's own."""

    samples: Samples
    beeped: tuple[Span, ...]
    """What is a tone now, padding included."""
    tokens: tuple[ConcealedToken, ...]
    """Words and placeholders with positions in the whole recording."""
    muted: tuple[Span, ...] = ()
    """What was made quiet because it is not the nearest speaker's (`muting`); its words are not among the tokens."""


def conceal(samples: Samples, words: Sequence[RecognisedWord], finding: PersonalFindings) -> Concealed:
    """Cover everything that was found.

    Args:
        samples: the whole recording; nothing of it is changed in place.
        words: the words of the hypothesis that was answered.
        finding: what to cover.

    Raises:
        CannotConceal: something lies outside of the sound.
    """
    tones = [sound.times.tone_over(sound.span, length=samples.size) for sound in finding.sounds]
    return Concealed(
        samples=beep(samples, tones, padding=0),
        beeped=beeped_spans(tones, length=samples.size, padding=0),
        tokens=tuple(
            _covered(token, finding.sounds, tones if finding.times.is_loose else ())
            for token in conceal_words(words, finding.word_spans)
        ),
    )


def _covered(token: ConcealedToken, sounds: Sequence[PersonalSound], tones: Sequence[Span]) -> ConcealedToken:
    """Return a kept word as a placeholder where another pass heard something personal in the same place.

    Args:
        token: a word or a placeholder.
        sounds: what was found.
        tones: the tone over each sound, where the words are loosely placed: then a word of which half is a tone may be
            what the other pass heard. Empty where the places of words are right.
    """
    if token.kind is not None:
        return token
    for place, sound in enumerate(sounds):
        same = token.start < sound.span.end and sound.span.start < token.end
        if same or (tones and shared_samples(token, (tones[place],)) > HALF * (token.end - token.start)):
            return replace(token, text=sound.kind.placeholder, kind=sound.kind, alternatives=())
    return token
