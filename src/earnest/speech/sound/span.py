"""Span: a part of a sound, counted in samples."""

from collections.abc import Iterable
from dataclasses import dataclass

from earnest.foundation.units import SampleCount, Samples


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Span:
    """A part of a sound; empty where end = start."""

    start: SampleCount
    """First sample, ≥ 0."""
    end: SampleCount
    """Sample after the last; ≥ start."""

    def __post_init__(self) -> None:
        if not 0 <= self.start <= self.end:
            raise ValueError(self)

    @property
    def length(self) -> SampleCount:
        """Number of samples, ≥ 0."""
        return SampleCount(self.end - self.start)

    def overlaps(self, other: "Span") -> bool:
        """Tell whether the two have at least one sample in common."""
        return max(self.start, other.start) < min(self.end, other.end)

    def covers(self, other: "Span") -> bool:
        """Tell whether every sample of the other is also in this one."""
        return self.start <= other.start and other.end <= self.end

    def widened(self, padding: int, *, limit: int) -> "Span":
        """Return a copy that is longer by `padding` samples at both sides, within 0 and `limit`."""
        start = min(max(0, self.start - padding), limit)
        return Span(start=SampleCount(start), end=SampleCount(max(start, min(limit, self.end + padding))))

    def of(self, samples: Samples) -> Samples:
        """Return a view of this part of a sound."""
        return samples[self.start : self.end]


def join_spans(spans: Iterable[Span], *, gap: int = 0) -> tuple[Span, ...]:
    """Return the spans in order, with those joined that overlap, touch or are no more than `gap` samples apart."""
    joined: list[Span] = []
    for span in sorted(spans):
        if joined and span.start <= joined[-1].end + gap:
            joined[-1] = Span(start=joined[-1].start, end=SampleCount(max(joined[-1].end, span.end)))
        else:
            joined.append(span)
    return tuple(joined)


def covered_samples(spans: Iterable[Span]) -> SampleCount:
    """Return how many samples lie in at least one of the spans."""
    return SampleCount(sum(span.length for span in join_spans(spans)))
