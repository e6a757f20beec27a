"""Excerpt: the part that a person may hear, in another voice. Fifth step."""

from dataclasses import dataclass, replace

from numpy.random import Generator

from earnest.foundation.units import Samples
from earnest.speech.language.hypothesis import Hypothesis
from earnest.speech.privacy.concealment.text import ConcealedToken
from earnest.speech.privacy.concealment.window import clip_window, words_within
from earnest.speech.privacy.disguise.profile import DisguiseProfile, Undisguised, check_disguised
from earnest.speech.privacy.recording.covering import Concealed
from earnest.speech.privacy.recording.errors import NothingToHear
from earnest.speech.privacy.recording.muting import is_muted
from earnest.speech.privacy.recording.second_hearing import Verified
from earnest.speech.sound.level import for_listening
from earnest.speech.sound.span import Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Disguised:
    """What a person may hear."""

    samples: Samples
    """At most ten seconds of what was said, concealed, in another voice, at a loudness that is safe for headphones."""
    tokens: tuple[ConcealedToken, ...]
    """Words and placeholders with positions in these samples."""
    profile: str
    """Name of the profile that disguised them."""


def disguise_window(
    verified: Verified, hypothesis: Hypothesis, language: str, profile: DisguiseProfile, randomness: Generator
) -> Disguised:
    """Cut the window around the least certain words (SP6) and disguise it with parameters that are kept nowhere (AU3).

    Args:
        verified: concealed recording that the verifier has passed.
        hypothesis: what was recognised, with positions in the recording.
        language: ISO 639-1.
        profile: how to disguise.
        randomness: source of the parameters; without a seed outside of tests and benchmarks.

    Raises:
        NothingToHear: the recording is empty.
        CannotDisguise: the voice could not be changed, or what the profile gave is no disguise (AU4).
    """
    whole = verified.concealed
    near = [word for word in hypothesis.heard_words if not is_muted(word, whole.muted, whole.beeped)]
    window = clip_window(near, whole.samples.size)
    if window.length == 0:
        raise NothingToHear
    clip = cut(whole, hypothesis, language, window)
    disguised = profile.disguise(clip, randomness)
    check_disguised(clip, disguised)
    tokens = tuple(
        _at(token, disguised.timeline.moved(Span(start=token.start, end=token.end).within(window)))
        for token in whole.tokens
        if token.start < window.end and window.start < token.end
    )
    return Disguised(samples=for_listening(disguised.samples), tokens=tokens, profile=profile.name)


def cut(whole: Concealed, hypothesis: Hypothesis, language: str, window: Span) -> Undisguised:
    """Return the window as a disguise gets it: without any word that a tone covers, were it by a single sample.

    Nor any that was muted: a disguise that speaks words would say a bystander's again.
    """
    beeped = tuple(span.within(window) for span in whole.beeped if span.overlaps(window))
    near = [word for word in hypothesis.words if not is_muted(word, whole.muted, whole.beeped)]
    words = tuple(
        word
        for word in words_within(near, window)
        if not any(word.start < span.end and span.start < word.end for span in beeped)
    )
    return Undisguised(samples=window.of(whole.samples), language=language, words=words, beeped=beeped)


def _at(token: ConcealedToken, place: Span) -> ConcealedToken:
    return replace(token, start=place.start, end=place.end)
