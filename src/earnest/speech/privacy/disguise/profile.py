"""Profile: what every disguise takes and gives, and what is checked of whatever a disguise gives."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol

import numpy
from numpy.random import Generator

from earnest.foundation.units import Samples
from earnest.speech.language.hypothesis import RecognisedWord
from earnest.speech.privacy.concealment.beep import is_beeped, tone
from earnest.speech.privacy.concealment.errors import CannotDisguise
from earnest.speech.privacy.disguise.timeline import Timeline
from earnest.speech.sound.span import Span, join_spans, rest_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Undisguised:
    """The part of a recording that a person may hear, concealed and verified, but still in the person's own voice."""

    samples: Samples
    """Mono audio, shape (n,), n ≥ 0, with a tone wherever something personal was found."""
    words: tuple[RecognisedWord, ...]
    """Words that were recognised in it, in order, with positions in these samples. Words that a tone covers are not
    among them, so a disguise that speaks words itself cannot say what was concealed."""
    beeped: tuple[Span, ...]
    """What is a tone in these samples, padding included; within the samples, in order, without overlaps."""
    language: str
    """ISO 639-1 code of what is spoken; a disguise that speaks itself refuses languages that it does not know."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DisguisedSound:
    """The same words in another voice."""

    samples: Samples
    """Mono audio, shape (m,), m ≥ 0; m may differ from the length of the original."""
    timeline: Timeline
    """Where each moment of the original is heard now."""


class DisguiseProfile(Protocol):
    """A way to disguise a voice.

    A profile is named for how it works. How strong it is, an attacker who trains on its output decides; see `strength`.
    """

    @property
    def name(self) -> str:
        """Name under which its strength is measured and which goes with the clip; lower case letters and `_`."""
        ...

    def disguise(self, clip: Undisguised, randomness: Generator) -> DisguisedSound:
        """Return the clip in another voice, with every beep still a tone (`with_tones`).

        Args:
            clip: what to disguise; nothing of it is changed in place.
            randomness: source of the parameters, drawn for this clip alone and kept nowhere (AU3); from
                `numpy.random.default_rng()` without a seed outside of tests and benchmarks.

        Raises:
            CannotDisguise: the voice could not be disguised; the clip has to be withheld (AU4).
        """
        ...


def with_tones(samples: Samples, beeped: Iterable[Span], timeline: Timeline) -> Samples:
    """Return a disguised sound with a plain tone wherever one was before the disguise.

    A tone that went through a disguise would tell its parameters, because what the tone was is known.

    Args:
        samples: what the disguise made; shape (m,).
        beeped: what is a tone, in positions of the original.
        timeline: of this disguise.
    """
    result = samples.copy()
    for span in moved_beeps(beeped, timeline):
        result[span.start : span.end] = tone(span)
    return result


def moved_beeps(beeped: Iterable[Span], timeline: Timeline) -> tuple[Span, ...]:
    """Return where the tones of the original are in the disguised sound; in order, those that touch joined."""
    return join_spans(timeline.moved(span) for span in beeped)


def check_disguised(clip: Undisguised, result: DisguisedSound) -> None:
    """Refuse what a disguise gave where it is plainly not a disguise of the clip. It can only say no.

    Args:
        clip: what went in.
        result: what came out.

    Raises:
        CannotDisguise: the timeline does not fit; a beep is no tone any more; sound became silence; or, outside of the
            beeps, the original came back.
    """
    timeline = result.timeline
    if timeline.original_length != clip.samples.size or timeline.disguised_length != result.samples.size:
        raise CannotDisguise
    if not is_beeped(result.samples, moved_beeps(clip.beeped, timeline)):
        raise CannotDisguise
    original = _without(clip.samples, join_spans(clip.beeped))
    if not original.any():
        return
    disguised = _without(result.samples, moved_beeps(clip.beeped, timeline))
    if not disguised.any() or numpy.array_equal(disguised, original):
        raise CannotDisguise


def _without(samples: Samples, spans: Iterable[Span]) -> Samples:
    """Return what lies outside of some spans, one piece after the other."""
    return numpy.concatenate([samples[:0], *(part.of(samples) for part in rest_of(samples.size, spans))])
