"""Text: the words of an utterance with what is personal replaced by a name of its kind."""

from collections.abc import Sequence
from dataclasses import dataclass

from earnest.foundation.units import SampleCount
from earnest.speech.language.hypothesis import RecognisedWord
from earnest.speech.privacy.concealment.errors import CannotConceal
from earnest.speech.privacy.concealment.spans import PersonalKind, PersonalSpan, without_overlaps


@dataclass(frozen=True, slots=True, kw_only=True)
class ConcealedToken:
    """A kept word, or a placeholder for one or several concealed words."""

    text: str
    """The word, or e.g. `[telephone number]`."""
    start: SampleCount
    """First sample in the sound."""
    end: SampleCount
    """Sample after the last; end ≥ start."""
    posterior: float
    """0 to 1; of a placeholder the least of its words."""
    kind: PersonalKind | None
    """None where the word was kept."""
    alternatives: tuple[str, ...] = ()
    """Other words that the recogniser thought of here, likeliest first; of a placeholder none."""


def conceal_words(words: Sequence[RecognisedWord], spans: Sequence[PersonalSpan]) -> tuple[ConcealedToken, ...]:
    """Return the words in order, each run of concealed words as one placeholder.

    Args:
        words: recognised words, N ≥ 0.
        spans: what is personal; they may overlap.

    Raises:
        CannotConceal: a span names words that are not there.
    """
    joined = without_overlaps(spans)
    if joined and joined[-1].last_word >= len(words):
        raise CannotConceal
    tokens: list[ConcealedToken] = []
    position = 0
    for span in joined:
        tokens += [_kept(word) for word in words[position : span.first_word]]
        tokens.append(_placeholder(words[span.first_word : span.last_word + 1], span.kind))
        position = span.last_word + 1
    return (*tokens, *(_kept(word) for word in words[position:]))


def _kept(word: RecognisedWord) -> ConcealedToken:
    return ConcealedToken(text=word.text, start=word.start, end=word.end, posterior=word.posterior, kind=None)


def _placeholder(words: Sequence[RecognisedWord], kind: PersonalKind) -> ConcealedToken:
    return ConcealedToken(
        text=kind.placeholder,
        start=min(word.start for word in words),
        end=max(word.end for word in words),
        posterior=min(word.posterior for word in words),
        kind=kind,
    )
