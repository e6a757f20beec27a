"""Part choice: a candidate is composed of the parts that make it better; the others do not go live.

A part is measured by leaving it out: only the utterances that a domain took are asked for again, by the candidate
without it. Nothing of an older model is put in a part's place: it may hold what was withdrawn since.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Generic, TypeVar

from earnest.deidentified.evaluation.records import Comparison, GivenAnswer, MeasuredPart, Verdict
from earnest.deidentified.evaluation.rules import (
    AnsweredItem,
    ReleaseDecision,
    compare,
    decide_release,
    verdict_on_part,
)
from earnest.deidentified.training.model_parts import UNDERSTANDING, BundleReader

Item = TypeVar("Item")
"""A reference recording as the caller keeps it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A bundle with its answers to all reference recordings and with what its parts contribute."""

    bundle: bytes
    answered: tuple[AnsweredItem, ...]
    """In the order of the recordings; before is the live model."""
    parts: tuple[MeasuredPart, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PartChoice(Generic[Item]):
    """Chooses the parts of a candidate."""

    items: Sequence[Item]
    parts: BundleReader
    ask: Callable[[bytes, Sequence[Item]], list[GivenAnswer]]
    """Takes a bundle and reference recordings; returns its answers in their order."""
    seed: int
    """Of the bootstrap."""

    def choose(self, candidate: Candidate) -> Candidate:
        """Return the candidate with the parts that are better.

        Parts of which nothing was shown stay only where nothing is better without them, and something is with them: two
        that need each other may be better together. What is worse never stays.
        """
        chosen = self._left_out(candidate, {Verdict.WORSE, Verdict.NOT_BETTER})
        unsure = any(one.verdict is Verdict.NOT_BETTER for one in _verdicts(chosen.parts))
        if unsure and self._decision(chosen) is not ReleaseDecision.IMPROVED:
            together = self._left_out(candidate, {Verdict.WORSE})
            if self._decision(together) is ReleaseDecision.IMPROVED:
                return together
        return chosen

    def _decision(self, candidate: Candidate) -> ReleaseDecision:
        return decide_release(compare(candidate.answered, seed=self.seed))

    def _left_out(self, candidate: Candidate, verdicts: set[Verdict]) -> Candidate:
        """Leave parts out one after the other, each where the verdict on it is one of these."""
        for part in self.parts.names(candidate.bundle):
            without = self._without(candidate, part)
            comparisons = self._contribution(candidate, without)
            kept = verdict_on_part(comparisons) not in verdicts
            measured = tuple(MeasuredPart(part=part, kept=kept, comparison=one) for one in comparisons)
            chosen = candidate if kept else without
            candidate = replace(chosen, parts=(*candidate.parts, *measured))
        return candidate

    def _without(self, candidate: Candidate, part: str) -> Candidate:
        bundle = self.parts.without(candidate.bundle, part)
        if part == UNDERSTANDING:
            answers = [replace(one.after, intent=None, slots=()) for one in candidate.answered]
        else:
            answers = [one.after for one in candidate.answered]
            taken = [place for place, answer in enumerate(answers) if answer.domain == part]
            again = self.ask(bundle, [self.items[place] for place in taken])
            for place, answer in zip(taken, again, strict=True):
                answers[place] = answer
        answered = tuple(replace(one, after=after) for one, after in zip(candidate.answered, answers, strict=True))
        return replace(candidate, bundle=bundle, answered=answered)

    def _contribution(self, candidate: Candidate, without: Candidate) -> tuple[Comparison, ...]:
        items = [
            AnsweredItem(known=one.known, before=other.after, after=one.after)
            for one, other in zip(candidate.answered, without.answered, strict=True)
        ]
        return compare(items, seed=self.seed)


def _verdicts(parts: Sequence[MeasuredPart]) -> list[Comparison]:
    return [one.comparison for one in parts]
