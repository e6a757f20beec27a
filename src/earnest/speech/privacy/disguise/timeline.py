"""Timeline: where a moment of the original is heard in the disguised sound."""

from bisect import bisect_right
from dataclasses import dataclass
from itertools import pairwise

from earnest.foundation.units import SampleCount
from earnest.speech.sound.span import Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Timeline:
    """A monotone, piecewise linear map from positions in the original to positions in the disguised sound.

    Between two pairs the position is interpolated; a disguise may speak slower or faster, but never in another order.
    """

    pairs: tuple[tuple[SampleCount, SampleCount], ...]
    """(position in the original, position in the disguised sound), both in samples: the first is (0, 0), the last is
    both lengths. Positions in the original grow strictly, those in the disguised sound never fall."""

    def __post_init__(self) -> None:
        if not self.pairs or self.pairs[0] != (0, 0):
            raise ValueError(self)
        if any(second[0] <= first[0] or second[1] < first[1] for first, second in pairwise(self.pairs)):
            raise ValueError(self)

    @classmethod
    def unchanged(cls, length: int) -> "Timeline":
        """Return the timeline of a disguise that keeps every moment in its place.

        Args:
            length: samples of the sound, ≥ 0.
        """
        start, end = SampleCount(0), SampleCount(length)
        return cls(pairs=((start, start),) if length == 0 else ((start, start), (end, end)))

    @property
    def original_length(self) -> SampleCount:
        """Samples of the original, ≥ 0."""
        return self.pairs[-1][0]

    @property
    def disguised_length(self) -> SampleCount:
        """Samples of the disguised sound, ≥ 0."""
        return self.pairs[-1][1]

    def moved(self, span: Span) -> Span:
        """Return where a part of the original is heard; rounded outwards, so that it covers all of it.

        Raises:
            ValueError: the part does not lie within the original.
        """
        if span.end > self.original_length:
            raise ValueError(span)
        start, _ = self._between(span.start)
        _, end = self._between(span.end)
        return Span(start=SampleCount(start), end=SampleCount(end))

    def _between(self, position: int) -> tuple[int, int]:
        """Return the whole positions just before and just after where a position is heard."""
        place = bisect_right(self.pairs, position, key=lambda pair: pair[0]) - 1
        start, moved = self.pairs[place]
        if position == start:
            return moved, moved
        end, moved_end = self.pairs[place + 1]
        numerator = (position - start) * (moved_end - moved)
        return moved + numerator // (end - start), moved - (-numerator // (end - start))
