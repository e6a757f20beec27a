"""Span: a part of a sound, counted in samples."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol

from earnest.foundation.units import SampleCount, Samples


class Placed(Protocol):
    """Whatever has a place in a sound: a span, a word."""

    @property
    def start(self) -> SampleCount:
        """First sample."""
        ...

    @property
    def end(self) -> SampleCount:
        """Sample after the last."""
        ...


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

    def within(self, window: "Span") -> "Span":
        """Return the part of this span that lies in a window which it overlaps, counted from the window's start."""
        return Span(
            start=SampleCount(max(self.start, window.start) - window.start),
            end=SampleCount(min(self.end, window.end) - window.start),
        )

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


def shared_samples(place: Placed, spans: Iterable[Span]) -> SampleCount:
    """Return how many samples of something lie in spans that do not overlap each other."""
    return SampleCount(sum(max(0, min(place.end, span.end) - max(place.start, span.start)) for span in spans))


def rest_of(length: int, spans: Iterable[Span]) -> tuple[Span, ...]:
    """Return what lies outside of some spans, in order, each part as long as it can be.

    Args:
        length: samples of the sound.
        spans: within it.
    """
    joined = join_spans(spans)
    starts, ends = (0, *(span.end for span in joined)), (*(span.start for span in joined), length)
    return tuple(
        Span(start=SampleCount(start), end=SampleCount(end))
        for start, end in zip(starts, ends, strict=True)
        if start < end
    )
