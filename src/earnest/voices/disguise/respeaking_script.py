"""Respeaking script: what the synthetic voice says of a clip, decided from words and heard phones.

Nothing in a script depends on the person's voice but which phones were heard and, coarsely, how long pauses are.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Final

from earnest.foundation.units import SampleCount, samples_in_milliseconds
from earnest.speech.hearing.phones.decoding import HeardPhone
from earnest.speech.sound.span import Span, join_spans, rest_of

# Not measured one by one: chosen coarse, so that nothing finer of a person's rhythm is left; what timing still tells an
# attacker is a row of docs/algorithms/disguise.md.
SHORT_PAUSE_FROM: Final = samples_in_milliseconds(150)
"""Silence between words from which a short pause is made."""
LONG_PAUSE_FROM: Final = samples_in_milliseconds(500)
"""Silence from which a long pause is made."""
TONE_STEP: Final = samples_in_milliseconds(500)
"""Tones last whole multiples of this."""
FEWEST_HEARD: Final = 2
"""Phones between words that are fewer than this are taken for a noise and not said."""


class Pause(Enum):
    """Silences that the synthetic voice makes; anything finer would be the person's rhythm."""

    SHORT = samples_in_milliseconds(150)
    LONG = samples_in_milliseconds(400)


@dataclass(frozen=True, slots=True, kw_only=True)
class SureWord:
    """A word that is said as the dictionary says."""

    span: Span
    phones: tuple[str, ...]
    """At least one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Saying:
    """Phones that are said in one go, as one word."""

    span: Span
    """Where they come from in the original."""
    phones: tuple[str, ...]
    places: tuple[Span, ...] = ()
    """Where each phone was heard in the original; empty for a word, whose phones come from the dictionary."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Covering:
    """A tone."""

    span: Span
    """Where it is in the original."""

    @property
    def samples(self) -> SampleCount:
        """Length of the tone that is made, rounded up to TONE_STEP."""
        return SampleCount(-(-self.span.length // TONE_STEP) * TONE_STEP)


Part = Saying | Covering | Pause


def script(words: Sequence[SureWord], heard: Sequence[HeardPhone], beeped: Sequence[Span]) -> list[Part]:
    """Return what is said, covered and left silent, in order.

    Words are said as they are; where there is no word, the phones that were heard. What a tone touches is not said.

    Args:
        words: sure words, in any order; of two that overlap the earlier one counts.
        heard: phones heard in the whole clip, in order.
        beeped: what is a tone in the clip.
    """
    covered = [Covering(span=span) for span in join_spans(beeped)]
    taken = [one.span for one in covered]
    sayings: list[Saying] = []
    for word in sorted(words, key=lambda each: each.span):
        if not any(word.span.overlaps(span) for span in taken):
            sayings.append(Saying(span=word.span, phones=word.phones))
            taken.append(word.span)
    sayings += _between(heard, taken)
    ordered: list[Saying | Covering] = sorted([*sayings, *covered], key=lambda each: each.span)
    return _with_pauses(ordered)


def _between(heard: Sequence[HeardPhone], taken: Sequence[Span]) -> list[Saying]:
    """Return the heard phones in the stretches that neither a word nor a tone takes."""
    found: list[Saying] = []
    end = max((phone.span.end for phone in heard), default=SampleCount(0))
    for gap in rest_of(end, taken):
        phones = [phone for phone in heard if gap.start <= (phone.span.start + phone.span.end) // 2 < gap.end]
        for run in _runs(phones):
            if len(run) >= FEWEST_HEARD:
                start, last = max(gap.start, run[0].span.start), min(gap.end, run[-1].span.end)
                places = [
                    Span(start=max(gap.start, phone.span.start), end=min(gap.end, phone.span.end)) for phone in run
                ]
                found.append(
                    Saying(
                        span=Span(start=start, end=last),
                        phones=tuple(phone.phone for phone in run),
                        places=tuple(places),
                    )
                )
    return found


def _runs(phones: Sequence[HeardPhone]) -> list[list[HeardPhone]]:
    """Return the phones, divided where there is a pause between them."""
    runs: list[list[HeardPhone]] = []
    for phone in phones:
        if runs and phone.span.start - runs[-1][-1].span.end < SHORT_PAUSE_FROM:
            runs[-1].append(phone)
        else:
            runs.append([phone])
    return runs


def _with_pauses(ordered: Sequence[Saying | Covering]) -> list[Part]:
    parts: list[Part] = []
    end: int | None = None
    for one in ordered:
        gap = 0 if end is None else one.span.start - end
        if gap >= LONG_PAUSE_FROM:
            parts.append(Pause.LONG)
        elif gap >= SHORT_PAUSE_FROM:
            parts.append(Pause.SHORT)
        parts.append(one)
        end = one.span.end
    return parts
